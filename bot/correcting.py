"""What operators decide and readers report: each in one transaction with the messages that follow from it.

reject, accept   a false alarm goes, a held visit comes
fix              one field stands above all reports
merge, split     sightings move, and both visits are added up anew
undo             the last of these; the sightings add up as they do now
report, keep     what readers say of a visit, and that it is right all the same
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot import merger, telling
from bot.checks import Wrong
from bot.decisions import Cannot, Correction, Done, ReportKind
from bot.fixing import parse, refusal
from bot.intake import announce
from bot.model import Change, Merge, State, Visit
from bot.storage import Store, Tx, articles, corrections, reports, revising, visits

_log = logging.getLogger(__name__)

_A_DAY = timedelta(days=1)
_REPORTS_A_DAY = 10  # of one chat

Answer = Done | Cannot
_Work = Callable[[Tx, datetime], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Corrector:
    """Makes corrections; `on_notices` is called when messages were queued, `operators` hear of reports."""

    store: Store
    operators: Collection[int] = ()
    on_notices: Callable[[], None] = lambda: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def reject(self, visit_id: str, *, by: str) -> Answer:
        """Call a visit a false alarm: it is listed no more, and its cards are struck through."""
        return await self._make(lambda tx, now: _reject(tx, visit_id, by, now))

    async def accept(self, visit_id: str, *, by: str) -> Answer:
        """Let a held visit be shown, and alert its subscribers if it is still news."""
        return await self._make(lambda tx, now: _accept(tx, visit_id, by, now))

    async def fix(self, visit_id: str, field: str, text: str, *, by: str) -> Answer:
        """Set one field, whatever reports say, now or later."""
        return await self._make(lambda tx, now: _fix(tx, visit_id, field, text, by, now))

    async def merge(self, visit_id: str, whole_id: str, *, by: str) -> Answer:
        """Make a visit part of another one, to which its links lead from now on."""
        return await self._make(lambda tx, now: _merge(tx, visit_id, whole_id, by, now))

    async def split(self, visit_id: str, numbers: Sequence[int], *, by: str) -> Answer:
        """Let the sources with these numbers, from 1 as they are listed, tell of a visit of its own."""
        return await self._make(lambda tx, now: _split(tx, visit_id, numbers, by, now))

    async def undo(self, visit_id: str) -> Answer:
        """Take back the last correction of a visit that stands."""
        return await self._make(lambda tx, now: _undo(tx, visit_id, now))

    async def keep(self, visit_id: str) -> Answer:
        """Settle the reports of a visit that is right as it is."""
        return await self._make(lambda tx, now: _keep(tx, visit_id, now))

    async def report(self, chat_id: int, visit_id: str, kind: ReportKind) -> Answer:
        """Keep what a known chat reports and tell the operators; not twice, and not too often."""
        return await self._make(
            lambda tx, now: _report(tx, chat_id, visit_id, kind, tuple(self.operators), now)
        )

    async def _make(self, work: _Work) -> Answer:
        now = self.clock()
        async with self.store.writing() as tx:
            await articles.one_at_a_time(tx)
            answer = await work(tx, now)
        if isinstance(answer, Done):
            self.on_notices()
        return answer


async def _found(tx: Tx, visit_id: str, *states: State) -> Visit | Cannot:
    """Give a visit in one of these states, or say why there is none."""
    visit = await visits.get(tx, visit_id)
    if visit is None:
        return Cannot("unknown", visit_id)
    if visit.into is not None:
        return Cannot("merged", visit.into)
    return visit if visit.state in states else Cannot("already", visit.state)


async def _reject(tx: Tx, visit_id: str, by: str, now: datetime) -> Answer:
    visit = await _found(tx, visit_id, "shown", "held")
    if isinstance(visit, Cannot):
        return visit
    await corrections.add(tx, visit.id, "reject", {"before": visit.state}, by=by, now=now)
    return Done(visit, await _put(tx, visit, "rejected", now))


async def _accept(tx: Tx, visit_id: str, by: str, now: datetime) -> Answer:
    visit = await _found(tx, visit_id, "held")
    if isinstance(visit, Cannot):
        return visit
    if merger.impossible(visit.record):
        return Cannot("unsure", visit.id)
    await corrections.add(tx, visit.id, "accept", {"before": visit.state}, by=by, now=now)
    return Done(visit, await _put(tx, visit, "shown", now))


async def _put(tx: Tx, visit: Visit, state: State, now: datetime) -> Visit:
    """Put a visit into a state and tell whoever has to know."""
    after = await revising.restate(tx, visit.id, state, now=now)
    await reports.close(tx, visit.id, now=now)
    _log.info("visit %s: %s, was %s", visit.id, after.state, visit.state)
    if state == "shown":
        await telling.restore(tx, after, now)
        await announce(tx, "new", after, now)
    else:
        await telling.strike(tx, after, now)
    return after


async def _fix(tx: Tx, visit_id: str, field: str, text: str, by: str, now: datetime) -> Answer:
    visit = await _found(tx, visit_id, "shown", "held")
    if isinstance(visit, Cannot):
        return visit
    try:
        fix = parse(field, text)
    except Wrong as wrong:
        return Cannot("value", str(wrong))
    if why := refusal(visit.record, fix):
        return Cannot("value", why)
    merge = await _sum(tx, visit.id, now, [fix])
    await corrections.add(tx, visit.id, "fix", {"field": fix[0], "value": fix[1]}, by=by, now=now)
    return Done(visit, await _rewrite(tx, merge, now))


async def _sum(tx: Tx, visit_id: str, now: datetime, more: Sequence[tuple[str, object]] = ()) -> Merge:
    fixes = (await corrections.fixes(tx, [visit_id]))[visit_id]
    return merger.summed_up(await revising.known(tx, visit_id), now.date(), [*fixes, *more])


async def _rewrite(tx: Tx, merge: Merge, now: datetime) -> Visit:
    """Let a visit say what it adds up to, and tell what that changed."""
    assert merge.into is not None  # noqa: S101 - a sum is of a stored visit
    visit = await revising.rewrite(tx, merge.into.id, merge, now=now)
    if visit.state == "shown":
        await announce(tx, _told_as(merge.change), visit, now)
    return visit


def _told_as(change: Change) -> Change:
    """A source more or less is something that cards show, though nothing else has changed."""
    return "minor" if change == "none" else change


async def _merge(tx: Tx, visit_id: str, whole_id: str, by: str, now: datetime) -> Answer:
    part, whole = await _found(tx, visit_id, "shown", "held"), await _found(tx, whole_id, "shown")
    if isinstance(part, Cannot):
        return part
    if isinstance(whole, Cannot):
        return whole
    if part.id == whole.id:
        return Cannot("itself", whole.id)
    moved, kept = await revising.places(tx, part.id), await revising.places(tx, whole.id)
    detail = {"other": part.id, "before": part.state, "moved": moved, "kept": kept}
    await corrections.add(tx, whole.id, "merge", detail, by=by, now=now)
    return await _absorb(tx, part, whole, now)


async def _absorb(tx: Tx, part: Visit, whole: Visit, now: datetime) -> Done:
    await revising.move(tx, await revising.places(tx, part.id), part.id, whole.id)
    await revising.bind(tx, [whole.id])
    gone = await revising.restate(tx, part.id, "merged", into=whole.id, now=now)
    await reports.close(tx, part.id, now=now)
    grown = await _rewrite(tx, await _sum(tx, whole.id, now), now)
    await telling.hand_over(tx, gone, grown, now)
    return Done(whole, grown, gone)


async def _split(tx: Tx, visit_id: str, numbers: Sequence[int], by: str, now: datetime) -> Answer:
    visit = await _found(tx, visit_id, "shown", "held")
    if isinstance(visit, Cannot):
        return visit
    places = await revising.places(tx, visit.id)
    sources = list(dict.fromkeys(article for article, _ in places))
    if not all(1 <= number <= len(sources) for number in numbers):
        return Cannot("source", str(len(sources)))
    chosen = {sources[number - 1] for number in numbers}
    if not 0 < len(chosen) < len(sources):
        return Cannot("whole", str(len(sources)))
    moved = [place for place in places if place[0] in chosen]
    kept = [place for place in places if place[0] not in chosen]
    other = await revising.sprout(tx, visit, moved, now=now)
    detail = {"other": other, "moved": moved, "kept": kept}
    await corrections.add(tx, visit.id, "split", detail, by=by, now=now)
    await revising.bind(tx, [visit.id, other])
    left = await _rewrite(tx, await _sum(tx, visit.id, now), now)
    part = await revising.rewrite(tx, other, await _sum(tx, other, now), now=now)
    if part.state == "shown":
        await announce(tx, "new", part, now)
    return Done(visit, left, part)


async def _undo(tx: Tx, visit_id: str, now: datetime) -> Answer:
    visit = await visits.get(tx, visit_id)
    if visit is None:
        return Cannot("unknown", visit_id)
    last = await _last(tx, visit)
    if last is None:
        return Cannot("nothing", visit_id)
    if visit.into is not None:
        whole = await _found(tx, visit.into, "shown", "held")
        if isinstance(whole, Cannot):
            return whole
        visit = whole
    if last.kind == "merge":
        return await _part(tx, last, visit, now)
    if last.kind == "split":
        return await _join(tx, last, visit, now)
    await corrections.undo(tx, last, now=now)
    if last.kind == "fix":
        return Done(visit, await _rewrite(tx, await _sum(tx, visit.id, now), now))
    return Done(visit, await _put(tx, visit, last.detail["before"], now))


async def _last(tx: Tx, visit: Visit) -> Correction | None:
    """Give the decision that undoing takes back: of a merged visit the one that merged it."""
    found = await corrections.standing(tx, [visit.into or visit.id])
    if visit.into is not None:
        found = [one for one in found if one.detail.get("other") == visit.id]
    return found[-1] if found else None


async def _part(tx: Tx, last: Correction, whole: Visit, now: datetime) -> Answer:
    """Give back what a merged visit brought; what has joined the whole since then stays there."""
    brought = {(article, place) for article, place in last.detail["moved"]}
    moved = [place for place in await revising.places(tx, whole.id) if place in brought]
    if not 0 < len(moved) < len(await revising.places(tx, whole.id)):
        return Cannot("moved_on", whole.id)
    await corrections.undo(tx, last, now=now)
    await revising.move(tx, moved, whole.id, last.detail["other"])
    await revising.bind(tx, [whole.id, last.detail["other"]])
    part = await revising.restate(tx, last.detail["other"], last.detail["before"], now=now)
    part = await revising.rewrite(tx, part.id, await _sum(tx, part.id, now), now=now)
    left = await _rewrite(tx, await _sum(tx, whole.id, now), now)
    await (telling.restore if part.state == "shown" else telling.strike)(tx, part, now)
    return Done(whole, left, part)


async def _join(tx: Tx, last: Correction, visit: Visit, now: datetime) -> Answer:
    """Bring back what was split off, with all that has joined it since then."""
    part = await _found(tx, last.detail["other"], "shown", "held", "rejected")
    if isinstance(part, Cannot):
        return part
    await corrections.undo(tx, last, now=now)
    return await _absorb(tx, part, visit, now)


async def _keep(tx: Tx, visit_id: str, now: datetime) -> Answer:
    visit = await _found(tx, visit_id, "shown")
    if isinstance(visit, Cannot):
        return visit
    settled = await reports.close(tx, visit.id, now=now)
    return Done(visit, visit) if settled else Cannot("nothing", visit.id)


async def _report(
    tx: Tx, chat_id: int, visit_id: str, kind: ReportKind, operators: Sequence[int], now: datetime
) -> Answer:
    visit = await visits.followed(tx, visit_id)
    if visit is None:
        return Cannot("unknown", visit_id)
    if await reports.since(tx, chat_id, now - _A_DAY) >= _REPORTS_A_DAY:
        return Cannot("often")
    if not await reports.add(tx, chat_id, visit.id, kind, now=now):
        return Cannot("reported")
    await telling.tell_operators(tx, visit, operators, now)
    return Done(visit, visit)
