"""How far a visit has got when the story is told: planned, ongoing, completed or cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.model import Evidence, Status
from bot.reading.facts.awaited import is_awaited
from bot.reading.facts.date_parts import is_arrival
from bot.reading.facts.first_and_last import Schedule
from bot.reading.facts.put_off import cancellations, new_day
from bot.reading.facts.schedule import just_arrived
from bot.reading.people.mention import in_offices
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.datelines import is_in_dateline
from bot.reading.travels.departure import has_left
from bot.reading.travels.journeys import is_of_other
from bot.reading.travels.tenses import tense
from bot.reading.words.lexicon import Span

_NEAR = 10  # tokens between "concluded" and the visit
_SOON = (timedelta(), timedelta(days=1))
_ENOUGH = timedelta(days=3)  # without a word of leaving a visit is then taken to be over


def status(story: Story, one: Candidate, when: Schedule) -> tuple[Status, Evidence | None]:
    """Tell how far the visit has got and the phrase that says so."""
    proof = one.traces.get("travel") or one.traces.get("travel_soft") or one.traces.get("received")
    if _is_called_off(story, one):
        return "cancelled", one.traces.get("cancel_near") or proof
    if _is_undated(story) and when.start is not None and _is_planned(story, one) and not _is_over(story):
        return "planned", proof  # of whichever year: no day tells that it has passed
    by_date = _by_date(story, one, when)
    if by_date is not None:
        return by_date, when.evidence
    return _by_words(story, one, when), proof


def _by_date(story: Story, one: Candidate, when: Schedule) -> Status | None:
    """Decide where the first or last day does; None where the words must."""
    today = story.today.day
    if when.start is not None and when.start > today:
        return "planned"
    if when.precision != "day":
        return None
    if when.end is None:
        return None
    if when.end < today and _is_undated(story) and _is_under_way(story, one, when):
        return "ongoing"
    if when.end < today:
        return "completed"
    if when.end == today and not _goes_on(story) and not _is_planned(story, one):
        return "completed"
    return "ongoing" if when.start is not None or not _is_planned(story, one) else "planned"


def _is_undated(story: Story) -> bool:
    """Tell of a page that neither it nor the text says of which year its days are."""
    days = (when for when in story.dates if when.precision == "day")
    return story.today.is_clock and not any(when.has_year for when in days)


def _is_under_way(story: Story, one: Candidate, when: Schedule) -> bool:
    now = one.features.get("travel_now") and not _is_told_as_past(story, one, when)
    return bool(now) or just_arrived(story, one) or _goes_on(story)


def _by_words(story: Story, one: Candidate, when: Schedule) -> Status:
    if _goes_on(story):
        return "planned" if _is_planned(story, one) and when.start is None else "ongoing"
    if _is_over(story) or has_left(story, one):
        return "completed"
    begun = when.precision == "day" and when.start is not None and when.start < story.today.day
    if _is_planned(story, one) and not begun:
        return "planned"
    if when.precision == "day" and when.start == story.today.day:
        return "ongoing"  # a lone meeting of today, however the journey to it is told
    told_as_past = _is_told_as_past(story, one, when)
    if one.features.get("travel_now") and not (told_as_past and _is_now_in_title_only(story, one)):
        return "ongoing"
    past = told_as_past or _is_long_ago(story, when) or _only_met(story, one, when)
    if past and not _will_meet(story, one):
        return "completed"
    return "ongoing"


def _is_now_in_title_only(story: Story, one: Candidate) -> bool:
    """Headlines tell in the present what the text tells in the past: "Garland visits Kyiv"."""
    scene = story.scene
    now = [
        at
        for at in one.sentences
        for span in scene.within(at, "travel")
        if span.value == "now" and tense(story, span) == "now"
    ]
    return all(at < scene.document.title_sentences for at in now)


def _is_planned(story: Story, one: Candidate) -> bool:
    told = one.features
    if is_awaited(story, one):
        return True
    ahead = bool(told.get("travel_now")) and _is_next(story, one)
    present = any(told.get(name) for name in ("travel_done", "travel_past", "received"))
    now = bool(told.get("travel_now")) and not _is_now_in_title_only(story, one)
    present = present or (now and not ahead)
    return (
        (ahead or bool(told.get("travel_plan")))
        and not present
        and not (told.get("meets_there") and _has_met(story, one))
    )


def _is_next(story: Story, one: Candidate) -> bool:
    """ "Visits Ankara next week": what is told as present is still to come."""
    scene = story.scene
    now = [at for at in one.sentences for span in scene.within(at, "travel") if span.value == "now"]
    return bool(now) and all(
        any(
            scene.says(at, "next") or scene.says(at, "next_after")
            for at in range(*scene.document.sentences[one])
        )
        and not any(when.start <= story.today.day for when in story.dates_in(one))
        for one in now
    )


def _has_met(story: Story, one: Candidate) -> bool:
    """Tell whether some meeting of the visit is told without a word about the future."""
    scene = story.scene
    told = [sentence for sentence in one.sentences if not scene.within(sentence, "future")]
    return any(
        span.value != "plan" for sentence in told for span in scene.within(sentence, "meet", "receive")
    )


def _is_long_ago(story: Story, when: Schedule) -> bool:
    today = story.today.day
    if when.start is None or _is_undated(story):
        return False
    if when.precision == "month":
        return (when.start.year, when.start.month) < (today.year, today.month)
    enough = _ENOUGH if not when.inferred else timedelta(days=1)  # of a lone meeting nothing goes on
    return when.precision == "day" and when.start < today - enough


def _goes_on(story: Story) -> bool:
    """ "The visit continues", or the story tells what is still to come today or later."""
    if any(_is_of_visit(story, span) for span in story.scene.of("status") if span.value == "ongoing"):
        return True
    if any(_flies_back_later(story, span) for span in story.scene.of("days")):
        return True
    soon = [
        when
        for when in story.dates
        if when.precision == "day"
        and when.start - story.today.day in _SOON
        and not is_in_dateline(story, when)
    ]
    return any(_is_to_come(story, story.scene.sentence(when.first)) for when in soon)


def _is_of_visit(story: Story, span: Span) -> bool:
    """ "The visit continues"; where words are of several syllables ("tiếp tục") only a visit tells."""
    bare, sentence = story.scene.language.options.get("tenseless"), story.scene.sentence(span.first)
    long = span.last - span.first > 1 or story.scene.within(sentence, "delegation")
    return bool((long and not bare) or story.scene.within(sentence, "visit"))


def _flies_back_later(story: Story, span: Span) -> bool:
    """ "She flies home tonight", and not "flew home the same evening"."""
    leaving = story.scene.within(story.scene.sentence(span.first), "leave")
    return span.value == "back" and bool(leaving) and leaving[0].value != "done"


def _will_meet(story: Story, one: Candidate) -> bool:
    """ "In Pyongyang Krasnov will meet his colleague": of a visit that is over nothing is still to come."""
    scene = story.scene
    for sentence in {scene.sentence(at) for at in one.visitor.seen}:
        if scene.within(sentence, "invite_next", "recall", "unsure") or scene.document.in_title(
            scene.document.sentences[sentence][0]
        ):
            continue
        there = any(scene.sentence(place.first) == sentence for place in one.locations)
        meets = scene.within(sentence, "meet")
        ahead = scene.within(sentence, "future")
        if there and any(
            span.value == "plan" or any(0 <= span.first - word.last <= 1 for word in ahead) for span in meets
        ):
            return True
    return False


def _is_to_come(story: Story, sentence: int) -> bool:
    scene = story.scene
    if scene.within(sentence, "invite_next", "recall", "agreement"):
        return False
    travels = [span for span in scene.within(sentence, "travel", "leave") if span.value in ("plan", "next")]
    told = scene.within(sentence, "meet", "attend", "receive", "visit")
    return bool(travels) or bool(scene.within(sentence, "future") and told)


def _is_called_off(story: Story, one: Candidate) -> bool:
    """The trip is off, that is the news itself, and no new day is told."""
    told = [span for span in cancellations(story) if not _is_of_another(story, one, span)]
    named = [stops for span in told if (stops := _stops_off(story, one, span))]
    if named and not any(one.host in stops for stops in named):
        return False  # "the leg in Ecuador is called off", of a tour
    return bool(told) and new_day(story) is None


def _stops_off(story: Story, one: Candidate, span: Span) -> set[str]:
    """Name the countries in which somebody would have been, in the sentence that calls it off."""
    here = story.places_in(story.scene.sentence(span.first))
    told = {place.country for place in here if place.is_location and place is not story.dateline}
    return told - {one.country}


def _is_of_another(story: Story, one: Candidate, span: Span) -> bool:
    """ "The head of Armenia's service gave up her journey and joined online": not whoever did come."""
    sentence = story.scene.sentence(span.first)
    heads = [actor for actor in story.actors_in(sentence) if actor.grade and not actor.is_guessed]
    own = {one.country, one.host, None}
    return bool(heads) and not any(actor is one.visitor or actor.country in own for actor in heads)


def _is_over(story: Story) -> bool:
    """ "Concluded the visit": said of the journey, not of a conference."""
    scene = story.scene
    for span in scene.of("travel"):
        if span.value == "over":
            near = scene.within(scene.sentence(span.first), "visit")
            people = story.mentions_in(scene.sentence(span.first))
            if any(
                abs(span.first - other.first) - in_offices(people, span.last, other.first) <= _NEAR
                for other in near
            ):
                return True
    return False


def _has_taken_part(story: Story, one: Candidate, when: Schedule) -> bool:
    """ "Participated in a meeting that was held yesterday": an event of before today of which no end is told
    is over.
    """
    if (when.start is not None and when.start >= story.today.day) or one.features.get("travel"):
        return False
    goes_on = one.features.get("travel_now") or any(told.opens for told in story.dates)  # "since yesterday"
    if when.start is not None and one.features.get("event_there") and not goes_on:
        return True
    attended = story.language_words("attended")
    return any(
        {token.folded for token in story.scene.tokens[span.first : span.last]} & attended
        for sentence in one.sentences
        for span in story.scene.within(sentence, "attend")
    )


def _only_met(story: Story, one: Candidate, when: Schedule) -> bool:
    """ "Received the prosecutor general of Belarus": of the journey itself nothing is told, and no day."""
    told = one.features
    moves = any(name.startswith(("travel", "arrives", "visits", "guest")) for name in told)
    return when.start is None and not moves and _has_met(story, one)


def _is_told_as_past(story: Story, one: Candidate, when: Schedule) -> bool:
    """ "Paid a visit", "visited": the whole journey is past, not just one meeting of it."""
    if not (one.features.get("travel_done") or one.features.get("travel_past") or _has_stayed(story, one)):
        return _has_taken_part(story, one, when)
    arrival = story.language_words("arrival")
    if just_arrived(story, one) and (when.start is None or story.today.day - when.start <= _SOON[1]):
        return False  # "arrived on Monday. … He has visited the country for the first time"
    for sentence in one.sentences:
        deeds = story.scene.within(sentence, "travel")
        amid = any(span.value == "during" for span in deeds) and _has_just_come(story, one, when)
        for span in deeds:
            words = {token.folded for token in story.scene.tokens[span.first : span.last]}
            if span.value == "done" and not words & arrival and not amid:
                return True
            if span.value == "past" and (when.start is None or when.start < story.today.day):
                return True
    return False


def _has_stayed(story: Story, one: Candidate) -> bool:
    """ "Boravila je u poseti": a stay told as past, whatever of a visit stands beside it."""
    return any(span.value == "past" and not is_of_other(story, one, span) for span in _travels(story, one))


def _has_just_come(story: Story, one: Candidate, when: Schedule) -> bool:
    """ "On Friday he landed in Hanoi", told on Sunday with what he did "during the visit": there yet."""
    came = when.start is not None and story.today.day - when.start < _ENOUGH and when.end is None
    return came and any(span.value == "done" and is_arrival(story, span) for span in _travels(story, one))


def _travels(story: Story, one: Candidate) -> Iterator[Span]:
    return (span for sentence in one.sentences for span in story.scene.within(sentence, "travel"))
