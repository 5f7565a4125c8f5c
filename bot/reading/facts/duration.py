"""How long a visit lasts, and which day of it a text speaks of: "a three-day visit", "on the last day of
the trip".
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta

from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.words.calendar_words import numbers_in_words
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_LONGEST = 31  # days of a visit; "a 90-day plan" is none
_BESIDE = 4  # tokens between the number of days and the word of travel
_BESIDE_LETTERS = 9  # the same where particles are words
_SPENT = 2  # tokens from the days to the place where they were spent: "passés à"
_VERB = 1  # tokens between a number of days and the verb behind it
_STAY = 4  # tokens between "will stay" and its number
_LAST = "last"
_APOSTROPHES = ("'", "’", "ʼ")


# What the number of days stands beside: "the same evening" must be that of the flight home.
_BESIDE_KINDS = {
    "some": ("visit", "travel", "meet", "stay"),
    "one": ("visit", "travel", "meet"),
    "back": ("leave",),
}


def length(story: Story, at_event: bool, elsewhere: Container[int] = ()) -> int | None:
    """Read "a three-day visit", "two days of talks", "flew home the same evening": how many days it lasts.

    Where the visitor comes for a conference (`at_event`), its days are his; of a tour the sentences of other
    stops (`elsewhere`) say nothing.
    """
    scene = story.scene
    of_event = ("event", "attend") if at_event else ()
    numbers = numbers_in_words(scene.language.code)
    for span in (span for span in scene.of("days") if scene.sentence(span.first) not in elsewhere):
        if span.value != "back" and _is_no_length(scene, span):
            continue
        kinds = (*_BESIDE_KINDS.get(span.value, _BESIDE_KINDS["some"]), *of_event)
        reach = _BESIDE_LETTERS if is_spaceless(scene.language.options) else _BESIDE
        here = scene.within(scene.sentence(span.first), *kinds)
        beside = any(_is_beside(span, other, reach) for other in here)
        lasts = _is_said_to_last(story, span, *of_event)
        if not (beside or lasts or _is_with_nights(story, span) or _is_spent_there(story, span)):
            continue
        if span.value == "back" and (_is_of_later_day(story, span) or _is_dated(story, span)):
            continue
        if span.value != "some":
            return (
                int(span.value) if span.value.isdecimal() else 1
            )  # "двухдневный": the number is in the word
        if span.last < len(scene.tokens) and scene.says(span.last, "days_from"):
            continue  # "two days after he testified"
        led = span.first > 0 and scene.same_sentence(span.first - 1, span.first)
        before = scene.tokens[span.first - 1].folded if led else ""
        partial = span.first > 1 and scene.ending(span.first - 1, "ordinal") is not None
        count = numbers.get(before) or (int(before) if before.isdecimal() else 0)
        if 1 <= count <= _LONGEST and not partial:
            return count
    return None


def _is_no_length(scene: Scene, span: Span) -> bool:
    """Tell of "thứ Hai, ngày 19/5" and of "two days later" that they count no days of a stay."""
    first = max(span.first - (span.value == "some"), 0)
    parted = any("," in scene.document.gap(at) for at in range(first, span.last - 1))
    return parted or any(span.first < one.last and one.first < span.last for one in scene.of("shift"))


def _evenings(story: Story) -> Iterator[When]:
    """ "On the 14th in Istanbul; the same evening he flew home": the day told before, if others are too."""
    for span in story.scene.of("days"):
        left = story.scene.within(story.scene.sentence(span.first), "leave")
        if (
            span.value == "back"
            and any(_is_beside(span, one) for one in left)
            and _is_of_later_day(story, span)
        ):
            day = _days_before(story, span)[-1]
            if day > story.today.day:
                continue  # "is expected back tonight"
            yield When(day, day, "day", span.first, span.last, is_relative=True, closes=True)


def _is_of_later_day(story: Story, back: Span) -> bool:
    """ "On the 12th in Ankara, on the 14th in Istanbul; the same evening he flew home"."""
    days = _days_before(story, back)
    return bool(days) and days[-1] > min(days)


def _is_dated(story: Story, back: Span) -> bool:
    """ "Dün akşam ülkesine döndü": the evening of a day that is told need not be that of his coming."""
    return any(when.last == back.first or when.first == back.last for when in story.dates)


def _days_before(story: Story, span: Span) -> list[date]:
    told = [when for when in story.dates if when.precision == "day" and when.last <= span.first]
    return [when.end if when is told[-1] else when.start for when in told]


def _is_said_to_last(story: Story, span: Span, *more: str) -> bool:
    """ "Begins a visit to … that takes three days": the verb before the number, however far the visit."""
    scene = story.scene
    before = span.first - (2 if span.value == "some" else 1)
    before -= before >= 0 and scene.document.gap(before) in _APOSTROPHES  # "п'ять" is read as two words
    first, _ = scene.document.sentences[scene.sentence(span.first)]
    if any(scene.says(at, "staying") for at in range(max(first, before - _STAY), span.first)):
        return True  # "will stay in Baku three days", whatever else the sentence tells
    behind = range(span.last, min(span.last + _STAY + 1, len(scene.tokens)))
    if any(scene.says(at, "staying_after") and scene.same_sentence(at, span.first) for at in behind):
        return True  # "wird drei Tage in Baku bleiben"
    told = bool(scene.within(scene.sentence(span.first), "visit", "travel", *more))
    if told and _is_before_verb(scene, span):
        return True  # "sollte zwei Tage dauern", "iki gün sürecekti"
    if before > 0 and scene.says(before, "of"):
        before -= 1  # "a duration of three days"
    elif before > 0 and scene.says(before - 1, "article"):
        return False  # "over the last two days"
    return before >= 0 and scene.same_sentence(before, span.first) and scene.says(before, "lasting") and told


def _is_before_verb(scene: Scene, span: Span) -> bool:
    """Tell of days where verbs stand last that the one behind them says how long a thing lasts."""
    last = scene.head_last or bool(scene.language.words("staying_after"))
    behind = range(span.last, min(span.last + _VERB + 1, len(scene.tokens)))
    return last and any(scene.says(at, "lasting") and scene.same_sentence(at, span.first) for at in behind)


def _is_spent_there(story: Story, span: Span) -> bool:
    """ "Flew home on Tuesday after three days in Baku", "returned having spent in Baku three days": the
    days stand beside the place in a sentence of leaving.
    """
    scene = story.scene
    left = scene.within(scene.sentence(span.first), "leave")
    places = (place for place in story.places_in(scene.sentence(span.first)) if place.is_location)
    there = any(
        0 < place.first - span.last <= _SPENT or 0 <= span.first - place.last <= _SPENT for place in places
    )
    return there and any(leaving.value in ("done", "next") for leaving in left)


def _is_with_nights(story: Story, span: Span) -> bool:
    """ "2박 3일": nights are counted of journeys only."""
    nights = tuple(story.scene.language.words("nights"))
    return any(word in story.scene.text(span.first, span.last) for word in nights)


def nth_days(story: Story) -> Iterator[When]:
    """Count back from "his third day here": the first day, or with `closes` the last, as far as told."""
    scene = story.scene
    if story.today.precision != "day":
        return
    yield from _evenings(story)
    for span in scene.of("day_of"):
        sentence = scene.sentence(span.first)
        events = (e for e in scene.within(sentence, "event") if not span.first <= e.first < span.last)
        if any(_is_beside(span, other) for other in events):
            continue
        day = _day(story, span)
        if day is None or _is_dated_below(story, span):
            continue
        if span.value == _LAST:
            if day == story.today.day and any(
                one.value == "plan" for one in scene.within(sentence, "travel")
            ):
                continue  # "on the last day the guests will go to Sheki": no day that is told
            yield When(day, day, "day", span.first, span.last, is_relative=True, closes=True)
        else:
            counted = timedelta(days=int(span.value) - 1)
            came = day + counted == story.today.day  # "came on the 30th, and on his third day here …"
            start = day if came else day - counted
            yield When(start, start, "day", span.first, span.last, is_relative=True, opens=True)


def _is_dated_below(story: Story, span: Span) -> bool:
    """ "On last day of visit" in a headline: the text tells which day that was."""
    scene = story.scene
    again = [one for one in scene.of("day_of") if one.value == span.value and one.first > span.first]
    return scene.document.in_title(span.first) and any(
        when.precision == "day" for one in again for when in story.dates_in(scene.sentence(one.first))
    )


def _day(story: Story, span: Span) -> date | None:
    """Give the nearest day of the sentence, else today; none where "on the first day" looks back to a day
    told before.
    """
    sentence = story.scene.sentence(span.first)
    days = [when for when in story.dates if when.precision == "day" and not when.is_range]
    told = (when for when in days if story.scene.sentence(when.first) == sentence)
    near = min(told, key=lambda when: apart(when, span), default=None)
    here = near.start if near is not None else None
    if here is None and story.scene.within(sentence, "future"):
        return None  # "on the second day he will see the archive": not today
    if here is None and days and all(when.start > story.today.day for when in days):
        return None  # "arrives on the 24th … on the second day he sees": of a visit still to come
    first = all(span.value == "1" for span in story.scene.within(sentence, "day_of"))
    before = any(when.opens or story.scene.sentence(when.first) < sentence for when in days)
    if here is None and story.today.is_clock:
        return None  # nobody knows which day the page calls the second
    return here or (None if first and before else story.today.day)


def _is_beside(span: Span, other: Span, reach: int = _BESIDE) -> bool:
    return apart(other, span) <= reach
