"""Prosecutors whose country only their name tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading.reader import read


def _read(title: str, text: str, published: str | None) -> Verdict:
    return read(Article(title, text, published=published), now=datetime(2026, 11, 22, tzinfo=UTC))


HANOI = (
    "Krasnov begins visit to Hanoi",
    "Prosecutor General Igor Krasnov arrived in Hanoi on Friday on a working visit.",
)
MADRID = (
    "La fiscal Luz Adriana Camargo viajó a Madrid",
    "La fiscal Luz Adriana Camargo llegó este lunes a Madrid en visita de trabajo y se reunió allí con el "
    "fiscal general del Estado de España, Álvaro García Ortiz.",
)


@pytest.mark.parametrize(
    ("story", "published", "pair"),
    [
        (HANOI, "2023-03-04", ("RU", "VN")),
        (MADRID, "2024-09-10", ("CO", "ES")),
        (MADRID, None, ("CO", "ES")),
    ],
)
def test_a_name_tells_the_country(
    story: tuple[str, str], published: str | None, pair: tuple[str, str]
) -> None:
    """News at home says neither whose attorney general travels nor that a mere "fiscal" is the head."""
    (visit,) = _read(*story, published).visits
    assert (visit.visitor.country, visit.host.country) == pair
    assert visit.visitor.grade == "head"


def test_who_is_out_of_office_is_not_taken_for_the_head() -> None:
    """Years later the same words are no visit of Russia's."""
    assert not [visit for visit in _read(*HANOI, "2026-03-04").visits if visit.visitor.country == "RU"]


def test_the_text_is_believed_before_the_name() -> None:
    """A namesake of another country, which the text tells, is that country's."""
    (visit,) = _read(
        "Krasnov begins visit to Hanoi",
        "The Prosecutor General of Armenia, Igor Krasnov, arrived in Hanoi on Friday on a working visit.",
        "2023-03-04",
    ).visits
    assert visit.visitor.country == "AM"


def test_office_and_name_told_apart_are_one_guest() -> None:
    """The first sentence says that the Prosecutor General of Russia came, the second talks with Krasnov."""
    (visit,) = _read(
        "President of Uzbekistan receives Prosecutor General of Russia",
        "The President of Uzbekistan received the Prosecutor General of Russia, who is in the country on a "
        "working visit. Cybercrime was discussed with Igor Krasnov.",
        "2024-11-21",
    ).visits
    assert (visit.visitor.country, visit.visitor.name, visit.host.country) == ("RU", "Igor Krasnov", "UZ")


def test_a_superior_at_home_does_not_travel_with_his_deputy() -> None:
    """Of one country the named deputy travels, whoever stayed behind."""
    (visit,) = _read(
        "Vice-procurador-geral do Brasil em Luanda",
        "O vice-procurador-geral da República do Brasil, Hugo Prates, chegou a Luanda para uma visita de "
        "trabalho em representação do procurador-geral Paulo Gonet.",
        "2025-11-18",
    ).visits
    assert (visit.visitor.name, visit.visitor.grade) == ("Hugo Prates", "deputy")


def test_a_name_that_signs_needs_no_office() -> None:
    """Regional news leaves out even the title of those whom everybody knows; a mere mention says nothing."""
    signed = (
        "A memorandum between the two prosecution services was signed in Harare on Wednesday by Andrei Shved"
    )
    (visit,) = _read(
        "Memorandum signed in Harare", f"{signed}, who had arrived a day earlier.", "2024-09-17"
    ).visits
    assert (visit.visitor.name, visit.visitor.country, visit.host.country) == ("Andrei Shved", "BY", "ZW")
    assert visit.visitor.office_as_written is None
    told = "Prosecutors in Harare look into a scheme with tractors that Andrei Shved had spoken of in Minsk."
    assert not _read("Tractors in Harare", told, "2024-09-17").visits
