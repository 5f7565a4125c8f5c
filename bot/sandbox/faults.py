"""Misfortunes on order: what goes wrong with the next calls, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.sandbox.wire import Json, Params, Refusal

_WORDS = {
    400: "Bad Request: injected",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls the next `times` calls, of one method or one chat when these are given.

    `code` answers an error (429 needs `retry_after`, seconds); `reset` cuts the connection before or
    after the call took effect; `delay` holds the answer back, after the effect unless `reset` is
    "before"; `garbled` takes effect and answers half a JSON object.
    """

    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    reset: Literal["before", "after"] | None = None
    delay: float = 0
    garbled: bool = False
    times: int = 1
    method: str | None = None
    chat_id: int | None = None

    def refusal(self) -> Refusal | None:
        """Say what is answered instead of doing the call; None when it is done all the same."""
        if self.code is None:
            return None
        if self.code == 429:
            seconds = self.retry_after or 1
            return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
        parameters: Json = {"migrate_to_chat_id": self.migrate_to_chat_id} if self.migrate_to_chat_id else {}
        return Refusal(self.code, self.description or _WORDS.get(self.code, "Error"), parameters or None)


class Faults:
    """The faults that are still to come, oldest first."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.pending.append(fault)

    def clear(self) -> None:
        self.pending.clear()

    def take(self, method: str, params: Params) -> Fault | None:
        """Give the fault meant for this call, used up by one; getUpdates only when it is named."""
        for place, fault in enumerate(self.pending):
            if _meant(fault, method, params):
                self.pending[place : place + 1] = (
                    [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                )
                return fault
        return None


def _meant(fault: Fault, method: str, params: Params) -> bool:
    if fault.chat_id is not None and params.text("chat_id") != str(fault.chat_id):
        return False
    if fault.method is None:
        return method != "getupdates"
    return fault.method.lower() == method
