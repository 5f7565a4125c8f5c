"""Words for the tests of the Bot API: a call, its result, its refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

Answer = tuple[int, dict[str, Any]]
Call = Callable[..., Coroutine[Any, Any, Answer]]


async def result(answer: Coroutine[Any, Any, Answer]) -> Any:
    status, body = await answer
    assert status == 200, body
    return body["result"]


async def refused(answer: Awaitable[Answer]) -> tuple[int, str]:
    status, body = await answer
    assert body["ok"] is False and body["error_code"] == status
    return status, body["description"]


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Key", **button}]]}
