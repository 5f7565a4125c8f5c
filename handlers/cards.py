"""The card of one visit: opened from a list, by a link or beside another; followed by a tap."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, Update

from bot.keys import link_to
from bot.languages.speech import say
from bot.model import Message, Notice
from bot.renderer import actions, alert, card
from bot.renderer.actions import Action
from bot.renderer.details import proof_row
from bot.renderer.listings import read_place
from bot.renderer.rows import back_row, follow_row, related_rows, report_row, share_row
from bot.storage import Tx, queueing, visits
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    enrol,
    guessed_language,
    language,
    refused_tap,
    thread_of,
)
from handlers.keyboards import put, reply

_RELATED = 3  # keys; a tour of more legs is told by the list of its visitor


async def send_card(desk: Desk, update: Update, context: Context, visit_id: str) -> bool:
    """Send one card as a message of its own; False when there is no such visit."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await _card(tx, visit_id, (), lang, desk, context.bot)
    if message is not None:
        await reply(update, message)
    return message is not None


async def card_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Open the card of a visit in place of the list, or of what stood behind it."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await _card(tx, action.arg(0), action.args[1:4], lang, desk, context.bot)
    if message is None:
        return say(lang, "trouble.visit_gone")
    await put(update, message, action)
    return ""


async def _card(
    tx: Tx, visit_id: str, origin: Sequence[str], lang: str, desk: Desk, bot: Bot
) -> Message | None:
    """Write the card with the keys of its origin: those of an alert, or the way back to a list."""
    visit = await visits.followed(tx, visit_id)
    if visit is None:
        return None
    history = await visits.before(tx, visit, desk.now.date())
    if tuple(origin) == (actions.ALERT,):
        return alert(visit, lang, now=desk.now, history=history)
    place = read_place(origin)
    back = place.args if place else ()
    related = await visits.many(tx, visit.related[:_RELATED])
    rows = (
        *proof_row(visit, lang, *back),
        *related_rows(related.values(), lang, *back),
        *follow_row(visit, lang),
        *share_row(visit, lang, link_to(bot, f"v_{visit.id}")),
        *report_row(visit, lang),
        *back_row(place, lang),
    )
    return card(visit, lang, now=desk.now, history=history, buttons=rows)


async def follow_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Send the card as an alert: from then on it is edited, and what matters is told in a reply."""
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    async with desk.store.writing() as tx:
        chat, visit = await enrol(tx, update), await visits.followed(tx, action.arg(0))
        lang = chat.language if chat else guessed_language(update)
        if chat is None or visit is None:
            return say(lang, "trouble.visit_gone")
        notice = Notice(chat.id, visit.id, visit.revision, "alert", thread=thread_of(update))
        has_it = chat.id in await queueing.told_of(tx, visit.id, [chat.id])
        new = not has_it and await queueing.put(tx, [notice], now=desk.now)
    return say(lang, "follow.done" if new else "follow.already")


COMMANDS: dict[str, Command] = {}
DEEDS: dict[str, Deed] = {actions.CARD: card_tapped, actions.FOLLOW: follow_tapped}
