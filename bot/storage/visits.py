"""Visits and what was told of them: candidates for merging, saving, and every question about visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from bot.model import Grade, Known, Merge, Sighting, Status, Told, Visit
from bot.storage import Tx

Order = Literal["newest", "upcoming"]


async def get(tx: Tx, visit_id: str) -> Visit | None:
    """Give one visit with its sources, related visits and conflicts; None where the id is unknown."""
    raise NotImplementedError


async def many(tx: Tx, visit_ids: Sequence[str]) -> dict[str, Visit]:
    """Give several visits by id; unknown ids are left out."""
    raise NotImplementedError


async def near(tx: Tx, sighting: Sighting, day: date) -> list[Known]:
    """List the visits that `sighting`, published on `day`, might tell of: same two countries, dates about.

    Generous on purpose: `merger.merge` decides.
    """
    raise NotImplementedError


async def save(tx: Tx, merge: Merge, told: Told, article_id: int, position: int, *, now: datetime) -> Visit:
    """Keep the sighting and the visit as it stands with it; `position` is its place in the verdict.

    The revision grows by one for `material` and `minor`, and not for `copy` and `none`.
    """
    raise NotImplementedError


async def relate(tx: Tx, visit_ids: Sequence[str]) -> None:
    """Link every one of these visits with every other (the legs of a tour, the guests of a conference)."""
    raise NotImplementedError


async def query(
    tx: Tx,
    *,
    countries: Sequence[str] = (),
    pair: bool = False,
    start: date | None = None,
    end: date | None = None,
    statuses: Sequence[Status] = (),
    grades: Sequence[Grade] = (),
    order: Order = "newest",
    limit: int = 100,
    after: str | None = None,
    before: str | None = None,
) -> list[Visit]:
    """List visits in order; an empty filter lets everything through.

    `countries`: any of them in either role; with `pair`, both of exactly two, in either direction.
    `start`, `end`: the visit overlaps these days, both included. `newest` has the latest day first,
    `upcoming` the soonest. Paging: `after` is the id of the last visit of the page before, `before` the id
    of the first of the page behind; an id that is not in the store begins at the beginning.
    """
    raise NotImplementedError


async def count(
    tx: Tx,
    *,
    countries: Sequence[str] = (),
    pair: bool = False,
    start: date | None = None,
    end: date | None = None,
    statuses: Sequence[Status] = (),
    grades: Sequence[Grade] = (),
) -> int:
    """Count what `query` would list without a limit."""
    raise NotImplementedError


async def counts(tx: Tx, *, grades: Sequence[Grade] = ()) -> list[tuple[str, int]]:
    """Count the visits of each country in either role, most first, then by code."""
    raise NotImplementedError


async def between(tx: Tx, a: str, b: str, *, grades: Sequence[Grade] = ()) -> list[Visit]:
    """List the visits between two countries in both directions, newest first."""
    raise NotImplementedError
