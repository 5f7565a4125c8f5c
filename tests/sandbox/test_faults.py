"""What goes wrong on order, and what observers see of it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Fault, Sandbox
from tests.sandbox.calls import Call, refused, result


async def test_faults_befall_as_ordered(sandbox: Sandbox, call: Call, http: aiohttp.ClientSession) -> None:
    """A fault ordered over HTTP hits only its method and chat, so many times, with Telegram's parameters."""
    ada, bob = sandbox.world.user("Ada"), sandbox.world.user("Bob")
    order = {"code": 429, "retry_after": 3, "method": "sendMessage", "chat_id": ada.id, "times": 2}
    async with http.post(f"{sandbox.page_url}faults", json=order) as answer:
        assert (await answer.json())[0]["times"] == 2
    await result(call("sendMessage", chat_id=bob.id, text="x"))
    for _ in range(2):
        status, body = await call("sendMessage", chat_id=ada.id, text="x")
        assert (status, body["parameters"]) == (429, {"retry_after": 3})
    await result(call("sendMessage", chat_id=ada.id, text="x"))
    for code in (400, 403, 500, 502):
        sandbox.faults.add(Fault(code=code))
        assert (await refused(call("getMe")))[0] == code
    async with http.post(f"{sandbox.page_url}faults", json={"nonsense": 1}) as answer:
        assert answer.status == 400


@pytest.mark.parametrize(("moment", "arrived"), [("before", []), ("after", ["x"])])
async def test_a_cut_connection_leaves_the_outcome_open(
    sandbox: Sandbox, call: Call, moment: Any, arrived: list[str]
) -> None:
    """Cut before, the message never arrives; cut after, it does, and the bot cannot know."""
    ada = sandbox.world.user("Ada")
    sandbox.faults.add(Fault(reset=moment))
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=ada.id, text="x")
    assert ada.private.texts() == arrived


async def test_answers_can_be_late_or_broken(
    sandbox: Sandbox, call: Call, http: aiohttp.ClientSession
) -> None:
    """A delay holds the answer back after the message arrived; a garbled one is half a JSON object."""
    ada = sandbox.world.user("Ada")
    sandbox.faults.add(Fault(delay=0.2))
    late = asyncio.create_task(call("sendMessage", chat_id=ada.id, text="late"))
    await ada.hears("late")
    assert not late.done()
    assert (await late)[0] == 200
    sandbox.faults.add(Fault(garbled=True))
    with pytest.raises(json.JSONDecodeError):
        await call("sendMessage", chat_id=ada.id, text="broken")
    assert ada.private.texts() == ["late", "broken"]


async def test_calls_are_observed_with_their_answers(sandbox: Sandbox, call: Call) -> None:
    """Observers see method, decoded parameters, status and body of every call."""
    ada = sandbox.world.user("Ada")
    await result(call("sendMessage", chat_id=ada.id, text="x"))
    await call("sendMessage", chat_id=42, text="y")
    assert [(seen.params.text("text"), seen.status) for seen in sandbox.calls] == [("x", 200), ("y", 400)]
    assert len(sandbox.sent("sendMessage")) == 1
