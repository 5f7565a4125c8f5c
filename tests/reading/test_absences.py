"""Trips put off, heads who stay at home, and whom those meet who come to a conference."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read

NOW = datetime(2025, 8, 6, tzinfo=UTC)


def _read(lang: str, title: str, text: str, country: str | None = None) -> Verdict:
    article = Article(title, text, published="2025-08-06", publisher_country=country, lang=lang)
    return read(article, now=NOW)


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "pt",
            "Adiada a visita do Procurador-Geral da Indonésia a Díli",
            "A visita do Procurador-Geral da Indonésia, Burhan Siregar, a Timor-Leste foi adiada para 1 de "
            "Setembro, anunciou a PGR timorense.",
        ),
        (
            "it",
            "Rinviata la visita a Berna del procuratore generale romeno",
            "La visita a Berna del procuratore generale della Romania, Alexandru Florea, è stata rinviata al "
            "1 settembre.",
        ),
    ],
)
def test_a_trip_put_off_to_a_day_is_planned_for_it(lang: str, title: str, text: str) -> None:
    """Put off to another day is not called off, and the new day is the first."""
    (visit,) = _read(lang, title, text).visits
    assert (visit.status, visit.start) == ("planned", "2025-09-01")


def test_a_trip_put_off_without_a_day_is_off() -> None:
    """Where no new day is told nobody is expected."""
    (visit,) = _read(
        "es",
        "Aplazada la visita del fiscal general de Perú a Quito",
        "La visita del fiscal general de Perú, Juan Villanueva, a Quito, prevista para el 20 de agosto, fue "
        "aplazada sin fecha.",
    ).visits
    assert visit.status == "cancelled"


def test_who_receives_an_ambassador_is_at_home() -> None:
    """A conversation about a trip to the ambassador's country is no trip."""
    verdict = _read(
        "fr",
        "Le procureur général reçoit l'ambassadrice de Belgique",
        "Le procureur général près la Cour de cassation, Firmin Kalala, a reçu l'ambassadrice de Belgique. "
        "Il a été question d'un projet de visite d'étude à Liège.",
        "CD",
    )
    assert verdict.label == "not_visit"


def test_in_whose_name_somebody_comes_stays_at_home() -> None:
    """A head who is stood in for has gone nowhere."""
    verdict = _read(
        "es",
        "Encuentro binacional en Washington",
        "La Fiscalía asistió a un encuentro en Washington. En nombre del fiscal general César Jáuregui "
        "acudió Francisco Sáenz Soto.",
        "MX",
    )
    assert not [visit for visit in verdict.visits if visit.visitor.name == "César Jáuregui"]


def test_a_member_of_a_delegation_has_its_country() -> None:
    """The head who came with a minister's delegation came from where the delegation did."""
    verdict = _read(
        "it",
        "Ministro della giustizia dell'Albania a Roma",
        "A Roma i ministri della giustizia hanno discusso di lotta alla mafia; nella delegazione albanese "
        "anche il Procuratore Generale Arta Marku.",
        "IT",
    )
    assert [(visit.visitor.country, visit.host.country) for visit in verdict.visits] == [("AL", "IT")]


def test_a_number_behind_a_weekday_tells_which() -> None:
    """Of "quinta (14)" only one Thursday can be meant, and a conference's last day is that of its guests."""
    (visit,) = _read(
        "pt",
        "Procurador-geral em Assunção",
        "O procurador-geral da República do Brasil, Paulo Alencar, está em Assunção para a Conferência de "
        "Procuradores, que começou nesta terça-feira (5) e segue até quinta (14).",
        "BR",
    ).visits
    assert (visit.start, visit.end) == ("2025-08-05", "2025-08-14")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The wife of Kazakhstan's Prosecutor General Berik Asylov opened a show in Prague on Tuesday.",
        ),
        ("en", "Kazakhstan's Prosecutor General Berik Asylov's son opened a show in Prague on Tuesday."),
        ("ru", "Супруга генпрокурора Казахстана Берика Асылова открыла во вторник в Праге выставку."),
        ("tr", "Kazakistan Başsavcısı Berik Asılov'un oğlu salı günü Prag'da bir sergi açtı."),
    ],
)
def test_his_family_travels_without_him(lang: str, text: str) -> None:
    """Where wife or son of a head is abroad, he is not."""
    assert not _read(lang, "A show in Prague", text).visits
