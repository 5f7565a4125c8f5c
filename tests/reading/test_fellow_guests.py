"""Two guests of one host on one day: each has his own talk and his own paper."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading.reader import read

TITLE = "Two guests at the Prosecutor General's Office in Doha"
RECEIVED = (
    "The Prosecutor General of Qatar, Issa Al Nuaimi, received the Prosecutor General of Jordan, Yousef "
    "Thiabat, and, separately, the Prosecutor General of Mongolia, Bold Batbayar, in Doha on Wednesday. "
)


def _visits(text: str) -> dict[str, Sighting]:
    found = read(Article(TITLE, text, published="2026-05-20"), now=datetime(2026, 5, 20, tzinfo=UTC)).visits
    return {visit.visitor.country: visit for visit in found}


@pytest.mark.parametrize(
    "told",
    [
        "With Jordan a memorandum was signed, with Mongolia a protocol.",
        "He signed a memorandum with Thiabat and a protocol with Batbayar.",
        "The Jordanian guest signed a memorandum, the Mongolian guest a protocol.",
    ],
)
def test_each_guest_has_the_paper_beside_which_he_stands(told: str) -> None:
    """Whichever comes first, guest or paper, no guest has signed what the other has."""
    visits = _visits(RECEIVED + told)
    assert [paper.kind for paper in visits["JO"].agreements] == ["memorandum"]
    assert [paper.kind for paper in visits["MN"].agreements] == ["protocol"]


def test_a_paper_of_all_is_everybodys() -> None:
    """One paper behind both names belongs to both."""
    visits = _visits(RECEIVED + "With Jordan and Mongolia a memorandum was signed.")
    assert [[paper.kind for paper in visit.agreements] for visit in visits.values()] == [["memorandum"]] * 2


def test_guests_received_apart_have_met_the_host_alone() -> None:
    """Neither guest has the other among those whom he met."""
    for visit in _visits(RECEIVED).values():
        assert [person.name for person in visit.meetings] == ["Issa Al Nuaimi"]
