"""Heads told of again by a short title: "the prosecutor", "el fiscal peruano", "a representante do Peru"."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _visits(lang: str, text: str, home: str = "PE") -> list[tuple[str, str]]:
    article = Article("", text, published="2026-09-25", publisher_country=home, lang=lang)
    return [(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "El fiscal general, Hugo Arce, habló de drogas. La próxima semana el fiscal viajará a Atenas "
            "para asistir a una conferencia.",
        ),
        (
            "es",
            "La fiscal general, Rosa Arce, inició su viaje. En España, la fiscal estará en las ciudades de "
            "Madrid y Toledo. En la capital se reunirá con el fiscal general de España, Luis Vega.",
        ),
        (
            "en",
            "Prosecutor General Hugo Arce spoke of narcotics. Next week the prosecutor will travel to "
            "Athens to attend a conference.",
        ),
        (
            "fr",
            "Le procureur général, Hugo Arce, a parlé de drogue. La semaine prochaine, le procureur se "
            "rendra à Athènes pour une conférence.",
        ),
        (
            "it",
            "Il procuratore generale Hugo Arce ha parlato di droga. Il magistrato è poi volato ad Atene, "
            "dove ha incontrato il procuratore greco.",
        ),
    ],
)
def test_the_prosecutor_is_the_head_told_before(lang: str, text: str) -> None:
    """The only one told of, or the newsroom's own."""
    assert [country for country, _ in _visits(lang, text)] == ["PE"]


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor General Hugo Arce announced charges. The prosecutor of the case flew to Athens.",
        "Prosecutor General Hugo Arce announced charges. A prosecutor flew to Athens to hear witnesses.",
        "Prosecutor General Hugo Arce spoke of the independence of the prosecutor in Athens.",
    ],
)
def test_another_prosecutor_is_not_he(text: str) -> None:
    """ "The prosecutor of the case", "a prosecutor": words that say that it is somebody else."""
    assert _visits("en", text) == []


def test_a_journey_without_a_place_leads_to_who_invites() -> None:
    """ "Visited the archipelago at the invitation of her Cape Verdean colleague"."""
    text = (
        "A procuradora-geral do Peru, Rosa Arce, falou de formação. As declarações foram feitas na Praia, "
        "capital de Cabo Verde. A representante do Peru visitou o arquipélago a convite do homólogo "
        "cabo-verdiano, Luís Lima."
    )
    assert _visits("pt", text) == [("PE", "CV")]


def test_the_remarks_were_made_where_he_is() -> None:
    """ "He made the remarks in Geneva": whoever spoke before is there."""
    text = (
        "The Prosecutor General of Peru, Hugo Arce, praised the fight against fraud. He made the remarks in "
        "Geneva at a conference of prosecutors."
    )
    assert _visits("en", text) == [("PE", "CH")]


def test_a_negation_of_other_matters_denies_no_journey() -> None:
    """ "Gave no details" says nothing against the meeting; "did not travel" does."""
    told = "El fiscal general de Bolivia, Hugo Arce, se reunió en Miami, Florida, con autoridades. "
    assert _visits("es", told + "Arce no quiso dar detalles.", "BO") == [("BO", "US")]
    assert _visits("en", "The Prosecutor General of Peru, Hugo Arce, did not travel to Geneva.") == []
