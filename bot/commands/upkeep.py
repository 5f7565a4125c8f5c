"""`migrate` and `backup`: looks after the store."""

from __future__ import annotations

import argparse
import asyncio

from bot.commands.common import settings_of
from bot.settings import Settings
from bot.storage import Store


def migrate(arguments: argparse.Namespace) -> int:
    """Create the store or bring it up to date."""
    settings = settings_of(arguments, level="warning")
    asyncio.run(_migrate(settings))
    print("the store is up to date")
    return 0


async def _migrate(settings: Settings) -> None:
    store = Store.at(settings.database.url)
    try:
        await store.migrate()
    finally:
        await store.close()
