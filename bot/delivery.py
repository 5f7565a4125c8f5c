"""Empties the outbox: claim, render in the chat's language, send, obey the outcome."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from bot.errors import StorageError, TokenRefused
from bot.languages.speech import knows, say
from bot.model import Later, Message, Outcome, Refused, Sent, Visit
from bot.renderer import alert, update_note
from bot.storage import Store, outbox, visits
from bot.storage.outbox import Due

_log = logging.getLogger(__name__)

IN_FLIGHT = 8  # so many suspects at most when the process is killed; 30 a second need no more
_STORE_PAUSE = 1.0  # seconds between tries to write down what became of a message
_LONGEST_PAUSE = 300.0  # seconds
_CARD_IS_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_REPEATED = "alert.repeated"  # the sentence under a message that may have arrived before


class Output(Protocol):
    """Where messages go; every answer is an Outcome, only a refused token is an exception."""

    async def send(
        self, chat_id: int, message: Message, *, silent: bool = False, reply_to: int | None = None
    ) -> Outcome: ...

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class _Draft:
    message: Message
    hash: str


class Delivery:
    """Sends what the outbox holds. `on_refused` is called once, when the token is."""

    def __init__(
        self,
        store: Store,
        output: Output,
        *,
        on_refused: Callable[[TokenRefused], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._output = output
        self._on_refused = on_refused
        self._clock = clock
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._closed = False

    async def recover(self, *, alone: bool) -> None:
        """Take up what a process that is no more left under way: it may or may not have arrived.

        `alone` on the store, every such row is an orphan; else only those whose time is over.
        """
        async with self._store.writing() as tx:
            found = await outbox.recover(tx, now=self._clock(), everything=alone)
        if found:
            _log.warning("%d messages were under way when the bot stopped; each is repeated once", found)

    def nudge(self) -> None:
        """Say that there may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send whenever nudged, until `drain`."""
        while not self._closed:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._claim()
            except StorageError as error:
                _log.error("the outbox cannot be read: %s", error)

    async def drain(self, seconds: float) -> None:
        """Claim nothing more and give what is under way its time; the rest is taken up at the next start."""
        self._closed = True
        self._wake.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()

    async def _claim(self) -> None:
        """Take as many rows as there are free hands and send them in the background."""
        free = IN_FLIGHT - len(self._tasks)
        if self._closed or free <= 0:
            return
        # Committed before anything is sent, so that a crash leaves a list of suspects.
        async with self._store.writing() as tx:
            claimed = await outbox.claim(tx, free, self._clock())
        for due in claimed:
            task = asyncio.create_task(self._deliver(due))
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            _log.error("delivery: %s", error, exc_info=error)

    async def _deliver(self, due: Due) -> None:
        try:
            outcome, hash_ = await self._send(due)
        except TokenRefused as error:
            # Certainly not sent: it waits for the operator's new token.
            await self._write_down(due, Later(60.0, str(error), counts=False), None)
            self._on_refused(error)
            return
        except StorageError as error:
            outcome, hash_ = Later(_STORE_PAUSE, str(error), counts=False), None
        except Exception as error:
            # A fault of ours in one message must stop neither the others nor this chat.
            _log.exception("message %d could not be made", due.id)
            outcome, hash_ = Refused(f"could not be made: {error!r}"), None
        _tell(due, outcome)
        await self._write_down(due, _paced(outcome, due.attempt), hash_)

    async def _send(self, due: Due) -> tuple[Outcome, str | None]:
        draft = await self._render(due)
        if draft is None:
            return Refused("the visit is not in the store any more"), None
        if due.notice.kind == "edit":
            return await self._edit(due, draft), draft.hash
        silent = due.notice.silent or due.again
        reply_to = due.message_id if due.notice.kind == "reply" else None
        message = _labelled(draft.message, due.chat.language) if due.again else draft.message
        return await self._output.send(due.chat.id, message, silent=silent, reply_to=reply_to), draft.hash

    async def _edit(self, due: Due, draft: _Draft) -> Outcome:
        if due.message_id is None:
            return Refused("there is no message to edit")
        if due.rendered == draft.hash:
            return Sent(due.message_id)
        outcome = await self._output.edit(due.chat.id, due.message_id, draft.message)
        if isinstance(outcome, Refused) and any(sign in outcome.reason.lower() for sign in _CARD_IS_GONE):
            async with self._store.writing() as tx:
                await outbox.forget_message(tx, due.chat.id, due.notice.visit_id, now=self._clock())
        return outcome

    async def _render(self, due: Due) -> _Draft | None:
        async with self._store.reading() as tx:
            visit = await visits.get(tx, due.notice.visit_id)
            if visit is None:
                return None
            record = visit.record
            history = await visits.between(tx, record.visitor.country, record.host.country)
        return _draft(due, visit, tuple(history), self._clock())

    async def _write_down(self, due: Due, outcome: Outcome, hash_: str | None) -> None:
        """Hold the outcome until the store has it: a mark that failed is no reason to send again."""
        while True:
            try:
                async with self._store.writing() as tx:
                    await outbox.finish(tx, due, outcome, now=self._clock(), rendered=hash_)
                return
            except StorageError as error:
                _log.error("what became of message %d cannot be written down yet: %s", due.id, error)
                await asyncio.sleep(_STORE_PAUSE)


def _draft(due: Due, visit: Visit, history: tuple[Visit, ...], now: datetime) -> _Draft:
    language = due.chat.language
    if due.notice.kind == "reply":
        message = update_note(visit, language, now=now)
    else:
        message = alert(visit, language, now=now, history=history)
    return _Draft(message, hashlib.sha256(message.html.encode()).hexdigest()[:16])


def _labelled(message: Message, language: str) -> Message:
    """Mark a message that may be there already."""
    said = f" <i>{say(language, _REPEATED)}</i>" if knows(language, _REPEATED) else ""
    return replace(message, html=f"{message.html}\n\n↻{said}")


def _paced(outcome: Outcome, attempt: int) -> Outcome:
    """Let the pauses between attempts grow, up to five minutes; what Telegram asks for is obeyed as it is."""
    if not isinstance(outcome, Later) or not outcome.counts:
        return outcome
    seconds = min(outcome.seconds * 2.0 ** min(attempt - 1, 10), _LONGEST_PAUSE)
    return replace(outcome, seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load


def _tell(due: Due, outcome: Outcome) -> None:
    level = logging.DEBUG if isinstance(outcome, Sent) else logging.WARNING
    notice = due.notice
    _log.log(level, "%s of visit %s: %s", notice.kind, notice.visit_id, outcome, extra={"chat": due.chat.id})
