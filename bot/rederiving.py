"""What a new reading of stored articles changes of the visits: tried out and taken back, or kept.

Ids and corrections stay, nobody is alerted about the past, and cards within reach are edited in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot import merger, telling
from bot.intake import keep, source_of
from bot.model import Merge, Told, Verdict, Visit
from bot.records import sighting_to_json
from bot.storage import Store, Tx, articles, corrections, rereads, revising, sightings
from bot.storage.rereads import Number, Stored

_BY = "reread"  # who has rejected a visit
_AT_ONCE = 20  # articles in one transaction, so that the bot need not wait for long

Anew = tuple[Stored, Verdict, frozenset[int]]  # an article with its new reading and the shingles of its text


class _TakenBack(Exception):
    """Ends a transaction in which something was only tried out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A visit before and after, None where there is none to be seen; `visit` is it as it was last."""

    visit: Visit
    before: Visit | None
    after: Visit | None

    @property
    def kind(self) -> Literal["new", "dropped", "changed"]:
        if self.before is None:
            return "new"
        return "dropped" if self.after is None else "changed"

    @property
    def fields(self) -> dict[str, tuple[object, object]]:
        """Give what differs, by path and without evidence: ("host.city", ("Manama", "Riffa"))."""
        old, new = _plain(self.before), _plain(self.after)
        paths = dict.fromkeys((*old, *new))
        return {path: (old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path)}


@dataclass(slots=True)
class _Ledger:
    """Every visit that was touched, as it was before the first touch and after the last."""

    before: dict[str, Visit | None] = field(default_factory=dict)
    after: dict[str, Visit] = field(default_factory=dict)

    def note(self, before: Visit | None, after: Visit) -> None:
        self.before.setdefault(after.id, before)
        self.after[after.id] = after

    def differences(self) -> list[Difference]:
        both = (Difference(after, _seen(self.before[id_]), _seen(after)) for id_, after in self.after.items())
        return [one for one in both if one.fields]


async def rederive(store: Store, anew: Sequence[Anew], *, apply: bool, now: datetime) -> list[Difference]:
    """Let the visits be what these new readings make of them, and give what that changes.

    Without `apply` it is done in one transaction that is taken back; then ids of new visits mean nothing.
    """
    # What reads as before costs no place in the queue of writers, where the bot waits.
    anew = [one for one in anew if not one[0].says(one[1])]
    whole = _Ledger()
    if not apply:
        with suppress(_TakenBack):
            async with store.writing() as tx:
                await _rederive(tx, anew, whole, now)
                raise _TakenBack
        return whole.differences()
    for start in range(0, len(anew), _AT_ONCE):
        async with store.writing() as tx:
            await _rederive(tx, anew[start : start + _AT_ONCE], whole, now)
    return whole.differences()


async def _rederive(tx: Tx, anew: Iterable[Anew], whole: _Ledger, now: datetime) -> None:
    await articles.one_at_a_time(tx)
    ledger = _Ledger()
    for stored, verdict, shingles in anew:
        await _replace(tx, stored, verdict, shingles, ledger, now)
    for one in ledger.differences():
        if one.before is not None and one.visit.into is None:  # else it was handed over
            await (telling.follow if one.after else telling.strike)(tx, one.visit, now)
    for id_, after in ledger.after.items():
        whole.note(ledger.before[id_], after)


async def _replace(
    tx: Tx, stored: Stored, verdict: Verdict, shingles: frozenset[int], ledger: _Ledger, now: datetime
) -> None:
    """Put what an article says by its new reading in place of what it said by the old one."""
    old = await articles.places(tx, stored.number)
    places = merger.places(old, verdict.visits)
    gone = [(stored.number, place) for place in old if place not in places]
    await rereads.put(tx, stored.number, verdict, shingles or stored.shingles)
    source = source_of(stored.article, verdict, stored.seen_at)
    for sighting, place in zip(verdict.visits, places, strict=True):
        told = Told(sighting, source, stored.day, shingles, (stored.number, place))
        await _put(tx, told, ledger, now)
    for number in gone:
        await _take_back(tx, number, ledger, now)


async def _put(tx: Tx, told: Told, ledger: _Ledger, now: datetime) -> None:
    assert told.number is not None  # noqa: S101 - given by the only caller
    home = await sightings.homes(tx, [told.number])
    for visit_id in home:
        await _bring_back(tx, visit_id, ledger, now)
    near = await sightings.near(tx, told, home)
    before = next((one for known in near for one in known.told if one.number == told.number), None)
    if before is None or _says(before) != _says(told):
        await _keep(tx, merger.merge(told, near, now.date()), ledger, now)


def _says(told: Told) -> tuple[object, ...]:
    return told.sighting, told.source.syndicated_from, told.source.official_source


async def _bring_back(tx: Tx, visit_id: str, ledger: _Ledger, now: datetime) -> None:
    """Show a visit again that an earlier reading rejected, and not an operator."""
    standing = await corrections.standing(tx, [visit_id])
    if standing and (standing[-1].kind, standing[-1].made_by) == ("reject", _BY):
        before = (await revising.known(tx, visit_id)).visit
        await corrections.undo(tx, standing[-1], now=now)
        after = await revising.restate(tx, visit_id, standing[-1].detail["before"], now=now)
        await telling.restore(tx, after, now)
        ledger.note(before, after)


async def _keep(tx: Tx, merge: Merge, ledger: _Ledger, now: datetime) -> None:
    befores = {one.into.id: one.into for one in (merge, *merge.others) if one.into is not None}
    befores |= {gone.id: gone for one in (merge, *merge.others) for gone in one.emptied}
    for visit, _ in await keep(tx, merge, now=now):
        ledger.note(befores.get(visit.id), visit)


async def _take_back(tx: Tx, number: Number, ledger: _Ledger, now: datetime) -> None:
    """Take a sighting back; a visit of which nothing else tells goes, unless it was ever decided on."""
    for known in await sightings.of(tx, await sightings.homes(tx, [number])):
        if len(known.told) > 1:
            await rereads.forget(tx, [number])
            for merge in merger.resort(await sightings.of(tx, [known.visit.id]), now.date()):
                await _keep(tx, merge, ledger, now)
            await _sum_up(tx, known.visit, ledger, now)
        elif known.visit.state in ("shown", "held") and not await corrections.log(tx, known.visit.id):
            detail = {"before": known.visit.state}
            await corrections.add(tx, known.visit.id, "reject", detail, by=_BY, now=now)
            after = await revising.restate(tx, known.visit.id, "rejected", now=now)
            ledger.note(known.visit, after)


async def _sum_up(tx: Tx, visit: Visit, ledger: _Ledger, now: datetime) -> None:
    """Let a visit say what is left of it, where no sorting anew has done so."""
    for known in await sightings.of(tx, [visit.id]):
        merge = merger.summed_up(known, now.date(), known.fixes)
        if merge.change != "none":
            ledger.note(known.visit, await revising.rewrite(tx, visit.id, merge, now=now))


def _seen(visit: Visit | None) -> Visit | None:
    return visit if visit is not None and visit.state in ("shown", "held") else None


def _plain(visit: Visit | None) -> dict[str, object]:
    """Write a record with one level of names, without its evidence."""
    if visit is None:
        return {}
    plain: dict[str, object] = {}
    for name, value in sighting_to_json(replace(visit.record, evidence={})).items():
        parts = value if isinstance(value, dict) else {"": value}
        plain |= {f"{name}.{part}".strip("."): inner for part, inner in parts.items()}
    return plain
