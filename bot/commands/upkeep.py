"""`migrate` and `backup`: looks after the store."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.commands.common import settings_of
from bot.storage import Store

_STEP = 20_000  # rows between two lines of progress


def migrate(arguments: argparse.Namespace) -> int:
    """Create the store or bring it up to date; with `--from`, fill it from another one."""
    settings = settings_of(arguments, level="warning")
    if arguments.source is None:
        asyncio.run(_migrate(settings.database.url))
        print("the store is up to date")
    else:
        rows = asyncio.run(_move(arguments.source, settings.database.url))
        print(f"{rows:,} rows copied and counted; the old store was left as it is")
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Write a copy of the store, whether the bot runs or not."""
    settings = settings_of(arguments, level="warning")
    rows = asyncio.run(_back_up(settings.database.url, arguments.file))
    print(f"{rows:,} rows written to {arguments.file} and read back")
    return 0


async def _migrate(url: str) -> None:
    async with _opened(url) as store:
        await store.migrate()


async def _move(source: str, target: str) -> int:
    from bot.storage.copying import copy

    async with _opened(source) as old, _opened(target) as new:
        for store in (old, new):
            store.lock()  # what a running bot writes meanwhile would be left behind
        return await copy(old, new, _progress)


async def _back_up(url: str, file: Path) -> int:
    from bot.storage.backup import back_up

    async with _opened(url) as store:
        return await back_up(store, file, _progress)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Store]:
    store = Store.at(url)
    try:
        yield store
    finally:
        await store.close()


def _progress(table: str, done: int, number: int) -> None:
    """Say on stderr how far long work is."""
    if number >= _STEP and (done == number or done % _STEP == 0):
        print(f"{table}: {done:,} of {number:,}", file=sys.stderr)
