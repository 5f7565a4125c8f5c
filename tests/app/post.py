"""A delivery at work between a store and the Bot API server, and what tests ask of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.delivery import Delivery
from bot.errors import TokenRefused
from bot.intake import Intake
from bot.model import Article
from bot.outputs.line import App
from bot.outputs.telegram import TelegramOutput
from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from bot.storage import Store, chats, outbox
from bot.wishes import Subject


@dataclass
class Clock:
    """A clock that can be put forward."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Post:
    """A delivery at work between a store and the Bot API server."""

    store: Store
    sandbox: Sandbox
    app: App
    clock: Clock = field(default_factory=Clock)
    refused: list[TokenRefused] = field(default_factory=list)

    def delivery(self) -> Delivery:
        output = TelegramOutput(self.app.bot)
        return Delivery(self.store, output, on_refused=self.refused.append, clock=self.clock)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Delivery]:
        delivery = self.delivery()
        task = asyncio.create_task(delivery.run())
        delivery.nudge()
        try:
            yield delivery
        finally:
            await delivery.drain(5)
            await task

    async def subscriber(self, name: str, *countries: str) -> Person:
        person = self.sandbox.world.user(name)
        person.say("/start")
        async with self.store.writing() as tx:
            await chats.ensure(tx, person.id, "private", "en")
            await chats.subscribe(tx, person.id, Subject(countries))
        return person

    async def news(self, story: tuple[str, str], slug: str = "a") -> str:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        taken = await Intake(self.store).take_in(
            Article(title=story[0], text=story[1], url=f"https://e.org/{slug}", published=now)
        )
        return taken.visits[0][0] or ""

    async def tally(self) -> dict[str, int]:
        async with self.store.reading() as tx:
            return await outbox.tally(tx)

    async def until(self, state: str, count: int = 1) -> None:
        """Wait until so many rows are in this state."""

        async def reached() -> bool:
            return (await self.tally()).get(state, 0) >= count

        await _eventually(reached)

    async def tried(self, times: int = 1) -> None:
        """Wait until so many sends were asked for, and what became of them is written down."""

        async def done() -> bool:
            asked = [call for call in self.sandbox.calls if call.method.lower() == "sendmessage"]
            return len(asked) >= times and not (await self.tally()).get("sending")

        await _eventually(done)


async def _eventually(is_true: Callable[[], Awaitable[bool]], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not await is_true():  # noqa: ASYNC110 - the store rings no bell
            await asyncio.sleep(0.02)
