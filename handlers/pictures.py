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
from bot.renderer import pictures
from bot.renderer.listings import Listing
from bot.storage import Tx, statistics, visits
from handlers.desk import Command, Context, Deed, Desk, argument, language
from handlers.keyboards import reply, reply_photo
from handlers.queries import ask
from handlers.visits import HAPPENED, filter_of, question

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
    happened, planned = _parted(listing, today)
    pairs, waiting = await statistics.pairs(tx, happened), await visits.count(tx, planned)
    sheet = pictures.figures(listing, pairs, await statistics.months(tx, happened), waiting, lang, today)
    words = pictures.words(listing, pairs, waiting, lang)
    return _Sketch(partial(draw, sheet) if pairs else None, words)


async def _map(tx: Tx, listing: Listing, lang: str, today: date) -> _Sketch:
    happened, planned = _parted(listing, today)
    pairs = await statistics.pairs(tx, happened)
    words = pictures.words(listing, pairs, await visits.count(tx, planned), lang)
    return _Sketch(partial(draw, pictures.world(listing, pairs, lang)) if pairs else None, words)


async def _timeline(tx: Tx, listing: Listing, lang: str, today: date) -> _Sketch:
    happened, planned = _parted(listing, today)
    start = happened.start or today - _BEFORE
    end = happened.end or today + _AFTER
    shown = replace(happened, start=start, end=end, statuses=(*HAPPENED, "planned"))
    found = await visits.query(tx, shown, limit=_STAYS)
    sheet = pictures.timeline(listing, found, start, end, lang, today)
    pairs = await statistics.pairs(tx, replace(happened, start=start, end=end))
    words = pictures.words(listing, pairs, await visits.count(tx, planned), lang)
    return _Sketch(partial(draw, sheet) if sheet.lanes else None, words)


def _parted(listing: Listing, today: date) -> tuple[visits.Filter, visits.Filter]:
    """Give the filters of what happened and of what is planned."""
    wanted = filter_of(listing, today)
    return replace(wanted, statuses=HAPPENED), replace(wanted, statuses=("planned",))


async def _answer(plan: _Plan, desk: Desk, update: Update, context: Context) -> None:
    """Read what was asked for and answer with the picture of it."""
    today = desk.now.date()
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    asked = ask(argument(update), lang, today)
    if not isinstance(asked, Listing):
        await reply(update, question(asked, lang))
        return
    async with desk.store.reading() as tx:
        sketch = await plan(tx, asked, lang, today)
    if sketch.draw is None:
        await reply(update, Message(say(lang, "picture.nothing", what=sketch.words)))
    else:
        await reply_photo(update, await asyncio.to_thread(sketch.draw), sketch.words)


COMMANDS: dict[str, Command] = {
    "stats": partial(_answer, _stats),
    "map": partial(_answer, _map),
    "timeline": partial(_answer, _timeline),
}
DEEDS: dict[str, Deed] = {}
