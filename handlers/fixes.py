"""/fix: an operator corrects a visit in words, as `visitwire fix` does on the command line."""

from __future__ import annotations

from telegram import Update

from bot.decisions import Cannot
from bot.languages.speech import say
from bot.model import Message
from bot.renderer.markup import WORD_JOINER
from bot.renderer.review import corrected, how_to_fix, refused
from bot.storage import visits
from handlers.desk import Answer, Command, Context, Deed, Desk, argument, language, operator
from handlers.keyboards import reply
from handlers.start import on_unknown


async def on_fix(desk: Desk, update: Update, context: Context) -> None:
    """/fix WHAT ID …, for operators; for anybody else there is no such command."""
    by = operator(desk, update)
    if by is not None:
        await _fix(desk, update, argument(update).replace(WORD_JOINER, ""), by)  # as copied from our cards
    else:
        await on_unknown(desk, update, context)


async def _fix(desk: Desk, update: Update, typed: str, by: str) -> None:
    what, visit_id, *rest = (*typed.split(maxsplit=2), "", "", "")[:3]
    answer = await _ask(desk, what.lower(), visit_id, rest[0], by)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        visit = await visits.get(tx, visit_id or what)
    if isinstance(answer, Cannot):
        message = Message(refused(answer, lang))
    elif answer is not None:
        message = corrected(answer, what.lower(), lang)
    elif visit is not None:
        message = how_to_fix(visit, lang)
    else:
        message = Message(say(lang, "fix.usage", id="ID"))
    await reply(update, message)


async def _ask(desk: Desk, what: str, visit_id: str, rest: str, by: str) -> Answer | None:
    """Do what the words say; None when they say nothing that can be done."""
    corrector, words = desk.corrector, rest.split()
    match what:
        case "reject" if visit_id:
            return await corrector.reject(visit_id, by=by)
        case "accept" if visit_id:
            return await corrector.accept(visit_id, by=by)
        case "keep" if visit_id:
            return await corrector.keep(visit_id)
        case "undo" if visit_id:
            return await corrector.undo(visit_id)
        case "set" if len(words) > 1:
            return await corrector.fix(visit_id, words[0], rest.split(maxsplit=1)[1], by=by)
        case "merge" if len(words) == 1:
            return await corrector.merge(visit_id, words[0], by=by)
        case "split" if words and all(word.isdecimal() and len(word) < 4 for word in words):
            return await corrector.split(visit_id, [int(word) for word in words], by=by)
    return None


COMMANDS: dict[str, Command] = {"fix": on_fix}
DEEDS: dict[str, Deed] = {}
