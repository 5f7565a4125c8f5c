"""What becomes of a message: every refusal and every accident, on the real protocol."""

from __future__ import annotations

import asyncio
import socket

import aiohttp
import pytest
from telegram.error import NetworkError, TimedOut

from bot.errors import TokenRefused
from bot.model import Button, Message
from bot.outcomes import Gone, Later, Moved, Refused, Sent, Unknown
from bot.outputs.line import App, build
from bot.outputs.telegram import TelegramOutput, classify, plain
from bot.sandbox import Fault, Sandbox
from tests.oracles import Oracles

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")

CARD = Message(
    "<b>Manama</b> &amp; back", ((Button("Open", data="1v:x"), Button("Site", url="https://e.org/")),)
)


async def test_a_message_arrives_as_it_was_written(sandbox: Sandbox, output: TelegramOutput) -> None:
    """HTML, keys and silence all reach the chat, and the answer carries the message's id."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    outcome = await output.send(ada.id, CARD, silent=True)
    message = await ada.hears("Manama & back")
    assert outcome == Sent(message["message_id"])
    assert message["entities"][0]["type"] == "bold"
    assert [key["text"] for key in message["reply_markup"]["inline_keyboard"][0]] == ["Open", "Site"]
    assert message["message_id"] in ada.private.silent


async def test_editing_to_the_same_text_counts_as_sent(sandbox: Sandbox, output: TelegramOutput) -> None:
    """ "message is not modified" is no failure; a message that is gone is refused."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    sent = await output.send(ada.id, CARD)
    assert isinstance(sent, Sent)
    assert await output.edit(ada.id, sent.message_id, CARD) == sent
    gone = await output.edit(ada.id, 9999, Message("x"))
    assert isinstance(gone, Refused)
    assert "not found" in gone.reason


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(code=429, retry_after=7), Later),
        (Fault(code=403), Gone),
        (Fault(code=403, description="Forbidden: user is deactivated"), Gone),
        (Fault(code=400, description="Bad Request: chat not found"), Gone),
        (
            Fault(code=400, description="Bad Request: not enough rights to send text messages to the chat"),
            Gone,
        ),
        (Fault(code=400, description="Bad Request: BUTTON_DATA_INVALID"), Refused),
        (
            Fault(code=400, description="Bad Request: group chat was upgraded", migrate_to_chat_id=-100123),
            Moved,
        ),
        (Fault(code=500), Unknown),
        (Fault(code=502), Unknown),
        (Fault(garbled=True), Unknown),
        (Fault(reset="before"), Unknown),
        (Fault(reset="after"), Unknown),
    ],
    ids=lambda value: str(getattr(value, "description", None) or getattr(value, "code", None) or value)[:40],
)
async def test_each_failure_has_its_outcome(
    sandbox: Sandbox, output: TelegramOutput, fault: Fault, expected: type
) -> None:
    """A failed call becomes the outcome that says what to do with the message."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    sandbox.faults.add(fault)
    outcome = await output.send(ada.id, CARD)
    assert isinstance(outcome, expected), outcome
    if isinstance(outcome, Later):
        assert (outcome.seconds, outcome.counts) == (7, False)
    if isinstance(outcome, Moved):
        assert outcome.chat_id == -100123


async def test_a_blocked_chat_is_gone(sandbox: Sandbox, output: TelegramOutput) -> None:
    """A person who blocked the bot cannot be reached."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    ada.blocks_bot()
    assert await output.send(ada.id, CARD) == Gone("Forbidden: bot was blocked by the user")


async def test_broken_markup_goes_out_as_plain_text(
    sandbox: Sandbox, output: TelegramOutput, oracles: Oracles
) -> None:
    """An alert is not lost to a fault in our HTML: its text is sent once, without markup."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    outcome = await output.send(ada.id, Message("<b>Manama &lt; Baku"))
    assert isinstance(outcome, Sent)
    message = await ada.hears("Manama < Baku")
    assert "entities" not in message
    assert len(ada.private.bot_messages) == 1
    assert len(oracles.complaints) == 1
    oracles.complaints.clear()  # the broken markup was the point


async def test_what_is_too_long_is_cut_rather_than_lost(sandbox: Sandbox, output: TelegramOutput) -> None:
    """A text over Telegram's limit arrives in its first 4096 characters."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    assert isinstance(await output.send(ada.id, Message("<b>x</b>" + "y" * 5000)), Sent)
    assert len((await ada.hears("yyy"))["text"]) == 4096


async def test_a_revoked_token_stops_everything(sandbox: Sandbox, output: TelegramOutput) -> None:
    """When Telegram does not know the token, no outcome is made up for the message."""
    sandbox.faults.add(Fault(code=401))
    with pytest.raises(TokenRefused) as caught:
        await output.send(1, CARD)
    assert sandbox.token not in str(caught.value)


async def test_an_unreachable_server_was_not_sent_to() -> None:
    """A connection that was never made leaves no doubt: the message may be tried again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    application = build("1:x", f"http://127.0.0.1:{port}/bot")
    await application.bot.request.initialize()
    outcome = await TelegramOutput(application.bot).send(1, CARD)
    assert isinstance(outcome, Later)
    await application.bot.request.shutdown()


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (aiohttp.ConnectionTimeoutError("x"), Later),
        (aiohttp.SocketTimeoutError("x"), Unknown),
        (TimeoutError("x"), Unknown),
    ],
)
def test_a_timeout_is_judged_by_its_cause(cause: Exception, expected: type) -> None:
    """TimedOut alone says nothing: a connection that was not made is no lost answer."""
    error = TimedOut()
    error.__cause__ = cause
    assert isinstance(classify(error), expected)
    other = NetworkError("x")
    other.__cause__ = aiohttp.InvalidURL("refused")
    assert isinstance(classify(other), Later)


async def test_requests_of_a_bot_pass_through_the_limiter(sandbox: Sandbox, app: App) -> None:
    """Four messages to one person take a second longer than three, also when handlers send them."""
    ada = sandbox.world.user("Ada")
    ada.say("/start")
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(app.bot.send_message(ada.id, f"n{number}") for number in range(4)))
    assert 0.9 < loop.time() - began < 3


def test_plain_text_keeps_what_people_read() -> None:
    """Tags go, entities become characters, nothing else changes."""
    assert plain('<a href="https://e.org/?a=1&amp;b=2">A &amp; B</a>\n<b>c</b> &lt;') == "A & B\nc <"
