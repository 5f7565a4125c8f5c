"""Officials of a service whom their country sends to an event, and deputies beside their head."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2023, 3, 4, tzinfo=UTC)


def visits(lang: str, home: str, text: str) -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    article = Article("", text, published="2023-03-03", lang=lang, publisher_country=home)
    return sorted({(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits})


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "en",
            "MA",
            "The conference of African prosecutors opened in Cairo on Monday. Morocco is represented "
            "at the event by Ahmed Alami, head of the criminal division at the Public Prosecution.",
            [("MA", "EG")],
        ),
        (
            "fr",
            "MA",
            "La conférence des procureurs africains s'est ouverte lundi au Caire. Le Maroc y est "
            "représenté par Ahmed Alami, chef du pôle de l'action publique à la présidence du "
            "Ministère public.",
            [("MA", "EG")],
        ),
        (
            "ru",
            "KZ",
            "В Ташкенте открылась международная конференция прокуроров. Казахстан на ней представляет"
            " Ержан Сейтов, начальник департамента Генеральной прокуратуры.",
            [("KZ", "UZ")],
        ),
        (
            "es",
            "PE",
            "La asamblea de fiscales iberoamericanos comenzó el lunes en Asunción. El Perú está "
            "representado por Rosa Vega, jefa de la oficina de cooperación del Ministerio Público.",
            [("PE", "PY")],
        ),
        (
            "uk",
            "UA",
            "У Вільнюсі відкрилася міжнародна конференція прокурорів. Україну на ній представляє Олег"
            " Коваль, керівник департаменту Офісу Генерального прокурора.",
            [("UA", "LT")],
        ),
        (
            "az",
            "AZ",
            "Daşkənddə prokurorların beynəlxalq konfransı keçirilir. Tədbirdə Azərbaycanı Baş "
            "Prokurorluğun idarə rəisi Elçin Həsənov təmsil edir.",
            [("AZ", "UZ")],
        ),
        (
            "id",
            "ID",
            "Konferensi jaksa Asia dibuka pada Senin di Bangkok. Indonesia diwakili oleh Rina Sari, "
            "Kepala Biro Hukum Kejaksaan Agung.",
            [("ID", "TH")],
        ),
        (
            "de",
            "CH",
            "In Tirana begann am Montag eine internationale Konferenz der Staatsanwaltschaften. Die "
            "Schweiz ist dort vertreten durch Urs Meier, Leiter der Abteilung Rechtshilfe der "
            "Bundesanwaltschaft.",
            [("CH", "AL")],
        ),
    ],
)
def test_who_represents_a_country_at_an_event_is_sent_by_it(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """The service whose official represents a country is that country's."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "en",
            "MA",
            "The conference of African prosecutors opened in Cairo on Monday. In Rabat, Morocco is "
            "represented in court by Ahmed Alami of the Public Prosecution in the case of a smuggler.",
        ),
        (
            "ru",
            "KZ",
            "В Ташкенте открылась выставка. Казахстан в суде представляет сотрудник Генеральной прокуратуры.",
        ),
    ],
)
def test_who_represents_a_country_in_court_goes_nowhere(lang: str, home: str, text: str) -> None:
    """Another place that the story names is not where he stands."""
    assert visits(lang, home, text) == []


def test_words_cut_by_a_hyphen_are_whole() -> None:
    """A page keeps the hyphens of printed lines; a deputy named behind her head is of the same country."""
    text = (
        "Prosecutors were to attend a workshop in Barbados on Wednesday. Director of Public Prose-cutions "
        "Ann Lee, Deputy Direc-tor of Public Prosecutions Rita Khan and others were expected to represent "
        "Guyana, according to the British High Commission."
    )
    assert visits("en", "GY", text) == [("GY", "BB")]


def test_who_represents_a_country_is_named() -> None:
    """The delegation has no head; the official who stands for it gives it a name."""
    text = (
        "The conference of African prosecutors opened in Cairo on Monday. Morocco is represented at the "
        "event by Ahmed Alami, head of the criminal division at the Public Prosecution."
    )
    article = Article("", text, published="2023-03-03", lang="en", publisher_country="MA")
    assert [one.visitor.name for one in read(article, now=_NOW).visits] == ["Ahmed Alami"]
