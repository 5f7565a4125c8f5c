"""A lone meeting of some days ago."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _visit(lang: str, published: str, text: str) -> Sighting:
    (visit,) = read(Article(title="", text=text, lang=lang, published=published), now=NOW).visits
    return visit


def test_of_a_lone_meeting_two_days_ago_nothing_goes_on() -> None:
    """A visit of which one past meeting is told is over."""
    text = (
        "O procurador-geral de Cabo Verde recebeu na segunda-feira, 11/05, na Praia, o procurador-geral da "
        "Geórgia, Irakli Shotadze."
    )
    assert _visit("pt", "2026-05-14", text).status == "completed"
