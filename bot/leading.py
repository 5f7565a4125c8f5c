"""What one process at a time does: listens to Telegram and sends, from winning the lead to losing it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.correcting import Corrector
from bot.delivery import Delivery
from bot.errors import AlreadyRunning, StorageError, TokenRefused
from bot.model import Feed
from bot.outputs.journal import Journal, JournalFile
from bot.outputs.line import App, Line, build
from bot.outputs.telegram import TelegramOutput
from bot.settings import Settings
from bot.storage import Store
from bot.storage.journal import SharedJournal
from bot.storage.leading import Leadership
from bot.vitals import LISTENING, SENDING, Vitals

_log = logging.getLogger(__name__)

Register = Callable[[App, Store, Corrector, Sequence[Feed]], None]  # hangs the handlers into the Application

# Together below the 10 s that a service manager waits before it kills.
DRAIN = 4.0
_HANG_UP = 5.0
_PAUSE = 10.0  # seconds between two terms when something spoke against the first
# While the database is gone there is nothing to do but to hold what was sent until it can be written down.
_WHILE_GONE = 24 * 3600.0


@dataclass(slots=True)
class Leader:
    """Talks to Telegram whenever this process leads; `on_ready` is called when Telegram answers."""

    store: Store
    settings: Settings
    token: str
    register: Register
    on_ready: Callable[[], None]
    vitals: Vitals = field(default_factory=Vitals)
    feeds: Sequence[Feed] = ()
    _delivery: Delivery | None = None
    _patience: float = DRAIN

    def nudge(self) -> None:
        """Say that there may be something to send; another process may be the one to do it."""
        if self._delivery is not None:
            self._delivery.nudge()

    async def run(self) -> None:
        """Lead, or wait for it, until cancelled; TokenRefused or AlreadyRunning when Telegram won't have us.

        Where processes share a store, trouble of one leader is no reason for it to end: it steps back.
        """
        leadership = self.store.leadership()
        try:
            while True:
                await leadership.won()
                try:
                    await self._term(leadership)
                except (StorageError, AlreadyRunning) as error:
                    if not self.store.is_shared:
                        raise
                    _log.error("this process steps back: %s", error)
                    await leadership.resign()
                    await asyncio.sleep(_PAUSE)
        finally:
            await leadership.resign()

    async def _term(self, leadership: Leadership) -> None:
        """Listen and send until the lead is lost, or Telegram will not have us."""
        self.vitals.leads = True
        application = build(self.token, self.settings.telegram.base_url)
        operators = self.settings.telegram.operators
        self.register(application, self.store, Corrector(self.store, operators, self.nudge), self.feeds)
        refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        delivery = Delivery(
            self.store,
            TelegramOutput(application.bot),
            on_refused=_into(refused),
            repeat_unknown=self.settings.delivery.repeat_unknown,
            journal=_journal(self.store, leadership),
            vitals=self.vitals,
        )
        # Whoever led before leads no more, so whatever is still under way is an orphan.
        await delivery.recover(alone=True)
        self._delivery, self._patience, line = delivery, DRAIN, Line(application, self.vitals)
        talking = asyncio.create_task(self._talk(line, delivery))
        losing = asyncio.create_task(leadership.lost())
        try:
            await asyncio.wait({talking, losing, refused}, return_when=asyncio.FIRST_COMPLETED)
            self._patience = _WHILE_GONE if losing.done() else DRAIN
        finally:
            self._delivery = None
            self.vitals.leads = False
            await _ended(talking, losing)
            self.vitals.rest(SENDING, LISTENING)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(line.close(), _HANG_UP)
        for ended in (talking, refused):
            if ended.done() and not ended.cancelled():
                ended.result()

    async def _talk(self, line: Line, delivery: Delivery) -> None:
        """Reach Telegram, then listen and send; the feeds do not wait for it."""
        await line.open()
        _log.info("Telegram answers; the bot is running")
        self.on_ready()
        sending = asyncio.create_task(delivery.run())
        delivery.nudge()
        try:
            await line.listen()
        finally:
            await delivery.drain(self._patience)
            await _ended(sending)  # a claim that came too late was never sent, and the journal knows it


def _journal(store: Store, leadership: Leadership) -> Journal:
    """Keep the notes where they outlive this process: beside a file, on a server in the store."""
    if store.path is None:
        return SharedJournal(leadership)
    return JournalFile(store.path.with_name(f"{store.path.name}.wire"))


async def _ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _into(refused: asyncio.Future[None]) -> Callable[[TokenRefused], None]:
    def tell(error: TokenRefused) -> None:
        if not refused.done():
            refused.set_exception(error)

    return tell
