"""Which visits a set of reports makes, whatever order it comes in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.merger import resort
from bot.model import Told
from bot.scoring.merging import Shelf
from tests.merging.told import SEEN, told

WORDS = [f"word{number}" for number in range(60)]
TEXTS = (
    "",
    " ".join(WORDS),
    " ".join(WORDS[5:] + WORDS[:5]),
    " ".join(reversed(WORDS)),
    " ".join(WORDS[:40]),
)


def written(number: int, chance: random.Random) -> Told:
    """A report of some day around the turn of January, as vague or exact as reports are."""
    published = date(2026, 1, 10) + timedelta(days=chance.randrange(25))
    start = published + timedelta(days=chance.randrange(-8, 6))
    dates = chance.choice(
        [
            None,
            None,
            f"{start}",
            f"{start}/{start + timedelta(days=chance.randrange(4))}",
            f"{start}"[:7],
            "2026",
        ]
    )
    return told(
        published.isoformat(),
        dates,
        chance.choice(["planned", "ongoing", "completed", "completed", "cancelled"]),
        url=f"https://{number}.example/",
        name=chance.choice(["Kamran Aliyev", "K. Aliyev", "Кямран Алиев", None, "Rustam Usubov"]),
        city=chance.choice([None, "Manama", "Riffa"]),
        text=chance.choice(TEXTS),
        dates_inferred=chance.random() < 0.3,
        occasion=chance.choice([None, None, "a conference on law"]),
        syndicated_from=chance.choice([None, None, "Trend"]),
    )  # fmt: skip


def visits_of(reports: Sequence[Told]) -> set[Any]:
    """Take reports in one by one, each against what is stored; gives the visits without their ids."""
    shelf = Shelf(today=SEEN)
    for number, report in enumerate(reports):
        shelf.take_in(report, number)
    return {
        (
            frozenset((one.source.url, one.source.copied) for one in known.told),
            repr(known.visit.record),
            known.visit.conflicts,
        )
        for known in shelf.visits.values()
    }


@settings(deadline=None)  # a busy machine is no mistake
@given(st.integers(0, 10**9), st.integers(2, 4))
def test_every_permutation_gives_the_same_visits(seed: int, size: int) -> None:
    """Up to four reports add up to one set of visits in each of their orders: reports, records, conflicts."""
    chance = random.Random(seed)
    reports = [written(number, chance) for number in range(size)]
    expected = visits_of(reports)
    assert all(visits_of(order) == expected for order in permutations(reports))


@pytest.mark.parametrize("seed", range(30))
def test_shuffled_reports_give_the_same_visits(seed: int) -> None:
    """Twenty reports of one pair of countries within a month are sorted alike in any order."""
    chance = random.Random(seed)
    reports = [written(number, chance) for number in range(20)]
    expected = visits_of(reports)
    for _ in range(5):
        chance.shuffle(reports)
        assert visits_of(reports) == expected


def test_sorting_again_changes_nothing() -> None:
    """What is sorted already stays as it is."""
    shelf, chance = Shelf(today=SEEN), random.Random(3)
    for number in range(20):
        shelf.take_in(written(number, chance), number)
    assert resort(tuple(shelf.visits.values()), SEEN) == ()


def test_a_visit_that_loses_its_reports_becomes_part_of_the_other() -> None:
    """Two single days a week apart are one visit once a report has both its ends; nobody is alerted anew."""
    shelf = Shelf()
    first, last = told("2026-01-12", "2026-01-12"), told("2026-01-18", "2026-01-18")
    week = told("2026-01-19", "2026-01-12/2026-01-18")
    assert [shelf.take_in(one, at) for at, one in enumerate((first, last))] == ["new", "new"]
    assert shelf.take_in(week, 2) == "minor"
    assert [len(one.told) for one in shelf.visits.values()] == [3]


def test_what_an_operator_put_together_stays() -> None:
    """Reports bound to one visit are never parted, and those bound to two are never joined."""
    a, b = told("2026-01-05", "2026-01-04"), told("2026-01-20", "2026-01-19", url="https://b.example/")
    shelf = Shelf()
    shelf.take_in(a, 0)
    (only,) = shelf.visits.values()
    merged = replace(only, told=tuple(replace(one, home=only.visit.id, bound=True, number=(at, 0))
                                      for at, one in enumerate((a, b))))  # fmt: skip
    assert all(one.into == only.visit for one in resort([merged], SEEN))
    shelf.visits = {only.visit.id: merged}
    assert shelf.take_in(told("2026-01-20", "2026-01-19", url="https://c.example/"), 2) == "none"
    assert len(shelf.visits) == 1


def test_what_an_operator_parted_never_rejoins() -> None:
    """Two visits with bound reports stay two, whatever else is told of their days."""
    shelf = Shelf()
    for number, url in enumerate(("https://a.example/", "https://b.example/")):
        shelf.take_in(told("2026-01-24", f"2026-01-{4 + 20 * number:02}", url=url), number)
    parted = {
        id_: replace(one, told=tuple(replace(report, bound=True) for report in one.told))
        for id_, one in shelf.visits.items()
    }
    same_days = told("2026-01-24", "2026-01-04/2026-01-24", url="https://c.example/")
    shelf.visits = parted
    shelf.take_in(same_days, 2)
    assert len(shelf.visits) == 2
    assert sorted(len(one.told) for one in shelf.visits.values()) == [1, 2]
