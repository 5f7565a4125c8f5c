"""Whose turn it is: each chat in its order, of one person a few questions, and nobody waits for the slow."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Update

from bot.outputs.limiter import held
from bot.outputs.turns import Turns

GROUP, ADA, BOB = -100, 1, 2


def said(text: str, person: int = ADA, chat: int = GROUP) -> Update:
    sender = {"id": person, "is_bot": False, "first_name": "P"}
    where = {"id": chat, "type": "group" if chat < 0 else "private"}
    message: dict[str, Any] = {"message_id": 1, "date": 0, "chat": where, "from": sender, "text": text}
    return Update.de_json({"update_id": 1, "message": message}, None)


class Counter:
    """Serves one update after the other, each when it is told to; the first of a chat is held if wished."""

    def __init__(self, *, holds: bool = False) -> None:
        self.served: list[str] = []
        self.refused: list[str] = []
        self.go_on = asyncio.Event()
        self.holds = holds
        self.turns = Turns(self._serve, self._turn_away)

    async def _serve(self, update: Update) -> None:
        if self.holds:
            held.get()()
        await self.go_on.wait()
        self.served.append(str(update.effective_message and update.effective_message.text))

    async def _turn_away(self, update: Update) -> None:
        self.refused.append(str(update.effective_message and update.effective_message.text))

    async def end(self) -> None:
        self.go_on.set()
        assert await self.turns.close(5)


@pytest.fixture
def counter() -> Counter:
    return Counter()


async def test_of_one_person_ten_questions_wait(counter: Counter) -> None:
    """Further ones are turned away at once, in front of all work; those that wait keep their order."""
    for number in range(13):
        counter.turns.take(said(f"/{number}"))
    await asyncio.sleep(0)
    counter.turns.take(said("/13"))
    await asyncio.sleep(0)
    assert counter.refused == ["/10", "/11", "/12"] and counter.served == []
    await counter.end()
    assert counter.served == [*(f"/{number}" for number in range(10)), "/13"]


async def test_who_asks_too_much_takes_no_place_of_others(counter: Counter) -> None:
    """In the same group another member's question is served behind those that waited when it came."""
    for number in range(50):
        counter.turns.take(said(f"/{number}"))
    counter.turns.take(said("/mine", BOB))
    await counter.end()
    assert counter.served == [*(f"/{number}" for number in range(10)), "/mine"]


async def test_what_members_say_to_each_other_is_never_turned_away(counter: Counter) -> None:
    """Only questions to the bot are counted: somebody who leaves or moves a group must not be missed."""
    for number in range(50):
        counter.turns.take(said(f"{number}"))
    await counter.end()
    assert len(counter.served) == 50 and counter.refused == []


async def test_a_held_chat_is_not_waited_for() -> None:
    """Settling ends when all that is left waits for the pace of its chat, also for those behind it."""
    counter = Counter(holds=True)
    for number in range(3):
        counter.turns.take(said(f"/{number}"))
    await counter.turns.settle(60)
    assert counter.served == []
    await counter.end()


async def test_a_slow_one_is_waited_for_once(counter: Counter) -> None:
    """Who takes too long does so alone: the next round does not wait for him, nor for what he asks next."""
    counter.turns.take(said("/slow"))
    await counter.turns.settle(0.01)
    counter.turns.take(said("/behind"))
    await counter.turns.settle(60)
    assert counter.served == []
    await counter.end()
    assert counter.served == ["/slow", "/behind"]


async def test_who_was_held_is_waited_for_again_when_all_is_served() -> None:
    """Being held ends with the last update of the chat."""
    counter = Counter(holds=True)
    counter.turns.take(said("/first"))
    await counter.end()
    counter.holds = False
    counter.go_on.clear()
    counter.turns.take(said("/second"))
    settling = asyncio.create_task(counter.turns.settle(60))
    await asyncio.sleep(0.01)
    assert not settling.done()
    await counter.end()
    await settling


async def test_a_handler_that_fails_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The next update of the same chat is served, and the log says what happened."""
    served: list[Update] = []

    async def fails_once(update: Update) -> None:
        served.append(update)
        if len(served) == 1:
            raise ValueError("no")

    turns = Turns(fails_once, fails_once)
    turns.take(said("/one"))
    turns.take(said("/two"))
    await turns.settle(60)
    assert len(served) == 2 and "could not be handled" in caplog.text


async def test_closing_ends_what_waits_without_serving_it() -> None:
    """When time is up nobody begins with a question any more, even after a handler that tidies up badly."""
    served: list[str] = []

    async def breaks(update: Update) -> None:
        served.append(str(update.effective_message and update.effective_message.text))
        try:
            await asyncio.sleep(60)
        finally:
            raise ValueError("the connection is closed")

    turns = Turns(breaks, breaks)
    turns.take(said("/one"))
    turns.take(said("/two"))
    assert not await turns.close(0.01)
    assert served == ["/one"]
