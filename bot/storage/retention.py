"""What of the outbox may go: rows that ended long ago, page by page, so that nobody waits for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, or_, select

from bot.storage import Tx
from bot.storage.schema import outbox as table

_PAGE = 1000  # rows looked at in one transaction
_LISTED = timedelta(days=365)  # longer than others stay rows that an operator has to see


async def forget(tx: Tx, behind: int, before: datetime) -> int | None:
    """Delete what was sent or cancelled before then, on the next page of rows behind the number `behind`.

    Gives the number behind which to go on; None when the rows that follow are younger. What is dead or
    uncertain stays a year longer. The newest row always stays: the next number is counted from it.
    """
    newest = select(func.max(table.c.id)).scalar_subquery()
    page = select(table.c.id, table.c.queued_at).where(table.c.id > behind, table.c.id < newest)
    rows = (await tx.execute(page.order_by(table.c.id).limit(_PAGE))).all()
    old: list[int] = [
        row.id for row in rows if row.queued_at < before
    ]  # numbers are given in the order of time
    if not old:
        return None
    told = and_(table.c.state.in_(["sent", "cancelled"]), table.c.ended_at < before)
    over = or_(told, table.c.ended_at < before - _LISTED)
    await tx.execute(delete(table).where(table.c.id.between(old[0], old[-1]), over))
    return old[-1]
