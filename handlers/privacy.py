"""/deleteme: forgets the chat, after a question."""

from __future__ import annotations

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, texts
from bot.renderer.actions import Action
from bot.storage import chats
from handlers.desk import Command, Context, Deed, Desk, guessed_language, language, refused_tap
from handlers.keyboards import reply, show


async def on_deleteme(desk: Desk, update: Update, context: Context) -> None:
    """/deleteme: asks first."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    if await desk.may_change(update, context):
        await reply(update, texts.ask_forget(lang))
    else:
        await reply(update, Message(say(lang, "group.admins_only")))


async def forget_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Do what the answer to the question was; who may ask is not always who may answer."""
    query, chat = update.callback_query, update.effective_chat
    if query is None or chat is None or action.arg(0) not in ("yes", "no"):
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        if action.arg(0) == "yes":
            await chats.forget(tx, chat.id)
    await show(query, Message(say(lang, "privacy.done" if action.arg(0) == "yes" else "privacy.kept")))
    return ""


COMMANDS: dict[str, Command] = {"deleteme": on_deleteme}
DEEDS: dict[str, Deed] = {actions.FORGET: forget_tapped}
