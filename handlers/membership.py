"""The bot's own standing in a chat: added, blocked, back again, moved to a supergroup."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.keys import keyboard
from bot.languages.speech import nearest
from bot.renderer import welcome
from bot.storage import chats
from handlers.desk import Context, Desk
from handlers.keyboards import NO_PREVIEW

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def on_my_status(desk: Desk, update: Update, context: Context) -> None:
    """Pause a chat that shuts the bot out, resume one that lets it in again, greet a new group."""
    change = update.my_chat_member
    if change is None:
        return
    desk.admins.forget(change.chat.id)
    reason = _why_silent(change)
    async with desk.store.writing() as tx:
        if reason:
            await chats.pause(tx, change.chat.id, reason)
        else:
            await chats.resume(tx, change.chat.id)
    if reason is None and change.old_chat_member.status in _OUT and change.chat.type != ChatType.CHANNEL:
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


def _why_silent(change: ChatMemberUpdated) -> str | None:
    """Give the reason why nothing can be sent to the chat any more; None when it can."""
    now: ChatMember = change.new_chat_member
    if now.status in _OUT:
        return "blocked" if change.chat.type == ChatType.PRIVATE else str(now.status)
    if isinstance(now, ChatMemberRestricted) and not now.can_send_messages:
        return "restricted"
    return None


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
