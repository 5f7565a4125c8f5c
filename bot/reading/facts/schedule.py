"""When the visit is: which of a story's dates open it, close it, or merely fall into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.reading.dates.when import When
from bot.reading.facts.date_parts import comes_for_event, is_arrival, part
from bot.reading.facts.duration import length, nth_days
from bot.reading.facts.first_and_last import (
    LONGEST,
    PARTS,
    Part,
    Schedule,
    already_there,
    first_and_last,
    going_home,
    not_opened_by,
    opened_and_closed,
    stays_on,
    without_days_before,
)
from bot.reading.facts.put_off import new_day
from bot.reading.facts.unclaimed import unclaimed
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.journeys import is_of_other
from bot.reading.travels.other_matters import has_come, is_of_this_leg


def schedule(story: Story, one: Candidate, until: date | None = None) -> Schedule:
    """Put together what the dates of a story say of this visit; on `until` a next leg begins."""
    if (moved := new_day(story)) is not None:
        return _put_off(story, one, moved)
    parts: dict[Part, list[When]] = defaultdict(list)
    for when in sorted(story.dates, key=lambda when: (not _begins(when), not _is_clear(story, one, when))):
        if (role := part(story, one, when)) is not None:
            parts[role].append(when)
    for when in nth_days(story):
        if when.closes and any(last.end > when.start for last in parts["end"]):
            continue  # "on the last day they will adopt a paper", of a forum that runs until Friday
        if when.closes:
            not_opened_by(parts, when.start)
        elif any(last.end == when.start == story.today.day for last in parts["end"]):
            continue  # "on the first day", told without its date on the last one
        named = any(other.start == when.start and not other.is_relative for other in story.dates)
        place = 0 if named else len(parts["arrival"])  # "on the first day, March 4" is surer than any arrival
        parts["end" if when.closes else "arrival"].insert(place, when)
    opened_and_closed(story, one, parts)
    if until is not None:
        lasts = length(story, comes_for_event(one), _of_other_stops(story, one))
        parts["end"] = [
            when for when in parts["end"] if when.end < until or (when.end == until and not lasts)
        ]
    if not any(parts.values()) and (stretch := unclaimed(story, one)) is not None:
        parts["whole"].append(stretch)
    _without_coarse(parts)
    _within_stay(parts)
    if one.legs:
        there = {story.scene.sentence(place.first) for place in one.locations}
        without_days_before(parts, lambda when: story.scene.sentence(when.first) in there)
    parts["whole"].sort(key=lambda when: not is_of_this_leg(story, one, when))
    told = next((found[0] for name in PARTS if (found := parts.get(name))), None)
    if told is None:
        return _day_of_arrival(story, one)
    evidence = story.scene.evidence(max(told.first - 2, 0), told.last)
    if told.precision != "day":
        return Schedule(told.start, None, told.precision, evidence=evidence)
    if parts["whole"]:
        start, end = already_there(story, parts, told, comes_for_event(one)), told.end
        if comes_for_event(one):
            start, end = stays_on(parts, start, end, story.today.day, on_tour=bool(one.legs))
        if not one.legs and (told.is_relative or comes_for_event(one)):
            end = going_home(parts, end)
        return _in_order(Schedule(start, end, "day", evidence=evidence))
    elsewhere = _of_other_stops(story, one)
    own = length(story, False, elsewhere)
    lasts = length(story, True, elsewhere) if comes_for_event(one) else own
    of_event = lasts is not None and own is None
    days = first_and_last(parts, lasts, story.today.day, of_event=of_event)
    opened = parts["arrival"] or parts["start"] or any(when.is_range for when in parts["event"])
    if not opened and days.start and days.start > story.today.day and has_come(one):
        # A meeting of tomorrow does not open a visit that is under way.
        days = replace(days, start=None, inferred=False, precision="day" if days.end else "unknown")
    if until is not None and days.start and (days.end is None or days.end > until):
        days = replace(days, end=until)
    return _in_order(replace(days, evidence=evidence))


def _put_off(story: Story, one: Candidate, moved: When) -> Schedule:
    """Of a trip put off its new first day is told, and the last by a stretch, a way home or a length."""
    evidence = story.scene.evidence(max(moved.first - 2, 0), moved.last)
    if moved.precision != "day" or moved.is_range:
        return Schedule(
            moved.start, moved.end if moved.is_range else None, moved.precision, evidence=evidence
        )
    lasts = length(story, at_event=False)
    last = moved.start + timedelta(days=lasts - 1) if lasts else None
    later = (when for when in story.dates if timedelta() < when.end - moved.start <= LONGEST)
    gone = [when.end for when in later if when.precision == "day" and part(story, one, when) == "end"]
    return Schedule(moved.start, min(gone, default=last), "day", evidence=evidence)


def _in_order(days: Schedule) -> Schedule:
    """Leave out an end before the start: it belongs to something else of the story."""
    return replace(days, end=None) if days.start and days.end and days.start > days.end else days


def _of_other_stops(story: Story, one: Candidate) -> set[int]:
    """List the sentences that put somebody into another country, and nobody into this one."""
    here = {story.scene.sentence(place.first) for place in one.locations}
    told = [place for place in story.places if place.is_location and place.country != one.country]
    return {story.scene.sentence(place.first) for place in told if place.country != one.host} - here


def _without_coarse(parts: Mapping[Part, list[When]]) -> None:
    """Of "appointed in October, she came on 3 November" the day is the visit's, not the month."""
    if any(when.precision == "day" for found in parts.values() for when in found):
        for found in parts.values():
            found[:] = [when for when in found if when.precision == "day"]


def _within_stay(parts: Mapping[Part, list[When]]) -> None:
    """ "Begins on the 23rd. From the 27th to the 28th they go to Zhuhai, on the 29th they leave": a stretch
    between the day of coming and that of going is not the whole.
    """
    came = min((when.start for when in (*parts["arrival"], *parts["start"])), default=None)
    gone = max((when.end for when in parts["end"]), default=None)
    if came is None or gone is None or gone - came > LONGEST:
        return
    inner = [when for when in parts["whole"] if came < when.start and when.end < gone]
    if inner and len(inner) == len(parts["whole"]):
        parts["whole"][:] = [replace(inner[0], start=came, end=gone)]


def _day_of_arrival(story: Story, one: Candidate) -> Schedule:
    """Where no day is told at all, whoever "arrived" in the news of a day did so on that day."""
    known = story.article.published is not None and story.today.precision == "day"
    if not known or one.features.get("travel_over") or not just_arrived(story, one):
        return Schedule()
    return Schedule(story.today.day, None, "day", True, one.traces.get("travel"))


def just_arrived(story: Story, one: Candidate) -> bool:
    """Tell whether the head of a story is that he has come."""
    scene = story.scene
    head = scene.document.lead + 1
    return any(
        span.value == "done" and is_arrival(story, span) and not is_of_other(story, one, span)
        for sentence in one.sentences
        if sentence <= head
        for span in scene.within(sentence, "travel")
    )


def _begins(when: When) -> bool:
    return when.opens and not when.is_range


def _is_clear(story: Story, one: Candidate, when: When) -> bool:
    """Dates beside the clearest sentence of this visit are looked at first."""
    return story.scene.sentence(when.first) in one.sentences
