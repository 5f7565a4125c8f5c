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


@pytest.mark.parametrize(
    ("lang", "text", "met"),
    [
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas visited London. He met the Minister of Justice, Ann "
            "Hill, the keeper of the rolls, John Alder, and the master of the horse Tom Birch.",
            [("Ann Hill", "Minister of Justice"), ("John Alder", "keeper of the rolls"),
             ("Tom Birch", "master of the horse")],
        ),
        (
            "es",
            "El fiscal general de Bolivia, Mario Rojas, visitó Lima, donde se reunió con el ministro de "
            "Justicia, Luis Paredes, y los edecanes Juan Soto, Rosa Vega y Ana Quispe.",
            [("Luis Paredes", "ministro de Justicia"), ("Juan Soto", "edecanes"), ("Rosa Vega", "edecanes"),
             ("Ana Quispe", "edecanes")],
        ),
        (
            "sr",
            "Republički javni tužilac Srbije Vesna Petrović boravila je u poseti Velikoj Britaniji. Sastala "
            "se sa ministrom pravde Tomom Hilom i sa čuvarom povelja Džonom Alderom.",
            [("Tom Hil", "ministrom pravde"), ("Džon Alder", "čuvarom povelja")],
        ),
        (
            "it",
            "Mario Rojas, procuratore generale della Bolivia, ha incontrato a Londra il custode dei rotoli "
            "John Alder.",
            [("John Alder", "custode dei rotoli")],
        ),
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas met in London with John Alder, a keeper of the rolls.",
            [("John Alder", "keeper of the rolls")],
        ),
    ],
)  # fmt: skip
def test_a_list_names_offices_that_no_pack_knows(lang: str, text: str, met: list[tuple[str, str]]) -> None:
    """Beside a minister whoever is listed was met as well, in the office that stands before the name."""
    assert [(one.name, one.office_as_written) for one in _visit(lang, text).meetings] == met


@pytest.mark.parametrize(
    ("lang", "text", "met"),
    [
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas visited London. He met the Minister of Justice, Ann "
            "Hill, and attended a concert with Lady Jane Alder.",
            ["Ann Hill"],
        ),
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas visited London. He met the Minister of Justice, Ann "
            "Hill, accompanied by his aide John Alder and Tom Birch.",
            ["Ann Hill"],
        ),
        (
            "es",
            "El fiscal general de Bolivia, Mario Rojas, visitó Lima, donde se reunió con el ministro de "
            "Justicia, Luis Paredes, y habló de las reformas de Juan Soto.",
            ["Luis Paredes"],
        ),
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas met in London with reporters and laid flowers at the "
            "grave of John Alder.",
            [],
        ),
    ],
)
def test_a_list_ends_where_something_else_is_done(lang: str, text: str, met: list[str]) -> None:
    """Who is named behind a new deed, as company or behind "of" is not in the list."""
    assert [one.name for one in _visit(lang, text).meetings] == met


@pytest.mark.parametrize(
    ("lang", "text", "met"),
    [
        (
            "en",
            "The President of Laos received the Prosecutor General of Bolivia, Ana Rojas, who is on a visit. "
            "Somchai Vong and Ana Rojas discussed extradition.",
            [("Somchai Vong", "President of Laos")],
        ),
        (
            "fr",
            "La coopération a été saluée par le président du Laos Somchai Vong et par le ministre de la "
            "Justice, Khamla Say, qui ont rencontré la procureure générale de Bolivie, Ana Rojas, en visite "
            "au Laos.",
            [("Somchai Vong", "président du Laos"), ("Khamla Say", "ministre de la Justice")],
        ),
        (
            "ru",
            "Генеральный прокурор Боливии Ана Рохас встретилась в Вильнюсе с генеральным прокурором Литвы "
            "Юлией Матуляйтене. Рохас отметила важность встречи в свете переговоров президента Боливии Хуана "
            "Сото и президента Литвы Йонаса Вилимаса.",
            [("Юлия Матуляйтене", "генеральным прокурором Литвы")],
        ),
        (
            "uk",
            "Генеральна прокурорка Болівії Ана Рохас прибула до Вільнюса з робочим візитом. Прес-секретар "
            "генпрокурора Литви Юлія Матуляйтене повідомила, що Рохас зустрінеться з міністром юстиції Литви "
            "Йонасом Вілімасом.",
            [("Йонас Вілімас", "міністром юстиції Литви")],
        ),
    ],
)
def test_those_are_met_who_speak_with_the_guest(lang: str, text: str, met: list[tuple[str, str]]) -> None:
    """A name beside the guest's has the office told before; leaders meet their like; a spokeswoman speaks."""
    assert [(one.name, one.office_as_written) for one in _visit(lang, text).meetings] == met


@pytest.mark.parametrize(
    ("lang", "text", "signed"),
    [
        (
            "ru",
            "Генеральный прокурор России Игорь Белов прибыл в Каир с рабочим визитом по приглашению "
            "генерального прокурора Египта. В ходе визита в Санкт-Петербурге была подписана программа "
            "сотрудничества.",
            [False],
        ),
        (
            "en",
            "Bolivia's Prosecutor General Mario Rojas arrived in Cairo. In Cairo was signed a memorandum of "
            "understanding with the Prosecutor General of Egypt, Ali Hassan.",
            [True],
        ),
    ],
)
def test_what_was_signed_elsewhere_is_not_of_this_visit(lang: str, text: str, signed: list[bool]) -> None:
    """The town right before the verb tells where a paper was signed, as the one right behind it does."""
    assert [one.signed for one in _visit(lang, text).agreements] == signed
