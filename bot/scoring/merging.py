"""Merge scores: how well the merger puts the reports of one visit together and keeps two visits apart."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from bot import days
from bot.merger import merge, shingles
from bot.model import (
    OFFICE_OF_GRADE,
    Agreement,
    Article,
    Change,
    Grade,
    Host,
    Known,
    Official,
    Sighting,
    Source,
    Told,
    Visit,
    Visitor,
)
from bot.model import Merge as Decision
from bot.scoring.corpus import Case, Gold
from bot.scoring.intervals import bootstrap
from bot.scoring.measures import Measure
from bot.scoring.outcomes import Outcome

Event = tuple[str, str, str]  # group, visitor country, host country
Merger = Callable[[Told, Sequence[Known], date], Decision]

_SEED = 20260126
_GRADES: Mapping[str, Grade] = {"deputy_visit": "deputy", "delegation_visit": "delegation"}


@dataclass(frozen=True, slots=True)
class Report:
    """One article's word on one visit; `event` is the labelled truth, None where no label names it."""

    event: Event | None
    told: Told | None  # None: reading missed this visit
    is_copy: bool = False  # by the label, of a text printed elsewhere


def merge_measures(outcomes: Sequence[Outcome], merger: Merger = merge) -> list[Measure]:
    """Score merging in order of publication and shuffled: of records as read, and of the labelled records.

    Only visits of articles with a `group` count. A visit that reading missed stands alone: that costs recall.
    """
    ordered = _ordered(outcomes)
    measures: list[Measure] = []
    for kind, reports in (("as read", _as_read(ordered)), ("labelled records", _as_labelled(ordered))):
        if any(report.event for report in reports):
            measures += _in_both_orders(kind, reports, merger)
    return measures


def merge_mistakes(outcomes: Sequence[Outcome], merger: Merger = merge) -> Iterator[str]:
    """List what merging got wrong with the records as read: events told as several visits, and joined."""
    reports = _as_read(_ordered(outcomes))
    visits: dict[Event, set[str]] = defaultdict(set)
    events: dict[str, set[Event]] = defaultdict(set)
    for report, (visit, _) in zip(reports, cluster(reports, merger), strict=True):
        if report.event and report.told:
            visits[report.event].add(visit)
            events[visit].add(report.event)
    yield from (
        f"merging: split into {len(some)}: {_named(event)}" for event, some in visits.items() if len(some) > 1
    )
    yield from (
        f"merging: joined: {', '.join(sorted(map(_named, some)))}"
        for some in events.values()
        if len(some) > 1
    )


def _ordered(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda one: one.case.article.published or "9999")


def _named(event: Event) -> str:
    return f"{event[0]} {event[1]}>{event[2]}"


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Give BCubed precision, recall and F1 (Bagga and Baldwin 1998) of two ways to group the same items."""
    sums = [sum(column) for column in zip(*_bcubed_parts(gold, found).values(), strict=True)]
    return (sums[0] / sums[2], sums[1] / sums[2], _bcubed_f1(sums)) if sums else (0.0, 0.0, 0.0)


def cluster(reports: Sequence[Report], merger: Merger = merge) -> list[tuple[str, Change]]:
    """Take reports in one after the other; gives where each is in the end, and what it changed when it came.

    A report that reading missed, or that is held for review, stands alone.
    """
    shelf = Shelf(merger)
    changes = [shelf.take_in(report.told, number) for number, report in enumerate(reports)]
    return [(shelf.home.get(number, f"alone {number}"), change) for number, change in enumerate(changes)]


@dataclass
class Shelf:
    """Visits in memory, kept as the store keeps them."""

    merger: Merger = merge
    today: date | None = None  # that of each report where it is not fixed
    visits: dict[str, Known] = field(default_factory=dict)
    home: dict[int, str] = field(default_factory=dict)  # of each report

    def take_in(self, told: Told | None, number: int) -> Change:
        """Let merging decide where a report belongs, and put it there."""
        if told is None:
            return "none"
        told = replace(told, number=(number, 0))
        pair = told.sighting.visitor.country, told.sighting.host.country
        nearby = [one for one in self.visits.values() if _pair(one) == pair]
        decision = self.merger(told, nearby, self.today or told.day)
        for place, one in enumerate((decision, *decision.others)):
            self._put(one, f"{number}.{place}", told.day)
        return decision.change

    def _put(self, one: Decision, fresh: str, day: date) -> None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        visit = one.into or Visit(fresh, one.record, 1, moment, moment)
        visit = replace(visit, record=one.record, conflicts=one.conflicts)
        told = tuple(replace(report, home=visit.id) for report in one.told)
        self.visits[visit.id] = Known(visit, told)
        self.home |= {report.number[0]: visit.id for report in told if report.number}
        for gone in one.emptied:
            del self.visits[gone.id]


def _pair(known: Known) -> tuple[str, str]:
    return known.visit.record.visitor.country, known.visit.record.host.country


def _in_both_orders(kind: str, reports: Sequence[Report], merger: Merger) -> Iterator[Measure]:
    """Measure in order of publication and shuffled, and how far apart the two are."""
    shuffled = list(reports)
    random.Random(_SEED).shuffle(shuffled)  # noqa: S311  # an order, not a secret
    found = []
    for order, some in (("in order", list(reports)), ("shuffled", shuffled)):
        made = [(one, *fate) for one, fate in zip(some, cluster(some, merger), strict=True) if one.event]
        found.append([(one.event, visit) for one, visit, _ in made])
        yield from _figures(f"{kind}, {order}", [e for e, _ in found[-1]], [v for _, v in found[-1]])
        yield from _alerts(f"{kind}, {order}", [(one, change) for one, _, change in made])
    scores = [bcubed([e for e, _ in pairs], [v for _, v in pairs])[2] for pairs in found]
    change = abs(scores[0] - scores[1])
    yield Measure(f"order sensitivity, {kind}", change, (change, change), len(found[0]))


def _alerts(name: str, made: Sequence[tuple[Report, Change]]) -> Iterator[Measure]:
    """Count new visits for each event that was read at all, and copies that alerted though another had."""
    alerts: dict[Event | None, list[float]] = {}
    copies = 0
    for report, change in made:
        copies += report.is_copy and change in ("new", "material") and report.event in alerts
        if report.told:
            alerts.setdefault(report.event, [0.0, 1.0, 0.0])[0] += change == "new"
    parts = [tuple(one) for one in alerts.values()]

    def share(sums: Sequence[float]) -> float:
        return sums[0] / sums[1] if sums[1] else 0.0

    value = share([sum(column) for column in zip(*parts, strict=True)] or [0.0, 0.0])
    yield Measure(f"alerts per event, {name}", value, bootstrap(parts, share), len(parts))
    yield Measure(f"copies that alerted, {name}", copies, (0, 0), len(made), is_count=True)


def _figures(name: str, gold: Sequence[Hashable], found: Sequence[Hashable]) -> Iterator[Measure]:
    parts = list(_bcubed_parts(gold, found).values())
    precision, recall, both = bcubed(gold, found)
    for title, value, figure in (
        ("BCubed P", precision, lambda sums: sums[0] / sums[2]),
        ("BCubed R", recall, lambda sums: sums[1] / sums[2]),
        ("BCubed F1", both, _bcubed_f1),
    ):
        yield Measure(f"{title}, {name}", value, bootstrap(parts, figure), len(gold))
    yield Measure(
        f"visits made of {len(set(gold))} events, {name}", len(set(found)), (0, 0), len(gold), is_count=True
    )


def _bcubed_parts(
    gold: Sequence[Hashable], found: Sequence[Hashable]
) -> dict[Hashable, tuple[float, float, float]]:
    """Give for each true event the summed precision and recall of its items, and how many they are."""
    both, meant, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision: Counter[Hashable] = Counter()
    recall: Counter[Hashable] = Counter()
    for (event, visit), size in both.items():
        precision[event] += size * size / made[visit]  # type: ignore[assignment]  # a Counter of fractions
        recall[event] += size * size / meant[event]  # type: ignore[assignment]
    return {event: (precision[event], recall[event], meant[event]) for event in meant}


def _bcubed_f1(sums: Sequence[float]) -> float:
    return 2 * sums[0] * sums[1] / ((sums[0] + sums[1]) * sums[2]) if sums[0] + sums[1] else 0.0


def _as_read(outcomes: Iterable[Outcome]) -> list[Report]:
    """Take the sightings as reading made them; what it invented goes through the merger too, unscored."""
    reports = []
    for outcome in outcomes:
        case, paired = outcome.case, [one.found for one in outcome.compared]
        for compared in outcome.compared:
            found = compared.found if outcome.is_found else None
            told = _told(found, case.article) if found else None
            reports.append(Report(_event(case, compared.gold), told, _is_copy(case)))
        if outcome.is_found:
            invented = [one for one in outcome.verdict.visits if not any(one is other for other in paired)]
            reports += [Report(None, _told(one, case.article)) for one in invented]
    return reports


def _as_labelled(outcomes: Iterable[Outcome]) -> list[Report]:
    cases = [outcome.case for outcome in outcomes if outcome.case.is_positive]
    return [
        Report(_event(case, gold), _told(_sighting(case, gold), case.article), _is_copy(case))
        for case in cases
        for gold in case.visits or ()
        if _event(case, gold)
    ]


def _is_copy(case: Case) -> bool:
    return bool((case.facts or {}).get("syndicated_from"))


def _event(case: Case, gold: Gold) -> Event | None:
    """Name the event; a group may hold the legs of a tour, so each pair of countries is one."""
    visitor, host = (gold.get("visitor") or {}).get("country"), (gold.get("host") or {}).get("country")
    return (case.group, visitor, host) if case.has_event and visitor and host else None


def _told(sighting: Sighting, article: Article) -> Told:
    source = Source(
        article.url or article.id, article.publisher, article.lang, article.published, article.title
    )
    # An article without a day is taken as of the day its visit is dated to, or of no particular one.
    _, day = days.published_days(article.published, days.span(sighting.end or sighting.start or "2000")[1])
    return Told(sighting, source, day, shingles(article.text))


def _sighting(case: Case, gold: Gold) -> Sighting:
    """Make a record of what the label says; what it leaves out stays empty."""
    visitor, host, inviter = gold["visitor"], gold["host"], gold.get("inviter")
    grade = _GRADES.get(case.label, "head")
    start = gold.get("start")
    name, latin = visitor.get("name"), visitor.get("name_latin")
    return Sighting(
        Visitor(
            name, latin, OFFICE_OF_GRADE[grade], visitor.get("office_as_written"), visitor["country"], grade
        ),
        Host(host["country"], host.get("city")),
        _official(inviter) if inviter else None,
        start=start,
        end=gold.get("end"),
        date_precision="day" if start and len(start) == 10 else "unknown",
        status=gold.get("status") or "ongoing",
        meetings=tuple(map(_official, gold.get("meetings") or ())),
        agreements=tuple(map(_agreement, gold.get("agreements") or ())),
    )


def _official(one: Mapping[str, Any]) -> Official:
    return Official(one.get("name"), one.get("name_latin"), one.get("office_as_written"), one.get("country"))


def _agreement(one: Mapping[str, Any]) -> Agreement:
    return Agreement(one.get("kind") or "other", one.get("title"), bool(one.get("signed")), one.get("date"))
