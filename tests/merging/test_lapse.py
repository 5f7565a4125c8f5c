"""A plan that nobody confirms in time is not confirmed, whatever order its reports come in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from bot.merger import as_of, change, merge
from bot.model import Source, Told
from tests.merging.told import known, told

PLAN = told("2026-01-20", "2026-01-24/2026-01-26", "planned")


def status(report: Told, today: str, *more: Source) -> str:
    return as_of(report.sighting, (report.source, *more), date.fromisoformat(today)).status


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-01-20", "planned"), ("2026-02-08", "planned"), ("2026-02-09", "not_confirmed")],
)
def test_a_plan_has_two_weeks_after_its_end(today: str, expected: str) -> None:
    """On the fourteenth day after its last day a plan counts as not confirmed, and on no day before."""
    assert status(PLAN, today) == expected


@pytest.mark.parametrize(
    ("dates", "last"), [("2026-01", "2026-02-13"), ("2026", "2027-01-13"), (None, "2026-02-16")]
)
def test_a_vague_plan_waits_for_its_last_possible_day(dates: str | None, last: str) -> None:
    """A month or a year is waited out, and a plan without days is for the two weeks after its last report."""
    plan = told("2026-01-20", dates, "planned")
    day_after = date.fromisoformat(last) + timedelta(days=1)
    assert status(plan, last) == "planned"
    assert status(plan, day_after.isoformat()) == "not_confirmed"


def test_the_last_report_of_a_plan_without_days_counts() -> None:
    """A plan that is told of again is waited for from then on."""
    plan = told("2026-01-20", None, "planned")
    assert status(plan, "2026-02-20") == "not_confirmed"
    assert status(plan, "2026-02-20", told("2026-02-02", None, "planned").source) == "planned"


@pytest.mark.parametrize("seen", ["ongoing", "completed", "cancelled"])
def test_what_was_seen_never_lapses(seen: str) -> None:
    """Silence says nothing against what a report saw: an ongoing visit stays as it was last reported."""
    assert status(told("2026-01-25", "2026-01-24/2026-01-26", seen), "2027-01-01") == seen  # type: ignore[arg-type]


def test_a_lapse_is_no_material_change() -> None:
    """A plan that lapses makes no sound; a report that saw the visit after all does."""
    lapsed = as_of(PLAN.sighting, (PLAN.source,), date(2026, 3, 1))
    assert change(PLAN.sighting, lapsed) == "minor"
    assert change(lapsed, told(status="completed").sighting) == "material"


def test_a_later_report_revives_a_visit() -> None:
    """A report that saw it makes a visit that nobody had confirmed a completed one."""
    late = told("2026-02-20", "2026-01-24/2026-01-26", "completed")
    found = merge(late, [known(PLAN)], date(2026, 2, 20))
    assert (found.record.status, found.change) == ("completed", "material")


def test_a_late_plan_revives_nothing() -> None:
    """An old announcement that comes late leaves a lapsed plan as it is."""
    today = date(2026, 3, 1)
    visit = known(PLAN)
    lapsed = replace(visit, visit=replace(visit.visit, record=as_of(PLAN.sighting, (PLAN.source,), today)))
    late = told("2026-01-19", "2026-01-24/2026-01-26", "planned", url="https://late.example/")
    found = merge(late, [lapsed], today)
    assert (found.record.status, found.change) == ("not_confirmed", "none")


def test_order_makes_no_difference_to_a_lapse() -> None:
    """On a given day reports in every order add up to one status."""
    reports = (
        PLAN,
        told("2026-01-22", "2026-01-25/2026-01-26", "planned", url="https://b.example/"),
        told("2026-01-18", None, "planned", url="https://c.example/"),
    )
    for today in (date(2026, 1, 22), date(2026, 2, 8), date(2026, 2, 9), date(2026, 4, 1)):
        outcomes = set()
        for order in permutations(reports):
            visit = known(order[0])
            for number, report in enumerate(order[1:], start=1):
                found = merge(report, [visit], today)
                assert found.into is not None
                visit = known(*order[: number + 1])
            outcomes.add((found.record.status, found.record.start, found.record.end))
        assert len(outcomes) == 1
