"""The queue of updates: what getUpdates hands out, confirms and filters."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.sandbox.wire import Json, Refusal

# Everything but these comes without being asked for (Bot API, getUpdates, allowed_updates).
ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL = 50  # seconds; the Bot API server's own limit


class Updates:
    """One bot's queue. `first_poll` is set when the bot has asked for the first time."""

    def __init__(self) -> None:
        self.allowed: set[str] | None = None
        self.webhook = ""
        self.first_poll = asyncio.Event()
        self._queue: deque[Json] = deque()
        self._next_id = 1
        self._more = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None

    @property
    def pending(self) -> int:
        return len(self._queue)

    def push(self, kind: str, payload: Json) -> None:
        """Queue an update unless the bot said that it does not want this kind."""
        if self.allowed is None and kind in ASKED_FOR:
            return
        if self.allowed is not None and kind not in self.allowed:
            return
        self._queue.append({"update_id": self._next_id, kind: payload})
        self._next_id += 1
        self._more.set()

    def allow(self, kinds: list[str]) -> None:
        """Take the bot's list; an empty one means the default again."""
        self.allowed = set(kinds) or None

    def clear(self) -> None:
        self._queue.clear()

    def take_all(self) -> list[Json]:
        """Give every update that waits and forget it, as a bot that has just polled."""
        taken = list(self._queue)
        self.clear()
        return taken

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirm what is below `offset` and give what follows, waiting at most so many seconds."""
        self._refuse_beside_webhook()
        self._end_other_poll()
        self.first_poll.set()
        self._confirm(offset)
        if not self._queue and seconds > 0:
            await self._wait(min(seconds, LONGEST_POLL))
        return list(self._queue)[: max(1, min(limit, 100))]

    def _confirm(self, offset: int) -> None:
        while self._queue and offset > 0 and self._queue[0]["update_id"] < offset:
            self._queue.popleft()
        while offset < 0 and len(self._queue) > -offset:
            self._queue.popleft()

    def _refuse_beside_webhook(self) -> None:
        if self.webhook:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )

    def _end_other_poll(self) -> None:
        """A second poller ends the first one's wait with a conflict, as Telegram's server does."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(
                Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )

    async def _wait(self, seconds: float) -> None:
        self._more.clear()
        poll = self._poll = asyncio.get_running_loop().create_future()
        arrival = asyncio.ensure_future(self._more.wait())
        try:
            await asyncio.wait({poll, arrival}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if poll.done():
                poll.result()
        finally:
            arrival.cancel()
            if self._poll is poll:
                self._poll = None
