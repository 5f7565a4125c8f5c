"""What a visit said at an earlier revision: kept where the next one changed something that matters."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Executable, select

from bot.model import Sighting, Visit
from bot.records import sighting_from_json, sighting_to_json
from bot.storage import Tx
from bot.storage.schema import revisions as table
from bot.storage.sql import insert, once


async def keep(tx: Tx, visit: Visit) -> None:
    """Keep what this revision says of all that can matter, before the next takes its place."""
    record = replace(visit.record, inviter=None, meetings=(), topics=(), evidence={})
    values = {"visit_id": visit.id, "revision": visit.revision, "record": sighting_to_json(record)}
    await tx.execute(_insert(tx), values)


@once
def _insert(tx: Tx) -> Executable:
    return insert(tx, table).on_conflict_do_nothing()


async def get(tx: Tx, visit_id: str, revision: int) -> Sighting | None:
    """Give what a revision said of all that can matter; None where it was not kept."""
    asked = select(table.c.record).where(table.c.visit_id == visit_id, table.c.revision == revision)
    found = (await tx.execute(asked)).scalars().first()
    return None if found is None else sighting_from_json(found)
