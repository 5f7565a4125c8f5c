"""/review: what waits for an operator, one visit after the other, each decided by a tap."""

from __future__ import annotations

from telegram import Update

from bot.decisions import Cannot
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, review
from bot.renderer.actions import Action
from bot.renderer.review import confirmation, corrected, how_to_fix, refusal
from bot.storage import Tx, reports, visits
from handlers.desk import (
    Answer,
    Command,
    Context,
    Deed,
    Desk,
    guessed_language,
    language,
    operator,
)
from handlers.keyboards import reply, show
from handlers.start import on_unknown


async def on_review(desk: Desk, update: Update, context: Context) -> None:
    """/review, for operators; for anybody else there is no such command."""
    if operator(desk, update) is None:
        await on_unknown(desk, update, context)
        return
    async with desk.store.reading() as tx:
        message = await _next(tx, desk, await language(tx, update), None)
    await reply(update, message)


async def _next(tx: Tx, desk: Desk, lang: str, after: str | None) -> Message:
    """Give the visit behind `after`, and behind the last one the first again."""
    number = await reports.number_waiting(tx)
    found = await reports.waiting(tx, 1, after) or await reports.waiting(tx, 1)
    if not found:
        return Message(say(lang, "review.none"))
    return review(found[0], lang, now=desk.now, number=number)


async def next_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Leave a visit undecided and go on."""
    if operator(desk, update) is None:
        return say(guessed_language(update), "trouble.old_button")
    await _go_on(desk, update, action.arg(0))
    return ""


async def _go_on(desk: Desk, update: Update, after: str) -> None:
    async with desk.store.reading() as tx:
        message = await _next(tx, desk, await language(tx, update), after)
    if update.callback_query is not None:
        await show(update.callback_query, message)


async def decide_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Do what an operator decided; whether it is one is asked at every tap."""
    by, what, visit_id = operator(desk, update), action.arg(0), action.arg(1)
    if by is None:
        return say(guessed_language(update), "trouble.old_button")
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        visit = await visits.get(tx, visit_id)
    if what == "how" and visit is not None:
        await reply(update, how_to_fix(visit, lang))
        return ""
    answer = await _decide(desk, what, visit_id, by)
    if answer is None:
        return say(lang, "trouble.old_button")
    if action.arg(2) == "r":
        await _go_on(desk, update, visit_id)
    elif not isinstance(answer, Cannot) and update.callback_query is not None:
        await show(update.callback_query, corrected(answer, what, lang))
    return refusal(answer, lang) if isinstance(answer, Cannot) else confirmation(answer, what, lang)


async def _decide(desk: Desk, what: str, visit_id: str, by: str) -> Answer | None:
    match what:
        case "accept":
            return await desk.corrector.accept(visit_id, by=by)
        case "reject":
            return await desk.corrector.reject(visit_id, by=by)
        case "keep":
            return await desk.corrector.keep(visit_id)
        case "undo":
            return await desk.corrector.undo(visit_id)
    return None


COMMANDS: dict[str, Command] = {"review": on_review}
DEEDS: dict[str, Deed] = {actions.REVIEW: next_tapped, actions.DECIDE: decide_tapped}
