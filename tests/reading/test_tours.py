"""Tours: one traveller, several countries, told in one sentence, one headline or one after another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def hosts(title: str, text: str, lang: str) -> set[str]:
    """Give the host countries of an article of 8 October 2026."""
    return {
        visit.host.country
        for visit in read(Article(title, text, published="2026-10-08", lang=lang), now=NOW).visits
    }


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "ko",
            "대검 차장, 헝가리·폴란드 순방 마쳐",
            "박도윤 대검찰청 차장검사가 헝가리와 폴란드 방문을 마치고 귀국했다. 부다페스트에서는 "
            "검찰총장을 만났고, 바르샤바에서는 국가검찰청을 찾았다.",
        ),
        (
            "en",
            "Deputy prosecutor general back from Budapest and Warsaw",
            "Korea's Deputy Prosecutor General Park Do-yun has visited Hungary and Poland. In Budapest he "
            "met the prosecutor general, and in Warsaw he called on the National Prosecutor's Office.",
        ),
    ],
)
def test_a_deputy_goes_on_tours_too(lang: str, title: str, text: str) -> None:
    """The second country of a deputy's journey counts as that of a head does."""
    assert hosts(title, text, lang) == {"HU", "PL"}


def test_two_towns_of_a_headline_are_two_legs() -> None:
    """The headline puts him into both, though the text tells the second as still to come."""
    assert hosts(
        "Vietnams Chefankläger in Berlin und Prag",
        "Tran Van Minh, Leiter der Obersten Staatsanwaltschaft Vietnams, hat am Mittwoch in Berlin die "
        "Justizministerin getroffen. Heute reist der Gast nach Prag weiter.",
        "de",
    ) == {"DE", "CZ"}


def met(title: str, text: str, lang: str) -> dict[str, list[str | None]]:
    """Give by host country whom an article of 11 September 2026 says was met."""
    article = Article(title, text, published="2026-09-11", lang=lang)
    found = read(article, now=NOW).visits
    return {visit.host.country: [one.name for one in visit.meetings] for visit in found}


def _tours() -> list[list[str]]:
    """Read blocks of a language, a headline, a text, and whom it says was met where."""
    text = Path(__file__).with_name("tours.txt").read_text(encoding="utf-8")
    return [block.split("\n") for block in text.strip().split("\n\n")]


@pytest.mark.parametrize(("lang", "title", "text", "told"), _tours())
def test_each_stop_of_a_tour_has_its_own_people(lang: str, title: str, text: str, told: str) -> None:
    """Who receives the traveller at one stop is at home there, and does not travel to the next."""
    stops = (stop.partition(":") for stop in told.split("; "))
    assert met(title, text, lang) == {
        country: [name for name in map(str.strip, names.split(",")) if name] for country, _, names in stops
    }


def test_guests_of_a_conference_make_no_tour() -> None:
    """Three countries in a headline are no stops of the first guest."""
    assert hosts(
        "Prosecutors general of three countries meet in Riga",
        "A conference of prosecutors general opened in Riga on 7 October. Among the guests are Moldova's "
        "Prosecutor General Ion Rusu and Lithuania's Prosecutor General Nida Grunskiene, who arrived from "
        "Vilnius on Tuesday.",
        "en",
    ) == {"LV"}


def test_a_dateline_is_no_stop() -> None:
    """A day stands behind it, as behind a stop."""
    assert hosts(
        "Генпрокурор Монголии отправился в турне",
        "МОСКВА, 8 октября. Генеральный прокурор Монголии Батболд Ганзориг начал турне. Первая остановка — "
        "Рига (7 октября), вторая — Вильнюс, куда он прибудет 9 октября.",
        "ru",
    ) == {"LV", "LT"}
