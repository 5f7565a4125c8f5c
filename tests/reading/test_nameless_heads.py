"""Heads whom their own newsroom calls by the office alone, without a name or a country."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading.reader import read


def _pairs(text: str, publisher: str | None, title: str = "") -> set[str]:
    article = Article(title, text, published="2026-03-10", publisher_country=publisher)
    verdict = read(article, now=datetime(2026, 11, 22, tzinfo=UTC))
    return {f"{visit.visitor.country}>{visit.host.country}" for visit in verdict.visits}


ABROAD = {
    "MT>IE": "At the annual meeting of the association of prosecutors, held in Dublin on 4 March 2026, the "
    "Attorney General gave a talk on fairness. She also had talks with the Dutch Prosecutor General.",
    "ZM>KE": "The Director of Public Prosecutions visited Nairobi on Monday for talks with his Kenyan "
    "counterpart about extradition.",
    "UY>PT": "El fiscal general viajó este lunes a Lisboa para reunirse con su homólogo portugués.",
    "ML>SN": "Le procureur général a participé mardi à Dakar à la conférence des parquets.",
    "KG>HU": "Генеральный прокурор посетил Будапешт, где провёл переговоры с венгерским коллегой.",
}


@pytest.mark.parametrize("pair", ABROAD)
def test_the_newsroom_s_own_head_needs_no_name(pair: str) -> None:
    """An institution's own page says "the Attorney General", and everybody knows who that is."""
    assert _pairs(ABROAD[pair], pair[:2]) == {pair}


ANOTHER = [
    ("The Attorney General welcomed the ambassador of Ireland on Monday.", "MT"),
    ("The Deputy Prosecutor General was in hospital. The Prosecutor General of Ohio's schools met "
     "parents in Dublin, a town in Ohio.", "US"),
    ("In 1998 the Prosecutor General went to Vilnius to exchange experience, a veteran recalls.", "BY"),
    ("Die ukrainische Generalstaatsanwältin Iryna Wenediktowa ermittelt. Die Generalstaatsanwältin ist "
     "bekannt. Außenministerin Anna Berg besuchte am Montag Kiew.", "DE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "publisher"), ANOTHER)
def test_another_s_journey_is_not_his(text: str, publisher: str) -> None:
    assert _pairs(text, publisher) == set()


def test_nobody_is_supposed_where_the_newsroom_is_unknown() -> None:
    assert _pairs(ABROAD["ZM>KE"], None) == set()
