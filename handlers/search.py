"""/search and /person: visits by any word, and everything on one person."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.languages.speech import say
from bot.looking import question
from bot.model import Message, Visit
from bot.renderer.listings import Listing, ListKind, Place, of_words
from bot.renderer.lists import nothing_found, visits_page
from bot.renderer.persons import follow_person_key, person_head
from bot.storage import Tx, search, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import reply
from handlers.queries import Doubtful, clean_typed
from handlers.turning import turn


async def on_search(desk: Desk, update: Update, context: Context) -> None:
    """/search WORDS: visits that have all of them, newest first."""
    await _answer(desk, update, of_words("found", clean_typed(argument(update))))


async def on_person(desk: Desk, update: Update, context: Context) -> None:
    """/person NAME: everything on somebody, in any script and order of names."""
    await _answer(desk, update, of_words("person", clean_typed(argument(update))))


async def _answer(desk: Desk, update: Update, listing: Listing) -> None:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await searched(tx, Place(listing), lang, desk) if listing.words else None
    if message is None:
        message = (
            nothing_found(listing, lang)
            if listing.words
            else Message(say(lang, f"search.how_{listing.kind}"))
        )
    await reply(update, message)


async def instead(tx: Tx, asked: Doubtful, lang: str, desk: Desk) -> Message | None:
    """Answer what is no country by a person of that name, or else, unless it resembles one, by its words."""
    kinds: list[ListKind] = ["person"] if " " in asked.word or not asked.guesses else []
    for kind in (*kinds, *(() if asked.guesses else ("found",))):
        listing = of_words(kind, asked.word)
        if listing.words and (message := await searched(tx, Place(listing), lang, desk)):
            return message
    return None


async def searched(tx: Tx, place: Place, lang: str, desk: Desk) -> Message | None:
    """Write a page of what was searched for; None where nothing is found."""
    if place.listing.kind == "person":
        return await _person(tx, place, lang, desk)
    asked = question(place.listing.words)
    total = await search.count(tx, asked)
    if total == 0:
        return None
    page = await turn(place, total, lambda limit, **edge: search.found(tx, asked, limit=limit, **edge))
    return visits_page(replace(page, is_least=total == search.MOST), lang, now=desk.now)


async def _person(tx: Tx, place: Place, lang: str, desk: Desk) -> Message | None:
    seen = await search.person(tx, place.listing.words)
    if not seen:
        return None
    ids = [one.visit_id for one in seen]

    async def listed(limit: int, after: str | None = None, before: str | None = None) -> list[Visit]:
        start = ids.index(after) + 1 if after in ids else 0
        end = ids.index(before) if before in ids else len(ids)
        wanted = ids[start:end][-limit:] if before else ids[start : start + limit]
        known = await visits.many(tx, wanted)
        return [known[visit_id] for visit_id in wanted if visit_id in known]

    page = await turn(place, len(ids), listed)
    parts = [one.parts for one in seen]
    hosts = [one.record.host.country for one in seen if "visitor" in one.parts]
    return visits_page(
        page,
        lang,
        now=desk.now,
        head=person_head(parts, hosts, lang),
        keys=((follow_person_key(parts, lang),),),
    )


COMMANDS: dict[str, Command] = {"search": on_search, "person": on_person}
DEEDS: dict[str, Deed] = {}
