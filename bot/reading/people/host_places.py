"""Places that receive a guest: "Belgrade will from 9 to 11 November host the prosecutor of …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.places.whereabouts import is_of_office
from bot.reading.words.calendar_words import day_number, days_from_today, months, solar_months, weekdays
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_GUEST = 8  # tokens from "will host" to the office of the guest: "her colleague, the"
_ENDING = 3  # letters of an ending that hangs on a number: "11-də", "Kasım'da"
_LIGHT = (
    "range", "since", "until", "since_after", "until_after", "next", "last", "and", "place", "from",
    "article", "topic_mark", "year_word", "day_word", "copula", "date_lead", "day_lead",
)  # fmt: skip
_OWNED = ("of", "with", "by", "from", "place", "goal")  # before a place that does nothing itself


def with_hosts(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Place]:
    """Let a place that receives or awaits a prosecutor from abroad, or an event, be one to be in."""
    if not scene.of("receive", "awaits"):
        return list(places)
    return [
        replace(place, is_location=True, is_goal=False)
        if (place.is_goal or not place.is_location)
        and (host_verb(scene, place, mentions) is not None or _holds(scene, place))
        else place
        for place in places
    ]


def host_verb(scene: Scene, place: Place, mentions: Sequence[Mention]) -> Span | None:
    """Find the word of receiving whose subject is a place, and whose object a prosecutor from abroad; nothing
    but days may stand between.
    """
    if not _may_host(scene, place):
        return None
    guests = [one for one in mentions if _is_guest(scene, one, place)]
    told = scene.within(scene.sentence(place.first), "receive", "awaits") if guests else []
    if not told:
        return None
    if scene.head_last:
        return _last_verb(scene, place, guests, told)
    first = _subject_first(scene, place)
    behind = [span for span in told if span.first >= place.last]
    near = (span for span in behind if is_light(scene, range(place.last, span.first)))
    verb = first or next(near, None)
    start = max(place.last, verb.last) if verb is not None else 0
    return verb if any(start <= guest.first <= start + _GUEST for guest in guests) else None


def _holds(scene: Scene, place: Place) -> bool:
    """ "Chisinau hosted on Thursday a conference": whoever takes part is there."""
    sentence = scene.sentence(place.first)
    verbs, events = scene.within(sentence, "receive"), scene.within(sentence, "event")
    if not verbs or not events or not _may_host(scene, place):
        return False
    if scene.head_last:
        opens = is_light(scene, range(scene.document.sentences[sentence][0], place.first))
        return opens and any(place.last <= event.first < event.last <= verbs[-1].first for event in events)
    return any(
        verb.first >= place.last
        and is_light(scene, range(place.last, verb.first))
        and any(0 <= event.first - verb.last <= _GUEST for event in events)
        for verb in verbs
    )


def _may_host(scene: Scene, place: Place) -> bool:
    """Leave out whose office it is that receives, and what only belongs to somebody."""
    if place.is_adjective or any(scene.is_led_by(place.first, word) for word in _OWNED):
        return False
    return not is_of_office(scene, place.first) and not _begins_office(scene, place.last)


def _subject_first(scene: Scene, place: Place) -> Span | None:
    """Where verbs stand before their subject: "تستضيف بلغراد النائب العام"."""
    verb_first = bool(scene.language.options.get("object_verb"))
    return scene.ending(place.first, "receive", "awaits") if verb_first else None


def _last_verb(scene: Scene, place: Place, guests: Sequence[Mention], told: Sequence[Span]) -> Span | None:
    """Where verbs stand last the guest follows the days, and the verb the guest."""
    first, _ = scene.document.sentences[scene.sentence(place.first)]
    if not is_light(scene, range(first, place.first)):
        return None
    near = [one for one in guests if is_light(scene, range(place.last, one.first))]
    return next((span for span in reversed(told) if near and span.first >= near[0].last), None)


def _is_guest(scene: Scene, one: Mention, place: Place) -> bool:
    rank = one.is_head_like or one.kind in ("body", "deputy_office")
    if not rank or scene.is_led_by(one.first, "by"):
        return False
    return one.country != place.country and scene.same_sentence(one.first, place.first)


def _begins_office(scene: Scene, index: int) -> bool:
    """ "Latvia's Prosecutor General received": the office does, and not the country."""
    return scene.starting(index, "office", "deputy_office", "role", "body") is not None


def is_light(scene: Scene, between: range) -> bool:
    """Tell whether words tell only a day or that something is still to come."""
    code = scene.language.code
    ahead = {at for at in between if any(f.first <= at < f.last for f in _ahead(scene, at))}
    return all(
        at in ahead
        or (word := scene.tokens[at].folded).isdecimal()
        or day_number(word)
        or word in months(code)
        or word in solar_months(code)
        or word in weekdays(code)
        or word in days_from_today(code)
        or any(scene.says(at, name) for name in _LIGHT)
        or (len(word) <= _ENDING and scene.document.gap(at - 1) in ("-", "'", "’"))
        for at in between
    )


def _ahead(scene: Scene, at: int) -> list[Span]:
    return scene.within(scene.sentence(at), "future")
