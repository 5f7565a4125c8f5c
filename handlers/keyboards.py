"""A message of ours in Telegram's hands: its keys, how it is sent, shown in place of another, answered."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, LinkPreviewOptions, Update
from telegram.constants import CallbackQueryLimit, ParseMode
from telegram.error import BadRequest

from bot.keys import keyboard
from bot.model import Message
from bot.renderer.actions import Action

_log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# What Telegram says when the wish is fulfilled, came too late to matter, or was made up under a picture.
_HARMLESS = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "there is no text in the message to edit",
)


async def reply(update: Update, message: Message) -> None:
    """Answer in the chat, in the topic where the question was asked; in groups as a reply to it."""
    if update.callback_query is not None:
        await _beside(update.callback_query, message)
    elif update.effective_message is not None:
        await update.effective_message.reply_text(
            message.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
            allow_sending_without_reply=True,
        )


async def reply_photo(update: Update, png: bytes, html: str) -> None:
    """Answer with a picture and at most 1,024 characters below it (Bot API sendPhoto)."""
    if update.effective_message is not None:
        await update.effective_message.reply_photo(
            png, html, parse_mode=ParseMode.HTML, allow_sending_without_reply=True
        )


async def reply_file(update: Update, name: str, content: bytes, html: str) -> None:
    """Answer with a file of at most 50 MB (Bot API sendDocument) and a line below it."""
    if update.effective_message is not None:
        await update.effective_message.reply_document(
            content, html, filename=name, parse_mode=ParseMode.HTML, allow_sending_without_reply=True
        )


async def _beside(query: CallbackQuery, message: Message) -> None:
    """Answer a tap with a message of its own, where the tapped one stands."""
    if query.message is None:
        return
    thread = getattr(query.message, "message_thread_id", None)
    in_topic = getattr(query.message, "is_topic_message", None)
    await query.get_bot().send_message(
        query.message.chat.id,
        message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
        message_thread_id=thread if in_topic else None,
    )


async def show(query: CallbackQuery, message: Message) -> None:
    """Put a message in place of the one that was tapped; showing the same again is no mistake."""
    if query.message is None:
        return
    try:
        await query.get_bot().edit_message_text(
            message.html,
            query.message.chat.id,
            query.message.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        swallow(error)


async def put(update: Update, message: Message, action: Action) -> None:
    """Show in place, or beside when the button says so: a greeting should not vanish under a list."""
    if action.is_new or update.callback_query is None:
        await reply(update, message)
    else:
        await show(update.callback_query, message)


async def answer(query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Answer a tap, which every tap needs once, with at most 200 characters."""
    try:
        await query.answer(text[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH], show_alert=alert)
    except BadRequest as error:
        swallow(error)


def swallow(error: BadRequest) -> None:
    """Take what is harmless for done, and raise the rest."""
    if not any(words in error.message.lower() for words in _HARMLESS):
        raise error
    _log.debug("Telegram: %s", error.message)
