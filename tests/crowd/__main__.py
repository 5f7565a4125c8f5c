"""One visit in 200 feeds, then 200 stories that are no visits: `python -m tests.crowd [FEEDS]`, `make crowd`.

Everything but the papers and Telegram is real: feeds and pages over loopback, the parsing process, the store.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.app import opened_poller, opened_store
from bot.settings import Database, Feeds, Settings
from bot.storage import Store, chats, visits
from bot.storage.schema import outbox
from bot.wishes import Subject
from tests.crowd.kiosk import Kiosk
from tests.crowd.stories import Story, no_visits, visit_told

_SUBSCRIBERS: dict[int, tuple[str, ...]] = {1: (), 2: ("BH",), 3: ("AZ", "BH")}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one round of papers."""

    taken: int  # articles that were read to the end
    visits: int
    sources: int  # of all visits together
    alerts: dict[int, int]  # by subscriber
    others: int  # notices of another kind
    seconds: float


async def round_of(stories: Sequence[Story], folder: Path) -> Result:
    """Let each paper bring one of the stories, and read them all; the feeds were known before."""
    settings = Settings(
        database=Database(f"sqlite+aiosqlite:///{folder / 'store.db'}"),
        feeds=Feeds(allow_private_addresses=True),
    )
    taken = []
    async with Kiosk(len(stories)) as kiosk, opened_store(settings) as store:
        await _subscribe(store)
        names = [feed.name for feed in kiosk.feeds]
        async with opened_poller(
            settings, kiosk.feeds, store, on_report=lambda report: taken.extend(report.taken)
        ) as poller:
            await poller.once(names)
            kiosk.stories = stories
            began = time.monotonic()
            await poller.once(names)
            seconds = time.monotonic() - began
        return await _result(store, len(taken), seconds)


async def _subscribe(store: Store) -> None:
    async with store.writing() as tx:
        for chat, countries in _SUBSCRIBERS.items():
            await chats.ensure(tx, chat, "private", "en")
            await chats.subscribe(tx, chat, Subject(tuple(countries)))


async def _result(store: Store, taken: int, seconds: float) -> Result:
    async with store.reading() as tx:
        found = await visits.query(tx, limit=1000)
        asked = select(outbox.c.kind, outbox.c.chat_id, func.count()).group_by(
            outbox.c.kind, outbox.c.chat_id
        )
        notices = [tuple(row) for row in await tx.execute(asked)]
    return Result(
        taken,
        len(found),
        sum(len(visit.sources) for visit in found),
        {chat: number for kind, chat, number in notices if kind == "alert"},
        sum(number for kind, _, number in notices if kind != "alert"),
        seconds,
    )


def main() -> None:
    """Print what came of both rounds, and end with status 1 where it is not one alert each, or none."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    good = []
    for what, stories, alerts in (
        ("one visit", visit_told(papers), dict.fromkeys(_SUBSCRIBERS, 1)),
        ("no visit", no_visits(papers), {}),
    ):
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(round_of(stories, Path(folder)))
        told = ", ".join(str(number) for number in found.alerts.values()) or "none"
        print(
            f"{what} in {papers} feeds: {found.taken} articles read in {found.seconds:.1f} s, "
            f"{found.visits} visits with {found.sources} sources, alerts for each subscriber: {told}"
        )
        good.append(found.alerts == alerts)
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
