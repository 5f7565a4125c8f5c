"""Journeys that were not made, talks that were not held, papers that were not signed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)
HEAD = "Estonia's Prosecutor General Taavi Rand arrived in Tbilisi on Tuesday for a working visit. "


def verdict(text: str, lang: str = "en") -> Verdict:
    """Read one article that was published on 8 October 2026."""
    return read(Article("", text, published="2026-10-08", lang=lang), now=NOW)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We will not take part in the conference of prosecutors general in Tbilisi, Estonia's "
               "Prosecutor General Taavi Rand told journalists."),
        ("en", "Prosecutor General Taavi Rand of Estonia did not travel to Georgia. No journey took place, "
               "his office said."),
        ("es", "El fiscal general de Uruguay, Bruno Sosa, no viajó a Lima, aclaró la fiscalía."),
        ("fr", "Le procureur général du Bénin, Jean Adou, ne participera pas à la conférence de Dakar, a "
               "indiqué le parquet."),
        ("pt", "O procurador-geral de Angola, Rui Neto, não participará na conferência de Lisboa, disse a "
               "procuradoria."),
        ("ru", "Генеральный прокурор Эстонии Таави Ранд не ездил в Тбилиси, сообщили в прокуратуре."),
    ],
)  # fmt: skip
def test_a_journey_that_is_denied_is_no_visit(lang: str, text: str) -> None:
    """Whoever did not go, or will not take part, visits nobody."""
    assert verdict(text, lang).label == "not_visit"


def test_whom_the_visitor_did_not_talk_with_is_not_met() -> None:
    """A talk that is denied is no meeting."""
    (visit,) = verdict(HEAD + "Rand did not talk with Interior Minister Levan Kiknadze.").visits
    assert visit.meetings == ()


def test_fellow_guests_of_a_meeting_of_many_are_not_met() -> None:
    """Where three heads or more "met in" a place, only its host is somebody whom each of them met."""
    found = verdict(
        "Prosecutors general of Estonia, Latvia and Moldova, Taavi Rand, Armins Kalns and Ion Rusu, met in "
        "Tbilisi on Tuesday at the conference of prosecutors."
    )
    assert [visit.meetings for visit in found.visits if visit.visitor.name == "Taavi Rand"] == [()]


@pytest.mark.parametrize(
    ("said", "papers"),
    [
        ("An agreement on joint teams is being drafted.", [("agreement", False)]),
        ("The programme of the visit includes the signing of a memorandum.", [("memorandum", False)]),
        ("The signing of the memorandum was put off until November.", [("memorandum", False)]),
        ("Both initialled a protocol on evidence.", [("protocol", False)]),
        ("The heads signed a letter of intent.", [("declaration", True)]),
        ("A memorandum and an action plan were signed.", [("memorandum", True), ("action_plan", True)]),
    ],
)
def test_what_is_in_the_making_is_not_signed(said: str, papers: list[tuple[str, bool]]) -> None:
    """Drafts, programmes and initials are no signature; the programme of a visit is no paper at all."""
    (visit,) = verdict(HEAD + said).visits
    assert [(paper.kind, paper.signed) for paper in visit.agreements] == papers


def test_a_call_to_the_datelines_country_is_no_visit() -> None:
    """Who signs on a screen has not come, though the story is told from the other's capital."""
    found = verdict(
        "Abu Dhabi (WAM) – Salem Al Nuaimi, UAE Attorney-General, and his counterpart from Uzbekistan held a "
        "virtual meeting on Tuesday, at which both signed a memorandum electronically."
    )
    assert found.label == "not_visit"


def test_who_had_invited_is_the_inviter() -> None:
    """ "Who had invited him" tells of this visit, and not of one to come."""
    (visit,) = verdict(
        HEAD + "Georgia's Prosecutor General Giorgi Lomidze, who had invited him, showed him the archive."
    ).visits
    assert visit.inviter is not None
    assert visit.inviter.name == "Giorgi Lomidze"


def test_a_town_that_is_left_was_visited() -> None:
    """Who left a town abroad had been there."""
    found = verdict(
        "Cuba's Attorney General Yamila Ojeda left Luanda on Wednesday, bringing to a close a tour that had "
        "taken her to Windhoek (28-30 September) and Pretoria (1-3 October)."
    )
    assert {visit.host.country for visit in found.visits} == {"AO", "NA", "ZA"}


@pytest.mark.parametrize(
    "text",
    [
        "A court heard on Monday that an aide had paid for the 2017 trip of Prosecutor General Taavi Rand to "
        "Tbilisi, where he met the Prosecutor General of Georgia.",
        "LANSING — Michigan's top prosecutor, Dana Weller, landed in Taipei on Saturday for a week of talks "
        "and will see the justice minister.",
    ],
)
def test_old_trips_and_prosecutors_of_a_state_are_no_visit(text: str) -> None:
    """A trip of an earlier year is no news, and the prosecutor of a part of a country not its head."""
    assert verdict(text).label == "not_visit"


def test_the_onward_leg_of_a_journey_is_a_visit_too() -> None:
    """Who travelled on to another country has been in both."""
    found = verdict(
        "After talks in Yerevan on Monday Estonia's Prosecutor General Taavi Rand travelled on to Tbilisi, "
        "where a conference of prosecutors opened on Wednesday."
    )
    assert {visit.host.country for visit in found.visits} == {"AM", "GE"}


def test_a_three_day_event_that_closes_today_began_two_days_ago() -> None:
    """The days of an event count for who attends it."""
    (visit,) = verdict(
        "Prosecutor General Ion Rusu of Moldova is attending a seminar in Riga. The three-day event closes "
        "today."
    ).visits
    assert (visit.start, visit.end) == ("2026-10-06", "2026-10-08")
