"""What one date of a story is for the visit: all of it, its first or last day, a day inside, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.dates.when import When
from bot.reading.facts.beginning_and_end import begins_visit_before, closes_event
from bot.reading.facts.first_and_last import Part, is_of_meeting, left_the_same_day
from bot.reading.facts.other_days import is_after_visit, is_of_other_news
from bot.reading.facts.others_met import is_of_other_guest
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.datelines import is_in_dateline
from bot.reading.travels.departure import departures, leaves_elsewhere
from bot.reading.travels.journeys import is_of_other
from bot.reading.travels.other_matters import (
    apart,
    is_elsewhere,
    is_near,
    is_next_leg,
    is_of_event,
    is_of_other_leg,
    is_of_other_matter,
    is_of_visit_before,
)
from bot.reading.words.lexicon import Span

_COMMAS = frozenset({",", "、", "，"})
_BESIDE = 3  # tokens from a place to its days: "entre os dias"
_ITS_VERB = 4  # tokens between "visit" and its "began"
_ITS_DAY = 1  # tokens between a day and the verb behind it: "8-may kuni yakunlandi"


def part(story: Story, one: Candidate, when: When) -> Part | None:
    """Tell what a date is for the visit: all of it, its first or last day, a day inside, or nothing."""
    sentence = story.scene.sentence(when.first)
    if is_of_other_matter(story, one, when) or is_after_visit(story, one, when):
        return None
    if is_of_other_news(story, one, when):
        return None
    there = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    left = [span for span in departures(story, one, sentence) if not _is_of_clause(story, when, span)]
    leaving = _nearest(story, when, left) or left_the_same_day(story, when, left)
    if is_of_other_leg(story, one, when) or (not there and is_elsewhere(story, one, when)):
        gone = (
            leaving is not None
            and not _is_of_event_told(story, leaving)
            and not leaves_elsewhere(story, one, leaving)
        )
        return "end" if gone else None
    travel = _nearest(story, when, _governing(story, when, "travel")) or _nearest(
        story, when, story.scene.within(sentence, "visit")
    )
    outbound = travel is not None and leaving is not None and travel.first == leaving.first
    if travel is not None and not outbound and is_of_other(story, one, travel):
        return None
    if when.is_range:
        return _part_of_range(story, one, when, travel)
    if when.precision != "day":
        return "start" if travel and sentence in one.sentences else None
    spoken = any(story.scene.sentence(at) == sentence for at in one.visitor.seen)
    his = bool(travel or there or spoken) or sentence in one.sentences
    if when.closes:
        today = when.start == story.today.day  # "the old files are kept until today"
        due = story.scene.within(sentence, "both", "agreement")  # "until 1 June the sides will compare …"
        his = bool(travel or spoken) if today else his or not due
        return "end" if his or sentence <= story.scene.document.lead + 1 or leaving is not None else None
    opens = when.opens and his
    if (
        leaving is not None
        and not opens
        and (
            travel is None
            or _is_governed(story, when, leaving, travel)
            or (not there and _is_last_of_day(story, when, leaving, travel))
            or any(span.value == "back" for span in story.scene.within(sentence, "days"))
        )
    ):
        return "end"
    if when.opens:
        return "start" if his or _is_closed(story, when) else None
    if comes_for_event(one) and closes_event(story, when):
        return "end"
    if comes_for_event(one) and _is_of_event_before(story, sentence):
        return "event"
    if begins_visit_before(story, one, sentence):
        return "arrival"
    if travel is not None:
        return _part_by_travel(story, one, when, travel)
    if is_of_event(story, when) and comes_for_event(one):
        return "event"
    if is_of_other_guest(story, one, sentence, story.actors_in(sentence)):
        return None  # "Beridze called on him a day before the forum": no day of the other guests
    told = story.scene.within(sentence, "meet", "receive", "sign", "attend") or is_in_dateline(story, when)
    party = spoken or story.scene.within(sentence, "delegation")
    return "inside" if told or (there and party) or _is_entry(story, one, when) else None


def _is_entry(story: Story, one: Candidate, when: When) -> bool:
    """ "1 October, London": the day and the place of an entry in a list of journeys."""
    sentence = story.scene.sentence(when.first)
    first, last = story.scene.document.sentences[sentence]
    there = [place for place in story.places_in(sentence) if place.country == one.host]
    told = {at for place in there for at in range(place.first, place.last)}
    return bool(told) and told.union(range(when.first, when.last)).issuperset(range(first, last))


def _is_of_event_told(story: Story, leaving: Span) -> bool:
    """ "The conference, which lasts until 18 June": the word behind an event is the event's."""
    events = story.scene.within(story.scene.sentence(leaving.first), "event")
    return not story.scene.head_last and any(event.last <= leaving.first for event in events)


def _is_of_event_before(story: Story, sentence: int) -> bool:
    """ "The forum ended on Friday. It was opened on Wednesday by the minister": its pronoun."""
    scene, (first, last) = story.scene, story.scene.document.sentences[sentence]
    opens = any(scene.says(at, "opening") for at in range(first, last))
    return opens and scene.says(first, "it") and bool(scene.within(sentence - 1, "event"))


def _is_of_clause(story: Story, when: When, left: Span) -> bool:
    """ "Returned from Helsinki, where on 4 September she met …": not the day of the return; nor, where verbs
    stand last, is "On the 4th he met …, tonight he returns".
    """
    scene = story.scene
    met = scene.within(scene.sentence(when.first), "meet", "sign", "receive") if scene.head_last else []
    for other in story.dates_in(scene.sentence(when.first)) if met else ():
        if other.last <= left.first and any(when.last <= deed.first < other.first for deed in met):
            return True
    return any(
        "," in scene.document.gap(at - 1) and scene.says(at, "clause") for at in range(left.last, when.first)
    )


def _is_closed(story: Story, when: When) -> bool:
    """ "A week, from last Thursday to yesterday": a stretch of days with both its ends."""
    same = story.dates_in(story.scene.sentence(when.first))
    return any(other.closes and other.start > when.start for other in same)


def _governing(story: Story, when: When, kind: str) -> list[Span]:
    """List the words of a kind that may govern a date: where verbs stand last, those behind it if any."""
    spans = story.scene.within(story.scene.sentence(when.first), kind)
    behind = [span for span in spans if story.scene.head_last and span.first >= when.last]
    return behind or [span for span in spans if not _is_parted(story, span, when)]


def _is_parted(story: Story, verb: Span, when: When) -> bool:
    """ "来日し、27日、修了式に出席した": a comma parts a verb from the day of the next one."""
    behind = story.scene.head_last and verb.last <= when.first
    gaps = (story.scene.document.gap(at - 1).strip() for at in range(verb.last, when.first + 1))
    deeds = story.scene.within(story.scene.sentence(when.first), "meet", "attend", "receive", "sign")
    return behind and any(gap in _COMMAS for gap in gaps) and any(deed.first >= when.last for deed in deeds)


def _is_governed(story: Story, when: When, leaving: Span, travel: Span) -> bool:
    """Tell whether a date belongs to the word of leaving; where verbs stand last a bare "visit" before it
    claims none.
    """
    noun = any(visit.first <= travel.first < visit.last for visit in story.scene.of("visit"))
    if story.scene.head_last and noun and travel.last <= when.first < leaving.first:
        return True
    if travel.kind == "visit" and leaving.value == "done":
        return True  # "left on Wednesday after a stay of three days"
    if travel.kind == "visit" and story.scene.apart(leaving, travel.first, travel.last) == 0:
        return True  # "завершится поездка 14 мая"
    return apart(story, leaving, when) <= apart(story, travel, when)


def _is_last_of_day(story: Story, when: When, leaving: Span, travel: Span) -> bool:
    """ "On 8 September he visited the academy and returned to Budapest": the day of all that he did."""
    if leaving.value != "done" or not when.last <= travel.first < leaving.first or is_arrival(story, travel):
        return False
    others = story.dates_in(story.scene.sentence(when.first))
    return not any(other.first > when.first for other in others)


def _part_of_range(story: Story, one: Candidate, when: When, travel: Span | None) -> Part | None:
    sentence = story.scene.sentence(when.first)
    there = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    if any(0 <= when.first - place.last <= _BESIDE for place in there):
        return "whole"
    if is_of_event(story, when) or (travel is None and story.scene.within(sentence, "event")):
        return "event" if comes_for_event(one) else None
    met = any(story.scene.sentence(at) == sentence for at in one.visitor.seen) and story.scene.within(
        sentence, "meet"
    )  # "from the 20th to the 21st she met …"
    told = travel is not None or sentence in one.sentences or is_of_visit_before(story, one, sentence)
    told = told or bool(met)
    return "whole" if told else None


def _part_by_travel(story: Story, one: Candidate, when: When, travel: Span) -> Part | None:
    sentence = story.scene.sentence(when.first)
    if _ends_event(story, when, travel):
        return "end" if comes_for_event(one) else None
    if not _ends_visit(story, when, travel) and is_of_event(story, when):
        return "event" if comes_for_event(one) else None
    over = [span for span in story.scene.within(sentence, "travel") if span.value == "over"]
    if any(span.first <= travel.first < span.last or _ends(story, span, when, travel) for span in over):
        return "end"
    if is_arrival(story, travel) and is_of_meeting(story, when, travel):
        return "inside"
    if is_arrival(story, travel):
        return None if is_next_leg(story, one, when) else "arrival"
    return "start" if sentence in one.sentences else "inside"


def _ends(story: Story, over: Span, when: When, visit: Span) -> bool:
    """ "Završio je u utorak posetu", "ended on Tuesday a visit": the day of the verb, not of the noun."""
    return over.last <= when.first < when.last <= visit.first and is_near(story, over, when)


def _ends_visit(story: Story, when: When, travel: Span) -> bool:
    """ "Ended his first trip to China on Thursday after meeting …": the trip stands between."""
    visits = story.scene.within(story.scene.sentence(when.first), "visit")
    return travel.value == "over" and any(travel.last <= visit.first < when.first for visit in visits)


def _ends_event(story: Story, when: When, travel: Span) -> bool:
    """ "Konfrans mayın 8-də başa çatıb": where verbs stand last, the day before "ended" behind its event."""
    scene = story.scene
    held = (event for event in scene.within(scene.sentence(when.first), "event") if event.first < when.first)
    beside = 0 <= travel.first - when.last <= _ITS_DAY
    return scene.head_last and travel.value == "over" and beside and any(held)


def comes_for_event(one: Candidate) -> bool:
    return bool(one.features.get("event_there") or one.features.get("attends_there"))


def _nearest(story: Story, when: When, spans: Sequence[Span]) -> Span | None:
    near = [span for span in spans if is_near(story, span, when)]
    return min(near, key=lambda span: apart(story, span, when), default=None)


def is_arrival(story: Story, span: Span) -> bool:
    """ "Arrived"; and of a visit that it "began"."""
    words = {token.folded for token in story.scene.tokens[span.first : span.last]}
    if words & (story.language_words("arrival") - story.language_words("passive")):
        return True
    visits = story.scene.within(story.scene.sentence(span.first), "visit")
    of_visit = any(story.scene.apart(visit, span.first, span.last) <= _ITS_VERB for visit in visits)
    return of_visit and bool(words & story.language_words("opening"))
