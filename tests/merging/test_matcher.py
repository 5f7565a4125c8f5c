"""Who is told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.matcher import match, may_pass_late
from bot.model import Change, Notice, Official, Visit
from bot.wishes import Filters, Subject, Wish, subjects
from tests.merging.told import known, told

NOW = datetime(2026, 1, 26, 12, tzinfo=UTC)
VISIT = known(told("2026-01-26", "2026-01-24/2026-01-26")).visit
EVERYTHING = Wish("")
BOTH = {EVERYTHING: [1, 2]}


def _visit(*reports: tuple[str, str | None], **more: str) -> Visit:
    return known(*(told(published, dates, **more) for published, dates in reports)).visit


def test_a_new_visit_alerts_every_subscriber_once() -> None:
    """Several subscriptions of one chat are one alert."""
    assert match("new", VISIT, {EVERYTHING: [1, 2, 1], Wish("BH"): [2]}, {}, now=NOW) == (
        Notice(1, "v", 1, "alert"),
        Notice(2, "v", 1, "alert"),
    )


@pytest.mark.parametrize("change", ["copy", "none", "held"])
def test_what_is_no_news_tells_nobody(change: Change) -> None:
    """Copies, repetitions and what waits for review make no message of any kind."""
    assert match(change, VISIT, BOTH, {1: True}, now=NOW) == ()


def test_what_matters_edits_with_a_reply_and_tells_those_who_missed_it() -> None:
    """The card changes at once and the reply makes the sound; who has no card gets one."""
    assert match("material", VISIT, BOTH, {1: True}, now=NOW) == (
        Notice(1, "v", 1, "edit"),
        Notice(1, "v", 1, "reply", since=0),
        Notice(2, "v", 1, "alert"),
    )


def test_a_detail_edits_in_silence_where_the_card_is() -> None:
    """Nobody hears of a further meeting, and nobody is alerted because of it."""
    assert match("minor", VISIT, BOTH, {1: True}, now=NOW) == (Notice(1, "v", 1, "edit", silent=True),)


def test_a_card_out_of_reach_is_left_alone() -> None:
    """Who deleted the card is not sent it again."""
    assert match("material", VISIT, BOTH, {1: False, 2: False}, now=NOW) == ()


def test_who_unsubscribed_still_has_a_card_that_is_right() -> None:
    """A card in a chat is kept true whether the chat still subscribes or not."""
    assert [notice.kind for notice in match("material", VISIT, {}, {1: True}, now=NOW)] == ["edit", "reply"]


@pytest.mark.parametrize("grade", ["deputy", "delegation"])
def test_only_heads_of_prosecution_alert(grade: str) -> None:
    """Deputies and delegations are stored and shown on request."""
    visit = known(replace(told(), sighting=_graded(grade))).visit
    assert match("new", visit, BOTH, {}, now=NOW) == ()


def _graded(grade: str) -> object:
    sighting = told("2026-01-26", "2026-01-24").sighting
    return replace(sighting, visitor=replace(sighting.visitor, grade=grade))


@pytest.mark.parametrize(
    ("published", "dates", "alerts"),
    [
        ("2026-01-26", None, True),
        ("2026-01-19", None, True),
        ("2026-01-18T23:59:00Z", None, False),
        ("2026-01", None, True),
        ("2025-12", None, False),
        ("2026-01-26", "2026-01-19", True),
        ("2026-01-26", "2026-01-18", False),
        ("2026-01-26", "2026-01-10/2026-01-19", True),
        ("2026-01-26", "2025-12", False),
        ("2026-01-26", "2026-03-01", True),
        ("2025-12-01", "2026-03-01", False),
    ],
)
def test_the_past_alerts_nobody(published: str, dates: str | None, alerts: bool) -> None:
    """Neither an article of more than seven days ago nor a visit that ended then makes a message."""
    assert bool(match("new", _visit((published, dates)), BOTH, {}, now=NOW)) is alerts


def test_a_fresh_report_of_an_old_plan_is_fresh() -> None:
    """A visit announced a month ago alerts when it begins and nobody was told before."""
    visit = _visit(("2025-12-20", "2026-01-25"), ("2026-01-25", "2026-01-25"))
    assert match("material", visit, BOTH, {}, now=NOW)


def test_an_article_without_a_date_is_of_today() -> None:
    """A missing date is no reason to keep silent."""
    undated = replace(VISIT, sources=(replace(VISIT.sources[0], published=None),))
    assert match("new", undated, BOTH, {}, now=NOW)


def test_editing_ends_two_weeks_after_the_visit() -> None:
    """Old cards come to rest."""
    shown = {1: True}
    assert match("minor", VISIT, {}, shown, now=NOW + timedelta(days=14))
    assert match("minor", VISIT, {}, shown, now=NOW + timedelta(days=15)) == ()


@pytest.mark.parametrize(
    ("key", "filters", "told"),
    [
        ("AZ", Filters(role="visitor"), True),
        ("AZ", Filters(role="host"), False),
        ("BH", Filters(role="host"), True),
        ("AZBH", Filters(role="host"), True),
        ("", Filters(stage="planned"), False),
        ("", Filters(stage="actual"), True),
        ("", Filters(confidence=95), False),
        ("", Filters(confidence=80), True),
        ("", Filters(languages=("en", "ru")), True),
        ("", Filters(languages=("ru",)), False),
    ],
)
def test_filters_let_through_what_was_wished(key: str, filters: Filters, told: bool) -> None:
    """Role, stage, sureness and languages each decide on their own."""
    sources = (replace(VISIT.sources[0], lang="en", score=0.9),)
    visit = replace(VISIT, sources=sources)
    assert bool(match("new", visit, {Wish(key, filters): [1]}, {}, now=NOW)) is told


@pytest.mark.parametrize(
    ("grade", "lowest", "heard"),
    [("deputy", "deputy", True), ("deputy", "delegation", True), ("delegation", "deputy", False)],
)
def test_who_asks_for_deputies_hears_of_them(grade: str, lowest: Any, heard: bool) -> None:
    """A subscription names the lowest grade that it is told of."""
    visit = known(replace(told(), sighting=_graded(grade))).visit
    assert bool(match("new", visit, {Wish("", Filters(grade=lowest)): [1]}, {}, now=NOW)) is heard


def test_an_alert_stands_in_the_topic_of_its_subscription() -> None:
    """Of several subscriptions of one chat that of the first that lets the visit through."""
    audience = {Wish("AZ", Filters(role="host"), thread=5): [1], Wish("BH", thread=7): [1], EVERYTHING: [1]}
    assert match("new", VISIT, audience, {}, now=NOW) == (Notice(1, "v", 1, "alert", thread=7),)


@pytest.mark.parametrize(
    "wish", ["Kamran Aliyev", "aliyev", "ALIYEV, Kamran", "Al Buainain", "Ali Al Buainain"]
)
def test_a_person_is_found_by_the_usual_forms_of_the_name(wish: str) -> None:
    """Visitor, inviter and whoever was met, in any order and without middle names."""
    inviter = Official("Ali bin Fadhel Al Buainain", None, None, "BH")
    visit = replace(VISIT, record=replace(VISIT.record, inviter=inviter, topics=("extradition",)))
    assert Subject(person=wish).key in subjects(visit)
    assert Subject(topic="extradition").key in subjects(visit)
    assert Subject(person="Ilham Aliyev").key not in subjects(visit)


@pytest.mark.parametrize("change", ["minor", "copy", "none"])
def test_a_filter_that_is_met_later_lets_the_visit_through_then(change: Change) -> None:
    """A report in the wished language alerts whoever waited for it, and nobody else anew."""
    english = replace(VISIT.sources[0], lang="en")
    before = replace(VISIT, sources=(english,))
    after = replace(VISIT, sources=(english, replace(english, lang="ru")))
    audience = {EVERYTHING: [1], Wish("", Filters(languages=("ru",))): [2]}
    told_late = match(change, after, audience, {}, now=NOW, before=before)
    assert told_late == (Notice(2, "v", 1, "alert"),)
    assert may_pass_late(before, after)
    assert not may_pass_late(after, before)


def test_a_topic_that_is_learned_later_is_told_then() -> None:
    """Whoever follows a topic hears of the visit with the report that names it."""
    after = replace(VISIT, record=replace(VISIT.record, topics=("extradition",)))
    audience = {EVERYTHING: [1], Wish("t:extradition"): [3]}
    assert may_pass_late(VISIT, after)
    assert match("minor", after, audience, {}, now=NOW, before=VISIT) == (Notice(3, "v", 1, "alert"),)


def test_who_wants_a_digest_gets_a_line() -> None:
    """An alert of a chat with a digest waits for it."""
    assert [one.kind for one in match("new", VISIT, {Wish("", mode="daily"): [1]}, {}, now=NOW)] == ["line"]
