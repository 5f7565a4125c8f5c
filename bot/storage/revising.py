"""What corrections do to stored visits: another state, other sightings, another sum of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_, update

from bot.errors import StorageError
from bot.model import Known, Merge, State, Visit
from bot.storage import Tx, corrections, revisions, visits
from bot.storage.loading import IN_ORDER
from bot.storage.schema import articles, sightings
from bot.storage.schema import visits as table
from bot.storage.sightings import of as told_of

Place = tuple[int, int]  # of a sighting: its article and its place in the verdict


async def known(tx: Tx, visit_id: str) -> Known:
    """Give a visit that is in the store with all that was told of it."""
    (found,) = await told_of(tx, [visit_id])
    return found


async def restate(tx: Tx, visit_id: str, state: State, *, into: str | None = None, now: datetime) -> Visit:
    """Put a visit into another state; the revision grows, so that its cards can tell."""
    return await _revise(tx, visit_id, {"state": state, "into_id": into}, now)


async def rewrite(tx: Tx, visit_id: str, merge: Merge, *, now: datetime) -> Visit:
    """Let a visit say what its sightings add up to now."""
    if merge.change == "material" and merge.into is not None:
        await revisions.keep(tx, merge.into)
    told = (await known(tx, visit_id)).told
    return await _revise(tx, visit_id, visits.columns(merge, [one.day for one in told]), now)


async def _revise(tx: Tx, visit_id: str, values: dict[str, Any], now: datetime) -> Visit:
    grown = values | {"revision": table.c.revision + 1, "updated_at": now}
    await tx.execute(update(table).where(table.c.id == visit_id).values(grown))
    visit = await visits.get(tx, visit_id)
    if visit is None:
        raise StorageError(f"visit {visit_id} is gone")
    return visit


async def places(tx: Tx, visit_id: str) -> list[Place]:
    """List the sightings of a visit in the order of its sources; those of one source follow each other."""
    asked = (
        select(sightings.c.article_id, sightings.c.position)
        .join(articles, articles.c.id == sightings.c.article_id)
        .where(sightings.c.visit_id == visit_id)
        .order_by(*IN_ORDER, sightings.c.position)
    )
    return [(row.article_id, row.position) for row in await tx.execute(asked)]


async def move(tx: Tx, moved: Sequence[Place], source: str, target: str) -> None:
    """Let these sightings tell of another visit, as far as they still tell of `source`."""
    here = tuple_(sightings.c.article_id, sightings.c.position).in_([tuple(place) for place in moved])
    await tx.execute(update(sightings).where(sightings.c.visit_id == source, here).values(visit_id=target))


async def bind(tx: Tx, visit_ids: Sequence[str]) -> None:
    """Keep together and apart what operators have put so, and nothing else of these visits."""
    decided = await corrections.bound(tx)
    for visit_id in visit_ids:
        here = [place for place in await places(tx, visit_id) if place in decided]
        is_decided = tuple_(sightings.c.article_id, sightings.c.position).in_(here)
        loose = update(sightings).where(sightings.c.visit_id == visit_id)
        await tx.execute(loose.values(bound=False))
        await tx.execute(loose.where(is_decided).values(bound=True))


async def sprout(tx: Tx, visit: Visit, moved: Sequence[Place], *, now: datetime) -> str:
    """Make a visit of its own out of these sightings of another; it has still to be added up."""
    same = Merge(None, visit.record, (), "new", "split off")
    other = await visits.make(tx, same, [now.date()], visit.state, now=now)
    await move(tx, moved, visit.id, other)
    return other
