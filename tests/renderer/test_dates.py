"""Dates as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.languages.speech import speaker
from bot.renderer.dates import between, first_day, instant_of, last_day, moment, partial, span
from tests.renderer.samples import visit

MONTHS = {"start": "2026-01", "end": "2026-03", "date_precision": "month"}


@pytest.mark.parametrize(
    ("changes", "en", "ru"),
    [
        ({}, "24–26 Jan 2026", "24–26 янв. 2026 г."),
        ({"end": "2026-02-02"}, "24 Jan – 2 Feb 2026", "24 янв. – 2 февр. 2026 г."),
        ({"start": "2025-12-30"}, "30 Dec 2025 – 26 Jan 2026", "30 дек. 2025 г. – 26 янв. 2026 г."),
        ({"end": "2026-01-24"}, "24 Jan 2026", "24 янв. 2026 г."),
        ({"end": None}, "24 Jan 2026", "24 янв. 2026 г."),
        ({"end": None, "status": "ongoing"}, "from 24 Jan 2026", "с 24 янв. 2026 г."),
        ({"start": None}, "until 26 Jan 2026", "до 26 янв. 2026 г."),
        ({"start": "2026-01", "end": None, "date_precision": "month"}, "January 2026", "январь 2026 г."),
        (MONTHS, "January – March 2026", "январь – март 2026 г."),
        ({"start": "2026", "end": None, "date_precision": "year"}, "2026", "2026"),
        ({"start": None, "end": None, "date_precision": "unknown"}, None, None),
        ({"start": "soon", "end": None}, "soon", "soon"),
    ],
)  # fmt: skip
def test_a_visits_dates(changes: dict[str, str], en: str | None, ru: str | None) -> None:
    """Ranges say once what both ends share; what is not known is not said."""
    record = visit(**changes).record
    shown = [
        text and text.replace("\u00a0", " ")
        for text in (span(record, speaker(lang)) for lang in ("en", "ru"))
    ]
    assert shown == [en, ru]


def test_sentences_have_the_month_in_full() -> None:
    """In running text the month is a word."""
    assert between("2026-01-24", "2026-01-26", "en", long=True) == "24–26 January 2026"
    assert between("2026-01-24", "2026-01-26", "es", long=True) == "24–26 de enero de 2026"
    assert between("2026-01-24", "2026-01-26", "ru", long=True).startswith("24–26 января 2026")
    assert partial("2026-01-24", "en", long=True) == "24 January 2026"


def test_an_instant_is_told_in_utc() -> None:
    """A time from another zone is moved to UTC, which is named."""
    baku = timezone(timedelta(hours=4))
    assert moment(datetime(2026, 1, 27, 1, 5, tzinfo=baku), "en") == "26 Jan 2026, 21:05 UTC"


def test_only_instants_have_a_moment() -> None:
    """A mere date is no instant, and rubbish is none either."""
    assert (
        instant_of("2026-01-26") is None
        and instant_of("soon, maybe later") is None
        and instant_of(None) is None
    )
    assert instant_of("2026-01-26T11:02:00Z") == datetime(2026, 1, 26, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("never", None, None),
        (None, None, None),
    ],
)
def test_a_cut_date_has_a_first_and_a_last_day(
    iso: str | None, first: date | None, last: date | None
) -> None:
    """A month or a year stands for all its days."""
    assert (first_day(iso), last_day(iso)) == (first, last)
