"""Tours: one traveller, several countries, told in one sentence, one headline or one after another."""

from __future__ import annotations

from datetime import UTC, datetime

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
