"""Heads whom a page calls by what they do: "its head", "the highest authority of the Public Ministry"."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _travellers(lang: str, text: str, home: str) -> list[tuple[str, str | None, str]]:
    article = Article("", text, published="2026-09-25", publisher_country=home, lang=lang)
    found = read(article, now=_NOW).visits
    return [(one.visitor.country, one.visitor.name, one.host.country) for one in found]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Kenya's Public Prosecution said that its head, Amos Kariuki, has arrived in Kampala for talks.",
        ),
        ("es", "La Fiscalía General de Kenia informó que su titular, Amos Kariuki, llegó a Kampala."),
        ("pt", "A Procuradoria-Geral do Quénia informou que o seu titular, Amos Kariuki, chegou a Kampala."),
        ("fr", "Le parquet général du Kenya a annoncé que son chef, Amos Kariuki, est arrivé à Kampala."),
        ("it", "La Procura generale del Kenya ha detto che il suo capo, Amos Kariuki, è arrivato a Kampala."),
        ("es", "El director nacional del Ministerio Público, Amos Kariuki, llegó a Kampala."),
        ("es", "La máxima autoridad del Ministerio Público, Amos Kariuki, llegó a Kampala."),
        ("es", "El jefe de los fiscales de Kenia, Amos Kariuki, llegó a Kampala."),
        ("pt", "O responsável máximo do Ministério Público, Amos Kariuki, chegou a Kampala."),
        ("fr", "Le numéro un du ministère public kényan, Amos Kariuki, est arrivé à Kampala."),
        ("it", "Il numero uno della Procura generale del Kenya, Amos Kariuki, è arrivato a Kampala."),
    ],
)
def test_whoever_heads_the_service_is_its_head(lang: str, text: str) -> None:
    assert _travellers(lang, text, "KE") == [("KE", "Amos Kariuki", "UG")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Kenya's Public Prosecution said that the police and its head, Amos Kariuki, are in Kampala.",
        ),
        (
            "en",
            "Kenya's Public Prosecution said that its head of training, Amos Kariuki, is in Kampala.",
        ),
        ("es", "El Ministerio Público dijo que su directora de cooperación, Ana Mora, viajó a Kampala."),
        ("es", "El director nacional de la Fiscalía Antidrogas, Amos Kariuki, llegó a Kampala."),
    ],
)
def test_heads_of_units_and_of_others_are_not(lang: str, text: str) -> None:
    assert _travellers(lang, text, "KE") == []
