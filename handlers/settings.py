"""/language: by word or by button, effective at once for everything this chat is sent."""

from __future__ import annotations

from telegram import Update

from bot.languages.speech import say, ui_codes
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action, aimed
from bot.renderer.markup import esc
from bot.renderer.pages import languages_page
from bot.storage import Tx, chats
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    argument,
    chat_meant,
    enrol_meant,
    guessed_language,
    language,
    refused_tap,
)
from handlers.keyboards import put, reply
from handlers.queries import language_named


async def on_language(desk: Desk, update: Update, context: Context) -> None:
    """/language [code or name]; without anything the choice."""
    typed = argument(update)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    if not await desk.may_change(update, context):
        message = Message(say(lang, "group.admins_only"))
    elif not typed:
        message = languages_page(lang)
    else:
        message = await _switch(desk, update, typed, lang)
    await reply(update, message)


async def _switch(desk: Desk, update: Update, typed: str, lang: str) -> Message:
    code = language_named(typed)
    if code is None:
        return Message(say(lang, "language.unknown", query=esc(typed, 40)), languages_page(lang).buttons)
    await _keep(desk, update, code, Action(actions.LANGUAGE))
    return Message(say(code, "language.done"))


async def language_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Offer the choice, or switch to the language that was tapped."""
    code = action.arg(0)
    if code in ("", actions.NEW):
        async with desk.store.reading() as tx:
            message = languages_page(await _language_meant(tx, update, action))
        await put(update, aimed(message, action.aim), action)
        return ""
    if code not in ui_codes():
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    await _keep(desk, update, code, action)
    await put(update, aimed(languages_page(code), action.aim), action)
    return say(code, "language.done")


async def _language_meant(tx: Tx, update: Update, action: Action) -> str:
    """Give the language of the chat that the choice is about."""
    chat = await chats.get(tx, chat_meant(update, action))
    return chat.language if chat else guessed_language(update)


async def _keep(desk: Desk, update: Update, code: str, action: Action) -> None:
    async with desk.store.writing() as tx:
        chat = await enrol_meant(tx, update, action)
        if chat is not None:
            await chats.set_language(tx, chat.id, code)


COMMANDS: dict[str, Command] = {"language": on_language}
DEEDS: dict[str, Deed] = {actions.LANGUAGE: language_tapped}
