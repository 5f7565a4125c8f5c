"""Dates by hand: what a phrase means when it is printed on a known day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model import Article
from bot.reading.dates.when import Today, When
from bot.reading.staging import tell
from bot.reading.words.lexicon import language

TODAY = Today(date(2025, 6, 18))  # a Wednesday


def dates_of(text: str, today: Today = TODAY) -> list[When]:
    """Find the dates of an English sentence."""
    return list(tell(Article("", text), language("en"), today).dates)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("He came on 17 June.", "2025-06-17", "2025-06-17"),
        ("He came on June 17, 2024.", "2024-06-17", "2024-06-17"),
        ("The visit lasts from January 24 through 26.", "2025-01-24", "2025-01-26"),
        ("The visit lasts from 24 to 26 January 2026.", "2026-01-24", "2026-01-26"),
        ("He stays on 24-26 June.", "2025-06-24", "2025-06-26"),
        ("She was there on 25, 26 and 27 May.", "2025-05-25", "2025-05-27"),
        ("The trip of 30 January - 2 February 2026 is over.", "2026-01-30", "2026-02-02"),
        ("He visited the city on 2025-06-17.", "2025-06-17", "2025-06-17"),
        ("He visited the city on 17.06.2025.", "2025-06-17", "2025-06-17"),
        ("He arrived yesterday.", "2025-06-17", "2025-06-17"),
        ("She landed last night.", "2025-06-17", "2025-06-17"),
        ("He arrived on Monday.", "2025-06-16", "2025-06-16"),
        ("He will arrive on Monday.", "2025-06-23", "2025-06-23"),
        ("They met on Wednesday and Thursday.", "2025-06-18", "2025-06-19"),
        ("He arrived on Tuesday, 17 June.", "2025-06-17", "2025-06-17"),
        ("He flies home on Sept. 14.", "2025-09-14", "2025-09-14"),
        ("He came in December.", "2024-12-01", "2024-12-31"),
        ("The paper was signed in 2019.", "2019-01-01", "2019-12-31"),
        ("They reviewed the 2019 memorandum.", "2019-01-01", "2019-12-31"),
    ],
)
def test_reads_a_phrase(text: str, start: str, end: str) -> None:
    """One date or range stands in each sentence, and it is this."""
    assert [(str(when.start), str(when.end)) for when in dates_of(text)] == [(start, end)]


def test_counts_from_the_date_before() -> None:
    """ "The day before" counts from the date told last."""
    found = dates_of("On 3 July he saw the archive. He had arrived the day before.", Today(date(2025, 7, 5)))
    assert [str(when.start) for when in found] == ["2025-07-03", "2025-07-02"]


@pytest.mark.parametrize(
    "text", ["It may be signed soon.", "He is 24.", "There were 31 requests.", "On 31 February he rested."]
)
def test_finds_no_date_where_there_is_none(text: str) -> None:
    """Verbs, numbers and days that do not exist are no dates."""
    assert [when for when in dates_of(text) if when.precision == "day"] == []


def test_counts_nothing_from_a_month() -> None:
    """Where only the month of publication is known, "yesterday" stays open."""
    assert dates_of("He arrived yesterday.", Today(date(2025, 6, 30), "month")) == []


def test_counts_from_the_day_in_the_dateline() -> None:
    """A copy printed two days later still counts "today" from the dateline."""
    found = dates_of("Athens, June 16, 2025, SPA — The Attorney General arrived today.")
    assert str(found[-1].start) == "2025-06-16"
