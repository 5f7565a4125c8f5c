"""/feeds: how the feeds do and what to do about them, for operators."""

from __future__ import annotations

from telegram import Update

from bot.health import health
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, feeds_page
from bot.renderer.actions import Action
from bot.renderer.feeds import TROUBLED
from bot.storage import feeds
from handlers.desk import Command, Context, Deed, Desk, guessed_language, language, operator
from handlers.keyboards import reply, show
from handlers.start import on_unknown


async def on_feeds(desk: Desk, update: Update, context: Context) -> None:
    """/feeds, for operators; for anybody else there is no such command."""
    if operator(desk, update) is not None:
        await reply(update, await _page(desk, update, TROUBLED, 0))
    else:
        await on_unknown(desk, update, context)


async def feeds_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn the page; whether it is an operator is asked at every tap."""
    if operator(desk, update) is None:
        return say(guessed_language(update), "trouble.old_button")
    if update.callback_query is not None:
        page = await _page(desk, update, action.arg(0), actions.number(action.arg(1)))
        await show(update.callback_query, page)
    return ""


async def _page(desk: Desk, update: Update, which: str, page: int) -> Message:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        states = await feeds.states(tx)
    seen = [health(feed, states.get(feed.name), desk.now) for feed in desk.feeds]
    return feeds_page(seen, which, page, lang)


COMMANDS: dict[str, Command] = {"feeds": on_feeds}
DEEDS: dict[str, Deed] = {actions.FEEDS: feeds_tapped}
