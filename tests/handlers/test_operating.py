"""/health and /resend, as conversations."""

from __future__ import annotations

import pytest

from bot.outcomes import Refused, Sent, Unknown
from bot.renderer import actions
from bot.sandbox.people import Person, buttons
from bot.storage import Store, feeds, outbox
from bot.storage.feeds import FeedState
from tests.renderer.samples import NOW
from tests.storage.situations import chat_subscribed, one_taken_in, sighting

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
async def failed(store: Store, ada: Person) -> Store:
    """Of three chats that wait for a visit one has it, one refused it, and of one nobody knows."""
    async with store.writing() as tx:
        for chat in (1, 2, 3):
            await chat_subscribed(tx, chat)
    await one_taken_in(store, "https://a.example/1", sighting())
    outcomes = [Sent(7), Refused("message is too long"), Unknown("no answer")]
    async with store.writing() as tx:
        for due, outcome in zip(await outbox.claim(tx, 9, NOW), outcomes, strict=True):
            await outbox.finish(tx, due, outcome, now=NOW, repeat_unknown=False)
    return store


async def test_an_operator_sees_how_the_program_does(operator: Person, failed: Store) -> None:
    """What was read, sent and not sent within a day, and whom it reaches."""
    async with failed.writing() as tx:
        await feeds.save_state(tx, FeedState("Gazette", "https://a.example/rss", last_ok_at=NOW))
    operator.say("/health")
    told = (await operator.hears("Within the last 24 hours"))["text"]
    assert "Feeds: 1 answered, 0 failing" in told
    assert "Articles read: 1, of them about visits: 1" in told
    assert "1 sent, 2 not arrived" in told
    assert "Waiting to be sent: 0" in told
    assert "Chats: 3 reached, 0 paused" in told


async def test_of_a_new_program_there_is_little_to_tell(operator: Person) -> None:
    """An empty store is told of without a stumble."""
    operator.say("/health")
    assert "No feed has answered" in (await operator.hears("Within"))["text"]
    operator.say("/resend")
    await operator.hears("Nothing has failed")


async def test_what_did_not_arrive_is_sent_once_more(operator: Person, failed: Store) -> None:
    """A tap queues both again, and marks the one that may have arrived."""
    operator.say("/resend")
    told = (await operator.hears("Not arrived within the week: 2"))["text"]
    assert "1 × refused: message is too long" in told and "1 × nobody knows: no answer" in told
    operator.tap("Send once more")
    await operator.hears("Queued once more: 2")
    async with failed.writing() as tx:
        due = await outbox.claim(tx, 9, NOW)
    assert sorted(one.again for one in due) == [False, True]


@pytest.mark.parametrize("command", ["/health", "/resend"])
async def test_for_others_there_is_no_such_command(ada: Person, command: str) -> None:
    """Somebody who is no operator gets the answer of any unknown command."""
    ada.say(command)
    await ada.hears("do not know this command")


async def test_a_forged_tap_sends_nothing(ada: Person, failed: Store) -> None:
    """Whoever makes up the button of an operator is told that it is out of date."""
    ada.say("/visits Bahrain")
    message = await ada.hears("1 visit")
    buttons(message)[0]["callback_data"] = actions.write(actions.RESEND)
    tap = ada.tap(buttons(message)[0]["text"], message=message)
    assert "out of date" in (await ada.answered(tap))["text"]
    async with failed.reading() as tx:
        assert (await outbox.tally(tx))["dead"] == 1
