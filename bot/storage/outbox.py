"""The outbox: what is due to which chat, written with the visit, claimed before it is sent, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Chat, Notice, Outcome
from bot.storage import Tx

LEASE = timedelta(seconds=60)


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


@dataclass(frozen=True, slots=True)
class Failed:
    """A row that ended badly, for the operator."""

    id: int
    notice: Notice
    state: str  # dead or uncertain
    reason: str


async def put(tx: Tx, notices: Sequence[Notice], *, now: datetime, wait: timedelta = timedelta(0)) -> int:
    """Queue notices and give how many rows are new; the same notice twice is one row.

    A newer revision takes the place of a waiting older one of the same chat, visit and kind and keeps its
    place in the queue; an edit or reply for a chat whose alert still waits only renews that alert.
    `wait` holds the silent edits back, so that several become one.
    """
    raise NotImplementedError


async def claim(tx: Tx, limit: int, now: datetime, lease: timedelta = LEASE) -> list[Due]:
    """Take what may be sent now: one a chat at most, none to a chat with one under way, alerts first.

    Commit before sending: the rows say 'sending' and the attempt is counted. A row put off blocks those
    behind it in its chat for ten minutes at most, so that the order holds.
    """
    raise NotImplementedError


async def finish(
    tx: Tx,
    due: Due,
    outcome: Outcome,
    *,
    now: datetime,
    rendered: str | None = None,
    repeat_unknown: bool = True,
) -> str | None:
    """Write down what became of a claimed row and give its new state; None when the claim had run out.

    `rendered` is the hash of what was sent. Sent: the card is remembered. Later: queued again, dead after
    48 hours. Moved: the chat is re-keyed and the row queued again. Gone: the chat is paused, its rows are
    cancelled. Refused: dead. Unknown: an edit is simply queued again; a send is repeated once with `again`
    set, then uncertain (at once without `repeat_unknown`).
    """
    raise NotImplementedError


async def recover(tx: Tx, *, now: datetime, everything: bool = False, repeat_unknown: bool = True) -> int:
    """Treat rows under way whose lease is over as `Unknown`; gives how many.

    `everything` at start of a process that is alone: then each of them is an orphan.
    """
    raise NotImplementedError


async def shown(tx: Tx, visit_id: str) -> dict[int, bool]:
    """Say in which chats the visit has a card or an alert under way; False: there, but out of reach."""
    raise NotImplementedError


async def forget_message(tx: Tx, chat_id: int, visit_id: str) -> None:
    """Note that the card can no longer be edited there (deleted, too old); it is not sent again."""
    raise NotImplementedError


async def visit_of(tx: Tx, chat_id: int, message_id: int) -> str | None:
    """Give the visit that this message shows."""
    raise NotImplementedError


async def next_due(tx: Tx) -> datetime | None:
    """Say when the next row may be sent; None when nothing waits."""
    raise NotImplementedError


async def tally(tx: Tx) -> dict[str, int]:
    """Count rows by state."""
    raise NotImplementedError


async def failed(tx: Tx, limit: int = 100) -> list[Failed]:
    """List rows that ended dead or uncertain, newest first."""
    raise NotImplementedError
