"""Where every command and tap comes in: not too many at once, and every tap answered exactly once."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update

from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from handlers.desk import Command, Context, Deed, Desk, guessed_language, is_private, refused_tap
from handlers.keyboards import answer, reply
from handlers.limits import Ruling
from handlers.trouble import apology


async def command(desk: Desk, run: Command, update: Update, context: Context) -> None:
    """Run a command, unless its author has asked too much; the first time that is said, then nothing."""
    ruling = _rule(desk, update)
    if ruling == "pass":
        await run(desk, update, context)
    elif ruling == "warn":
        await reply(update, Message(say(guessed_language(update), "trouble.slow_down")))


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
    message = update.message
    who = (message.sender_chat if message else None) or update.effective_user or update.effective_chat
    return desk.limits.rule(who.id, desk.now.timestamp()) if who else "pass"
