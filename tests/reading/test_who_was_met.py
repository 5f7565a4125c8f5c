"""Who was met: lists with semicolons, talks at the edge of a conference, deeds done together, and nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _visit(lang: str, text: str) -> Sighting:
    return read(Article(title="", text=text, lang=lang, published="2026-05-18"), now=NOW).visits[0]


@pytest.mark.parametrize(
    ("lang", "text", "met"),
    [
        (
            "es",
            "El fiscal general de Bolivia, Mario Rojas, visitó Lima. Rojas se reunió con su homóloga "
            "peruana, "
            "Ana Quispe; el ministro de Justicia, Luis Paredes; y la presidenta del Congreso, Rosa Vega.",
            {"Ana Quispe", "Luis Paredes", "Rosa Vega"},
        ),
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas visited Lima. He met the prosecutor general, Ana "
            "Quispe; the "
            "minister of justice, Luis Paredes; the president of the country is Juan Soto, who was abroad.",
            {"Ana Quispe", "Luis Paredes"},
        ),
        (
            "en",
            "Kamran Hasanov, Azerbaijan's Prosecutor General, arrived in Dushanbe to attend a meeting of the "
            "prosecutors general of the ECO Member States. In a meeting with Yusuf Karimov, Prosecutor "
            "General of "
            "the Republic of Tajikistan, the sides discussed legal assistance.",
            {"Yusuf Karimov"},
        ),
        (
            "tr",
            "Azerbaycan Başsavcısı Kamran Hasanov'un davetiyle Gence'de bulunan Yargıtay Cumhuriyet "
            "Başsavcısı "
            "Bekir Yılmaz saldırı yerini inceledi. Yılmaz ile Hasanov, ölenlerin anısına çiçek bıraktı.",
            {"Kamran Hasanov"},
        ),
        (
            "ru",
            "Генеральный прокурор Грузии Лаша Долидзе встретился в Тегеране с Генеральным прокурором "
            "Исламской "
            "Республики Иран Мохаммадом Мовахеди.",
            {"Мохаммад Мовахеди"},
        ),
        (
            "sr",
            "Republički javni tužilac Srbije Vesna Petrović boravila je u poseti Velikoj Britaniji. "
            "Sastala se sa "
            "direktorom Kraljevskog tužilaštva Alison Sonders.",
            {"Alison Sonders"},
        ),
    ],
)
def test_who_was_met(lang: str, text: str, met: set[str]) -> None:
    """A list goes on behind a semicolon, and an adjective of an institution is nobody."""
    assert {one.name for one in _visit(lang, text).meetings} == met


def test_the_end_of_a_visit_by_a_noun() -> None:
    """ "No término da sua visita" tells of a visit that is over."""
    text = (
        "O procurador-geral de Angola, João Neto, falou à imprensa em Maputo, no término da sua visita de "
        "trabalho "
        "a Moçambique."
    )
    assert _visit("pt", text).status == "completed"


def test_a_name_goes_on_behind_a_word_of_institutions() -> None:
    """A syllable that is a word of institutions too does not take the name before it away."""
    title = "Phó Thủ tướng Trương Hòa Thắng tiếp Tổng Chưởng lý Singapore"
    text = "Chuyến thăm của Tổng Chưởng lý Lucien Tan đánh dấu sự hợp tác mới."
    article = Article(title=title, text=text, lang="vi", published="2026-05-18")
    assert read(article, now=NOW).label == "visit"
