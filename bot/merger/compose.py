"""What the sightings of one visit add up to, field by field; their order makes no difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot import days
from bot.merger import lists
from bot.merger.copies import families, trust
from bot.merger.names import differ, latin
from bot.model import Conflict, Evidence, Official, Sighting, Status, Told, Visitor, VisitType
from bot.windows import believed

T = TypeVar("T")

_GRANDEST: tuple[VisitType, ...] = ("state", "official", "working", "conference", "study", "unspecified")
STEPS: dict[Status, int] = {
    "planned": 0, "not_confirmed": 0, "cancelled": 1, "ongoing": 2, "completed": 3,
}  # fmt: skip


def compose(told: Iterable[Told]) -> tuple[Sighting, tuple[Conflict, ...]]:
    """Add up what was told of one visit, field by field; the order of `told` makes no difference.

    Copies speak with the voice of their original. Of one report the result is that report. The evidence
    names the article that it is from.
    """
    return add_up(sorted((family.original for family in families(told)), key=trust))


def add_up(heard: Sequence[Told]) -> tuple[Sighting, tuple[Conflict, ...]]:
    """Add up reports that are no copies of one another, in the order of trust."""
    start, end, precision, inferred = _dates(heard)
    agreements, disagreements = lists.agreements(heard, since=start)
    first = heard[0].sighting
    if len(heard) == 1:
        only = replace(first, agreements=agreements)
        return replace(only, evidence=_evidence(heard, only)), ()
    record = Sighting(
        visitor=_visitor(heard),
        host=replace(first.host, **_city(heard)),
        inviter=_inviter(heard),
        visit_type=_visit_type(heard),
        occasion=_most_said(_said(heard, lambda one: one.occasion)),
        start=start,
        end=end,
        date_precision=precision,
        dates_inferred=inferred,
        status=status_of(heard),
        meetings=lists.meetings(heard),
        agreements=agreements,
        topics=tuple(dict.fromkeys(topic for one in heard for topic in one.sighting.topics)),
    )
    return replace(record, evidence=_evidence(heard, record)), (*_conflicts(heard), *disagreements)


def status_of(heard: Sequence[Told]) -> Status:
    """Let the status advance with the time of publication, and never go back.

    A visit called off takes place after all when a later report saw it.
    """
    now: Status = "planned"
    for one in sorted(heard, key=_when):
        then = one.sighting.status
        if STEPS[then] > STEPS[now]:
            now = then
    return now


def _when(told: Told) -> tuple[Any, ...]:
    published = told.source.published
    exact = days.instant(published).isoformat() if published and len(published) > 10 else ""
    last = days.published_days(published, told.day)[1]
    return last, exact, STEPS[told.sighting.status]


def _said(heard: Sequence[Told], what: Callable[[Sighting], T | None]) -> list[T]:
    """List what reports say of a field; who prints another's text is asked only where nobody else says it."""
    for copied in (False, True):
        own = [one for one in heard if (one.source.syndicated_from is not None) is copied]
        values = [value for one in own if (value := what(one.sighting)) is not None]
        if values:
            return values
    return []


def _most_said(values: Sequence[T]) -> T | None:
    """Give the commonest value, of equals the one from the most trusted report."""
    votes = Counter(values)
    return max(values, key=lambda value: votes[value], default=None)


def _visitor(heard: Sequence[Told]) -> Visitor:
    """Take the fullest name in Latin letters that most reports agree on, and its office with it."""
    named = _said(heard, lambda one: one.visitor if one.visitor.name else None)
    visitors = [one.sighting.visitor for one in heard]
    votes = Counter(visitor.name for visitor in named)
    best = max(named or visitors, key=lambda visitor: (latin(visitor.name), votes[visitor.name]))
    office = best.office_as_written or next(
        (v.office_as_written for v in visitors if v.office_as_written), None
    )
    inferred = all(visitor.country_inferred for visitor in visitors)
    return replace(best, office_as_written=office, country_inferred=inferred)


def _inviter(heard: Sequence[Told]) -> Official | None:
    inviters = _said(heard, lambda one: one.inviter)
    return lists.one_of(inviters) if inviters else None


def _city(heard: Sequence[Told]) -> dict[str, Any]:
    """A city that a text names beats one inferred from an institution."""
    for inferred in (False, True):
        city = _most_said(_said(heard, _city_that_is(inferred)))
        if city is not None:
            return {"city": city, "city_inferred": inferred}
    return {"city": None, "city_inferred": False}


def _city_that_is(inferred: bool) -> Callable[[Sighting], str | None]:
    return lambda one: one.host.city if one.host.city_inferred is inferred else None


def _visit_type(heard: Sequence[Told]) -> VisitType:
    votes: Counter[VisitType] = Counter(_said(heard, _type_as_said))
    return max(votes, key=lambda kind: (votes[kind], -_GRANDEST.index(kind)), default="unspecified")


def _type_as_said(sighting: Sighting) -> VisitType | None:
    return None if sighting.visit_type == "unspecified" else sighting.visit_type


def _dates(heard: Sequence[Told]) -> tuple[Any, Any, Any, bool]:
    """Take the days from the best-founded reports: exact before inferred, day before month before year.

    Of several the days count that an article can have known when it was published.
    """
    if len(heard) == 1:
        only = heard[0].sighting
        return only.start, only.end, only.date_precision, only.dates_inferred
    dated = [one for one in heard if believed(one)]
    for precision in ("day", "month", "year"):
        for inferred in (False, True):
            same = [one for one in dated if _is_dated(one.sighting, precision, inferred)]
            if same:
                return *_ends(same), precision, inferred
    return None, None, "unknown", False


def _is_dated(sighting: Sighting, precision: str, inferred: bool) -> bool:
    return sighting.date_precision == precision and sighting.dates_inferred is inferred


def _ends(dated: Sequence[Told]) -> tuple[str | None, str | None]:
    """Most ranges decide; single days (of a meeting, of the arrival) only where no report has both ends."""
    span = _most_said(_said(dated, lambda one: (one.start, one.end) if one.start and one.end else None))
    if span is not None:
        return span
    starts, ends = _said(dated, lambda one: one.start), _said(dated, lambda one: one.end)
    return min(starts, default=None), max(ends, default=None)


def _evidence(heard: Sequence[Told], record: Sighting) -> dict[str, Evidence]:
    """Keep for each field the phrase of the first report that says what the record says."""
    found: dict[str, Evidence] = {}
    for one in heard:
        for path, phrase in one.sighting.evidence.items():
            place = _place(path, one.sighting, record)
            if place is not None:
                found.setdefault(place, replace(phrase, url=one.source.url))
    return found


def _place(path: str, said: Sighting, record: Sighting) -> str | None:
    """Give the field of the record that agrees with this field of a report; None where none does."""
    name, _, item = path.partition(".")
    if name == "topics":
        return path if item in record.topics else None
    if item.isdecimal():
        place = lists.place_of(said, name, int(item), record)
        return None if place is None else f"{name}.{place}"
    return path if _at(said, path) == _at(record, path) else None


def _at(sighting: Sighting, path: str) -> Any:
    value: Any = sighting
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _conflicts(heard: Sequence[Told]) -> tuple[Conflict, ...]:
    """List the fields on which reports exclude each other; a spelling or a gap is no contradiction."""
    found = [
        _conflict(heard, "visitor.name", lambda one: one.visitor.name, differ),
        _conflict(heard, "host.city", lambda one: None if one.host.city_inferred else one.host.city),
        _conflict(heard, "inviter.name", lambda one: one.inviter.name if one.inviter else None, differ),
        _conflict(heard, "start", lambda one: one.start if _has_both_ends(one) else None),
        _conflict(heard, "end", lambda one: one.end if _is_explicit(one) else None),
    ]
    return tuple(conflict for conflict in found if conflict)


def _conflict(
    heard: Sequence[Told],
    field: str,
    what: Callable[[Sighting], str | None],
    apart: Callable[[str, str], bool] = lambda a, b: a != b,
) -> Conflict | None:
    said = [(what(one.sighting), one.source.url) for one in heard]
    values = [(value, url) for value, url in said if value]
    if any(apart(a, b) for a, _ in values for b, _ in values):
        return Conflict(field, tuple(values))
    return None


def _is_explicit(sighting: Sighting) -> bool:
    return sighting.date_precision == "day" and not sighting.dates_inferred


def _has_both_ends(sighting: Sighting) -> bool:
    return _is_explicit(sighting) and bool(sighting.start and sighting.end)
