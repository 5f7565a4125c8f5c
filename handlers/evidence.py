"""What a card rests on: a tap shows the phrases, another the sources, and back leads to the card."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.languages.speech import say
from bot.model import Message, Visit
from bot.renderer import actions, evidence_page, sources_page
from bot.renderer.actions import Action
from bot.renderer.listings import read_place
from bot.storage import visits
from handlers.desk import Command, Context, Deed, Desk, is_private, language
from handlers.keyboards import reply, show


async def proof_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Show in place of the card; in a group beside it, where others read it; in a channel not at all."""
    query, chat = update.callback_query, update.effective_chat
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        visit = await visits.followed(tx, action.arg(0))
    if visit is None:
        return say(lang, "trouble.visit_gone")
    if chat is None or query is None or chat.type == ChatType.CHANNEL:
        return say(lang, "details.in_private")
    if is_private(update) or action.args[2:] == (actions.APART,):
        await show(query, _page(visit, action, lang, action.args[2:]))
    else:
        await reply(update, _page(visit, action, lang, (actions.APART,)))
    return ""


def _page(visit: Visit, action: Action, lang: str, origin: tuple[str, ...]) -> Message:
    write = evidence_page if action.verb == actions.WHY else sources_page
    return write(visit, actions.number(action.arg(1)), lang, *_known(origin))


def _known(origin: tuple[str, ...]) -> tuple[str, ...]:
    """Give the origin that a button carries, none for what we never wrote."""
    place = read_place(origin)
    if place is not None:
        return place.args
    return origin if origin in ((actions.ALERT,), (actions.APART,)) else ()


COMMANDS: dict[str, Command] = {}
DEEDS: dict[str, Deed] = {actions.WHY: proof_tapped, actions.SOURCES: proof_tapped}
