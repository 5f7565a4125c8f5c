"""Which visit a report tells of: one event stays one, and two are never glued."""

from __future__ import annotations

import pytest

from bot.merger import change
from bot.merger import merge as merge_as_of
from bot.model import Agreement, Known, Merge, Told
from tests.merging.told import SEEN, known, told

WORDS = " ".join(f"word{number}" for number in range(80))


def merge(report: Told, visits: list[Known]) -> Merge:
    return merge_as_of(report, visits, SEEN)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told("2026-01-24", "2026-01-24", "ongoing"), told("2026-01-26", "2026-01-24/2026-01-26")),
        (told("2026-01-24", "2026-01-24", "ongoing"), told("2026-01-27", "2026-01-26")),
        (told("2026-01-20", "2026-01-24/2026-01-26", "planned"), told("2026-01-25", None, "ongoing")),
        (told("2026-01-20", None, "planned"), told("2026-01-30", "2026-01-29", "ongoing")),
        (told("2026-01-26", None), told("2026-01-31", None)),
        (told("2026-01-26", "2026-01-24"), told("2026-01-30", None)),
        (told("2026-01", "2026-01"), told("2026-01-26", "2026-01-24")),
        (told("2026-01-24", "2026-01-24", name=None), told("2026-01-24", "2026-01-24")),
        (told("2026-01-24", "2026-01-24", name="Кямран Алиев"), told("2026-01-24", "2026-01-24")),
        (told("2026-01-24", "2026-01-24", name="K. Aliyev"), told("2026-01-24", "2026-01-24")),
        (
            told("2026-01-24", "2026-01-24", dates_inferred=True),
            told("2026-01-28", "2026-01-28", dates_inferred=True),
        ),
        (told("2026-01-20", "2026-01-24", "planned"), told("2026-01-22", None, "cancelled")),
    ],
)
def test_reports_of_one_visit_are_one_visit(first: Told, second: Told) -> None:
    """Arrival, meeting and summary, with or without days and names, are one event in either order."""
    assert merge(second, [known(first)]).into is not None
    assert merge(first, [known(second)]).into is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told("2026-01-05", "2026-01-04"), told("2026-01-19", "2026-01-18")),
        (told("2026-01-05", None), told("2026-01-19", None)),
        (told("2026-01-26", "2026-01"), told("2026-01-05", "2026-01-04")),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24", name="Rustam Usubov")),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24", visitor="BH", host="AZ")),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24", host="TR")),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24", visitor="KZ")),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24", grade="deputy")),
        (told("2026-01-24", "2026-01-24/2026-01-26"), told("2026-01-30", "2026-01-30")),
    ],
)
def test_two_visits_are_never_glued(first: Told, second: Told) -> None:
    """A second trip, the return visit, another office or another person is another event."""
    assert merge(second, [known(first)]).into is None
    assert merge(first, [known(second)]).into is None


def test_a_vague_report_does_not_bridge_two_trips() -> None:
    """Every report of a visit must agree, so what fits the vague one alone stays out."""
    trip = known(told("2026-01-05", "2026-01-04"), told("2026-01-09", None))
    second = told("2026-01-09", "2026-01-08")
    assert [report.sighting.start for report in merge(second, [trip]).told if report.sighting.start] == [
        "2026-01-08"
    ]


def test_days_far_apart_are_one_visit_when_a_report_has_room_for_both() -> None:
    """The first and the last day of a week's visit belong together once its dates are known."""
    week = told("2026-01-12", "2026-01-12/2026-01-18", "ongoing")
    assert merge(told("2026-01-18", "2026-01-18"), [known(told("2026-01-12", "2026-01-12"))]).into is None
    assert merge(told("2026-01-18", "2026-01-18"), [known(told("2026-01-12", "2026-01-12"), week)]).into


def test_of_several_fitting_visits_the_nearest_wins() -> None:
    """An undated report between two trips goes to the one it is closer to."""
    early = known(told("2026-01-05", "2026-01-04"), visit_id="early")
    late = known(told("2026-01-12", "2026-01-11"), visit_id="late")
    report = told("2026-01-12", None)
    found = merge(report, [early, late])
    assert found.into is late.visit
    assert merge(report, [late, early]) == found


def test_a_visit_that_stands_alone_is_new() -> None:
    """Without candidates the record is what the report says."""
    report = told()
    found = merge(report, [])
    assert (found.into, found.record, found.change) == (None, report.sighting, "new")


@pytest.mark.parametrize("countries", [("AZ", "AZ"), ("", "BH"), ("AZ", "?")])
def test_uncertain_countries_wait_for_the_operator(countries: tuple[str, str]) -> None:
    """No flag is shown that is not certain."""
    visitor, host = countries
    assert merge(told(visitor=visitor, host=host), []).change == "held"


def test_a_copy_follows_its_original_whatever_its_date() -> None:
    """An aggregator's wrong date makes neither a new visit nor a change."""
    original = told("2026-01-26", "2026-01-24", text="BAKU, January 26 - " + WORDS)
    copy = told("2026-01-29", "2025-04-17", url="https://b.example", text=f"{WORDS} more\n\nSource: Trend")
    found = merge(copy, [known(original)])
    assert (found.change, found.record) == ("copy", original.sighting)


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (told("2026-01-26", "2026-01-24/2026-01-26", "completed", city="Manama"), "none"),
        (told("2026-01-26", "2026-01-25", "completed", city="Manama"), "none"),
        (told("2026-01-20", None, "planned"), "none"),
        (told("2026-01-26", None, topics=("extradition",)), "minor"),
        (told("2026-01-26", None, occasion="a jubilee"), "minor"),
        (told("2026-01-26", None, agreements=(Agreement("protocol", None, False),)), "minor"),
        (told("2026-01-26", None, agreements=(Agreement("protocol", None, True),)), "material"),
    ],
)
def test_only_what_matters_is_material(report: Told, kind: str) -> None:
    """A signature makes a sound; a topic does not; a repetition changes nothing."""
    visit = known(told("2026-01-26", "2026-01-24/2026-01-26", city="Manama"))
    assert merge(report, [visit]).change == kind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (told("2026-01-20", None, "planned"), told("2026-01-20", "2026-01-24", "planned"), "material"),
        (told("2026-01-24", None, "ongoing"), told("2026-01-24", "2026-01-24", "ongoing"), "minor"),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-24/2026-01-25"), "minor"),
        (told("2026-01-24", "2026-01-24"), told("2026-01-24", "2026-01-23"), "material"),
        (told(status="planned"), told(status="ongoing"), "material"),
        (told(status="planned"), told(status="cancelled"), "material"),
        (told(city="Manama"), told(city="Riffa"), "material"),
        (told(city=None), told(city="Manama"), "minor"),
        (told(city="Manama", city_inferred=True), told(city="Riffa"), "minor"),
        (told(name=None), told(), "minor"),
        (told(name="Kamran Aliyev"), told(name="Kamran Əliyev"), "minor"),
        (told(), told(name="Rustam Usubov"), "material"),
        (told(), told(), "none"),
    ],
)
def test_a_change_is_weighed(before: Told, after: Told, kind: str) -> None:
    """Status, days, city, person and signatures weigh; a gap that is filled does not."""
    assert change(before.sighting, after.sighting) == kind
    assert change(None, after.sighting) == "new"


def test_days_that_an_article_cannot_know_are_not_believed() -> None:
    """A visit told as over two years before its date was when it was told, and its date has no vote."""
    wrong = told("2026-01-26", "2028-01-24", url="https://wrong.example/")
    right = told("2026-01-25", "2026-01-24", url="https://right.example/")
    found = merge(wrong, [known(right)])
    assert found.into is not None
    assert (found.record.start, found.conflicts) == ("2026-01-24", ())


def test_a_report_before_the_visit_signs_nothing() -> None:
    """What a text calls signed before the visit has begun is a plan, however sure it sounds."""
    early = told(
        "2026-01-10", "2026-01-24/2026-01-26", "ongoing", agreements=(Agreement("protocol", None, True),)
    )
    assert merge(early, []).record.agreements == (Agreement("protocol", None, False),)


def test_who_prints_anothers_text_is_outvoted_by_one_who_wrote() -> None:
    """Three newsrooms that pass an agency on do not outvote the prosecution's own word."""
    copies = [
        told(f"2026-01-2{day}", city="Riffa", url=f"https://{day}.example/", syndicated_from="Trend")
        for day in (5, 6, 7)
    ]
    own = told("2026-01-27", city="Manama", official_source="the office", url="https://own.example/")
    found = merge(own, [known(*copies)])
    assert found.record.host.city == "Manama"


def test_an_event_named_without_its_date_is_known_by_its_name() -> None:
    """A late report of a conference finds the visit to it, and another event of that month does not."""
    visit = known(told("2026-01-13", "2026-01-11/2026-01-13", occasion="the jubilee of the prosecution"))
    late = told("2026-01-31", None, occasion="jubilee of the prosecution", url="https://late.example/")
    other = told("2026-01-31", None, occasion="a forum on asset recovery", url="https://other.example/")
    assert merge(late, [visit]).into is not None
    assert merge(other, [visit]).into is None
