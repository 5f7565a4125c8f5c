"""Inline mode: `@bot Bahrain` in any chat offers cards to send there, in the language of whoever asks."""

from __future__ import annotations

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.keys import link_to
from bot.languages.speech import say, speaker
from bot.looking import question
from bot.model import Visit
from bot.renderer import card
from bot.renderer.listings import Listing
from bot.renderer.lists import plain_line
from bot.storage import Tx, search, visits
from handlers.desk import Context, Desk, guessed_language
from handlers.keyboards import NO_PREVIEW, swallow
from handlers.queries import ask, clean_typed
from handlers.visits import filter_of

_A_PAGE = 10
_CACHED = 60  # seconds; a visit may change at any time


async def on_inline(desk: Desk, update: Update, context: Context) -> None:
    """Offer the newest visits that fit what is typed; without anything the newest of all."""
    asked = update.inline_query
    if asked is None:
        return
    lang = guessed_language(update)
    async with desk.store.reading() as tx:
        found = await _found(tx, asked.query, asked.offset or None, lang, desk)
    onward = found[_A_PAGE - 1].id if len(found) > _A_PAGE else ""
    results = [_result(visit, lang, desk, context) for visit in found[:_A_PAGE]]
    try:
        await asked.answer(results, cache_time=_CACHED, is_personal=True, next_offset=onward)
    except BadRequest as error:
        swallow(error)


async def _found(tx: Tx, typed: str, after: str | None, lang: str, desk: Desk) -> list[Visit]:
    if typed.startswith("v_"):  # what the key under a card shares
        visit = await visits.followed(tx, typed.removeprefix("v_").strip())
        return [visit] if visit and not after else []
    listing = ask(typed, lang, desk.now.date())
    if isinstance(listing, Listing):
        order: visits.Order = "upcoming" if listing.kind == "upcoming" else "newest"
        wanted = filter_of(listing, desk.now.date())
        return await visits.query(tx, wanted, order=order, limit=_A_PAGE + 1, after=after)
    return await search.found(tx, question(clean_typed(typed)), limit=_A_PAGE + 1, after=after)


def _result(visit: Visit, lang: str, desk: Desk, context: Context) -> InlineQueryResultArticle:
    title, told = plain_line(visit, speaker(lang))
    key = InlineKeyboardButton(say(lang, "button.details"), url=link_to(context.bot, f"v_{visit.id}"))
    content = InputTextMessageContent(
        card(visit, lang, now=desk.now).html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
    )
    return InlineQueryResultArticle(
        visit.id, title, content, description=told, reply_markup=InlineKeyboardMarkup.from_button(key)
    )
