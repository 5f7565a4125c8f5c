"""One subscription: which of its visits are told, changed by buttons that edit one message in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import Update

from bot.languages import codes
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action, aimed
from bot.renderer.wishes import ROLES, STAGES, subscription_page, tongues_page
from bot.storage import chats
from bot.wishes import CONFIDENCES, GRADES, Filters, Subscription
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    chat_meant,
    guessed_language,
    language,
    refused_tap,
)
from handlers.keyboards import put
from handlers.subscriptions import held_page

_VALUES: dict[str, tuple[Any, ...]] = {
    "role": ROLES, "grade": GRADES, "stage": STAGES, "confidence": CONFIDENCES,
}  # fmt: skip


async def subscription_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Show one subscription in place of the list; the list again where it has ended meanwhile."""
    chat_id = chat_meant(update, action)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        one = await chats.subscription(tx, chat_id, actions.serial(action.arg(0)))
        message = subscription_page(one, lang) if one else await held_page(tx, chat_id, lang)
    await put(update, aimed(message, action.aim), action)
    return ""


async def change_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Set what the button says, and show what is set now."""
    field, said = action.arg(1), action.arg(2)
    value = next((value for value in _VALUES.get(field, ()) if str(value) == said), None)
    if value is None:
        return say(guessed_language(update), "trouble.old_button")
    change = partial(replace, **{field: value})
    return await _change(desk, update, context, action, change, subscription_page)


async def tongues_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Offer the languages of sources, or switch one of them."""
    change = partial(_switched, action.arg(1))
    return await _change(desk, update, context, action, change, tongues_page)


def _switched(tongue: str, filters: Filters) -> Filters:
    if tongue not in codes():
        return filters
    return replace(filters, languages=tuple(sorted({*filters.languages} ^ {tongue})))


async def _change(
    desk: Desk,
    update: Update,
    context: Context,
    action: Action,
    change: Callable[[Filters], Filters],
    page: Callable[[Subscription, str], Message],
) -> str:
    """Change the filters of a subscription, if whoever tapped may, and show the page anew."""
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        one = await chats.subscription(tx, chat_meant(update, action), actions.serial(action.arg(0)))
        if one is None:
            return say(lang, "trouble.old_button")
        one = replace(one, filters=change(one.filters))
        await chats.filter_by(tx, one)
    await put(update, aimed(page(one, lang), action.aim), action)
    return ""


COMMANDS: dict[str, Command] = {}
DEEDS: dict[str, Deed] = {
    actions.SUBSCRIPTION: subscription_tapped,
    actions.CHANGE: change_tapped,
    actions.TONGUES: tongues_tapped,
}
