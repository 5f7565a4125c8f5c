"""Telegram as an output: one message goes out, and what became of it comes back as a value."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from html.parser import HTMLParser

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.errors import TokenRefused
from bot.keys import keyboard, link_to
from bot.model import Message
from bot.outcomes import Gone, Later, Moved, Outcome, Refused, Sent, Unknown
from bot.outputs.limiter import BULK, Busy, Limiter, seconds_of
from bot.outputs.request import UNSENT

_log = logging.getLogger(__name__)
_Attempt = Callable[[str | None], Awaitable[Outcome]]  # with this HTML, or with None as plain text

TOKEN_ADVICE = "Telegram does not know this token (revoked or mistyped); copy it again from @BotFather"  # noqa: S105

_TEXT_LIMIT = 4096  # code points after parsing, Bot API: sendMessage.text
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNREACHABLE_PAUSE = 5.0
_FAULT_IN_MARKUP = ("can't parse entities", "text is too long", "message is too long")
# 400s that are about the chat and not about the message.
_NO_CHAT = (
    "chat not found",
    "not enough rights",
    "need administrator rights",
    "have no rights to send",
    "chat_write_forbidden",
    "user_is_blocked",
    "peer_id_invalid",
    "group chat was deactivated",
)


class TelegramOutput:
    """Sends and edits messages; every answer but a refused token is an Outcome."""

    def __init__(self, bot: ExtBot[str]) -> None:
        self._bot = bot

    def halted(self) -> float:
        """Say for how many seconds Telegram wants nothing at all."""
        limiter = self._bot.rate_limiter
        return limiter.halted() if isinstance(limiter, Limiter) else 0.0

    async def answers(self) -> bool:
        """Ask whether Telegram answers at all; TokenRefused when it does not know the bot."""
        try:
            await self._bot.get_me()
        except InvalidToken:
            raise TokenRefused(TOKEN_ADVICE) from None  # its text holds the token
        except TelegramError:
            return False
        return True

    def link_to(self, visit_id: str) -> str:
        """Give the deep link that opens the card of a visit in the private chat with the bot."""
        return link_to(self._bot, f"v_{visit_id}")

    async def send(
        self,
        chat_id: int,
        message: Message,
        *,
        silent: bool = False,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Outcome:
        """Send a new message, in the topic `thread` of a forum; TokenRefused when the bot is not known."""
        return await self._or_plain(
            message, lambda html: self._send(chat_id, message, html, silent, reply_to, thread)
        )

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        """Change a message; one that reads so already counts as sent. TokenRefused as above."""
        return await self._or_plain(message, lambda html: self._edit(chat_id, message_id, message, html))

    async def _or_plain(self, message: Message, attempt: _Attempt) -> Outcome:
        """Try with the markup; where Telegram cannot parse it the fault is ours, and the text goes plain."""
        try:
            return await attempt(message.html)
        except BadRequest as error:
            if not _says(error, _FAULT_IN_MARKUP):
                return classify(error)
            _log.error("Telegram refuses our markup (%s); sent as plain text", error.message)
        except TelegramError as error:
            return classify(error)
        try:
            return await attempt(None)
        except TelegramError as error:
            return classify(error)

    async def _send(
        self,
        chat_id: int,
        message: Message,
        html: str | None,
        silent: bool,
        reply_to: int | None,
        thread: int | None,
    ) -> Outcome:
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
        sent = await self._bot.send_message(
            chat_id,
            html or plain(message.html),
            parse_mode="HTML" if html else None,
            disable_notification=silent,
            reply_parameters=reply,
            message_thread_id=thread,
            reply_markup=keyboard(message),
            link_preview_options=_NO_PREVIEW,
            rate_limit_args=BULK,
        )
        return Sent(sent.message_id)

    async def _edit(self, chat_id: int, message_id: int, message: Message, html: str | None) -> Outcome:
        try:
            await self._bot.edit_message_text(
                html or plain(message.html),
                chat_id,
                message_id,
                parse_mode="HTML" if html else None,
                reply_markup=keyboard(message),
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=BULK,
            )
        except BadRequest as error:
            if not _says(error, ("message is not modified",)):
                raise
        return Sent(message_id)


def classify(error: TelegramError) -> Outcome:
    """Say what a failed call means for the message; TokenRefused when the bot itself is not known.

    Networking errors go by their cause and not by their class: TimedOut stands for a connection that was
    never made as well as for an answer that never came.
    """
    match error:
        case Busy():
            return Later(error.seconds, "its chat has to wait", counts=False)
        case RetryAfter():
            return Later(seconds_of(error), "Telegram asks for patience", counts=False)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case InvalidToken():
            raise TokenRefused(TOKEN_ADVICE) from None  # its text holds the token
        case Forbidden():
            return Gone(error.message)
        case BadRequest():
            return Gone(error.message) if _says(error, _NO_CHAT) else Refused(error.message)
        case _ if isinstance(error.__cause__, UNSENT):
            return Later(_UNREACHABLE_PAUSE, f"Telegram cannot be reached: {error.message}")
        case _:
            return Unknown(error.message)


def plain(html: str) -> str:
    """Take the markup away and what is over Telegram's limit of 4096 code points."""
    text = _Text()
    text.feed(html)
    text.close()
    return "".join(text.parts)[:_TEXT_LIMIT].strip() or "…"


def _says(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    return any(phrase in error.message.lower() for phrase in phrases)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
