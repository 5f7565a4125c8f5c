"""What most commands begin with: settings, feeds and logging, all mistakes told at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bot import logs
from bot.errors import SettingsError
from bot.model import Feed
from bot.settings import Settings, examine

_HOW_TO_GET_ONE = (
    "TELEGRAM_BOT_TOKEN: not set; get a token from @BotFather and set it, or TELEGRAM_BOT_TOKEN_FILE to a "
    "file that holds it (without a token, try: visitwire sandbox)"
)


def settings_of(arguments: argparse.Namespace, *, level: str | None = None) -> Settings:
    """Read the settings and set up logging; `level` is for commands that only answer a question."""
    settings, mistakes = examine(arguments.config)
    _refuse(mistakes)
    _set_up_logging(settings, level)
    return settings


def settings_and_feeds(
    arguments: argparse.Namespace, *, token: bool = False, level: str | None = None
) -> tuple[Settings, tuple[Feed, ...]]:
    """Read settings and feeds.toml; the mistakes in both, and a missing token, are told together."""
    settings, found = examine(arguments.config)
    mistakes = list(found)
    if token and not settings.telegram.token and not any(line.startswith("TELEGRAM_BOT") for line in found):
        mistakes.append(_HOW_TO_GET_ONE)
    feeds: tuple[Feed, ...] = ()
    try:
        feeds = load_feeds(settings)
    except SettingsError as error:
        mistakes += error.mistakes
    _refuse(mistakes)
    _set_up_logging(settings, level)
    return settings, feeds


def load_feeds(settings: Settings) -> tuple[Feed, ...]:
    """Read the list of feeds; SettingsError with all its mistakes."""
    from bot.feeds.catalogue import load

    return tuple(load(settings.feeds.file))


def _refuse(mistakes: Sequence[str]) -> None:
    if mistakes:
        raise SettingsError(mistakes)


def _set_up_logging(settings: Settings, level: str | None) -> None:
    logs.set_up(level or settings.logging.level, settings.logging.format, settings.secrets)
