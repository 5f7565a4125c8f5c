"""/privacy, /export and /deleteme: what is kept of a chat, all of it as a file, its end after a question."""

from __future__ import annotations

import json

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, texts
from bot.renderer.actions import Action
from bot.storage import belongings
from handlers.desk import Command, Context, Deed, Desk, guessed_language, language, refused_tap
from handlers.keyboards import reply, reply_file, show

_FILE = "visitwire.json"


async def on_privacy(desk: Desk, update: Update, context: Context) -> None:
    """/privacy: tells what is kept and for how long, with keys to see and to erase it."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    await reply(update, texts.privacy(lang))


async def on_export(desk: Desk, update: Update, context: Context) -> None:
    """/export: hands out everything that is kept of this chat, as JSON."""
    chat = update.effective_chat
    if chat is None:
        return
    allowed = await desk.may_change(update, context)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        kept = await belongings.of_chat(tx, chat.id) if allowed else {}
    if not allowed:
        await reply(update, Message(say(lang, "group.admins_only")))
    elif not kept:
        await reply(update, Message(say(lang, "privacy.nothing")))
    else:
        content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
        await reply_file(update, _FILE, content, say(lang, "privacy.exported"))


async def on_deleteme(desk: Desk, update: Update, context: Context) -> None:
    """/deleteme: asks first."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    if await desk.may_change(update, context):
        await reply(update, texts.ask_forget(lang))
    else:
        await reply(update, Message(say(lang, "group.admins_only")))


async def export_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Do as /export does; in a group its admins only."""
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    await on_export(desk, update, context)
    return ""


async def forget_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Do what the answer to the question was; who may ask is not always who may answer."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None or action.arg(0) not in ("yes", "no", "ask"):
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        if action.arg(0) == "yes":
            await belongings.erase(tx, chat.id)
    if action.arg(0) == "ask":
        await show(query, texts.ask_forget(lang))
    else:
        await show(query, Message(say(lang, "privacy.done" if action.arg(0) == "yes" else "privacy.kept")))
    return ""


COMMANDS: dict[str, Command] = {"privacy": on_privacy, "export": on_export, "deleteme": on_deleteme}
DEEDS: dict[str, Deed] = {actions.FORGET: forget_tapped, actions.EXPORT: export_tapped}
