"""Somebody who asks far too much, as conversations."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.people import Person, readable
from handlers.limits import INLINE
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")

SLOW_DOWN = "That was a lot at once"


async def test_a_flood_is_asked_for_patience_once(sandbox: Sandbox, ada: Person, happened: Happened) -> None:
    """One sentence answers what is too much, and the next person is answered at once."""
    await happened()
    for _ in range(40):
        ada.say("/latest")
    await ada.hears(SLOW_DOWN)
    bob = sandbox.world.user("Bob")
    bob.say("/latest")
    await bob.hears("Latest visits")
    said = [readable(message) for message in ada.private.bot_messages]
    assert len(said) <= 3 and sum(SLOW_DOWN in one for one in said) == 1


async def test_each_tap_too_many_gets_its_answer(sandbox: Sandbox, ada: Person, happened: Happened) -> None:
    """A tap that nobody answers would go on turning, so each is told."""
    await happened()
    ada.say("/latest")
    (key, *_) = (await ada.hears("Latest visits"))["reply_markup"]["inline_keyboard"][0]
    message = ada.private.bot_messages[-1]
    taps = [ada.press(key["callback_data"], message) for _ in range(13)]
    answers = [await ada.answered(tap) for tap in taps[-3:]]
    assert all(SLOW_DOWN in answer["text"] for answer in answers)


async def test_what_is_typed_inline_has_a_limit_of_its_own(ada: Person, happened: Happened) -> None:
    """After sixty a minute inline queries stay without an answer; commands are not counted with them."""
    visit = await happened()
    for _ in range(INLINE):
        assert (await ada.answered(ada.asks_inline(f"v_{visit.id}")))["results"]
    with pytest.raises(TimeoutError):
        await ada.answered(ada.asks_inline(f"v_{visit.id}"), seconds=0.1)
    ada.say("/latest")
    await ada.hears("Latest visits")
