"""The record of one visit: each field from the step that knows it, each with the phrase it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model import OFFICE_OF_GRADE, Evidence, Official, Sighting, Visitor
from bot.reading.facts.agreements import agreements
from bot.reading.facts.fellow_guests import fellows, papers_of_fellows
from bot.reading.facts.first_and_last import Schedule
from bot.reading.facts.host import host
from bot.reading.facts.meetings import meetings
from bot.reading.facts.occasion import occasion, topics
from bot.reading.facts.schedule import schedule
from bot.reading.facts.seat import seat
from bot.reading.facts.standing import status
from bot.reading.facts.unnamed_met import unnamed_met
from bot.reading.facts.visit_types import visit_type
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.inviting import inviter
from bot.romanising import latin


def record(story: Story, one: Candidate, chosen: Sequence[Candidate]) -> Sighting:
    """Write down what the story says of one visit."""
    evidence: dict[str, Evidence] = {}

    def keep(field: str, proof: Evidence | None) -> None:
        if proof is not None:
            evidence[field] = proof

    one.legs = legs = frozenset(
        other.host for other in chosen if other.visitor is one.visitor and other.host != one.host
    )
    when = _of_leg(story, one, chosen)
    standing, standing_proof = status(story, one, when)
    place, place_proof = host(story, one)
    invited = inviter(story, one)
    event = occasion(story, one, legs)
    kind, kind_proof = visit_type(story, one, event[0] if event else None)
    others = fellows(one, chosen)
    met = _distinct(meetings(story, one, invited[0] if invited else None, legs, others))
    if not legs:
        met += unnamed_met(story, one, [person for person, _ in met])
    if place.city is None:
        place, place_proof = seat(story, one, standing, met) or (place, place_proof)
    of_others = papers_of_fellows(story, one, others)
    signed = agreements(story, one.host, when.start_text, standing, legs, of_others)
    subjects = topics(story, one)

    visitor = _visitor(story, one)
    keep("visitor.name", _first_seen(story, one))
    keep("visitor.country", _first_seen(story, one))
    keep("visitor.office", _first_seen(story, one))
    keep("host.country", one.traces.get("travel") or one.traces.get("received") or place_proof)
    if place.city:
        keep("host.city", place_proof)
    if invited:
        keep("inviter.name", invited[1])
    keep("visit_type", kind_proof)
    if event:
        keep("occasion", event[1])
    for field, value in (("start", when.start), ("end", when.end)):
        if value:
            keep(field, when.evidence)
    keep("status", standing_proof or place_proof)
    for index, (_, proof) in enumerate(met):
        keep(f"meetings.{index}", proof)
    for index, (_, proof) in enumerate(signed):
        keep(f"agreements.{index}", proof)
    for topic, proof in subjects:
        keep(f"topics.{topic}", proof)
    return Sighting(
        visitor=visitor,
        host=place,
        inviter=invited[0] if invited else None,
        visit_type=kind,
        occasion=event[0] if event else None,
        start=when.start_text,
        end=when.end_text,
        date_precision=when.precision,
        dates_inferred=when.inferred,
        status=standing,
        meetings=tuple(person for person, _ in met),
        agreements=tuple(agreement for agreement, _ in signed),
        topics=tuple(topic for topic, _ in subjects),
        evidence=evidence,
    )


def _of_leg(story: Story, one: Candidate, chosen: Sequence[Candidate]) -> Schedule:
    """Put together the days of a visit; of a tour no leg lasts beyond the first day of the next one."""
    when = schedule(story, one)
    if not one.legs or when.start is None or when.end is None or when.precision != "day":
        return when
    others = [
        schedule(story, other) for other in chosen if other.visitor is one.visitor and other.host in one.legs
    ]
    starts = [
        other.start
        for other in others
        if other.start and not other.inferred and when.start < other.start < when.end
    ]
    return schedule(story, one, until=min(starts)) if starts else when


def _visitor(story: Story, one: Candidate) -> Visitor:
    name = one.visitor.name or one.leader
    grade = one.visitor.grade or "delegation"
    mention = max(one.visitor.mentions, key=lambda m: (m.name is not None, -m.first), default=None)
    return Visitor(
        name=name.text if name else None,
        name_latin=latin(name.text) if name else None,
        office=OFFICE_OF_GRADE[grade],
        office_as_written=mention.written or None if mention else None,
        country=one.country,
        grade=grade,
        country_inferred=one.visitor.is_guessed and one.visitor.is_supposed,
    )


def _first_seen(story: Story, one: Candidate) -> Evidence | None:
    body = [at for at in sorted(one.visitor.seen) if not story.scene.document.in_title(at)] or sorted(
        one.visitor.seen
    )
    return story.scene.evidence(body[0], body[0] + 8) if body else None


def _distinct(met: Iterable[tuple[Official, Evidence]]) -> list[tuple[Official, Evidence]]:
    return list({one[0].name or str(index): one for index, one in enumerate(met)}.values())
