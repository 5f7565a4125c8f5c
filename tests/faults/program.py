"""The ground a scenario stands on: the program as processes, Telegram beside it, a newspaper on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
from sqlalchemy import insert, make_url, text

from bot.errors import StorageError
from bot.model import Feed
from bot.sandbox.sandbox import TOKEN
from bot.storage import Store, feeds, schema
from bot.storage.feeds import FeedState
from tests.app.paper import WEATHER, Paper
from tests.faults import ledger
from tests.faults.stories import Story, stories
from tests.faults.telegram import FIRST_PERSON

ROOT = Path(__file__).parents[2]
_FEED = "Gazette"
_MIGRATING = asyncio.Lock()  # Alembic keeps its state in the process and not in the task
_RUNS = b"the bot is running"
_OPEN = ("queued", "sending")


@dataclass
class Ground:
    """Everything around the program; `async with` opens and closes it, whatever still runs is killed."""

    folder: Path
    people: int = 20
    seed: int = 1
    telegram: tuple[str, ...] = ()  # options of tests.faults.telegram
    database: str = ""  # URL; else an SQLite file in the folder
    more: Mapping[str, str] = field(default_factory=dict)  # environment of the program
    paper: Paper = field(default_factory=Paper)
    told: list[Story] = field(default_factory=list)
    signed: list[Story] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    port: int = 0
    _read: int = 0  # how much of the log is of earlier processes
    _blows: list[tuple[float, set[Any]]] = field(default_factory=list)
    _stories: Iterator[Story] = field(init=False)
    _telegram: Process = field(init=False)

    async def __aenter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stories = stories(self.seed)
        self.database = self.database or f"sqlite+aiosqlite:///{self.folder / 'data' / 'store.db'}"
        await self.paper.__aenter__()
        self.paper.publish(WEATHER)  # a feed without any item counts as one in trouble
        feed = f'[[feed]]\nname = "{_FEED}"\nurl = "{self.paper.feed_url}"\nlanguage = "en"\ninterval = 1\n'
        (self.folder / "feeds.toml").write_text(feed)
        self._telegram = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.telegram", str(self.book), str(self.people), *self.telegram,
            cwd=ROOT, stdout=PIPE,
        )  # fmt: skip
        assert self._telegram.stdout is not None
        self.port = int(await self._telegram.stdout.readline())
        await self._subscribe()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in (*self.processes, self._telegram):
            if process.returncode is None:
                process.kill()
            await process.wait()
        await self.paper.__aexit__(None, None, None)

    async def _subscribe(self) -> None:
        """Let everybody follow everything, and let the feed be known, so that its first item is news."""
        store = Store.at(self.database)
        async with _MIGRATING:
            await store.migrate()
        async with store.writing() as tx:
            now = datetime.now(UTC)
            ids = range(FIRST_PERSON, FIRST_PERSON + self.people)
            people = [{"id": id_, "type": "private", "language": "en", "created_at": now} for id_ in ids]
            wishes = [{"chat_id": id_, "subject": "", "created_at": now} for id_ in ids]
            await tx.execute(insert(schema.chats), people)
            await tx.execute(insert(schema.subscriptions), wishes)
            await feeds.ensure(tx, [Feed(_FEED, self.paper.feed_url)])
            state = FeedState(_FEED, self.paper.feed_url, baseline_at=now, last_ok_at=now)
            await feeds.save_state(tx, state)
        await store.close()

    # -- the program --------------------------------------------------------------------------

    @property
    def book(self) -> Path:
        return self.folder / "telegram.jsonl"

    @property
    def log(self) -> Path:
        return self.folder / "program.log"

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(make_url(self.database).database or "")

    async def start(self, log: Path | None = None, command: str = "run", **more: str) -> Process:
        """Start one more process of the program."""
        self._read = self.log.stat().st_size if self.log.exists() else 0
        with (log or self.log).open("ab") as out:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--config", str(self.folder), command,
                cwd=self.folder, stdout=out, stderr=out, env=self.environ() | more,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "VISITWIRE_TELEGRAM__BASE_URL": f"http://127.0.0.1:{self.port}/bot",
            "VISITWIRE_DATABASE__URL": self.database,
            "VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true",
            "VISITWIRE_FEEDS__INTERVAL": "1",
            "VISITWIRE_HISTORY__STARTER": "false",
            **self.more,
        }

    async def kill(self, process: Process) -> None:
        """End a process as a power switch does; frozen first, so that what is under way can be noted."""
        if process.returncode is None:
            process.send_signal(signal.SIGSTOP)
            rows = await self.rows("chat_id, visit_id, kind, state")
            self._blows.append((time.time(), {row[:3] for row in rows if row.state == "sending"}))
            process.kill()
        await process.wait()

    # -- the world ----------------------------------------------------------------------------

    def publish(self) -> Story:
        """Bring out the first report of a visit."""
        story = next(self._stories)
        self.paper.publish(story.first)
        self.told.append(story)
        return story

    def sign(self, story: Story) -> None:
        """Bring out the second report of a visit: a card has to change, and people have to hear of it."""
        self.paper.publish(story.second)
        self.signed.append(story)
        del self.paper.items[60:]  # a feed shows its newest

    async def befall(self, *faults: Mapping[str, Any]) -> None:
        """Order misfortunes at Telegram."""
        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{self.port}/faults"
            async with session.post(address, json=list(faults)) as answer:
                answer.raise_for_status()

    async def befallen(self) -> bool:
        """Tell whether all misfortunes have happened."""
        faults = f"http://127.0.0.1:{self.port}/faults"
        async with aiohttp.ClientSession() as session, session.get(faults) as answer:
            return not await answer.json()

    async def clear_up(self) -> None:
        """End all misfortunes."""
        async with aiohttp.ClientSession() as session, session.delete(f"http://127.0.0.1:{self.port}/faults"):
            pass

    async def rows(self, columns: str = "state") -> list[Any]:
        """Read the outbox as somebody else."""
        store = Store.at(self.database)
        try:
            async with store.reading() as tx:
                return list(await tx.execute(text(f"SELECT {columns} FROM outbox ORDER BY rank, id")))
        finally:
            await store.close()

    async def release(self) -> None:
        """End the claim of a killed process on the feed, which others would wait out for five minutes."""
        store = Store.at(self.database)
        async with store.writing() as tx:
            await tx.execute(text("UPDATE feeds SET claimed_until = NULL"))
        await store.close()

    async def until(self, is_true: Callable[[], Awaitable[bool]], seconds: float) -> bool:
        """Wait until something is so; False when the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(StorageError):  # it may be locked or away, which is the point
                if await is_true():
                    return True
            await asyncio.sleep(0.2)
        return False

    async def keeps_up(self) -> bool:
        """Wait until the program has read nearly all news: a feed shows its newest items only."""

        async def so() -> bool:
            rows = await self.rows("DISTINCT visit_id, 0 AS rank, 0 AS id")
            return len(rows) >= len(self.told) - 8

        return len(self.told) < 8 or await self.until(so, 60)

    async def quiet(self, seconds: float = 120) -> bool:
        """Wait until all that was published is in the outbox and nothing is left to do."""

        async def done() -> bool:
            rows = await self.rows("visit_id, kind, state")
            alerted = {row.visit_id for row in rows if row.kind == "alert"}
            waits = any(row.state in _OPEN for row in rows)
            return len(alerted) >= len(self.told) and not waits and not await self.untold()

        return await self.until(done, seconds)

    # -- the count ----------------------------------------------------------------------------

    async def count(self) -> ledger.Count:
        """Hold what Telegram accepted against what was published."""
        everybody = range(FIRST_PERSON, FIRST_PERSON + self.people)
        wanted = [(chat, "alert", story.flags) for chat in everybody for story in self.told]
        return ledger.count(ledger.read(self.book), wanted, await self._order())

    async def blows(self) -> list[ledger.Blow]:
        """Give the kills with what was under way at each, in the words of the ledger."""
        visits = await self._visits()
        return [
            ledger.Blow(at, frozenset((chat, kind, visits.get(visit, visit)) for chat, visit, kind in rows))
            for at, rows in self._blows
        ]

    async def _order(self) -> list[ledger.Key]:
        visits = await self._visits()
        rows = await self.rows("chat_id, visit_id, kind")
        return [(row.chat_id, row.kind, visits[row.visit_id]) for row in rows if row.visit_id in visits]

    async def _visits(self) -> dict[str, str]:
        """Give the flags of each visit that has a card."""
        names = {card: ledger.flags_of(said) for card, said in ledger.cards(ledger.read(self.book)).items()}
        rows = await self.rows("chat_id, visit_id, kind, message_id")
        alerts = [(row.visit_id, (row.chat_id, row.message_id)) for row in rows if row.kind == "alert"]
        return {visit: names[card] for visit, card in alerts if names.get(card)}

    async def untold(self) -> int:
        """Count the cards that do not tell of a signature although it was published.

        A card of which the store does not know that it has arrived cannot be changed, and is not counted.
        """
        shown = ledger.cards(ledger.read(self.book))
        signed = {story.flags for story in self.signed}
        rows = await self.rows("chat_id, message_id, kind, state")
        known = [shown.get((row.chat_id, row.message_id), "") for row in rows if row.kind == "alert"]
        return sum("emorandum" not in text for text in known if ledger.flags_of(text) in signed)

    async def ended(self, *states: str) -> int:
        """Count the rows in these states."""
        return sum(row.state in states for row in await self.rows())

    async def listed(self) -> int:
        """Count the messages that `visitwire doctor` says may or may not have arrived."""
        doctor = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--config", str(self.folder), "doctor",
            cwd=self.folder, stdout=PIPE, env=self.environ(),
        )  # fmt: skip
        lines = (await doctor.communicate())[0].decode().splitlines()
        more = sum(
            int(word)
            for line in lines
            if "more like these" in line
            for word in line.split()
            if word.isdecimal()
        )
        return sum("uncertain:" in line for line in lines) + more

    def said(self, words: str) -> bool:
        """Tell whether the program's log holds these words."""
        return words in self.log.read_text(errors="replace")

    async def runs(self) -> None:
        """Wait until the newest process talks to Telegram."""

        async def so() -> bool:
            return _RUNS in self.log.read_bytes()[self._read :]

        await self.until(so, 30)
