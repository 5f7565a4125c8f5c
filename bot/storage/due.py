"""What a claim on a row of the outbox hands over."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Notice
from bot.wishes import Chat


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed row: send it, then `finish` it."""

    id: int
    notice: Notice
    chat: Chat
    attempt: int  # 1 for the first
    claim: int  # fences off a holder that was too slow
    again: bool  # an earlier send may have arrived: send silently and labelled
    message_id: int | None  # of the card in this chat, to edit or to reply to; None: none there
    rendered: str | None  # hash of what that card shows
    thread: int | None = None  # the topic of a forum in which it is to stand
