"""The headline gate, measured as docs/benchmarks.md tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.reading import might_matter
from bot.scoring.corpus import load
from tests.gate_recall import recalled

CORPORA = Path(__file__).parents[1] / "corpus"


def test_the_gate_loses_next_to_no_visit() -> None:
    """Of the development articles that tell of visits 995 in 1,000 are candidates by title and summary."""
    cases = [case for path in CORPORA.glob("dev*.jsonl") for case in load(path)[0]]
    visits = [case for case in cases if case.label not in ("not_visit", "ambiguous")]
    assert len(recalled(visits, 300)) >= 0.995 * len(visits) > 0


@pytest.mark.parametrize(
    ("headline", "opens"),
    [
        ("Глава МИД Франции прибыл в Алма-Ату", False),
        ("Директор завода рассказал о государственном заказе", False),
        ("Генеральный секретарь ООН осудил удар", False),
        ("Генеральный прокурор при кассационном суде прибыл в Баку", True),
        ("Глава надзорного ведомства прибыл в Баку", True),
        ("Erste Reaktionen auf die stellvertretende Ministerin", False),
        ("Der Erste Stellvertretende Generalstaatsanwalt kommt nach Wien", True),
        ("Šef diplomatije i direktor javnog preduzeća u Beogradu", False),
        ("Direktor javnog tužilaštva doputovao u Beograd", True),
        ("Голова правління відвідав державний завод", False),
        ("Голова верховної народної прокуратури прибув до Києва", True),
    ],
)
def test_a_title_of_several_words_opens_the_gate_as_a_whole(headline: str, opens: bool) -> None:
    """A head, a director or a first one of anything is no prosecutor; with the rest of the title it is."""
    assert might_matter(headline) is opens
