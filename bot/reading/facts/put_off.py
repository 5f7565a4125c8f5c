"""A visit that is put off to another day: not called off, and that day is its first."""

from __future__ import annotations

from dataclasses import replace

from bot.reading.dates.when import When
from bot.reading.story import Story
from bot.reading.words.cases import is_in_case, joined_case
from bot.reading.words.lexicon import Span

_REACH = 24  # tokens from "put off" to the new day
_BEFORE = 2  # tokens from the new day to the verb behind it
_LED = 2  # tokens from "set" to the day: "for the"
_NEAR = 20  # tokens between "put off" and the trip
_HEAD = 3  # sentences in which a story says that a trip is off


def cancellations(story: Story) -> list[Span]:
    """List the words in the head of a story that say that a trip, and not some trial, is off."""
    scene = story.scene
    head = scene.document.title_sentences + _HEAD
    return [
        span
        for span in scene.of("cancel")
        if scene.sentence(span.first) < head
        and not _is_of_before(story, span)
        and any(
            max(span.first - other.last, other.first - span.last) <= _NEAR
            for other in scene.within(scene.sentence(span.first), "travel", "visit")
        )
    ]


def _is_of_before(story: Story, span: Span) -> bool:
    """Tell of "a visit that had been put off more than once" that it takes place now."""
    return any(story.scene.says(at, "long_before") for at in range(max(span.first - 2, 0), span.first))


def new_day(story: Story) -> When | None:
    """Find the day to which a trip is put off: "was postponed to 1 September"."""
    scene, today = story.scene, story.today.day
    head = scene.document.title_sentences + _HEAD
    told = scene.of("cancel") if cancellations(story) else []
    found = [when for when in story.dates if told and when.start > today and _is_instead(story, when)]
    for span in (one for one in told if scene.sentence(one.first) < head):
        for when in story.dates_in(scene.sentence(span.first)):
            near = 0 < when.first - span.last <= _REACH or _ends_clause(story, when, span)
            led = near and scene.is_led_by(when.first, "new_day") and not _is_of_plan(story, when, span)
            if when.start > today and (led or _leads_to(story, when, span.first, span.last)):
                found.append(when)
    found += [when for when in story.dates if told and when.start > today and _is_moved_to(story, when)]
    found = [replace(when, start=when.end) if _is_from_to(story, when) else when for when in found]
    if told and not found:
        return _latest(story, head)
    return min(found, key=lambda when: (when.precision != "day", not when.is_range, when.first), default=None)


def _is_from_to(story: Story, when: When) -> bool:
    """ "2월 16일에서 3월 24일로 미뤄졌다": where verbs stand last, the day of before and the new one."""
    scene = story.scene
    since = any(
        scene.says(at, "since_after") or scene.says(at, "place_after") for at in range(when.first, when.last)
    )
    return scene.head_last and when.is_range and since and not when.closes


def _ends_clause(story: Story, when: When, span: Span) -> bool:
    """ "Auf den 9. Februar verschoben": where participles end a clause the new day stands before."""
    return "object_before" in story.scene.language.options and 0 <= span.first - when.last <= _BEFORE


def _latest(story: Story, head: int) -> When | None:
    """Of two days to come that the head of a story tells of a trip that is off, the later is the new one."""
    ahead = [
        when
        for when in story.dates
        if when.precision == "day"
        and when.start > story.today.day
        and not when.closes
        and story.scene.sentence(when.first) < head
        and not _had_been_due(story, when)
    ]
    days = sorted({when.start for when in ahead})
    return next((when for when in ahead if len(days) == 2 and when.start == days[1]), None)


def _had_been_due(story: Story, when: When) -> bool:
    """ "Had been due to hold talks on Wednesday": a day of the trip that is off."""
    ahead = story.scene.within(story.scene.sentence(when.first), "future")
    return any(story.scene.says(span.first, "long_before") and span.last <= when.first for span in ahead)


def _is_of_plan(story: Story, when: When, span: Span) -> bool:
    """ "Called off his trip, which was set for 24 April": the day that is no more; a second day is the new
    one.
    """
    today = story.today.day
    if any(one.start > today and span.last <= one.first and one.last <= when.first for one in story.dates):
        return False
    planned = story.scene.within(story.scene.sentence(span.first), "travel", "future")
    planned = [one for one in planned if one.kind == "future" or one.value == "plan"]
    return any(span.last <= one.first and 0 <= when.first - one.last <= _LED for one in planned)


def _is_instead(story: Story, when: When) -> bool:
    """ "Will come not on 8 September but on the 22nd", "the trip will now take place from November 18"."""
    scene = story.scene
    sentence = scene.sentence(when.first)
    first = scene.document.sentences[sentence][0]
    told = sentence <= scene.document.title_sentences + _HEAD and scene.within(sentence, "travel", "visit")
    if told and any(scene.says(at, "instead") for at in range(first, when.first)):
        return True
    before = (one for one in story.dates_in(sentence) if one.last <= when.first)
    denied = any(one.first > 0 and scene.says(one.first - 1, "none") for one in before)
    return denied and when.first > 0 and scene.says(when.first - 1, "and")


def _is_moved_to(story: Story, when: When) -> bool:
    """ "The visit is put off / … 2 Şubat'a alındı": the words of `new_day` behind a day of the text."""
    verbs = (at for at in range(when.last, when.last + _BEFORE + 1) if at < len(story.scene.tokens))
    return any(story.scene.says(at, "new_day") and _leads_to(story, when, at, at + 1) for at in verbs)


def _leads_to(story: Story, when: When, first: int, last: int) -> bool:
    """Where the verb stands last: "10 Haziran'a ertelendi", "9월 8일로 미뤘다", "به ۱۵ بهمن موکول شد"."""
    scene = story.scene
    if not 0 <= first - when.last <= _BEFORE or not scene.same_sentence(when.first, first):
        return False
    if scene.is_led_by(when.first, "new_day_before"):
        return True
    if not scene.head_last:
        return False
    towns = {at for place in story.places for at in range(place.first, place.last)}
    leads = (
        joined_case(scene, when.last) == "goal"
        or scene.says(when.last, "goal_after")
        or any(
            is_in_case(scene, at, "goal")
            for at in range(when.last - 1, max(first, last - 1))
            if at not in towns  # not "18 Mayıs'ta Ankara'ya gelmeyecek"
        )
    )
    return leads
