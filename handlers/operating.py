"""/health and /resend, for operators: how the program does, and what did not arrive once more."""

from __future__ import annotations

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action
from bot.renderer.operating import health_page, parked_page
from bot.storage import resending
from bot.storage.bulletin import bulletin
from handlers.desk import Command, Context, Deed, Desk, guessed_language, language, operator
from handlers.keyboards import reply, show
from handlers.start import on_unknown


async def on_health(desk: Desk, update: Update, context: Context) -> None:
    """/health, for operators; for anybody else there is no such command."""
    if operator(desk, update) is None:
        await on_unknown(desk, update, context)
        return
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        seen = await bulletin(tx, desk.now)
    now = seen.standing
    feeds = {"ok": seen.feeds, "failing": now.failing, "silent": now.silent, "stopped": now.stopped}
    page = health_page(
        polled_at=seen.polled_at, feeds=feeds, articles=seen.articles, messages=seen.messages,
        waiting=sum(now.waiting.values()), due_since=now.due_since,
        chats=seen.chats, paused=seen.paused, lang=lang,
    )  # fmt: skip
    await reply(update, page)


async def on_resend(desk: Desk, update: Update, context: Context) -> None:
    """/resend, for operators: what did not arrive and why, with a key to send it once more."""
    if operator(desk, update) is None:
        await on_unknown(desk, update, context)
        return
    async with desk.store.reading() as tx:
        page = parked_page(await resending.parked(tx, desk.now), await language(tx, update))
    await reply(update, page)


async def resend_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Send it once more; whether it is an operator is asked at the tap, too."""
    if operator(desk, update) is None or update.callback_query is None:
        return say(guessed_language(update), "trouble.old_button")
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        number = await resending.resend(tx, desk.now)
    await show(update.callback_query, Message(say(lang, "resend.done", n=number)))
    return ""


COMMANDS: dict[str, Command] = {"health": on_health, "resend": on_resend}
DEEDS: dict[str, Deed] = {actions.RESEND: resend_tapped}
