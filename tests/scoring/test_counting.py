"""Intervals, pairings and groupings against figures worked by hand."""

import pytest

from bot.scoring.intervals import bootstrap, f1, macro_f1, wilson
from bot.scoring.merging import bcubed
from bot.scoring.pairing import best_pairs


def test_wilson_gives_the_published_interval() -> None:
    """81 of 263 gives .2553 to .3662 (Newcombe 1998, method 3)."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_wilson_stays_within_nought_and_one() -> None:
    """No mistake among 20 leaves .8389 to 1, and nothing counted says nothing."""
    assert wilson(20, 20) == pytest.approx((0.8389, 1.0), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)


def test_f1_of_counts() -> None:
    """Three right, one invented, two missed is 6/9; the macro mean leaves out classes that do not occur."""
    assert f1((3, 1, 2)) == pytest.approx(6 / 9)
    assert macro_f1((1, 0, 0, 0, 0, 1, 0, 3, 0)) == pytest.approx(0.5)


def test_the_bootstrap_is_repeatable_and_holds_the_value() -> None:
    """The same corpus gives the same interval, around the value."""
    clusters = [(1.0, 0.0, 0.0)] * 8 + [(0.0, 1.0, 1.0)] * 2
    low, high = bootstrap(clusters, f1)
    assert (low, high) == bootstrap(clusters, f1)
    assert 0.4 < low < 0.8 < high <= 1.0


def test_events_that_stand_or_fall_together_widen_the_interval() -> None:
    """Ten articles about one event are one draw, so the same counts in fewer events are less sure."""
    apart = bootstrap([(1.0, 0.0, 0.0)] * 80 + [(0.0, 1.0, 1.0)] * 20, f1)
    together = bootstrap([(10.0, 0.0, 0.0)] * 8 + [(0.0, 10.0, 10.0)] * 2, f1)
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])


def test_a_corpus_without_a_mistake_claims_no_certainty() -> None:
    """Draws without a mistake are all alike, and Wilson's interval over the events speaks instead."""
    assert bootstrap([(1.0, 0.0, 0.0)] * 20, f1) == wilson(20, 20)


def test_pairs_are_best_as_a_whole() -> None:
    """The single best pair is given up where that makes the sum greater; a weight of 0 pairs nothing."""
    weights = {("a", "x"): 3, ("a", "y"): 2, ("b", "x"): 2, ("b", "y"): 0}
    assert best_pairs("ab", "xy", lambda one, other: weights[one, other]) == [(0, 1), (1, 0)]
    assert best_pairs("ab", "xy", lambda one, other: 0) == []


def test_long_lists_are_paired_too() -> None:
    """Beyond ten found things the pairing is greedy and still right where each has one partner."""
    names = "abcdefghijklmn"
    pairs = best_pairs(names, names[::-1], lambda one, other: float(one == other))
    assert pairs == [(place, 13 - place) for place in range(14)]


def test_bcubed_follows_its_definition() -> None:
    """Bagga and Baldwin's example, {1-5}{6,7}{8-12} answered by {1-5}{6-12}: precision 16/21, recall 1."""
    gold = [1] * 5 + [2] * 2 + [3] * 5
    found = [1] * 5 + [2] * 7
    precision, recall, both = bcubed(gold, found)
    assert precision == pytest.approx(16 / 21)
    assert recall == 1.0
    assert both == pytest.approx(32 / 37)


def test_bcubed_counts_what_was_torn_apart_in_recall() -> None:
    """An event of four told as two visits of two is pure and half recalled."""
    assert bcubed("aaaa", "xxyy") == pytest.approx((1.0, 0.5, 2 / 3))
    assert bcubed((), ()) == (0.0, 0.0, 0.0)
