"""Dates that are not days of the visit: of old signatures, of the telling, of an event or another country."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.reading.dates.when import When
from bot.reading.people.mention import Mention, in_offices
from bot.reading.places.place import Place
from bot.reading.places.whereabouts import is_set_out_for
from bot.reading.story import Story, leg_at
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.datelines import is_in_dateline
from bot.reading.travels.day_of_telling import is_of_report
from bot.reading.travels.looking_back import is_answered, recalls
from bot.reading.words.lexicon import Span

_REACH = 12  # tokens between a date and the word that says what happened on it; a comma weighs as five
_REACH_AHEAD = 18
_BEGINS = 2  # tokens between an event and "began"
_BESIDE = 5
_LED = 2  # tokens from a day to the place where it is spent: "ayer en"
_ASIDE = 10  # what the two commas around an office weigh
_PRONOUN = 3  # tokens at the head of a sentence among which its "it" stands
_LONG_AGO = timedelta(days=60)
# A page dated by its year alone may be of any day of it.
_UNSURE = {"day": timedelta(), "month": timedelta(31), "year": timedelta(366), "unknown": timedelta()}
_NEXT_LEG = timedelta(days=3)
_FAR_AHEAD = timedelta(days=400)


def is_of_other_matter(story: Story, one: Candidate, when: When) -> bool:
    """Tell whether a date is one of another time, or only the day of the telling."""
    sentence = story.scene.sentence(when.first)
    other = _is_of_other_time(story, one, when, sentence) or is_of_report(story, one, when)
    return (
        other
        or _is_on_sidelines(story, when, sentence)
        or _is_told_at_dateline(story, one, when)
        or _is_of_decree(story, one, sentence)
    )


def _is_on_sidelines(story: Story, when: When, sentence: int) -> bool:
    """ "On the sidelines of the forum in Nairobi the two met on Wednesday": no word of how long they stay."""
    scene = story.scene
    met = bool(scene.within(sentence, "sidelines")) and not scene.within(sentence, "travel", "leave")
    return met and not when.is_range and bool(scene.within(sentence, "meet", "sign"))


def _is_of_decree(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The decree, signed on 30 October, came into force", and nothing of the visitor."""
    spoken = any(story.scene.sentence(at) == sentence for at in one.visitor.seen)
    return (
        not spoken
        and bool(story.scene.within(sentence, "appoint"))
        and bool(story.scene.within(sentence, "sign"))
    )


def _is_of_other_time(story: Story, one: Candidate, when: When, sentence: int) -> bool:
    """A signature or a call of old, a recollection, another year, an invitation for later."""
    scene = story.scene
    today = _day_told(story)
    if when.start > today + _FAR_AHEAD or when.end < today - _LONG_AGO - _UNSURE[story.today.precision]:
        return True
    if recalls(story, sentence) or _is_of_invitation(story, when, sentence) or is_answered(story, when):
        return True
    if is_in_dateline(story, when):
        return _is_only_of_telling(story, one, when, sentence)
    near = [
        span for span in scene.within(sentence, "agreement", "remote") if 0 <= when.first - span.last <= 4
    ]
    return bool(near) and not when.is_relative


def _is_of_invitation(story: Story, when: When, sentence: int) -> bool:
    """ "Invited her to Lisbon in May", and not "began a visit on Wednesday and invited her to Lisbon"."""
    invites = story.scene.within(sentence, "invite_next")
    told = (span for span in story.scene.within(sentence, "travel") if span.value in ("done", "now", "past"))
    near = min((apart(story, span, when) for span in invites), default=0)
    return bool(invites) and not any(
        span.last <= invites[0].first and apart(story, span, when) < near for span in told
    )


def _day_told(story: Story) -> date:
    """The day from which old and new are told apart; of a story without one, the newest of its full dates,
    or of those without a year where such a day is told first.
    """
    if story.article.published:
        return story.today.day
    days = [when for when in story.dates if when.precision == "day" and not when.is_relative]
    dated = [when.end for when in days if when.has_year == days[0].has_year]
    return max(dated, default=story.today.day)


def _is_only_of_telling(story: Story, one: Candidate, when: When, sentence: int) -> bool:
    """The day of a dateline is one of the visit where it is told from the host country, and no other is
    told.
    """
    others = [other for other in story.dates if other is not when and not other.has_year]
    if any(story.scene.sentence(other.first) == sentence for other in others):
        return True
    abroad = story.dateline is not None and story.dateline.country != one.host
    travels = story.scene.within(sentence, "travel", "future")
    ahead = all(span.value != "done" or span.kind == "future" for span in travels)
    return (abroad and ahead) or (bool(others) and sentence not in one.sentences)


def is_elsewhere(story: Story, one: Candidate, when: When) -> bool:
    """Tell whether the words beside a date put people into another country than the host's."""
    told = {place.country for place in story.places_in(story.scene.sentence(when.first)) if place.is_location}
    if told and one.host not in told and told <= set(one.legs):
        return True  # the sentence is about other stops alone
    return any(
        place.is_location
        and place.country != one.host
        and place is not story.dateline
        and not is_set_out_for(story.scene, place.first)
        and not (place.first > 0 and story.scene.says(place.first - 1, "from"))
        and _is_beside(story, place, when)
        for place in story.places_in(story.scene.sentence(when.first))
    )


def is_of_other_leg(story: Story, one: Candidate, when: When) -> bool:
    """ "Visited Doha on 28 September and Muscat from 30 September": each date is of the place beside it."""
    sentence = story.scene.sentence(when.first)
    legs = _legs_in(story, one, sentence)
    if _begins_other_leg(story, one, when, legs) or _is_told_of_other_leg(story, one, when, legs):
        return True
    if len({place.country for place in legs}) < 2 or _leg_of(story, legs, when) == one.host:
        return False
    others = story.dates_in(sentence)
    return any(_leg_of(story, legs, other) == one.host for other in others)


def is_of_this_leg(story: Story, one: Candidate, when: When) -> bool:
    """ "In Brasilia, from the 10th to the 13th": of a tour its own days beside this leg alone."""
    here = story.places_in(story.scene.sentence(when.first))
    told = {place.country for place in here if place.country in {one.host, *one.legs}}
    return bool(one.legs) and told == {one.host}


def _legs_in(story: Story, one: Candidate, sentence: int) -> list[Place]:
    return [
        place
        for place in story.places_in(sentence)
        if place.is_location
        and place.country != one.country
        and place is not story.dateline
        and not (place.first > 0 and story.scene.says(place.first - 1, "from"))
    ]


def _is_told_of_other_leg(story: Story, one: Candidate, when: When, legs: Sequence[Place]) -> bool:
    """ "Today he travels on to Prague, where he stays until Friday": that day is of no leg before; nor is,
    of Prague, the day in "He met Hubig in Berlin. He had landed on Monday", or in "Today he stops in Doha".
    """
    before = [place for place in legs if place.first < when.first or not place.is_goal]
    if not story.places_in(sentence := story.scene.sentence(when.first)):
        before = _legs_in(story, one, sentence - 1)
    return (
        bool(before)
        and not any(p.country == one.host for p in legs)
        and all(place.country in one.legs for place in before)
    )


def _is_told_at_dateline(story: Story, one: Candidate, when: When) -> bool:
    """ "ASUNCIÓN.- The two signed on Tuesday. He leaves for Buenos Aires": what comes before any other place
    is of the dateline's country, if that is visited, too.
    """
    if story.dateline is None or story.dateline.country not in one.legs:
        return False
    told_from = story.dateline.country
    sentence = story.scene.sentence(when.first)
    here = any(story.scene.sentence(place.first) == sentence for place in one.locations)
    return not here and leg_at(story, when.first, {told_from, one.host}) == told_from


def _begins_other_leg(story: Story, one: Candidate, when: When, legs: Sequence[Place]) -> bool:
    """ "Began yesterday in Rome a tour that will lead him to Lisbon": of two legs the day is the first's; of
    "yesterday in Rome and Lisbon" it is both's.
    """
    behind = [place for place in legs if place.first >= when.last]
    return (
        len(behind) > 1
        and behind[0].country in one.legs
        and behind[0].first - when.last <= _LED
        and behind[1].country == one.host
        and behind[1].first - behind[0].last > _LED
        and not when.is_range
    )


def has_come(one: Candidate) -> bool:
    """Tell whether the traveller is said to be there, or to have been."""
    return any(one.features.get(name) for name in ("travel_done", "travel_past", "visits_here"))


def is_next_leg(story: Story, one: Candidate, when: When) -> bool:
    """ "The guest who came to Ankara goes on to Istanbul tomorrow": that day opens nothing."""
    return has_come(one) and timedelta() < when.start - story.today.day <= _NEXT_LEG


def _leg_of(story: Story, legs: Sequence[Place], when: When) -> str:
    """Give the country of the place that stands nearest to a date."""
    spans = [Span("place", place.country, place.first, place.last) for place in legs]
    return min(spans, key=lambda span: apart(story, span, when)).value


def _is_beside(story: Story, place: Place, when: When) -> bool:
    span = Span("place", place.country, place.first, place.last)
    return apart(story, span, when) <= _BESIDE


def is_of_event(story: Story, when: When) -> bool:
    """The days of a conference are not yet those of a guest: "the forum runs from December 10 to 13"."""
    scene, sentence = story.scene, story.scene.sentence(when.first)
    events = [span for span in scene.within(sentence, "event") if is_near(story, span, when)]
    travels = [
        span
        for span in scene.within(sentence, "travel", "visit")
        if (span.value != "plan" or apart(story, span, when) <= 1) and not _opens_event(story, span, events)
    ]
    if not events:
        return False
    return min((apart(story, span, when) for span in travels), default=99) > min(
        apart(story, span, when) for span in events
    )


def _opens_event(story: Story, span: Span, events: Sequence[Span]) -> bool:
    """ "The assembly began on Thursday": not the visit did."""
    words = {token.folded for token in story.scene.tokens[span.first : span.last]}
    opens = bool(words & story.language_words("opening"))
    return opens and any(0 <= span.first - event.last <= _BEGINS for event in events)


def is_of_visit_before(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The visit is over. It took place on 3–5 March": the pronoun stands for the visit."""
    first, last = story.scene.document.sentences[sentence]
    begins = range(first, min(first + _PRONOUN, last))
    follows = sentence - 1 in one.sentences and story.scene.within(sentence - 1, "visit")
    return bool(follows) and any(
        story.scene.says(at, "he") or story.scene.says(at, "lasting") for at in begins
    )


def is_near(story: Story, span: Span, when: When) -> bool:
    """Tell whether a word is close enough to a date to say what happened on it; where the verb stands last
    much may stand between.
    """
    behind = story.scene.head_last and span.first >= when.last and when.precision == "day"
    return apart(story, span, when) <= (_REACH_AHEAD if behind else _REACH)


def apart(story: Story, span: Span, when: When) -> int:
    """Give how far a word and a date stand apart, in tokens; a person's whole office counts as one, and the
    commas around it not at all.
    """
    low, high = (span.last, when.first) if span.first < when.first else (when.last, span.first)
    inside = story.scene.same_sentence(span.first, when.first)
    near = story.mentions_in(story.scene.sentence(when.first)) if inside else story.mentions
    people = [mention for mention in near if mention.kind != "body"]
    aside = sum(
        _is_aside(story, mention) for mention in people if low < mention.first and mention.last < high
    )
    return (
        story.scene.apart(span, when.first, when.last)
        - in_offices(people, low, high)
        - _ASIDE * min(aside, 1)
    )


def _is_aside(story: Story, mention: Mention) -> bool:
    """ "At the invitation of Wang Wei, procurator general of China, from May 2": between two commas."""
    gaps = (story.scene.document.gap(at - 1) for at in (mention.first, mention.last))
    return all("," in gap for gap in gaps)
