"""Visits whose traveller's country no word beside him tells, or whose host only a town, a "
"house or a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading.reader import read


def _pairs(text: str, publisher: str | None = None, title: str = "") -> set[str]:
    article = Article(title, text, published="2026-03-10", publisher_country=publisher)
    verdict = read(article, now=datetime(2026, 11, 22, tzinfo=UTC))
    return {f"{visit.visitor.country}>{visit.host.country}" for visit in verdict.visits}


HOME_AS_TOPIC = {
    "es": (
        "La titular de la Fiscalía General de la República, Ernestina Godoy Ramos, recibió en "
        "sus oficinas al "
        "fiscal general de Guatemala, Gabriel García Luna, para hablar de los mecanismos de cooperación. "
        "Las bandas tienen presencia en Guatemala, y prueba de ello es la captura en Guatemala de un capo.",
        "MX", "GT>MX",
    ),
    "en": (
        "Attorney General Amal Haddad of Lebanon welcomed in Beirut the Libyan delegation "
        "headed by Attorney "
        "General Al-Siddiq Al-Sour. The guests told of the restructuring of the public "
        "prosecution in Libya "
        "and of smuggling in Libya.",
        None, "LY>LB",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", HOME_AS_TOPIC)
def test_home_as_a_topic_is_no_place_of_the_story(lang: str) -> None:
    """What goes on at the guest's home, and the name of his office, put nobody there."""
    text, publisher, pair = HOME_AS_TOPIC[lang]
    assert _pairs(text, publisher) == {pair}


KNOWN = {
    "uk": (
        "Генеральний прокурор Руслан Кравченко та голова Євроюсту Майкл Шмід у Гаазі підписали угоду про "
        "спільну слідчу групу. Про це повідомила пресслужба Офісу генпрокурора.",
        "UA", "UA>NL",
    ),
    "az": (
        "Gürcüstan Prezidenti Mixeil Kavelaşvili bu gün Baş prokuror Kamran Əliyevin rəhbərlik etdiyi "
        "nümayəndə heyətini qəbul edib. Baş prokuror səmimi qəbula görə təşəkkür edib.",
        "AZ", "AZ>GE",
    ),
    "en": (
        "Kenya hopes for a swift review of its case, Director of Public Prosecutions Renson Ingonga said "
        "after a closed-door meeting with the new prosecutor of the International Criminal "
        "Court in The Hague.",
        None, "KE>NL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", KNOWN)
def test_a_known_name_tells_the_country_as_words_do(lang: str) -> None:
    """Who holds an office that everybody knows needs no country beside it."""
    text, publisher, pair = KNOWN[lang]
    assert _pairs(text, publisher) == {pair}


def test_a_known_head_at_an_embassy_has_gone_nowhere() -> None:
    """An embassy stands at home, and a court abroad may be what he only speaks of."""
    text = "Генпрокурор Руслан Кравченко відвідав посольство Індії в Києві та поговорив із послом."
    assert not _pairs(text, "UA")
    text = (
        "У Гаазі в п'ятницю відбудеться засідання суду щодо злочинів в Україні. Генпрокурор "
        "Руслан Кравченко "
        "повідомив у Києві, що документи передано до суду."
    )
    assert not _pairs(text, "UA")
