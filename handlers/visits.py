"""/visits, /latest, /upcoming: countries with counts, and lists that page in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, countries_page, visits_page
from bot.renderer.actions import Action
from bot.renderer.listings import MOST_COUNTRIES, Listing, Place, read_place
from bot.renderer.lists import nothing_found
from bot.renderer.pages import guesses
from bot.storage import Tx, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import put, reply
from handlers.queries import Doubtful, TooMany, ask
from handlers.search import instead, searched
from handlers.turning import turn


async def on_visits(desk: Desk, update: Update, context: Context) -> None:
    """/visits [what]; without anything the countries."""
    await answer_query(desk, update, argument(update))


async def on_text(desk: Desk, update: Update, context: Context) -> None:
    """A plain text in a private chat is a question for visits."""
    message = update.message
    await answer_query(desk, update, (message.text or message.caption or "") if message else "")


async def on_latest(desk: Desk, update: Update, context: Context) -> None:
    await _list(desk, update, Listing("latest"))


async def on_upcoming(desk: Desk, update: Update, context: Context) -> None:
    await _list(desk, update, Listing("upcoming"))


async def answer_query(desk: Desk, update: Update, typed: str) -> None:
    """Answer whatever was typed about visits."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        match ask(typed, lang, desk.now.date()):
            case Listing(kind="visits") as listing if not listing.is_narrow:
                message = countries_page(await visits.counts(tx), 0, lang)
            case Listing() as listing:
                message = await _page(tx, Place(listing), lang, desk)
            case Doubtful() as asked:
                message = await instead(tx, asked, lang, desk) or question(asked, lang)
            case asked:
                message = question(asked, lang)
    await reply(update, message)


def question(asked: Doubtful | TooMany, lang: str) -> Message:
    """Ask back where something typed was not understood."""
    if isinstance(asked, TooMany):
        return Message(say(lang, "list.too_many", n=MOST_COUNTRIES))
    return guesses(asked.guesses, asked.word, lang, asked.around)


async def _list(desk: Desk, update: Update, listing: Listing) -> None:
    async with desk.store.reading() as tx:
        message = await _page(tx, Place(listing), await language(tx, update), desk)
    await reply(update, message)


async def send_country(desk: Desk, update: Update, codes: Sequence[str]) -> None:
    """Send the visits of a country or pair, as a deep link asks."""
    await _list(desk, update, Listing(countries=tuple(codes)))


async def page_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of a list, or back to it from a card."""
    place = read_place(action.args[:3])
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if place is None:
            return say(lang, "trouble.old_button")
        message = await _page(tx, place, lang, desk)
    await put(update, message, action)
    return ""


async def countries_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of the countries."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = countries_page(await visits.counts(tx), actions.number(action.arg(0)), lang)
    await put(update, message, action)
    return ""


async def _page(tx: Tx, place: Place, lang: str, desk: Desk) -> Message:
    listing = place.listing
    if listing.kind in ("found", "person"):
        return await searched(tx, place, lang, desk) or nothing_found(listing, lang)
    wanted = filter_of(listing, desk.now.date())
    order: visits.Order = "upcoming" if listing.kind == "upcoming" else "newest"
    total = await visits.count(tx, wanted)
    page = await turn(
        place, total, lambda limit, **edge: visits.query(tx, wanted, order=order, limit=limit, **edge)
    )
    return visits_page(page, lang, now=desk.now)


def filter_of(listing: Listing, today: date) -> visits.Filter:
    """Give what a list shows in the words of the store."""
    wanted = visits.Filter(listing.countries, pair=len(listing.countries) == 2, role=listing.role)
    if listing.span is not None:
        wanted = replace(wanted, start=listing.span[0], end=listing.span[1])
    if listing.kind == "latest":
        wanted = replace(wanted, statuses=visits.HAPPENED)
    if listing.kind == "upcoming":
        wanted = replace(wanted, statuses=("planned",), start=max(today, wanted.start or today))
    return wanted


COMMANDS: dict[str, Command] = {"visits": on_visits, "latest": on_latest, "upcoming": on_upcoming}
DEEDS: dict[str, Deed] = {actions.PAGE: page_tapped, actions.COUNTRIES: countries_tapped}
