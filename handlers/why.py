"""/why: what was read in a link or stands behind a card, and why this chat was told of it or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import Message as TelegramMessage
from telegram import Update

from bot.languages.speech import say
from bot.links import canonical
from bot.model import Message, Visit
from bot.reasons import why_not
from bot.renderer import actions
from bot.renderer.tracing import reading_lines, traced, visit_lines
from bot.storage import Tx, chats, tracing, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import reply

_LINK = re.compile(r"https?://\S{1,2000}")
_ID = re.compile(r"(?:^|v_)([2-9b-z]{7})$")
_MOST = 4  # visits of one article told of
_WORDS = {"sent": "sent", "queued": "waiting", "sending": "waiting", "cancelled": "cancelled"}


async def on_why(desk: Desk, update: Update, context: Context) -> None:
    """/why LINK, /why ID, or /why in reply to a card."""
    chat = update.effective_chat
    if chat is None:
        return
    typed = argument(update).strip()
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if link := _LINK.match(typed):
            message = await _of_link(tx, desk, chat.id, link[0], lang)
        else:
            named = _ID.search(typed)
            visit_id = named[1] if named else await _replied_to(tx, update)
            message = await _of_visit(tx, desk, chat.id, visit_id, lang)
    await reply(update, message)


async def _replied_to(tx: Tx, update: Update) -> str | None:
    message = update.message.reply_to_message if update.message else None
    if message is None:
        return None
    return await tracing.visit_of(tx, message.chat.id, message.message_id) or _on_keys(message)


def _on_keys(message: TelegramMessage) -> str | None:
    """Find the visit of a card that was opened from a list: its key "Why?" names it."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    data = [key.callback_data for row in rows for key in row if isinstance(key.callback_data, str)]
    read = (action for action in map(actions.read, data) if action)
    return next((action.arg(0) for action in read if action.verb == actions.WHY), None)


async def _of_link(tx: Tx, desk: Desk, chat_id: int, link: str, lang: str) -> Message:
    read = await tracing.reading(tx, canonical(link))
    if read is None:
        return Message(say(lang, "trace.unread"))
    lines = reading_lines(read.title, read.feed, read.seen_at, read.label, read.score, lang)
    told = await visits.many(tx, read.visits[:_MOST])
    for visit in told.values():
        lines += await _in_chat(tx, desk, chat_id, visit, lang)
    return traced(lines, list(told.values()), lang)


async def _of_visit(tx: Tx, desk: Desk, chat_id: int, visit_id: str | None, lang: str) -> Message:
    if visit_id is None:
        return Message(say(lang, "trace.usage"))
    visit = await visits.get(tx, visit_id)
    if visit is None:
        return Message(say(lang, "trouble.visit_gone"))
    return traced(await _in_chat(tx, desk, chat_id, visit, lang), [visit], lang)


async def _in_chat(tx: Tx, desk: Desk, chat_id: int, visit: Visit, lang: str) -> list[str]:
    letters = await tracing.letters(tx, chat_id, visit.id)
    told = [
        (_WORDS.get(one.state, "failed"), one.at, one.reason or "") for one in letters if one.kind == "alert"
    ]
    card = await tracing.card_sent_at(tx, chat_id, visit.id)
    if card is not None and not told:
        told = [("sent", card, "")]
    return visit_lines(visit, told, [] if told else await _reasons(tx, desk, chat_id, visit), lang)


async def _reasons(tx: Tx, desk: Desk, chat_id: int, visit: Visit) -> Sequence[str]:
    chat = await chats.get(tx, chat_id)
    if chat is not None and chat.paused:
        return ("paused",)
    wishes = await chats.subscriptions(tx, chat_id)
    reasons = why_not(visit, wishes, await tracing.subscribed_at(tx, chat_id), desk.now)
    if reasons == ("silence",) and chat is not None and chat.habits.mode != "instant":
        return ("digest",)
    return reasons


COMMANDS: dict[str, Command] = {"why": on_why}
DEEDS: dict[str, Deed] = {}
