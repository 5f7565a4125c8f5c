"""The town that a text leaves to its reader: officials are met where they sit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Host
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def place(
    text: str,
    lang: str = "en",
    title: str = "Prosecutor General of Estonia on visit",
    newsroom: str | None = None,
) -> Host:
    """Give where the one visit of an article of 8 October 2026 took place."""
    article = Article(title, text, published="2026-10-08", lang=lang, publisher_country=newsroom)
    (visit,) = read(article, now=NOW).visits
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


@pytest.mark.parametrize(
    ("lang", "newsroom", "text"),
    [
        (
            "en",
            "EE",
            "Our Prosecutor General, Liina Kask, visited Chile, where she met the Attorney General, "
            "Pedro Soto.",
        ),
        (
            "es",
            "PE",
            "El fiscal general del Perú, Juan Villar, concluyó una visita a Panamá, donde se reunió con su "
            "homólogo, Luis Gómez.",
        ),
        (
            "ko",
            "KR",
            "김민수 검찰총장은 8일 카타르를 방문해 알리 알마리 카타르 검찰총장과 면담했다.",
        ),
    ],
)
def test_a_traveller_may_meet_anybody_anywhere(lang: str, newsroom: str, text: str) -> None:
    """What his own side tells of a journey leaves open where in the country he was."""
    assert place(text, lang, "", newsroom).city is None


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        (
            "fr",
            "La procureure générale d'Estonie, Liina Kask, a rencontré son homologue marocain, Driss Alaoui. "
            "L'étape de Rabat est la dernière de la visite de Mme Kask au Maghreb.",
            "Rabat",
        ),
        (
            "pt",
            "A procuradora-geral da Estónia, Liina Kask, em visita a Angola, falou aos jornalistas no fim do "
            "encontro com o procurador-geral angolano, Rui Neto, num hotel de Luanda.",
            "Luanda",
        ),
    ],
)
def test_the_only_town_of_the_story_is_where_it_was(lang: str, text: str, town: str) -> None:
    """A town of the host country told by the way, where the visit is told, is taken for its place."""
    assert place(text, lang, "").city == town


@pytest.mark.parametrize(
    "text",
    [
        "The Prosecutor General of Estonia, Liina Kask, is on a visit to Canada. She said that justice was "
        "what Tallinn and Ottawa spoke of.",
        "The Prosecutor General of Estonia, Liina Kask, is on a visit to Canada and saw the Church of Our "
        "Lady of Vancouver.",
        "The Prosecutor General of Estonia, Liina Kask, is on a visit to Canada. US President Ann Hill had "
        "visited Ottawa in May.",
    ],
)
def test_the_town_of_others_is_not_the_visits(text: str) -> None:
    """A capital that stands for its state, a church and the journey of a president are no place of it."""
    assert place(text, "en", "").city is None
