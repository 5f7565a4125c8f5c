"""What kind of visit it was: a meeting of two sides is no conference, one of many is."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 5, 14, tzinfo=UTC)


def _types(lang: str, country: str, text: str) -> set[str]:
    article = Article("", text, published="2026-05-13", lang=lang, publisher_country=country)
    return {visit.visit_type for visit in read(article, now=NOW).visits}


@pytest.mark.parametrize(
    ("lang", "country", "text"),
    [
        (
            "en",
            "KE",
            "At a meeting in Tashkent, Russia's Prosecutor General Oleg Dashkov and his Uzbek counterpart "
            "Botir Rahimov discussed cybercrime.",
        ),
        (
            "de",
            "AT",
            "Der Schweizer Bundesanwalt Urs Keller und die brasilianische Generalstaatsanwältin Rita Souza "
            "haben am Montag in Brasilia an einem Treffen die Zusammenarbeit besprochen.",
        ),
        (
            "ru",
            "RU",
            "Встреча генеральных прокуроров России и Египта состоялась в Москве в среду: Олег Дашков и "
            "Набиль Хасан обсудили обмен сведениями.",
        ),
        (
            "sr",
            "RS",
            "U Sarajevu je danas održan sastanak delegacija Tužilaštva BiH i Državnog odvjetništva "
            "Hrvatske. Delegacije su predvodili glavni tužioci Goran Salić i Mladen Barić.",
        ),
    ],
)
def test_a_meeting_of_two_sides_is_no_conference(lang: str, country: str, text: str) -> None:
    """ "An einem Treffen", "at a meeting in Tashkent": nobody came for an event."""
    assert _types(lang, country, text) <= {"unspecified"}


@pytest.mark.parametrize(
    ("lang", "country", "text"),
    [
        (
            "en",
            "KE",
            "The Prosecutors General of Uzbekistan, Russia and Kazakhstan met in Tashkent on Monday at the "
            "annual meeting of heads of prosecution of the region. Russia's Prosecutor General Oleg "
            "Dashkov took part.",
        ),
        (
            "ru",
            "RU",
            "Генеральный прокурор России Олег Дашков принял участие в конференции прокуроров в Баку.",
        ),
    ],
)
def test_a_meeting_of_many_is_one(lang: str, country: str, text: str) -> None:
    """More than two sides, or an event of another name, make it a conference."""
    assert _types(lang, country, text) == {"conference"}
