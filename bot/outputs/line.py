"""The line to Telegram: opened with patience, listened to, closed; what people write is never lost on it."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
import warnings
from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.errors import AlreadyRunning, Crowded, TokenRefused
from bot.outputs.limiter import Limiter, seconds_of
from bot.outputs.request import Request
from bot.outputs.telegram import TOKEN_ADVICE
from bot.outputs.turns import Turns
from bot.vitals import LISTENING, Vitals

_log = logging.getLogger(__name__)

# Everything the handlers listen to; Telegram leaves chat_member out unless it is named.
UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
)
_POLL = 25  # seconds that Telegram holds getUpdates open, Bot API: at most 50
_READ = 20.0  # long, because an answer that comes late is a message sent twice
_CONNECT = 10.0
_HANDS = 16  # requests in flight, getUpdates not among them
_PAUSE_CEILING = 30.0
_SILENCE = 120.0  # seconds without an answer to getUpdates, which is due every 25, until it is said out loud
_SLOW_HANDLER = 1.0  # seconds; then the next updates are fetched although this one is still handled
# Two pollers throw each other out in turn, every two to four seconds. One must go, the newcomer: patience
# grows with age, a conflict for every five seconds that a poller has been there, and after a minute it has no
# end, however many newcomers come. Who made longer and longer pauses would leave the line to the other for a
# whole poll, and neither would know who was first.
_NEWCOMER = 60.0
_CONFLICTS = 3
_SECONDS_A_CONFLICT = 5.0
_CONFLICT_PAUSE = 2.0

App = Application[Any, Any, Any, Any, Any, Any]


def build(token: str, base_url: str) -> App:
    """Make the Application: every request through our limiter, no updater and no job queue of its own."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(base_url)
        .base_file_url(_file_url(base_url))
        .rate_limiter(Limiter())
        .updater(None)
        .job_queue(None)
        .request(Request(_HANDS, connect=_CONNECT, read=_READ))
        .get_updates_request(Request(1, connect=_CONNECT, read=_READ))
    )
    return builder.build()


def _file_url(base_url: str) -> str:
    return f"{base_url.removesuffix('/bot')}/file/bot" if base_url.endswith("/bot") else base_url


class Line:
    """One Application from the first word to the last."""

    def __init__(self, application: App, vitals: Vitals | None = None) -> None:
        self._app = application
        self._vitals = vitals or Vitals()
        self._bot: ExtBot[Any] = application.bot
        self._offset = 0
        self._turns = Turns(application.process_update, partial(application.process_error, error=Crowded()))
        self._opening: asyncio.Task[None] | None = None
        self._silent_since: float | None = None
        self._silence_told = False

    async def open(self) -> None:
        """Reach Telegram, however long it takes; TokenRefused when it does not know the bot."""
        for pause in _pauses():
            try:
                await self._app.initialize()
                await self._bot.delete_webhook()  # with one set, getUpdates is refused
                break
            except InvalidToken:
                raise TokenRefused(TOKEN_ADVICE) from None  # its text holds the token
            except TelegramError as error:
                _log.warning("Telegram cannot be reached (%s); next try in %.0f s", error.message, pause)
                await asyncio.sleep(pause)
        await self._app.start()
        if self._app.post_init:  # menus and the like, for which nobody should have to wait
            self._opening = asyncio.create_task(self._app.post_init(self._app))

    async def listen(self) -> None:
        """Hand updates to the handlers until cancelled.

        An update is confirmed to Telegram, by asking for the next, after it was handled, so that a crash
        repeats it and loses none. Confirmed earlier is only what would keep others waiting: updates of a chat
        that is held to its pace, and those that take longer than a second.
        Chats are served side by side, the updates of one chat in their order. TokenRefused when the token
        is revoked, AlreadyRunning when another program polls with it.
        """
        began, conflicts, pauses = time.monotonic(), 0, _pauses()
        while True:
            self._vitals.beat(LISTENING)
            try:
                updates = await self._fetch(_POLL)
                conflicts, pauses = 0, _pauses()
                self._heard()
            except InvalidToken:
                raise TokenRefused(TOKEN_ADVICE) from None
            except Conflict as error:
                conflicts += 1
                age = time.monotonic() - began
                if age < _NEWCOMER and conflicts >= _CONFLICTS + age // _SECONDS_A_CONFLICT:
                    raise AlreadyRunning("another program polls Telegram with this token; stop it") from None
                if conflicts.bit_count() == 1:  # the 1st, 2nd, 4th, 8th …: it may last
                    _log.error("another program polls Telegram with this token: %s", error.message)
                await asyncio.sleep(_CONFLICT_PAUSE)
            except TelegramError as error:
                await self._wait_after(error, pauses)
            else:
                for update in updates:
                    self._turns.take(update)
                await self._turns.settle(_SLOW_HANDLER)

    async def close(self) -> None:
        """Let the handlers finish, confirm what they handled, hang up; a step that fails stops no other."""
        if self._opening:
            self._opening.cancel()
        served = await self._turns.close(_SLOW_HANDLER)
        for step in (*((self._confirm,) if served else ()), self._stop, self._app.shutdown):
            try:
                await step()
            except Exception as error:
                _log.warning("while hanging up: %s", error)

    async def _fetch(self, seconds: int) -> Sequence[Update]:
        offset = self._offset or None
        try:
            updates = await self._bot.get_updates(offset, timeout=seconds, allowed_updates=UPDATES)
        except TelegramError:
            raise
        except Exception:
            # One update that the library cannot read would come again for ever and block all behind it.
            return await self._fetch_one_by_one()
        if updates:
            self._offset = updates[-1].update_id + 1
        return updates

    async def _fetch_one_by_one(self) -> Sequence[Update]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it advises get_updates, which is what failed
            raw: Any = await self._bot.do_api_request("getUpdates", {"offset": self._offset, "timeout": 0})
        updates = []
        for one in raw:
            try:
                updates.append(Update.de_json(one, self._bot))
            except Exception as error:
                _log.error("update %s cannot be read and is left out: %r", one.get("update_id"), error)
            self._offset = int(one["update_id"]) + 1
        return updates

    def _heard(self) -> None:
        self._vitals.heard()
        if self._silent_since is not None and self._silence_told:
            _log.warning("Telegram answers again, after %.0f s", time.monotonic() - self._silent_since)
        self._silent_since, self._silence_told = None, False

    def _not_heard(self) -> None:
        """Say once that nobody can reach the bot, when getUpdates has brought no answer for long."""
        now = time.monotonic()
        if self._silent_since is None:
            self._silent_since = now
        elif not self._silence_told and now - self._silent_since > _SILENCE:
            self._silence_told = True
            _log.error("no answer to getUpdates for %.0f s: the bot is deaf", now - self._silent_since)

    async def _wait_after(self, error: TelegramError, pauses: itertools.chain[float]) -> None:
        self._not_heard()
        if isinstance(error, TimedOut):
            return
        pause = seconds_of(error) if isinstance(error, RetryAfter) else next(pauses)
        _log.warning("no updates from Telegram (%s); next try in %.0f s", error.message, pause)
        await asyncio.sleep(pause)

    async def _confirm(self) -> None:
        if self._offset:
            await self._bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=UPDATES)

    async def _stop(self) -> None:
        if self._app.running:
            await self._app.stop()


def _pauses() -> itertools.chain[float]:
    """Give the seconds between tries: a second first, then longer and longer, at most half a minute."""
    return itertools.chain((1.0, 2.0, 4.0, 8.0, 15.0), itertools.repeat(_PAUSE_CEILING))
