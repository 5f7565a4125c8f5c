"""The keys under a message in Telegram's own type: for those who answer and for those who alert."""

from __future__ import annotations

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.model import Button, Message
from bot.widths import lines


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """Give the keys below a message the way Telegram wants them; rows too full for a phone are parted."""
    if not message.buttons:
        return None
    rows = (line for row in message.buttons for line in lines(row, len(row)))
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in rows])


def _key(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.text, url=button.url)
    if button.share is not None:
        return InlineKeyboardButton(button.text, switch_inline_query=button.share)
    if button.copy is not None:
        return InlineKeyboardButton(button.text, copy_text=CopyTextButton(button.copy))
    return InlineKeyboardButton(button.text, callback_data=button.data)


def link_to(bot: Bot, payload: str) -> str:
    """Give the address that opens the private chat with the bot with a payload."""
    return f"https://t.me/{bot.username}?start={payload}"
