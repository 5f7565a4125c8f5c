"""Files of what a list holds: a tap asks which kind, another sends it as a document."""

from __future__ import annotations

import io

from telegram import Update

from bot.commands.formats import WRITERS
from bot.languages.speech import say
from bot.looking import question
from bot.model import Button, Message, Visit
from bot.renderer import actions
from bot.renderer.actions import Action
from bot.renderer.listings import Listing, read_listing
from bot.storage import Tx, search, visits
from handlers.desk import Command, Context, Deed, Desk, language
from handlers.keyboards import reply, reply_file
from handlers.visits import filter_of

_MOST = 1000  # visits in a file, the newest: half a second's work, and far below what Telegram takes
_FORMS = ("csv", "json", "ics")


async def save_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Ask for the kind of file, or send it."""
    listing, form = read_listing(action.arg(0)), action.arg(1)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if listing is None or (form and form not in _FORMS):
            return say(lang, "trouble.old_button")
        found = await _whole(tx, listing, desk) if form else []
    if form:
        name = f"visits.{'jsonl' if form == 'json' else form}"
        await reply_file(update, name, _file(found, form), say(lang, "save.done", n=len(found)))
    else:
        keys = (
            Button(form.upper(), data=actions.write(actions.SAVE, action.arg(0), form)) for form in _FORMS
        )
        await reply(update, Message(say(lang, "save.which"), (tuple(keys),)))
    return ""


async def _whole(tx: Tx, listing: Listing, desk: Desk) -> list[Visit]:
    if listing.kind == "found":
        return await search.found(tx, question(listing.words), limit=_MOST)
    if listing.kind == "person":
        ids = [one.visit_id for one in await search.person(tx, listing.words)]
        known = await visits.many(tx, ids)
        return [known[visit_id] for visit_id in ids if visit_id in known]
    order: visits.Order = "upcoming" if listing.kind == "upcoming" else "newest"
    return await visits.query(tx, filter_of(listing, desk.now.date()), order=order, limit=_MOST)


def _file(found: list[Visit], form: str) -> bytes:
    out = io.StringIO()
    writer = WRITERS[form](out)
    for visit in found:
        writer.visit(visit)
    writer.end()
    return out.getvalue().encode()


COMMANDS: dict[str, Command] = {}
DEEDS: dict[str, Deed] = {actions.SAVE: save_tapped}
