"""Misfortunes on order: what goes wrong with the next calls, and for whom; and Telegram's speed limits."""

from __future__ import annotations

import math
from collections import defaultdict, deque
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


# Telegram's bot FAQ: 30 messages a second in all, one a second in a chat after a short burst, 20 a minute
# in a group.
_IN_ALL = (30, 1.0)
_IN_GROUP = (20, 60.0)
_BURST = 3


class Limits:
    """Keeps the published speed limits to the letter: too fast is a 429 that says how long to wait."""

    def __init__(self) -> None:
        self.refused = 0
        self._all: deque[float] = deque(maxlen=_IN_ALL[0])
        self._groups: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=_IN_GROUP[0]))
        self._private: dict[str, float] = {}  # when the last of the messages so far would be due

    def refusal(self, method: str, params: Params, now: float) -> Refusal | None:
        """Count a call; a refusal when it comes too soon. What sends nothing to a chat is free."""
        chat = params.text("chat_id")
        if not chat or method.lower().startswith("get"):
            return None
        is_group = chat.startswith(("-", "@"))
        wait = self._wait_all(now)
        wait = max(wait, self._wait_group(chat, now) if is_group else self._wait_private(chat, now))
        if wait > 0:
            self.refused += 1
            return Fault(code=429, retry_after=math.ceil(wait)).refusal()
        self._all.append(now)
        if is_group:
            self._groups[chat].append(now)
        else:
            self._private[chat] = max(now, self._private.get(chat, 0.0)) + 1.0
        return None

    def _wait_all(self, now: float) -> float:
        return _wait(self._all, _IN_ALL, now)

    def _wait_group(self, chat: str, now: float) -> float:
        return _wait(self._groups[chat], _IN_GROUP, now)

    def _wait_private(self, chat: str, now: float) -> float:
        return self._private.get(chat, 0.0) - (_BURST - 1) - now


def _wait(times: deque[float], limit: tuple[int, float], now: float) -> float:
    most, window = limit
    return times[0] + window - now if len(times) == most else 0.0
