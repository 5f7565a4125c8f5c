"""/channel: sets up, from a private chat, what a channel is told; for its admins only."""

from __future__ import annotations

import re

from telegram import Bot, Chat, ChatFullInfo, ChatMemberAdministrator, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.keys import keyboard
from bot.languages.speech import say
from bot.model import Message
from bot.renderer.actions import aimed
from bot.renderer.texts import channel_page, first_channel
from bot.storage import chats
from handlers.desk import Command, Context, Deed, Desk, argument, enrol, guessed_language, is_private
from handlers.keyboards import NO_PREVIEW, reply

_NAME = re.compile(r"(?:https?://)?(?:t\.me/|@)?([A-Za-z]\w{3,31})/?")


async def on_channel(desk: Desk, update: Update, context: Context) -> None:
    """/channel [@name]: the way to add the bot to a channel, or the panel of one that has it."""
    if not is_private(update):
        await reply(update, Message(say(guessed_language(update), "details.in_private")))
        return
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)  # so that it can be written to when the bot has been added
    if chat is not None:
        await reply(update, await _answer(desk, update, context, chat.language))


async def _answer(desk: Desk, update: Update, context: Context, lang: str) -> Message:
    typed, way = argument(update).strip(), first_channel(context.bot.username, lang)
    if not typed:
        return way
    channel = await _named(desk, update, context.bot, typed)
    return await _panel(desk, channel, lang) if channel else Message(say(lang, "channel.cannot"), way.buttons)


async def _named(desk: Desk, update: Update, bot: Bot, typed: str) -> ChatFullInfo | None:
    """Find a channel by its name, if whoever asks is its admin and the bot may post there."""
    name, user = _NAME.fullmatch(typed), update.effective_user
    if name is None or user is None:
        return None
    try:
        channel = await bot.get_chat(f"@{name[1]}")
        ours = await bot.get_chat_member(channel.id, bot.id)
    except (BadRequest, Forbidden):
        return None
    may_post = isinstance(ours, ChatMemberAdministrator) and ours.can_post_messages
    theirs = await desk.admins.is_admin(bot, channel.id, user.id, desk.now.timestamp())
    return channel if channel.type == ChatType.CHANNEL and may_post and theirs else None


async def _panel(desk: Desk, channel: Chat | ChatFullInfo, lang: str) -> Message:
    """Let the channel be known, and write the message whose keys set it up."""
    async with desk.store.writing() as tx:
        await chats.ensure(tx, channel.id, str(channel.type), lang)
        await chats.resume(tx, channel.id)
    return aimed(channel_page(channel.title or "", lang), channel.id)


async def offer(desk: Desk, update: Update, context: Context) -> None:
    """Offer whoever has just let the bot post in a channel to set it up, where the two talk already."""
    channel, user = update.effective_chat, update.effective_user
    if channel is None or user is None:
        return
    async with desk.store.reading() as tx:
        known = await chats.get(tx, user.id)
    if known is None or known.paused is not None:
        return
    message = await _panel(desk, channel, known.language)
    await context.bot.send_message(
        user.id,
        message.html,
        parse_mode="HTML",
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
    )


COMMANDS: dict[str, Command] = {"channel": on_channel}
DEEDS: dict[str, Deed] = {}
