"""Which visits are linked, and which only resemble each other."""

from __future__ import annotations

import pytest

from bot.merger import are_related
from bot.merger.edits import places
from bot.model import Told
from tests.merging.told import told

TRIP = told(dates="2026-01-24/2026-01-26")
FORUM = "the Forum of Prosecutors"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TRIP, told(dates="2026-01-28", host="QA")),
        (TRIP, told(dates="2026-11-02", visitor="BH", host="AZ", name="Ali Al Buainain")),
        (
            told(dates="2026-01-24", occasion=FORUM),
            told(dates="2026-01-25", occasion="Forum of Prosecutors", visitor="KZ", name="Berik Asylov"),
        ),
    ],
)
def test_tours_returns_and_conferences_are_linked(one: Told, other: Told) -> None:
    """The next leg, the visit back within a year, and another guest of the event are relations, both ways."""
    assert are_related(one.sighting, other.sighting)
    assert are_related(other.sighting, one.sighting)


@pytest.mark.parametrize(
    "other",
    [
        told(dates="2026-02-09", host="QA"),
        told(dates="2026-02-09/2026-02-10"),
        told(dates="2026-01-27", host="QA", name="Rustam Usubov"),
        told(dates="2027-06-01", visitor="BH", host="AZ", name="Ali Al Buainain"),
        told(dates="2026-01-25", visitor="KZ", name="Berik Asylov"),
        told(dates="2026-01", host="QA"),
        told(dates="2026-01-27", host="QA", grade="deputy"),
    ],
)
def test_what_only_resembles_is_not_linked(other: Told) -> None:
    """A trip two weeks later, somebody else's, one without days or without the event is no relation."""
    assert not are_related(TRIP.sighting, other.sighting)
    assert not are_related(other.sighting, TRIP.sighting)


def test_a_new_version_takes_the_places_of_the_old() -> None:
    """The same visit keeps its place, a corrected one takes the place that is left, a further one a new."""
    bahrain, qatar, oman = (told(host=host).sighting for host in ("BH", "QA", "OM"))
    old = {0: ("AZ", "BH", "head"), 1: ("AZ", "QA", "head")}
    assert places(old, [qatar, bahrain]) == [1, 0]
    assert places(old, [qatar]) == [1]
    assert places(old, [oman, qatar]) == [0, 1]
    assert places(old, [bahrain, qatar, oman]) == [0, 1, 2]
    assert places({}, [oman, qatar]) == [0, 1]
