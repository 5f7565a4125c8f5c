"""How the bot gets to know what happened: offsets, long polls, conflicts, kinds."""

from __future__ import annotations

import asyncio

from bot.sandbox import Sandbox
from tests.sandbox.calls import Call, refused, result


async def test_offsets_confirm_updates(sandbox: Sandbox, call: Call) -> None:
    """An update comes again until a higher offset is asked for; a negative one forgets the rest."""
    ada = sandbox.world.user("Ada")
    for word in ("one", "two", "three"):
        ada.say(word)
    first, second, third = await result(call("getUpdates"))
    assert (await result(call("getUpdates")))[0] == first
    assert await result(call("getUpdates", offset=second["update_id"], limit=1)) == [second]
    assert await result(call("getUpdates", offset=-1)) == [third]
    assert await result(call("getUpdates", offset=third["update_id"] + 1)) == []


async def test_a_long_poll_ends_with_the_update(sandbox: Sandbox, call: Call) -> None:
    """A waiting poll is answered as soon as something happens, and empty after its timeout."""
    assert await result(call("getUpdates", timeout=1)) == []
    poll = asyncio.create_task(result(call("getUpdates", timeout=20)))
    await asyncio.sleep(0.05)
    sandbox.world.user("Ada").say("/start x")
    async with asyncio.timeout(2):
        [update] = await poll
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_second_poller_conflicts(sandbox: Sandbox, call: Call) -> None:
    """The poll that waited first is ended with 409."""
    first = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=20))
    status, words = await refused(first)
    assert status == 409 and words.startswith("Conflict: terminated by other getUpdates request")
    sandbox.world.user("Ada").say("/start")
    assert (await second)[0] == 200


async def test_a_webhook_forbids_polling(call: Call) -> None:
    """Until the webhook is deleted, getUpdates is a conflict."""
    await result(call("setWebhook", url="https://example.com/hook"))
    assert (await refused(call("getUpdates")))[0] == 409
    await result(call("deleteWebhook", drop_pending_updates=True))
    assert await result(call("getUpdates")) == []


async def test_only_allowed_kinds_come(sandbox: Sandbox, call: Call) -> None:
    """Kinds that the bot did not ask for never reach the queue; without a list, chat_member does not."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
    room = sandbox.world.group("Desk", owner=ada, members=[bob], bot="administrator")
    room.promote(bob)
    assert await result(call("getUpdates", allowed_updates=["callback_query", "chat_member"])) == []
    ada.say("not asked for")
    room.demote(bob)
    [update] = await result(call("getUpdates"))
    assert update["chat_member"]["new_chat_member"]["status"] == "member"
