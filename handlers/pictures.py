"""/stats, /map, /timeline: a picture, with the same in words below it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.pictures import draw
from bot.renderer import actions, pictures
from bot.renderer.actions import Action
from bot.renderer.listings import Listing, read_listing
from bot.storage import Tx, statistics, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import reply, reply_photo
from handlers.queries import ask
from handlers.visits import filter_of, question

_BEFORE = timedelta(days=1096)  # three years of what was: most countries see few visits a year
_AFTER = timedelta(days=183)  # and half a year of what is planned
_STAYS = 400  # visits on a timeline; more could not be told apart


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A picture to be drawn, and what it shows in HTML; `draw` is None where there is nothing to show."""

    draw: Callable[[], bytes] | None
    words: str


_Plan = Callable[[Tx, Listing, str, date], Awaitable[_Sketch]]


async def _stats(tx: Tx, listing: Listing, lang: str, today: date) -> _Sketch:
    wanted = filter_of(listing, today)
    tally = await statistics.tally(tx, wanted)
    start = pictures.first_month(listing, today)
    recent = replace(wanted, start=max(start, wanted.start or start), statuses=visits.HAPPENED)
    months = await statistics.months(tx, recent)
    sheet = pictures.figures(listing, tally.pairs, months, tally.planned, lang, today)
    return _Sketch(partial(draw, sheet) if tally.pairs else None, _words(listing, tally, lang))


async def _map(tx: Tx, listing: Listing, lang: str, today: date) -> _Sketch:
    tally = await statistics.tally(tx, filter_of(listing, today))
    sheet = pictures.world(listing, tally.pairs, lang)
    return _Sketch(partial(draw, sheet) if tally.pairs else None, _words(listing, tally, lang))


async def _timeline(tx: Tx, listing: Listing, lang: str, today: date) -> _Sketch:
    wanted = filter_of(listing, today)
    start, end = wanted.start or today - _BEFORE, wanted.end or today + _AFTER
    shown = replace(wanted, start=start, end=end, statuses=(*visits.HAPPENED, "planned"))
    sheet = pictures.timeline(listing, await visits.query(tx, shown, limit=_STAYS), start, end, lang, today)
    words = _words(listing, await statistics.tally(tx, shown), lang)
    return _Sketch(partial(draw, sheet) if sheet.lanes else None, words)


def _words(listing: Listing, tally: statistics.Tally, lang: str) -> str:
    return pictures.words(listing, tally.pairs, tally.planned, lang)


async def _answer(plan: _Plan, desk: Desk, update: Update, context: Context) -> None:
    """Read what was asked for and answer with the picture of it."""
    today = desk.now.date()
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    asked = ask(argument(update), lang, today)
    if isinstance(asked, Listing):
        await _show(plan, desk, update, asked, lang)
    else:
        await reply(update, question(asked, lang))


async def picture_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Send a picture of what a list holds."""
    plan, listing = _PLANS.get(action.arg(0)), read_listing(action.arg(1))
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    if plan is None or listing is None or listing.kind != "visits":
        return say(lang, "trouble.old_button")
    await _show(plan, desk, update, listing, lang)
    return ""


async def _show(plan: _Plan, desk: Desk, update: Update, listing: Listing, lang: str) -> None:
    async with desk.store.reading() as tx:
        sketch = await plan(tx, listing, lang, desk.now.date())
    if sketch.draw is None:
        await reply(update, Message(say(lang, "picture.nothing", what=sketch.words)))
    else:
        await reply_photo(update, await asyncio.to_thread(sketch.draw), sketch.words)


_PLANS: dict[str, _Plan] = dict(zip(actions.PICTURES, (_stats, _map, _timeline), strict=True))
COMMANDS: dict[str, Command] = {name: partial(_answer, plan) for name, plan in _PLANS.items()}
DEEDS: dict[str, Deed] = {actions.PICTURE: picture_tapped}
