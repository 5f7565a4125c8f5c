"""/visits, /latest, /upcoming: countries with counts, lists that page in place, cards that open and close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from telegram import Update

from bot.languages.speech import say
from bot.model import Message, Status
from bot.renderer import actions, alert, card, countries_page, visits_page
from bot.renderer.actions import Action, Listing, Place, read_place
from bot.renderer.details import proof_row
from bot.renderer.pages import PAGE_SIZE, Page, back_row, follow_row, guesses, report_row
from bot.storage import Tx, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import reply, show
from handlers.queries import Doubtful, TooMany, Wanted, understand

HAPPENED: tuple[Status, ...] = ("ongoing", "completed")


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
    asked = understand(typed)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        match asked:
            case Wanted(()) if asked.year is None:
                message = countries_page(await visits.counts(tx), 0, lang)
            case Wanted():
                message = await _page(tx, Place(asked.listing), lang, desk)
            case Doubtful(word, codes):
                message = guesses(codes, word, lang)
            case TooMany():
                message = Message(say(lang, "ask.too_many"))
    await reply(update, message)


async def _list(desk: Desk, update: Update, listing: Listing) -> None:
    async with desk.store.reading() as tx:
        message = await _page(tx, Place(listing), await language(tx, update), desk)
    await reply(update, message)


async def send_country(desk: Desk, update: Update, codes: Sequence[str]) -> None:
    """Send the visits of a country or pair, as a deep link asks."""
    await _list(desk, update, Listing(countries=tuple(codes)))


async def send_card(desk: Desk, update: Update, visit_id: str) -> bool:
    """Send one card as a message of its own; False when there is no such visit."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await _card(tx, visit_id, (), lang, desk)
    if message is not None:
        await reply(update, message)
    return message is not None


async def page_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of a list, or back to it from a card."""
    place = read_place(action.args[:3])
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if place is None:
            return say(lang, "trouble.old_button")
        message = await _page(tx, place, lang, desk)
    await _put(update, message, action)
    return ""


async def card_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Open the card of a visit in place of the list, or of what stood behind it."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await _card(tx, action.arg(0), action.args[1:4], lang, desk)
    if message is None:
        return say(lang, "trouble.visit_gone")
    await _put(update, message, action)
    return ""


async def countries_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of the countries."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = countries_page(await visits.counts(tx), actions.number(action.arg(0)), lang)
    await _put(update, message, action)
    return ""


async def _put(update: Update, message: Message, action: Action) -> None:
    """Show in place, or beside when the button says so: a greeting should not vanish under a list."""
    if action.is_new or update.callback_query is None:
        await reply(update, message)
    else:
        await show(update.callback_query, message)


async def _card(tx: Tx, visit_id: str, origin: Sequence[str], lang: str, desk: Desk) -> Message | None:
    """Write the card with the keys of its origin: those of an alert, or the way back to a list."""
    visit = await visits.followed(tx, visit_id)
    if visit is None:
        return None
    record = visit.record
    history = await visits.between(tx, record.visitor.country, record.host.country)
    if tuple(origin) == (actions.ALERT,):
        return alert(visit, lang, now=desk.now, history=history)
    place = read_place(origin)
    proof = proof_row(visit, lang, *(place.args if place else ()))
    buttons = (*proof, *follow_row(visit, lang), *report_row(visit, lang), *back_row(place, lang))
    return card(visit, lang, now=desk.now, history=history, buttons=buttons)


async def _page(tx: Tx, place: Place, lang: str, desk: Desk) -> Message:
    return visits_page(await read_page(tx, place, desk.now.date()), lang, now=desk.now)


async def read_page(tx: Tx, place: Place, today: date) -> Page:
    """Read one page of a list; a page that has run empty, or reached the top, gives the first one."""
    wanted = filter_of(place.listing, today)
    total = await visits.count(tx, wanted)
    order: visits.Order = "upcoming" if place.listing.kind == "upcoming" else "newest"
    beyond = {"<": "before", ">": "after"}.get(place.cursor[:1])
    edge: dict[str, Any] = {beyond: place.cursor[1:]} if beyond else {}
    found = await visits.query(tx, wanted, order=order, limit=PAGE_SIZE + 1, **edge)
    more = len(found) > PAGE_SIZE
    if beyond and (not found or (beyond == "before" and not more)):
        return await read_page(tx, Place(place.listing), today)
    if beyond == "before":
        return Page(place, tuple(found[-PAGE_SIZE:]), total, newer=True, older=True)
    return Page(place, tuple(found[:PAGE_SIZE]), total, newer=beyond is not None, older=more)


def filter_of(listing: Listing, today: date) -> visits.Filter:
    """Give what a list shows in the words of the store."""
    wanted = visits.Filter(listing.countries, pair=len(listing.countries) == 2)
    if listing.year is not None:
        wanted = replace(wanted, start=date(listing.year, 1, 1), end=date(listing.year, 12, 31))
    if listing.kind == "latest":
        wanted = replace(wanted, statuses=HAPPENED)
    if listing.kind == "upcoming":
        wanted = replace(wanted, statuses=("planned",), start=today)
    return wanted


COMMANDS: dict[str, Command] = {"visits": on_visits, "latest": on_latest, "upcoming": on_upcoming}
DEEDS: dict[str, Deed] = {
    actions.PAGE: page_tapped,
    actions.CARD: card_tapped,
    actions.COUNTRIES: countries_tapped,
}
