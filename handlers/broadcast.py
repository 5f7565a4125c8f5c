"""/broadcast, for operators: a word to every chat, seen before it goes, and how far it is."""

from __future__ import annotations

import re

from telegram import Message as Written
from telegram import MessageEntity, Update

from bot.languages.speech import say, ui_codes
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action
from bot.renderer.operating import ask_broadcast, broadcast_page
from bot.storage import Tx, broadcasts
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    enrol,
    guessed_language,
    here,
    language,
    operator,
)
from handlers.keyboards import reply, show
from handlers.start import on_unknown

_COMMAND = re.compile(rf"/\S+\s*(?:({'|'.join(ui_codes())})\s+)?")


async def on_broadcast(desk: Desk, update: Update, context: Context) -> None:
    """/broadcast [language] TEXT shows what will be sent and asks; without a text: how far the last is."""
    if operator(desk, update) is not None and update.message is not None:
        await _broadcast(desk, update, *_read(update.message))
    else:
        await on_unknown(desk, update, context)


async def _broadcast(desk: Desk, update: Update, wanted: str | None, html: str) -> None:
    if not html:
        async with desk.store.reading() as tx:
            message = await _progress(tx, await language(tx, update))
        await reply(update, message)
        return
    await reply(update, Message(html))
    async with desk.store.writing() as tx:
        await enrol(tx, update)
        number = await broadcasts.draft(tx, here(update), html, wanted, desk.now)
        reached = await broadcasts.reach(tx, wanted)
        question = ask_broadcast(number, reached, wanted, await language(tx, update))
    await reply(update, question)


def _read(message: Written) -> tuple[str | None, str]:
    """Part a command into the language of those meant and its text, as HTML with the formatting it has."""
    text = message.text or ""
    command = _COMMAND.match(text)
    start = command.end() if command else 0
    return command and command[1], _behind(message, start)


def _behind(message: Written, start: int) -> str:
    """Give what stands behind so many code points; Telegram counts the places of formatting in UTF-16."""
    text = message.text or ""
    cut = len(text[:start].encode("utf-16-le")) // 2
    kept = []
    for entity in message.entities:
        first, last = max(entity.offset, cut), entity.offset + entity.length
        if first < last:
            moved = entity.to_dict() | {"offset": first - cut, "length": last - first}
            kept.append(MessageEntity.de_json(moved, None))
    return Written(message.message_id, message.date, message.chat, text=text[start:], entities=kept).text_html


async def _progress(tx: Tx, lang: str) -> Message:
    last = await broadcasts.progress(tx)
    if last is None:
        return broadcast_page(None, 0, 0, 0, lang)
    return broadcast_page(last.made_at, last.sent, last.waiting, last.failed, lang)


async def broadcast_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Let a draft go or throw it away; only who wrote it may, once and within an hour."""
    lang, number = guessed_language(update), actions.serial(action.arg(1))
    if operator(desk, update) is None or update.callback_query is None:
        return say(lang, "trouble.old_button")
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        done = await _decided(tx, desk, update, action.arg(0), number, lang)
    if done is None:
        return say(lang, "trouble.old_button")
    await show(update.callback_query, Message(done))
    return ""


async def _decided(tx: Tx, desk: Desk, update: Update, what: str, number: int, lang: str) -> str | None:
    """Do what an operator decided about a draft and say so; None where there is no such draft any more."""
    if what == "send":
        reached = await broadcasts.release(tx, number, here(update), desk.now)
        return None if reached is None else say(lang, "broadcast.going", n=reached)
    gone = what == "cancel" and await broadcasts.discard(tx, number, here(update))
    return say(lang, "broadcast.cancelled") if gone else None


COMMANDS: dict[str, Command] = {"broadcast": on_broadcast}
DEEDS: dict[str, Deed] = {actions.BROADCAST: broadcast_tapped}
