"""The town that a text leaves to its reader: officials are met where they sit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Host
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def place(text: str, lang: str = "en", title: str = "Prosecutor General of Estonia on visit") -> Host:
    """Give where the one visit of an article of 8 October 2026 took place."""
    (visit,) = read(Article(title, text, published="2026-10-08", lang=lang), now=NOW).visits
    return visit.host


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        (
            "en",
            "Chile's President Ana Rojas received the visiting Prosecutor General of Estonia, Liina Kask.",
            "Santiago",
        ),
        (
            "ru",
            "Президент Монголии принял генпрокурора Эстонии Лийну Каск, находящуюся в стране с визитом.",
            "Ulaanbaatar",
        ),
        (
            "en",
            "Prosecutor General of Bolivia Luis Quispe met the Prosecutor General of Estonia, Liina Kask, "
            "who is visiting Bolivia.",
            "Sucre",
        ),
    ],
)
def test_officials_are_met_where_they_sit(lang: str, text: str, town: str) -> None:
    """Without a word about the town, it is that of the officials met, and said to be inferred."""
    where = place(text, lang)
    assert (where.city, where.city_inferred) == (town, True)


@pytest.mark.parametrize(
    "text",
    [
        "The Prosecutor General of Estonia, Liina Kask, will visit Chile on 20 October to meet the Attorney "
        "General of Chile, Pedro Soto.",
        "The Prosecutor General of Estonia, Liina Kask, took part in a conference of prosecutors in Chile, "
        "where she met the country's Minister of Justice Pedro Soto.",
        "The Prosecutor General of Estonia, Liina Kask, is on a visit to Chile, where she met fishermen.",
    ],
)
def test_nothing_else_lets_a_town_be_guessed(text: str) -> None:
    """A plan, a conference and a country alone leave the town open."""
    assert place(text).city is None


def test_a_town_that_is_told_stands() -> None:
    """The minister of justice came to the sea: the visit was there and not in the capital."""
    told = (
        "The Prosecutor General of Estonia, Liina Kask, arrived in Valparaíso on a visit and met Chile's "
        "Minister of Justice Pedro Soto."
    )
    where = place(told)
    assert (where.city, where.city_inferred) == ("Valparaíso", False)
