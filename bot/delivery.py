"""Empties the outbox: claim, render in the chat's language, send, obey the outcome.

One transaction writes down what became of the last messages and claims the next. Until it is committed a row
counts as under way, so that never more than eight are in doubt when the process dies.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bot.breaker import Breaker
from bot.errors import StorageError, TokenRefused
from bot.outcomes import Later, Outcome, Pointless, Refused, Sent
from bot.outputs.journal import Journal, JournalFile, leaving
from bot.sending import Output, Sender
from bot.storage import Store, Tx, outbox
from bot.storage.outbox import Due, Finished
from bot.vitals import SENDING, Vitals

_log = logging.getLogger(__name__)

IN_FLIGHT = 8  # so many suspects at most when the process is killed; 30 a second need no more
_TOGETHER = 5  # outcomes for which a transaction is worth while; fewer wait for
_SOON = 0.2  # seconds
_STORE_PAUSE = 1.0  # seconds between tries to write down what became of messages
_PROMPT = 10.0  # seconds; a row put off for less is looked at when its time comes, not by the next nudge
_LONGEST_PAUSE = 300.0  # seconds


class Delivery:
    """Sends what the outbox holds. `on_refused` is called once, when the token is.

    A message of which nobody knows whether it arrived is repeated once, or without `repeat_unknown` parked
    for the operator at once.
    """

    def __init__(
        self,
        store: Store,
        output: Output,
        *,
        on_refused: Callable[[TokenRefused], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        repeat_unknown: bool = True,
        journal: Journal | None = None,
        vitals: Vitals | None = None,
    ) -> None:
        self._store = store
        self._output = output
        self._on_refused = on_refused
        self._clock = clock
        self._repeat_unknown = repeat_unknown
        self._journal = journal or JournalFile(None)
        self._vitals = vitals or Vitals()
        self._tasks: set[asyncio.Task[None]] = set()
        self._finished: list[Finished] = []  # what is not written down yet
        self._trouble: str | None = None  # what the store was last heard to suffer from
        self._together = IN_FLIGHT  # outcomes written in one transaction at most
        self._sender = Sender(store, output, clock)
        self._breaker = Breaker()
        self._asking: asyncio.Task[None] | None = None
        self._stepping = asyncio.Lock()
        self._wake = asyncio.Event()
        self._alarm: asyncio.TimerHandle | None = None
        self._closed = False

    async def recover(self, *, alone: bool) -> None:
        """Take up what a process that is no more left under way: it may or may not have arrived.

        `alone` on the store, every such row is an orphan; else only those whose time is over.
        """
        sent = await self._journal.read()
        async with self._store.writing() as tx:
            found = await outbox.recover(
                tx, now=self._clock(), everything=alone, repeat_unknown=self._repeat_unknown, sent=sent
            )
        await self._journal.begin()
        if found:
            what = "repeated once" if self._repeat_unknown else "parked; see visitwire doctor"
            _log.warning("%d messages were under way when the bot stopped; each is %s", found, what)

    def nudge(self) -> None:
        """Say that there may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send whenever nudged, until `drain`."""
        while not self._closed:
            self._vitals.beat(SENDING)
            await self._wake.wait()
            self._wake.clear()
            self._ask_in_trouble()
            await self._step()

    def _ask_in_trouble(self) -> None:
        pause = self._breaker.pause()
        if pause is None or self._asking is not None or self._tasks:
            return
        if pause > 0:
            self._again_in(pause)
        else:
            self._asking = asyncio.create_task(self._ask())

    async def _ask(self) -> None:
        """Find out whether Telegram answers before another message is put at risk."""
        try:
            (self._breaker.clear if await self._output.answers() else self._breaker.failed)()
        except TokenRefused as error:
            self._on_refused(error)
        finally:
            self._asking = None
            self._wake.set()

    async def drain(self, seconds: float) -> None:
        """Claim nothing more and give what is under way its time; the rest is taken up at the next start."""
        self._closed = True
        if self._asking is not None:
            self._asking.cancel()
        end = time.monotonic() + seconds
        # A step may be claiming this very moment: what it has claimed is under way as well.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stepping.acquire(), seconds)
            self._stepping.release()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=max(0.0, end - time.monotonic()))
            for task in late:
                task.cancel()
        while self._finished and time.monotonic() < end:
            if not await self._step():
                await asyncio.sleep(_STORE_PAUSE)
        await self._journal.close()
        self._wake.set()

    async def _step(self) -> bool:
        async with self._stepping:
            return await self._take_step()

    async def _take_step(self) -> bool:
        """Write down what became of messages, claim the next, and send them in the background.

        A mark that failed is no reason to send again: it is held and tried later, and until the store has it
        nothing is claimed. False when the store did not answer.
        """
        written = self._finished[: self._together]
        try:
            async with self._store.writing() as tx:
                await self._write_down(tx, written)
                claimed = await self._claim(tx, len(written))
        except StorageError as error:
            self._in_trouble(error)
            return False
        except Exception:
            self._suspect(written)
            return False
        self._trouble = None
        del self._finished[: len(written)]
        self._together = 1 if self._finished and self._together == 1 else IN_FLIGHT
        for due in claimed:
            task = asyncio.create_task(self._deliver(due))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return True

    def _in_trouble(self, error: StorageError) -> None:
        """Say once what is wrong with the store, however long it lasts."""
        if self._trouble != str(error):
            self._trouble = str(error)
            _log.error("the outbox cannot be read or written, nothing is sent until it can: %s", error)
        self._again_in(_STORE_PAUSE)

    def _suspect(self, written: Sequence[Finished]) -> None:
        """One outcome that cannot be written, by a fault of ours, must not hold up the others."""
        _log.exception("what became of %d messages could not be written down", len(written))
        self._together = 1
        if len(written) == 1:
            del self._finished[0]  # its row stays under way until the next start
        self._again_in(_STORE_PAUSE)

    async def _write_down(self, tx: Tx, finished: Sequence[Finished]) -> None:
        if finished:
            repeat = self._repeat_unknown
            await outbox.finish_many(tx, finished, now=self._clock(), repeat_unknown=repeat)

    async def _claim(self, tx: Tx, written: int) -> list[Due]:
        """Take as many rows as there are free hands; committed before anything is sent."""
        halt = self._output.halted()
        if halt > 0:
            self._vitals.halt(halt)
            self._again_in(halt)
        free = IN_FLIGHT - len(self._tasks) - (len(self._finished) - written)
        free = self._breaker.hands(free, len(self._tasks))
        if self._closed or halt > 0 or free <= 0:
            return []
        return await outbox.claim(tx, free, self._clock())

    def _again_in(self, seconds: float) -> None:
        """Look again after so many seconds, or earlier if that was wanted already."""
        loop = asyncio.get_running_loop()
        when = loop.time() + seconds
        if self._alarm is not None and loop.time() < self._alarm.when() <= when:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_at(when, self._wake.set)

    async def _deliver(self, due: Due) -> None:
        hash_: str | None = None
        outcome: Outcome
        leaving.set(partial(self._journal.note, due.id, due.claim))
        try:
            outcome, hash_ = await self._sender.send(due)
        except TokenRefused as error:
            # Certainly not sent: it waits for the operator's new token.
            outcome = Later(60.0, str(error), counts=False)
            self._on_refused(error)
        except (StorageError, OSError) as error:
            outcome = Later(_STORE_PAUSE, str(error), counts=False)
        except Exception as error:
            # A fault of ours in one message must stop neither the others nor this chat.
            _log.exception("message %d could not be made", due.id)
            outcome = Refused(f"could not be made: {error!r}")
        _tell(due, outcome)
        self._vitals.sends[due.notice.kind, type(outcome).__name__.lower()] += 1
        self._finish(due, _paced(outcome, due.attempt), hash_)

    def _finish(self, due: Due, outcome: Outcome, hash_: str | None) -> None:
        self._finished.append((due, outcome, hash_))
        self._breaker.note(outcome)
        if isinstance(outcome, Later) and outcome.seconds < _PROMPT:
            asyncio.get_running_loop().call_later(outcome.seconds, self._wake.set)
        if len(self._finished) >= _TOGETHER:
            self._wake.set()
        else:
            self._again_in(_SOON)


def _paced(outcome: Outcome, attempt: int) -> Outcome:
    """Let the pauses between attempts grow, up to five minutes; what Telegram asks for is obeyed as it is."""
    if not isinstance(outcome, Later) or not outcome.counts:
        return outcome
    seconds = min(outcome.seconds * 2.0 ** min(attempt - 1, 10), _LONGEST_PAUSE)
    return replace(outcome, seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load


def _tell(due: Due, outcome: Outcome) -> None:
    quiet = isinstance(outcome, Sent | Pointless) or (isinstance(outcome, Later) and not outcome.counts)
    level = logging.DEBUG if quiet else logging.WARNING
    notice = due.notice
    _log.log(level, "%s of visit %s: %s", notice.kind, notice.visit_id, outcome, extra={"chat": due.chat.id})
