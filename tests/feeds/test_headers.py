"""Headers are believed as far as they go."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.feeds.failures import seconds
from bot.feeds.headers import fresh_for, validator

DATE = "Mon, 26 Jan 2026 10:00:00 GMT"
NOW = datetime(2026, 1, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Cache-Control": "public, max-age=600"}, 600.0),
        ({"Cache-Control": 'max-age="600"'}, 600.0),
        ({"Cache-Control": "max-age=600", "Age": "550"}, 50.0),
        ({"Cache-Control": "max-age=600", "Age": "5000"}, 0.0),
        ({"Cache-Control": "max-age=600", "Age": "young"}, 600.0),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=60", "Expires": "Mon, 26 Jan 2026 12:00:00 GMT"}, 60.0),
        ({"Date": DATE, "Expires": "Mon, 26 Jan 2026 10:05:00 GMT"}, 300.0),
        ({"Date": DATE, "Expires": "Mon, 26 Jan 2026 09:00:00 GMT"}, 0.0),
        ({"Date": DATE, "Expires": "0"}, None),
        ({"Date": DATE, "Expires": "-1"}, None),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"Date": DATE, "Expires": "Mon, 26 Jan 99999 10:05:00 GMT"}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], expected: float | None) -> None:
    """max-age less Age stands above Expires, and no-store or no-cache above both."""
    assert fresh_for(headers) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("99999999999999999999", 86_400.0),
        ("Mon, 26 Jan 2026 10:05:00 GMT", 300.0),
        ("Mon, 26-Jan-2026 10:05:00 GMT", 300.0),
        ("Mon, 26 Jan 2026 10:05:00", 300.0),
        ("Mon Jan 26 10:05:00 2026", 300.0),
        ("Mon, 26 Jan 2026 09:00:00 GMT", 0.0),
        ("Mon, 26 Jan 2099 09:00:00 GMT", 86_400.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        (None, None),
        ("１２０", None),
    ],
)
def test_every_form_of_retry_after(written: str | None, expected: float | None) -> None:
    """Seconds and all forms of an HTTP date are read, for at most a day."""
    assert seconds(written, NOW) == expected


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ('W/"1"', True),
        (None, False),
        ("", False),
        ("\udcff", False),
        ("a\x00b", False),
        ('"' + "a" * 600, False),
    ],
)
def test_validators_that_can_be_sent_back(value: str | None, is_kept: bool) -> None:
    """An ETag that no store or header could hold is not kept."""
    assert validator(value) == (value if is_kept else None)
