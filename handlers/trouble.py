"""When a handler fails: one polite line to whoever asked, everything else into the log."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.errors import StorageError
from bot.languages.speech import say
from bot.model import Message
from handlers.desk import Context, guessed_language
from handlers.keyboards import reply

_log = logging.getLogger(__name__)


def apology(error: BaseException, update: Update) -> str:
    """Choose the line for an error; the store may be what failed, so it is not asked for a language."""
    key = "trouble.storage" if isinstance(error, StorageError) else "trouble.unforeseen"
    return say(guessed_language(update), key)


async def on_error(update: object, context: Context) -> None:
    """Log an error once and answer the message that caused it; taps have been answered already."""
    error = context.error
    if error is None:
        return
    write_down(error)
    silent = isinstance(error, TelegramError) and not isinstance(error, BadRequest)
    if not isinstance(update, Update) or update.message is None or silent:
        return
    try:
        await reply(update, Message(apology(error, update)))
    except TelegramError as another:
        _log.warning("the apology could not be sent: %s", another)


def write_down(error: BaseException) -> None:
    """Log what went wrong, as loud as it is unforeseen."""
    match error:
        case StorageError():
            _log.error("a question could not be answered: %s", error)
        case Forbidden():
            _log.info("the chat cannot be reached: %s", error)
        case BadRequest():
            _log.error("Telegram refuses what we say: %s", error, exc_info=error)
        case NetworkError() | TelegramError():
            _log.warning("Telegram: %s", error)
        case _:
            _log.error("a handler failed: %r", error, exc_info=error)
