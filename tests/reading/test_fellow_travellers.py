"""Several heads on one journey, and names that a slip or an article would hide."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _visits(lang: str, text: str, home: str = "HN") -> list[Sighting]:
    article = Article("", text, published="2026-09-25", publisher_country=home, lang=lang)
    return list(read(article, now=_NOW).visits)


@pytest.mark.parametrize(
    ("lang", "text", "guests"),
    [
        (
            "es",
            "El fiscal general, Óscar Rivas, junto a sus homólogos de Guatemala, Elena Sosa y El Salvador, "
            "Julio Mena, comenzaron este jueves una visita oficial por Lima.",
            {"HN", "GT", "SV"},
        ),
        (
            "en",
            "Prosecutor General Óscar Rivas, together with his counterparts from Serbia, Ana Jović, and "
            "Croatia, Ivo Marić, flew to Lima on Monday.",
            {"HN", "RS", "HR"},
        ),
        (
            "fr",
            "Le procureur général, Óscar Rivas, accompagné de son homologue du Sénégal, Ali Ba, s'est rendu "
            "lundi à Lima.",
            {"HN", "SN"},
        ),
        (
            "pt",
            "O procurador-geral, Óscar Rivas, juntamente com a sua homóloga de Cabo Verde, Ana Lima, visitou "
            "Lima na segunda-feira.",
            {"HN", "CV"},
        ),
    ],
)
def test_who_goes_together_with_a_head_goes_as_well(lang: str, text: str, guests: set[str]) -> None:
    """None of them keeps the journey from being the others'."""
    assert {one.visitor.country for one in _visits(lang, text)} == guests


def test_the_host_stays_at_home() -> None:
    """ "Visited Vientiane together with the prosecutor general of Laos": only one of them travels."""
    text = (
        "The Prosecutor General of Cuba, Ana Costa, visited Vientiane together with the Prosecutor General "
        "of Laos, Khamphet Som."
    )
    assert [(one.visitor.country, one.host.country) for one in _visits("en", text, "CU")] == [("CU", "LA")]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("it", "Saddik al Sour, procuratore generale della Libia, è a Roma per colloqui.", "Saddik al Sour"),
        ("en", "Libya's Prosecutor General, Siddiq Al Sour, arrived in Rome on Monday.", "Siddiq Al Sour"),
        (
            "es",
            "El fiscal general de Bolivia, Ramiro Guerrero Arce, visitó Roma el lunes.",
            "Ramiro Guerrero Arce",
        ),
    ],
)
def test_a_place_inside_a_name_is_part_of_it(lang: str, text: str, name: str) -> None:
    """Sur is a town in Oman and Guerrero a state of Mexico, but not between the words of a name."""
    [visit] = _visits(lang, text, "IT")
    assert (visit.visitor.name, visit.host.country) == (name, "IT")


def test_a_family_with_one_wrong_letter_is_the_same() -> None:
    """ "Mr Llalka … Mr Llalla", who is invited by whoever stands behind "by"."""
    text = (
        "The General Prosecutor of Albania, Mr. Adriatik Llalka, and the Federal Prosecutor of Germany, "
        "Mr. Harald Wenger, praised the cooperation. Mr. Llalla, who is invited in Germany by his "
        "counterpart Mr. Wenger, spoke of terrorism."
    )
    [visit] = _visits("en", text, "AL")
    assert (visit.visitor.country, visit.host.country) == ("AL", "DE")


def test_guests_come_to_the_meeting_that_has_been() -> None:
    """ "Bissau will host the next one in 2030" is not where this one was."""
    text = (
        "Bissau, 24 de setembro – A Guiné-Bissau vai acolher em 2030 o encontro dos procuradores-gerais da "
        "comunidade. O anúncio foi feito pelo procurador-geral, Rui Gomes, na reunião que decorreu esta "
        "semana em São Tomé e Príncipe. Os procuradores-gerais de Angola, Brasil e Cabo Verde participaram "
        "na reunião."
    )
    visits = _visits("pt", text, "GW")
    assert {one.host.country for one in visits} == {"ST"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The two Deputy Prosecutors General of Croatia, Darko Babić and Josip Kos, flew to Rome."),
        (
            "it",
            "I due vice procuratori generali della Croazia, Darko Babić e Josip Kos, sono stati a Roma il 25 "
            "gennaio per un incontro.",
        ),
        ("ru", "Заместители Генерального прокурора Хорватии Дарко Бабич и Йосип Кос прибыли в Рим."),
    ],
)
def test_several_deputies_bear_one_office(lang: str, text: str) -> None:
    """Each of them has come, and none is the head."""
    visits = _visits(lang, text, "IT")
    assert [(one.visitor.country, one.visitor.grade, one.host.country) for one in visits] == [
        ("HR", "deputy", "IT"),
        ("HR", "deputy", "IT"),
    ]


def test_a_list_of_countries_speaks_of_the_heads_named_elsewhere() -> None:
    """A headline receives "the prosecutors general of Peru, Bolivia and Chile", and the text names them."""
    title = "Rivas recibió a los fiscales generales de Perú, Bolivia y Chile"
    text = (
        "Noticias del Ministerio Público.\nIntercambio regional.\nLa Fiscal General recibió al fiscal "
        "general de Bolivia, Hugo Arce; al fiscal general de Chile, Luis Vega, y a la fiscal general de "
        "Perú, Rosa Soto."
    )
    article = Article(title, text, published="2026-09-25", publisher_country="HN", lang="es")
    guests = {one.visitor.country for one in read(article, now=_NOW).visits}
    assert guests == {"PE", "BO", "CL"}
