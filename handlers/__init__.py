"""What people can say and tap, one file per subject; handlers answer, and never send an alert."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.model import Feed
from bot.storage import Store
from handlers import (
    broadcast,
    cards,
    channels,
    evidence,
    feeds,
    fixes,
    gate,
    habits,
    inline,
    membership,
    menus,
    operating,
    pictures,
    privacy,
    reports,
    review,
    saving,
    search,
    settings,
    start,
    subscriptions,
    visits,
    why,
    wish,
)
from handlers.desk import Command, Corrector, Deed, Desk, utc_now

__all__ = ["register", "set_commands"]

set_commands = menus.set_commands

_SUBJECTS = (
    start, visits, cards, search, saving, pictures, evidence,
    subscriptions, wish, habits, channels, settings, privacy, reports, why,
    review, fixes, feeds, operating, broadcast,
)  # fmt: skip

App = Application[Any, Any, Any, Any, Any, Any]


def register(
    application: App,
    store: Store,
    corrector: Corrector,
    catalogue: Sequence[Feed] = (),
    *,
    clock: Callable[[], datetime] = utc_now,
) -> None:
    """Hang every handler into the application; `catalogue` are the configured feeds, `clock` tells UTC."""
    desk = Desk(store, corrector, clock, catalogue)
    fresh = filters.UpdateType.MESSAGE  # an edited message must not run its command again
    for name, command in commands().items():
        application.add_handler(CommandHandler(name, partial(gate.command, desk, command), fresh))
    private = fresh & filters.ChatType.PRIVATE
    for which, command in ((filters.COMMAND, start.on_unknown), (filters.TEXT, visits.on_text)):
        application.add_handler(MessageHandler(private & which, partial(gate.command, desk, command)))
    application.add_handler(CallbackQueryHandler(partial(gate.tap, desk, deeds())))
    application.add_handler(InlineQueryHandler(partial(gate.command, desk, inline.on_inline)))
    _follow_standing(application, desk)
    application.add_error_handler(partial(gate.on_error, desk))
    application.post_init = partial(menus.on_open, corrector.operators)


def _follow_standing(application: App, desk: Desk) -> None:
    for kind, follow in (
        (ChatMemberHandler.MY_CHAT_MEMBER, membership.on_my_status),
        (ChatMemberHandler.CHAT_MEMBER, membership.on_member),
    ):
        application.add_handler(ChatMemberHandler(partial(follow, desk), kind))
    moved = filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, partial(membership.on_migration, desk)))


def commands() -> dict[str, Command]:
    """Map every command to what it does."""
    return {name: command for subject in _SUBJECTS for name, command in subject.COMMANDS.items()}


def deeds() -> dict[str, Deed]:
    """Map the verb of every button to what it does."""
    return {verb: deed for subject in _SUBJECTS for verb, deed in subject.DEEDS.items()}
