"""What every handler has at hand: the store, the clock, who may do what and how often."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.decisions import Cannot, Done, ReportKind
from bot.languages.speech import nearest, say
from bot.model import Feed
from bot.renderer.actions import Action
from bot.storage import Store, Tx, chats
from bot.wishes import Chat
from handlers.access import Admins
from handlers.limits import INLINE, Limits

Context = ContextTypes.DEFAULT_TYPE
Answer = Done | Cannot


def utc_now() -> datetime:
    return datetime.now(UTC)


class Corrector(Protocol):
    """Who makes corrections and keeps reports; handlers only ask for them, for messages follow from each."""

    @property
    def operators(self) -> Collection[int]: ...

    async def reject(self, visit_id: str, *, by: str) -> Answer: ...

    async def accept(self, visit_id: str, *, by: str) -> Answer: ...

    async def fix(self, visit_id: str, field: str, text: str, *, by: str) -> Answer: ...

    async def merge(self, visit_id: str, whole_id: str, *, by: str) -> Answer: ...

    async def split(self, visit_id: str, numbers: Sequence[int], *, by: str) -> Answer: ...

    async def undo(self, visit_id: str) -> Answer: ...

    async def keep(self, visit_id: str) -> Answer: ...

    async def report(self, chat_id: int, visit_id: str, kind: ReportKind) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Handed to every handler as its first argument."""

    store: Store
    corrector: Corrector
    clock: Callable[[], datetime] = utc_now
    feeds: Sequence[Feed] = ()  # as feeds.toml lists them
    admins: Admins = field(default_factory=Admins)
    limits: Limits = field(default_factory=Limits)
    inline_limits: Limits = field(default_factory=lambda: Limits(INLINE))

    @property
    def now(self) -> datetime:
        return self.clock()

    async def may_change(self, update: Update, context: Context, aim: int | None = None) -> bool:
        """Decide whether whoever wrote or tapped may change what this chat, or the one aimed at, is sent."""
        return await self.admins.may_change(update, context.bot, self.now.timestamp(), aim)


Command = Callable[[Desk, Update, Context], Awaitable[None]]
Deed = Callable[[Desk, Update, Context, Action], Awaitable[str]]  # gives the toast that answers the tap


def guessed_language(update: Update) -> str:
    """Guess from the app's language, for somebody whom the store does not know or when there is no store."""
    user = update.effective_user
    return nearest(user.language_code if user else None)


async def language(tx: Tx, update: Update) -> str:
    """Give the language of a chat: the one chosen for it, else the one of the asker's app."""
    chat = update.effective_chat
    known = await chats.get(tx, chat.id) if chat else None
    return known.language if known else guessed_language(update)


async def enrol(tx: Tx, update: Update) -> Chat | None:
    """Give the chat's row, made where it was unknown; None for an update without a chat."""
    chat = update.effective_chat
    if chat is None:
        return None
    row, _ = await chats.ensure(tx, chat.id, str(chat.type), guessed_language(update))
    if row.paused:  # whoever talks to us can be talked to
        await chats.resume(tx, chat.id)
    return row


def chat_meant(update: Update, action: Action) -> int:
    """Give the chat that a tap is about: the one it was made in, or from a private chat another."""
    return action.aim or here(update)


async def enrol_meant(tx: Tx, update: Update, action: Action) -> Chat | None:
    """Give the row of the chat that a tap is about; None where another chat is not known any more."""
    return await enrol(tx, update) if action.aim is None else await chats.get(tx, action.aim)


def here(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else 0


def thread_of(update: Update) -> int | None:
    """Give the topic of a forum in which somebody wrote or tapped; None for the general one."""
    message = update.effective_message
    in_topic = getattr(message, "is_topic_message", None)
    return getattr(message, "message_thread_id", None) if in_topic else None


def argument(update: Update) -> str:
    """Give what stands behind the command."""
    text = update.message.text if update.message and update.message.text else ""
    parts = text.split(maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE


def operator(desk: Desk, update: Update) -> str | None:
    """Name the operator who wrote or tapped, in a private chat; None for anybody else."""
    user = update.effective_user
    known = is_private(update) and user is not None and user.id in desk.corrector.operators
    return f"operator {user.id}" if known and user is not None else None


def refused_tap(lang: str) -> str:
    """Say why a tap of somebody who is no admin did nothing."""
    return say(lang, "group.admins_as_group")
