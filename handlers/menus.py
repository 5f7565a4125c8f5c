"""The menus of commands that Telegram shows, for each kind of chat and in each of our languages."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError
from telegram.ext import Application

from bot.languages.speech import FALLBACK, say, ui_codes

_log = logging.getLogger(__name__)

_ASKING = ("visits", "latest", "upcoming", "search", "person")
_CHANGING = ("subscribe", "unsubscribe", "subscriptions", "settings", "timezone", "language")
PRIVATE = (
    "start", *_ASKING, "stats", "map", "timeline", *_CHANGING, "channel", "why", "help", "privacy",
    "deleteme",
)  # fmt: skip
GROUP = (*_ASKING, "help")
ADMINS = (*_ASKING, *_CHANGING, "help", "deleteme")
OPERATORS = (*PRIVATE, "review", "fix", "feeds", "health", "resend", "broadcast")


async def set_commands(bot: Bot, operators: Collection[int] = ()) -> None:
    """Tell Telegram the menus; those in English also stand for every language that we do not speak."""
    scopes: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
        (BotCommandScopeAllPrivateChats(), PRIVATE),
        (BotCommandScopeAllGroupChats(), GROUP),
        (BotCommandScopeAllChatAdministrators(), ADMINS),
        *((BotCommandScopeChat(operator), OPERATORS) for operator in operators),
    )
    for scope, names in scopes:
        await bot.set_my_commands(menu(names, FALLBACK), scope)
        for code in ui_codes():
            if code != FALLBACK:
                await bot.set_my_commands(menu(names, code), scope, language_code=code)


async def on_open(operators: Collection[int], application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Set the menus once Telegram is reached; without them everything still works."""
    try:
        await set_commands(application.bot, operators)
    except TelegramError as error:
        _log.warning("the menus of commands could not be set: %s", error)


def menu(names: tuple[str, ...], lang: str) -> list[BotCommand]:
    """Write one menu."""
    return [BotCommand(name, say(lang, f"commands.{name}")) for name in names]
