"""The JSON at the border: what is let in, and what goes out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import days
from bot.errors import BadArticle
from bot.model import (
    Agreement,
    Article,
    Conflict,
    Evidence,
    Official,
    Reason,
    Source,
    Verdict,
    Visit,
)
from bot.records import (
    article_from_json,
    sighting_from_json,
    sighting_to_json,
    verdict_to_json,
    visit_to_json,
)
from tests.storage.situations import sighting

FULL = sighting(
    city="Manama",
    inviter=Official("Ali bin Fadhel Al Buainain", None, "counterpart", "BH"),
    occasion="a conference",
    end="2026-01-26",
    meetings=(Official("Nawaf Al Ma'awda", "Nawaf Al Ma'awda", "Minister of Justice", "BH"),),
    agreements=(Agreement("memorandum", "on cooperation", False, "2024-10"),),
    topics=("extradition",),
    evidence={
        "host.country": Evidence("to Manama", (3, 12)),
        "status": Evidence("visits", None),
        "start": Evidence("on 24 January", (13, 26), "https://a.example/1"),
    },
)


def test_an_article_keeps_what_it_says() -> None:
    """Every field of the contract comes through, in the form that the program uses inside."""
    line = {
        "id": "s1", "url": "https://a.example/1", "title": "A", "text": "B", "published": "2026-01-26",
        "publisher": "Trend", "publisher_country": "az", "lang": "en", "colour": {"unknown": ["ignored"]},
    }  # fmt: skip
    assert article_from_json(line) == Article(
        "A", "B", "s1", "https://a.example/1", "2026-01-26", "Trend", "AZ", "en"
    )


def test_all_but_title_and_text_may_be_absent_null_or_empty() -> None:
    """An article of two empty strings is an article."""
    bare = Article("", "")
    assert article_from_json({"title": "", "text": ""}) == bare
    assert article_from_json({"title": "", "text": "", "url": None, "published": None, "id": " "}) == bare


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "a list"),
        ("text", "a string"),
        (None, "null"),
        (7, "a number"),
        (True, "true or false"),
        ({"text": "x"}, '"title" is missing'),
        ({"title": "x"}, '"text" is missing'),
        ({"title": None, "text": "x"}, '"title" must be a string, not null'),
        ({"title": "x", "text": ["x"]}, '"text" must be a string, not a list'),
        ({"title": "x", "text": "x", "url": 7}, '"url" must be a string'),
        ({"title": "x", "text": "x", "lang": {}}, '"lang" must be a string'),
        ({"title": "x", "text": "x", "publisher_country": "Azerbaijan"}, "publisher_country"),
    ],
)
def test_what_is_no_article_is_told_what_is_wrong(line: object, said: str) -> None:
    """Each mistake is named with its field."""
    with pytest.raises(BadArticle) as refusal:
        article_from_json(line)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "good",
    ["2026", "2026-01", "2026-01-26", "2026-01-26T10:00:00Z", "2026-01-26t10:00:00.123456789+04:00",
     "2016-12-31T23:59:60Z", "2024-02-29"],
)  # fmt: skip
def test_published_may_be_rfc_3339_or_a_cut_date(good: str) -> None:
    """Every allowed form is kept as it was given, and its days can be worked out."""
    article = article_from_json({"title": "", "text": "", "published": good})
    assert article.published == good
    first, last = days.published_days(good, date(2030, 1, 1))
    assert first.year == int(good[:4])
    assert first <= last


@pytest.mark.parametrize(
    "bad",
    ["", "yesterday", "26.01.2026", "2026-1-26", "2026-13", "2026-02-30", "0000", "2026-01-26T10:00:00",
     "2026-01-26T10:00Z", "2026-01-26T25:00:00Z", "2026-01-26T10:00:00+99:00", "20260126", "２０２６", 2026,
     "2026-01-26T10:00:00Z" + " " * 30 + "x", "0001-01-01T00:00:00+10:00", "9" * 5000],
)  # fmt: skip
def test_published_in_any_other_form_is_refused(bad: object) -> None:
    """A date that would have to be guessed is no date, and a long one is not repeated in full."""
    with pytest.raises(BadArticle, match="published") as refusal:
        article_from_json({"title": "", "text": "", "published": bad})
    assert len(str(refusal.value)) < 200


def test_a_month_that_is_not_over_ends_today() -> None:
    """What was published "in January" by the 26th cannot have appeared on the 31st."""
    seen = date(2026, 1, 26)
    assert days.published_days("2026-01", seen) == (date(2026, 1, 1), seen)
    assert days.published_days("2025-12", seen) == (date(2025, 12, 1), date(2025, 12, 31))
    assert days.published_days(None, seen) == (seen, seen)


def test_characters_that_no_database_takes_are_replaced_one_for_one() -> None:
    """Places in the text stay where they were."""
    article = article_from_json(json.loads('{"title": "\\ud800", "text": "a\\u0000b\\udfffc\\ud83d\\ude00"}'))
    assert article.title == "\ufffd"
    assert article.text == "a\ufffdb\ufffdc😀"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_no_value_of_a_field_gets_past_as_anything_but_text(value: object) -> None:
    """Whatever stands in a line, the answer is an article of clean strings or a BadArticle."""
    names = ("id", "url", "title", "text", "published", "publisher", "publisher_country", "lang")
    for name in names:
        try:
            article = article_from_json({"title": "", "text": "", name: value})
        except BadArticle:
            continue
        kept = getattr(article, name)
        assert b"\x00" not in (kept or "").encode("utf-8")


def test_a_sighting_survives_its_json() -> None:
    """What is written can be read back to the same record."""
    assert sighting_from_json(json.loads(json.dumps(sighting_to_json(FULL)))) == FULL


def test_a_verdict_has_the_contracts_keys_in_order() -> None:
    """Scripts may rely on the shape of `explain --json`."""
    reasons = (Reason("office", "Prosecutor General", (79, 97), 1.2), Reason("word", "x", None, -1.0))
    verdict = verdict_to_json(Verdict("visit", 0.98, "en", reasons, (FULL,), "the office", None, "s1"))
    assert list(verdict) == [
        "id", "label", "score", "lang", "reasons", "visits", "official_source", "syndicated_from",
    ]  # fmt: skip
    assert verdict["reasons"][0] == {
        "kind": "office", "text": "Prosecutor General", "at": [79, 97], "weight": 1.2,
    }  # fmt: skip
    record = verdict["visits"][0]
    assert list(record) == [
        "visitor", "host", "inviter", "visit_type", "occasion", "start", "end", "date_precision",
        "dates_inferred", "status", "meetings", "agreements", "topics", "evidence",
    ]  # fmt: skip
    assert record["host"] == {"country": "BH", "city": "Manama", "city_inferred": False}
    assert record["evidence"]["host.country"] == {"text": "to Manama", "at": [3, 12]}
    assert record["evidence"]["start"] == {
        "text": "on 24 January", "at": [13, 26], "url": "https://a.example/1",
    }  # fmt: skip
    assert record["agreements"] == [
        {"kind": "memorandum", "title": "on cooperation", "signed": False, "date": "2024-10"}
    ]


def test_a_stored_visit_is_the_record_and_its_history() -> None:
    """`visits --format json` gives the record first, then what only the store knows."""
    at = datetime(2026, 1, 26, 12, tzinfo=UTC)
    visit = Visit(
        "b7k2m9q", FULL, 3, at, at,
        sources=(Source("https://a.example/1", "Trend", "en", "2026-01-26", "A title", "APA", "office", at),),
        related=("c8",),
        conflicts=(Conflict("host.city", (("Manama", "https://a.example/1"), ("Riffa", None))),),
    )  # fmt: skip
    written = visit_to_json(visit)
    assert written["created_at"] == "2026-01-26T12:00:00Z"
    assert {name: written[name] for name in list(written)[-4:]} == {
        "revision": 3,
        "sources": [
            {"url": "https://a.example/1", "publisher": "Trend", "lang": "en", "published": "2026-01-26",
             "title": "A title", "syndicated_from": "APA"},
        ],
        "related": ["c8"],
        "conflicts": [
            {"field": "host.city",
             "values": [{"value": "Manama", "url": "https://a.example/1"}, {"value": "Riffa", "url": None}]},
        ],
    }  # fmt: skip
