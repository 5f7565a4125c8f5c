"""Two taps under a card tell the editors what is wrong with it; anybody in a chat may."""

from __future__ import annotations

from telegram import Update

from bot.decisions import REPORT_KINDS, Cannot
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action
from bot.renderer.review import ask_report, refusal
from bot.storage import visits
from handlers.desk import Command, Context, Deed, Desk, enrol, guessed_language, language
from handlers.keyboards import reply, show


async def report_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Ask what is wrong, or keep the answer."""
    kind = next((one for one in REPORT_KINDS if one == action.arg(1)), None)
    if kind is not None:
        async with desk.store.writing() as tx:
            chat = await enrol(tx, update)
        if chat is None:
            return say(guessed_language(update), "trouble.old_button")
        answer = await desk.corrector.report(chat.id, action.arg(0), kind)
        return await _thank(update, answer if isinstance(answer, Cannot) else None, chat.language)
    return await _ask(desk, update, action.arg(0))


async def _thank(update: Update, cannot: Cannot | None, lang: str) -> str:
    if cannot is not None and cannot.why == "unknown":
        return say(lang, "trouble.visit_gone")
    if cannot is not None:
        return refusal(cannot, lang)
    thanks = say(lang, "report.thanks")
    if update.callback_query is not None:
        await show(update.callback_query, Message(thanks))
    return thanks


async def _ask(desk: Desk, update: Update, visit_id: str) -> str:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        visit = await visits.followed(tx, visit_id)
    if visit is None:
        return say(lang, "trouble.visit_gone")
    await reply(update, ask_report(visit, lang))
    return ""


COMMANDS: dict[str, Command] = {}
DEEDS: dict[str, Deed] = {actions.REPORT: report_tapped}
