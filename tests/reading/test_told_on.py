"""A visit that only the sentence behind the deed calls one."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.model import Article, Verdict
from bot.reading.reader import read

HANDED = (
    "The Prosecutor General of Finland, Ari-Pekka Koivisto, handed {to} an old manuscript "
    "in Tashkent on Thursday. "
)
RECEIVER = "Uzbekistan's Prosecutor General Nigmatilla Yuldashev"


def _read(text: str) -> Verdict:
    article = Article("A manuscript returns", text, published="2026-05-21")
    return read(article, now=datetime(2026, 5, 21, tzinfo=UTC))


def test_a_visit_told_in_the_sentence_behind_is_one() -> None:
    """The first sentence says where he was and who took the gift, the second that it was a visit."""
    (visit,) = _read(HANDED.format(to=RECEIVER) + "The official visit ends on Friday.").visits
    assert (visit.visitor.name, visit.host.country, visit.end) == ("Ari-Pekka Koivisto", "UZ", "2026-05-22")


def test_the_visit_of_another_is_not_his() -> None:
    """Where the sentence behind names somebody else, the visit is that man's."""
    told = HANDED.format(to="the museum") + "The visit of the President of Latvia to Tashkent ends on Friday."
    assert not _read(told).visits
