"""Whose word a report is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from bot.model import Source
from bot.origins import attributed, origins, publisher


def article(publisher: str | None, syndicated_from: str | None = None, url: str | None = None) -> Source:
    return Source(url, publisher, "en", None, "A title", syndicated_from)


def counted(*sources: Source) -> int:
    return len(origins(sources))


def test_copies_count_with_the_newsroom_that_wrote_them() -> None:
    """Whatever order they come in, and whether the original was read or not."""
    chain = (article("Trend"), article("MENAFN", "Trend News Agency"), article("Zawya", "MENAFN"))
    for some in permutations(chain):
        [origin] = origins(some)
        assert origin.newsroom == "Trend"
        assert {copy.publisher for copy in origin.copies} == {"MENAFN", "Zawya"}
    [unread] = origins(chain[1:])
    assert (unread.newsroom, unread.own) == ("Trend News Agency", ())


def test_a_newsroom_that_writes_twice_is_one_origin() -> None:
    """Its second article is no second witness; another newsroom's is."""
    assert counted(article("Trend"), article("Trend"), article("AZERTAC")) == 2


def test_a_copier_with_an_article_of_its_own_is_two_things() -> None:
    """What MENAFN copies is Trend's word, what it writes is its own."""
    assert counted(article("MENAFN", "Trend"), article("MENAFN"), article("Zawya", "MENAFN")) == 2


def test_spellings_of_a_newsroom_compare() -> None:
    """An agency is the same by its name, its full name and its address."""
    assert (
        counted(
            article("Trend"),
            article("TREND News Agency"),
            article(None, url="https://en.trend.az/1.html"),
            article("trend.az"),
            article("MENAFN", "Trend News"),
        )
        == 1
    )


def test_a_copy_that_names_nobody_is_no_origin() -> None:
    """It goes with the article whose headline it has, or else with the first."""
    first, second = article("Trend"), replace(article("AZERTAC"), title="Guest received")
    copy = replace(article("Gazette"), title="GUEST RECEIVED", copied=True)
    trend, azertac = origins((copy, first, second))
    assert (trend.copies, azertac.copies) == ((), (copy,))
    [again] = origins((first, article("Trend", url="https://trend.az/2"), replace(copy, publisher="Trend")))
    assert len(again.sources) == 3
    stranger = replace(copy, title="Elsewhere")
    assert [origin.copies for origin in origins((first, second, stranger))] == [(stranger,), ()]


def test_a_copy_found_by_its_words_names_its_original() -> None:
    """What an article says of itself stands; originals stay as they are, and so does the order."""
    own = article("Trend")
    told = (own, replace(article("Gazette"), copied=True), article("MENAFN", "Trend News Agency"))
    assert [one.syndicated_from for one in attributed(told)] == [None, "Trend", "Trend News Agency"]
    unnamed = article(None, url="https://www.daily.example/1"), replace(article("Gazette"), copied=True)
    assert [one.syndicated_from for one in attributed(unnamed)] == [None, "daily.example"]


def test_who_is_unknown_stands_alone() -> None:
    """Two nameless reports are not taken for one; names without letters of ours are names."""
    assert counted(article(None), article(None)) == 2
    assert counted(article("St. Petersburg Diary"), article("St. Petersburg Gazette")) == 2
    assert counted(article("新华社"), article("人民网"), article("新华网", "新华社")) == 2


def test_copying_in_a_circle_ends() -> None:
    """Of two that name each other nobody knows who was first."""
    assert counted(article("A1 Plus", "B2 Press"), article("B2 Press", "A1 Plus")) == 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.trend.az/x", "trend.az"),
        ("http://пример.рф/", "xn--e1afmkfd.xn--p1ai"),
        ("https://A.Example:8/", "a.example"),
        ("https://[::1", None),
    ],
)
def test_a_domain_is_shown_so_that_nobody_is_misled(url: str, shown: str | None) -> None:
    """Another script's letters cannot dress up as a known address."""
    assert publisher(article(None, url=url)) == shown
