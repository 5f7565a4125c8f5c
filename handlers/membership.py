"""The bot's own standing in a chat: added, blocked, back again, moved to a supergroup."""

from __future__ import annotations

from telegram import (
    Chat,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType

from bot.keys import keyboard
from bot.languages.speech import nearest
from bot.renderer import welcome
from bot.storage import chats
from handlers.channels import offer
from handlers.desk import Context, Desk
from handlers.keyboards import NO_PREVIEW

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def on_my_status(desk: Desk, update: Update, context: Context) -> None:
    """Pause a chat that shuts the bot out, resume one that lets it in again, welcome a new one."""
    change = update.my_chat_member
    if change is None:
        return
    desk.admins.forget(change.chat.id)
    reason = _why_silent(change.chat, change.new_chat_member)
    async with desk.store.writing() as tx:
        if reason:
            await chats.pause(tx, change.chat.id, reason)
        else:
            await chats.resume(tx, change.chat.id)
    if reason is None and _why_silent(change.chat, change.old_chat_member):
        await _welcome(desk, update, context, change)


async def _welcome(desk: Desk, update: Update, context: Context, change: ChatMemberUpdated) -> None:
    """Greet a group in it, and of a channel whoever added the bot, in private."""
    if change.chat.type == ChatType.CHANNEL:
        await offer(desk, update, context)
    elif change.old_chat_member.status in _OUT:
        await _greet_group(change, context)


async def _greet_group(change: ChatMemberUpdated, context: Context) -> None:
    """Say what this is where somebody has just added the bot; private chats begin with /start."""
    if change.chat.type == ChatType.PRIVATE:
        return
    message = welcome(nearest(change.from_user.language_code), group=True)
    await context.bot.send_message(
        change.chat.id,
        message.html,
        parse_mode="HTML",
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
    )


def _why_silent(chat: Chat, ours: ChatMember) -> str | None:
    """Give the reason why somebody of this standing can send nothing to the chat; None when they can."""
    if ours.status in _OUT:
        return "blocked" if chat.type == ChatType.PRIVATE else str(ours.status)
    if isinstance(ours, ChatMemberRestricted) and not ours.can_send_messages:
        return "restricted"
    may_post = isinstance(ours, ChatMemberAdministrator) and ours.can_post_messages
    return "restricted" if chat.type == ChatType.CHANNEL and not may_post else None


async def on_member(desk: Desk, update: Update, context: Context) -> None:
    """Somebody's standing in a group has changed: whether they are an admin must be asked again."""
    if update.chat_member is not None:
        desk.admins.forget(update.chat_member.chat.id)


async def on_migration(desk: Desk, update: Update, context: Context) -> None:
    """A group became a supergroup; both chats tell it, and the second time nothing is left to do."""
    message = update.effective_message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    async with desk.store.writing() as tx:
        await chats.move(tx, old, new)
