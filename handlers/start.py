"""/start with its deep links, and /help."""

from __future__ import annotations

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, help_page, welcome
from bot.renderer.actions import Action, read_subject
from handlers.cards import send_card
from handlers.desk import Command, Context, Deed, Desk, argument, enrol, is_private, language
from handlers.keyboards import reply
from handlers.queries import deep_link
from handlers.subscriptions import known_subject, on_subscribe_link
from handlers.visits import send_country


async def on_start(desk: Desk, update: Update, context: Context) -> None:
    """/start greets in the reader's language; a link goes straight to its visit, country or subscription."""
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
    link = deep_link(argument(update).strip())
    if chat is None or (link and await _follow(desk, update, context, *link)):
        return
    await reply(update, welcome(chat.language, group=not is_private(update)))


async def _follow(desk: Desk, update: Update, context: Context, kind: str, target: str) -> bool:
    """Do what a link says; False when it leads nowhere, so that its reader is greeted at least."""
    if kind == "v":
        return await send_card(desk, update, context, target)
    subject = known_subject(read_subject(target.upper()))
    if not subject or not subject.countries:
        return False
    if kind == "c":
        await send_country(desk, update, subject.countries)
    else:
        await on_subscribe_link(desk, update, context, subject)
    return True


async def on_help(desk: Desk, update: Update, context: Context) -> None:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    await reply(update, help_page(lang))


async def on_unknown(desk: Desk, update: Update, context: Context) -> None:
    """A command that we do not have, or not for this person; in a group it may be another bot's."""
    if not is_private(update):
        return
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    await reply(update, Message(say(lang, "trouble.unknown_command")))


async def help_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    await on_help(desk, update, context)
    return ""


async def nothing_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """The number of a page is a button too; it only says where one is."""
    return ""


COMMANDS: dict[str, Command] = {"start": on_start, "help": on_help}
DEEDS: dict[str, Deed] = {actions.HELP: help_tapped, actions.NOTHING: nothing_tapped}
