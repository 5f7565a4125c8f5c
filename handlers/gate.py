"""Where every question comes in: not too many at once, and every tap answered exactly once."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update
from telegram.error import TelegramError

from bot.errors import Crowded
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from handlers.desk import Command, Context, Deed, Desk, guessed_language, is_private, refused_tap
from handlers.keyboards import answer, reply
from handlers.limits import Ruling
from handlers.trouble import apology, write_down
from handlers.trouble import on_error as on_trouble


async def command(desk: Desk, run: Command, update: Update, context: Context) -> None:
    """Run a command or an inline query, unless its author has asked too much."""
    ruling = _rule(desk, update)
    if ruling == "pass":
        await run(desk, update, context)
    else:
        await _turn_away(update, ruling)


async def tap(desk: Desk, deeds: Mapping[str, Deed], update: Update, context: Context) -> None:
    """Do what a button says and answer the tap with the toast that comes of it."""
    query = update.callback_query
    if query is None:
        return
    toast = ""
    try:
        toast = await _do(desk, deeds, update, context)
    except Exception as error:
        toast = apology(error, update)
        raise
    finally:
        await answer(query, toast)


async def _do(desk: Desk, deeds: Mapping[str, Deed], update: Update, context: Context) -> str:
    lang = guessed_language(update)
    if _rule(desk, update) != "pass":
        return say(lang, "trouble.slow_down")
    action = actions.read(update.callback_query.data if update.callback_query else None)
    deed = deeds.get(action.verb) if action else None
    if action is None or deed is None:
        return say(lang, "trouble.old_button")
    if action.aim is not None and not await _may_aim(desk, update, context, action.aim):
        return refused_tap(lang)
    return await deed(desk, update, context, action)


async def _may_aim(desk: Desk, update: Update, context: Context, aim: int) -> bool:
    """Only in a private chat, and only its admins, may look at what another chat is told, or change it."""
    return is_private(update) and await desk.may_change(update, context, aim)


def _rule(desk: Desk, update: Update) -> Ruling:
    """Count by person, without asking the store; whoever writes in a group's name is the group."""
    who = update.effective_sender
    limits = desk.inline_limits if update.inline_query else desk.limits
    return limits.rule(who.id, desk.now.timestamp()) if who else "pass"


async def on_error(desk: Desk, update: object, context: Context) -> None:
    """Turn away whoever has too many questions waiting; anything else that went wrong is trouble."""
    if not isinstance(context.error, Crowded):
        await on_trouble(update, context)
    elif isinstance(update, Update) and (who := update.effective_sender):
        try:
            await _turn_away(update, desk.limits.refuse(who.id, desk.now.timestamp()))
        except TelegramError as error:
            write_down(error)


async def _turn_away(update: Update, ruling: Ruling) -> None:
    """Ask for patience, once; a tap is answered each time, and what is typed inline never."""
    words = say(guessed_language(update), "trouble.slow_down")
    if update.callback_query is not None:
        await answer(update.callback_query, words)
    elif update.message is not None and ruling == "warn":
        await reply(update, Message(words))
