"""From outcomes to figures: every measure with its 95 % interval and how many cases stand behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.model import Status
from bot.scoring.fields import Compared
from bot.scoring.intervals import Counts, Interval, bootstrap, f1, macro_f1, wilson
from bot.scoring.outcomes import Outcome

_STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure; `n` counts what it was taken over, `unclear` what could not be compared."""

    name: str
    value: float | None  # None where there was nothing to count
    interval: Interval
    n: int
    unclear: int = 0
    is_count: bool = False


def rate(name: str, right: float, n: int, unclear: int = 0) -> Measure:
    """Make a measure of a plain rate, with Wilson's interval."""
    return Measure(name, right / n if n else None, wilson(right, n), n, unclear)


def visit_measures(outcomes: Sequence[Outcome]) -> list[Measure]:
    """Score "is it any visit?": precision, recall, F1, false alarms among negatives, and the grade."""
    positive = [one for one in outcomes if one.case.is_positive]
    hits = [one for one in positive if one.is_found]
    alarms = sum(one.is_found for one in outcomes) - len(hits)
    counts = ((one, _visit_counts(one)) for one in outcomes if one.is_found or one.case.is_positive)
    return [
        rate("visit precision", len(hits), len(hits) + alarms),
        rate("visit recall", len(hits), len(positive)),
        _by_event("visit F1", counts, f1, len(positive)),
        rate("false alarms on negatives", alarms, len(outcomes) - len(positive)),
        rate("grade", sum(one.verdict.label == one.case.label for one in hits), len(hits)),
    ]


def field_measures(outcomes: Sequence[Outcome]) -> list[Measure]:
    """Score the records of the articles that were rightly flagged, and how many are right as a whole."""
    asked = [(one, compared) for one in outcomes for compared in one.compared]
    found = [(one, compared) for one, compared in asked if one.is_found and compared.found is not None]
    return [
        rate("visits found", len(found), len(asked)),
        *(_check_rate(name, field, found) for name, field in _RATES),
        _status_macro(found),
        *(_tally_f1(name, field, found) for name, field in _LISTS),
        _signed_wrongly(found),
        *(_fact_rate(name, field, outcomes) for name, field in _FACTS),
        rate("whole record perfect", sum(compared.is_perfect for _, compared in found), len(asked)),
    ]


_RATES = (
    ("both countries, right way round", "countries"),
    ("host city", "city"),
    ("dates, start and end", "dates"),
    ("start alone", "start"),
    ("visitor name", "visitor"),
    ("visitor name, same spelling", "visitor_exact"),
    ("inviter name", "inviter"),
    ("inviter name, same spelling", "inviter_exact"),
    ("visit type", "visit_type"),
    ("occasion given or not", "occasion"),
    ("status", "status"),
)
_LISTS = (
    ("meetings F1, name and office", "meetings"),
    ("meetings F1, lenient", "meetings_lenient"),
    ("agreements F1, kind and signed", "agreements"),
    ("topics F1", "topics"),
)
_FACTS = (("official source", "official_source"), ("syndicated from", "syndicated_from"))
_Pairs = Sequence[tuple[Outcome, Compared]]


def language_measure(outcomes: Sequence[Outcome]) -> Measure:
    """Score the language that reading found against the labelled one."""
    named = [one for one in outcomes if one.case.article.lang and not one.crash]
    return rate("language", sum(one.verdict.lang == one.case.article.lang for one in named), len(named))


def by_language(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Sort outcomes by language, the largest first."""
    sorted_out: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        sorted_out[one.lang].append(one)
    return dict(sorted(sorted_out.items(), key=lambda item: (-len(item[1]), item[0])))


def _visit_counts(outcome: Outcome) -> Counts:
    found, meant = outcome.is_found, outcome.case.is_positive
    return (float(found and meant), float(found and not meant), float(meant and not found))


def _by_event(
    name: str, counts: Iterable[tuple[Outcome, Counts]], value: Callable[[Sequence[float]], float], n: int
) -> Measure:
    clusters: dict[str, Counts] = {}
    for outcome, one in counts:
        group = outcome.case.group
        clusters[group] = tuple(
            a + b for a, b in zip(clusters.get(group, (0.0,) * len(one)), one, strict=True)
        )
    if not clusters:
        return Measure(name, None, (0.0, 1.0), n)
    total = [sum(column) for column in zip(*clusters.values(), strict=True)]
    # Where there was nothing to find and nothing was found, no F1 exists.
    if not any(total):
        return Measure(name, None, (0.0, 1.0), n)
    return Measure(name, value(total), bootstrap(list(clusters.values()), value), n)


def _check_rate(name: str, field: str, found: _Pairs) -> Measure:
    answers = [check.right for _, compared in found for check in compared.checks if check.field == field]
    clear = [answer for answer in answers if answer is not None]
    return rate(name, sum(clear), len(clear), len(answers) - len(clear))


def _fact_rate(name: str, field: str, outcomes: Sequence[Outcome]) -> Measure:
    answers = [check.right for one in outcomes if one.is_found for check in one.facts if check.field == field]
    return rate(name, sum(bool(answer) for answer in answers), len(answers))


def _status_macro(found: _Pairs) -> Measure:
    counts = [(one, _status_counts(str(check.expected), str(check.got)))
              for one, compared in found for check in compared.checks if check.field == "status"]  # fmt: skip
    return _by_event("status, macro F1", counts, macro_f1, len(counts))


def _status_counts(expected: str, got: str) -> Counts:
    return tuple(
        float(value)
        for status in _STATUSES
        for value in (status == expected == got, status == got != expected, status == expected != got)
    )


def _tally_f1(name: str, field: str, found: _Pairs) -> Measure:
    tallies = [(one, (tally.hits, tally.extra, tally.missed))
               for one, compared in found for tally in compared.tallies if tally.field == field]  # fmt: skip
    return _by_event(name, tallies, f1, len(tallies))


def _signed_wrongly(found: _Pairs) -> Measure:
    counts = list(_of(found, "signed_wrongly"))
    value = sum(counts) if counts else None
    return Measure("called signed though not (count)", value, (0.0, 0.0), len(counts), is_count=True)


def _of(found: _Pairs, field: str) -> Iterator[float]:
    return (tally.extra for _, compared in found for tally in compared.tallies if tally.field == field)
