"""Two stories retold: a finished visit full of decoys, and one still going on, copied by another newsroom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting, Verdict
from bot.reading import read

NOW = datetime(2026, 4, 1, tzinfo=UTC)

MUSCAT = Article(
    "",
    "YEREVAN, Armenia, March 12. A delegation headed by Armenia’s Prosecutor General Aram "
    "Petrosyan made a working "
    "visit to Muscat on March 9 through 12 at the invitation of his Omani colleague, Salim bin "
    "Rashid Al Harthi, Ararat "
    "News reports via the Prosecutor General’s Office.\n\n"
    "At the Public Prosecution of Oman Aram Petrosyan thanked the hosts for the invitation and "
    "said that the Sultanate "
    "had always been a friend of Armenia. The ties, he went on, owe much to the heads of state of "
    "the two countries.\n\n"
    "Salim bin Rashid Al Harthi, for his part, voiced his pleasure and recalled his earlier "
    "working visits to Armenia "
    "with warmth.\n\n"
    "The two sides reviewed the Memorandum of Understanding signed by the prosecution services in "
    "May 2023. They talked "
    "about extradition and mutual legal assistance in criminal matters and exchanged views on "
    "mutual study visits and "
    "the sharing of professional experience.\n\n"
    "The guests were then told how the Omani prosecution protects children's rights and applies "
    "alternative penalties.\n\n"
    "As part of the visit the delegation met with Sheikh Hamad Said Al Rawahi, Chairperson of the "
    "Supreme Court of Oman "
    "and Vice President of the Judicial Council. A further meeting was held with Oman's Minister "
    "of Justice and Legal "
    "Affairs, Abdullah bin Mohammed Al Sa'idi; the legal framework of cooperation was its subject.\n\n"
    "The delegation also visited historical landmarks of Oman.",
    published="2026-03-12",
    publisher="Ararat News",
    publisher_country="AM",
)

SOFIA = Article(
    "",
    "(WIREHUB - Steppe News Agency) At the invitation of the Prosecutor General of Bulgaria, Boyan "
    "Stoyanov, a delegation "
    "led by Kazakhstan's Prosecutor General Daniyar Seitov is on a working visit to Sofia to "
    "strengthen ties between the "
    "two prosecution services, Steppe reports via the Prosecutor General's Office of Kazakhstan.\n\n"
    "During the visit the delegation laid a wreath at the monument to the poet Abai Kunanbayev in "
    "Sofia and paid tribute "
    "to the founder of the Bulgarian state, Khan Asparuh.\n\n"
    "At the meeting with the Prosecutor General of Bulgaria, Stoyanov underlined that the bodies "
    "of both countries work "
    "closely together.\n\n"
    "Seitov expressed gratitude for the hospitality and quoted Abai Kunanbayev and Vasil Levski. "
    "The sides discussed legal "
    "assistance and extradition.\n\n"
    "The delegation also met with the President of the Supreme Court of Cassation of Bulgaria, "
    "Galina Hristova. On "
    "November 18, the Kazakh delegation met with Bulgaria's Minister of Justice Plamen Kirov. They "
    "spoke of study visits "
    "and the legal framework.\n\n"
    "In the course of the visit the delegation also held talks with Bulgaria's Ombudsman Teodora "
    "Ilieva, focusing on human "
    "rights.\n\n"
    "Kazakhstan's Ambassador to Bulgaria, Marat Omarov, participated in the meetings. Daniyar "
    "Seitov also visited the "
    "Kazakh Embassy in Sofia.\n\n"
    "The delegation's visit is ongoing.",
    published="2025-11-18",
    publisher="WIREHUB",
)


def only_visit(found: Verdict) -> Sighting:
    """A verdict with exactly one visit gives it."""
    (visit,) = found.visits
    return visit


@pytest.fixture(scope="module")
def muscat() -> Verdict:
    """The finished visit."""
    return read(MUSCAT, now=NOW)


@pytest.fixture(scope="module")
def sofia() -> Verdict:
    """The visit that goes on."""
    return read(SOFIA, now=NOW)


def test_finished_visit(muscat: Verdict) -> None:
    """Who, where, when, why and how far: all of the finished visit stands in its record."""
    visit = only_visit(muscat)
    assert (muscat.label, muscat.official_source, muscat.syndicated_from) == (
        "visit",
        "Prosecutor General's Office",
        None,
    )
    assert (visit.visitor.name, visit.visitor.country, visit.visitor.grade) == (
        "Aram Petrosyan",
        "AM",
        "head",
    )
    assert (visit.host.country, visit.host.city, visit.host.city_inferred) == ("OM", "Muscat", False)
    assert visit.inviter is not None
    assert (visit.inviter.name, visit.inviter.country) == ("Salim bin Rashid Al Harthi", "OM")
    assert (visit.start, visit.end, visit.date_precision, visit.dates_inferred) == (
        "2026-03-09",
        "2026-03-12",
        "day",
        False,
    )
    assert (visit.status, visit.visit_type, visit.occasion) == ("completed", "working", None)


def test_finished_visit_meetings(muscat: Verdict) -> None:
    """The host, the judge and the minister were met; no head of state was."""
    assert [(one.name, one.country) for one in only_visit(muscat).meetings] == [
        ("Salim bin Rashid Al Harthi", "OM"),
        ("Hamad Said Al Rawahi", "OM"),
        ("Abdullah bin Mohammed Al Sa'idi", "OM"),
    ]


def test_finished_visit_papers_and_topics(muscat: Verdict) -> None:
    """The memorandum of 2023 was only reviewed; the topics are those talked about."""
    visit = only_visit(muscat)
    assert [(one.kind, one.signed, one.date) for one in visit.agreements] == [
        ("memorandum", False, "2023-05")
    ]
    assert set(visit.topics) == {
        "extradition", "mutual_legal_assistance", "training_exchange", "children_and_family",
        "alternative_sanctions", "legal_framework",
    }  # fmt: skip


def test_ongoing_visit(sofia: Verdict) -> None:
    """A copied story that goes on has its source, no invented end, and no start after its printing."""
    visit = only_visit(sofia)
    assert (sofia.official_source, sofia.syndicated_from) == (
        "Prosecutor General's Office of Kazakhstan",
        "Steppe",
    )
    assert (visit.visitor.name, visit.visitor.country, visit.visitor.grade) == (
        "Daniyar Seitov",
        "KZ",
        "head",
    )
    assert (visit.host.country, visit.host.city) == ("BG", "Sofia")
    assert visit.inviter is not None
    assert visit.inviter.name == "Boyan Stoyanov"
    assert (visit.status, visit.end) == ("ongoing", None)
    assert visit.start is None or (visit.start <= "2025-11-18" and visit.dates_inferred)


def test_ongoing_visit_meetings(sofia: Verdict) -> None:
    """Poets, founders and the visitor's own ambassador are not among those met."""
    assert [one.name for one in only_visit(sofia).meetings] == [
        "Boyan Stoyanov", "Galina Hristova", "Plamen Kirov", "Teodora Ilieva",
    ]  # fmt: skip


def test_ongoing_visit_topics(sofia: Verdict) -> None:
    """Nothing was signed, and the topics stand in the text."""
    visit = only_visit(sofia)
    assert visit.agreements == ()
    assert set(visit.topics) >= {
        "mutual_legal_assistance",
        "extradition",
        "training_exchange",
        "human_rights",
        "legal_framework",
    }
