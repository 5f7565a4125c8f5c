"""Who may change what a chat is sent: in a private chat its owner, in a group its admins."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram import Bot, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

_FOR = 60.0  # seconds that an answer of Telegram's is believed
_REMEMBERED = 10_000
_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


@dataclass(slots=True)
class Admins:
    """Remembers for a minute who is an admin where."""

    _known: dict[tuple[int, int], tuple[bool, float]] = field(default_factory=dict)

    async def may_change(self, update: Update, bot: Bot, now: float, aim: int | None = None) -> bool:
        """Decide about one message or tap, which may be about another chat; `now` in seconds.

        An anonymous admin writes in the group's name, but taps under their own (tdlib/telegram-bot-api#667),
        where Telegram may not tell that they are one.
        """
        chat, user = update.effective_chat, update.effective_user
        if chat is None:
            return False
        if aim is not None and aim != chat.id:
            return user is not None and await self.is_admin(bot, aim, user.id, now)
        if chat.type == ChatType.PRIVATE:
            return True
        if chat.type == ChatType.CHANNEL and update.callback_query is None:
            return True  # only admins write in a channel, but every reader may tap
        message = update.message
        if message is not None and message.sender_chat is not None:
            return message.sender_chat.id == chat.id
        return user is not None and await self.is_admin(bot, chat.id, user.id, now)

    async def is_admin(self, bot: Bot, chat_id: int, user_id: int, now: float) -> bool:
        """Ask Telegram, or remember, whether somebody is an admin of a group or channel."""
        known = self._known.get((chat_id, user_id))
        if known and 0 <= now - known[1] < _FOR:
            return known[0]
        try:
            member = await bot.get_chat_member(chat_id, user_id)
        except (BadRequest, Forbidden):
            return False
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        verdict = member.status in _ADMINS
        self._known[chat_id, user_id] = (verdict, now)
        return verdict

    def forget(self, chat_id: int) -> None:
        """Drop what is known about a chat, whose members have just changed."""
        self._known = {key: value for key, value in self._known.items() if key[0] != chat_id}
