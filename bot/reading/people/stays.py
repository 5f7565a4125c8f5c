"""Where somebody is said to stay right behind his name: "…, Ana Costa, in Luanda for the jubilee"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.places.place import Place
from bot.reading.words.calendar_words import months
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_CLAUSE = 7  # tokens from "was" to the place: "am Montag und Dienstag in"
_OTHER_DEEDS = ("travel", "visit", "meet", "sign", "office", "source", "crime")
_BACK = 3  # tokens from "returns" to where: "back home to"
_STAY = 6  # tokens from "a visit" to where it leads: "of three days to"
_STAND = 3  # tokens from a name to the place where its bearer is: ", in der Hauptstadt"


def stays(scene: Scene, names: Sequence[Name], place: Place) -> bool:
    """Tell whether a place stands so behind one of somebody's names, with what for or how long behind it."""
    behind = place.last
    if not place.is_location or behind >= len(scene.tokens) or not scene.same_sentence(behind, place.first):
        return False
    led = any(
        name.last < place.first <= name.last + _STAND
        and scene.document.gap(name.last - 1).strip() == ","
        and scene.says(name.last, "place")
        for name in names
    )
    purpose = scene.says(behind, "purpose") or scene.says(behind, "lasting")
    return led and (purpose or scene.starting(behind, "during", "attend", "visit") is not None)


def goes_to(scene: Scene, actor: Actor, places: Sequence[Place], country: str, home: str | None) -> bool:
    """Nobody visits his own country: "the prosecutor general, Lucília Gago, ends her visit to Angola"; at
    home he may travel.
    """
    there = [place for place in places if place.country == country and place.is_location]
    if any(stays(scene, actor.names, place) for place in there):
        return True
    kinds = ("visit",) if country == home else ("visit", "travel")
    for name in actor.names:
        sentence = scene.sentence(name.first)
        if (span := next((s for s in scene.within(sentence, *kinds) if s.first >= name.last), None)) is None:
            continue
        apart = any(
            scene.starting(at, "receive", "meet", "invite", "both") for at in range(name.last, span.first)
        )
        if not apart and any(_leads_to(scene, span, place) for place in there):
            return True
    return False


def _leads_to(scene: Scene, visit: Span, place: Place) -> bool:
    """Tell whether a visit is one to a place; where verbs stand last, not if the visit is over before it is
    named: "東京訪問を終えてタリンに戻った".
    """
    over = scene.head_last and any(
        span.value == "over" and span.first <= visit.first < span.last for span in scene.of("travel")
    )
    near = 0 <= place.first - visit.last <= _STAY and scene.same_sentence(place.first, visit.first)
    return near and not over


def is_there(scene: Scene, actor: Actor, place: Place) -> bool:
    """ "Çela war am Montag in Bern": a form of "be" behind somebody, and in its clause the place."""
    ends = {name.last for name in actor.names} | {mention.last for mention in actor.mentions}
    ends.update(at + 1 for at in actor.seen if scene.says(at, "somebody"))
    for end in ends:
        at = _copula(scene, end)
        if at is None or not 0 < place.first - at <= _CLAUSE:
            continue
        words = range(at + 1, place.first)
        done = any(scene.starting(index, *_OTHER_DEEDS) for index in words)
        if scene.same_sentence(at, place.first) and place.is_location and not place.is_goal and not done:
            return not any(mark in scene.document.gap(index) for index in words for mark in ",;:")
    return False


def _copula(scene: Scene, end: int) -> int | None:
    """Find the "is" behind somebody, at most a few days between: ", od 10. do 12. juna je u Bukureštu"."""
    for at in range(end, min(end + _CLAUSE, len(scene.tokens))):
        if not scene.same_sentence(at, end - 1) or scene.tokens[at].is_capital:
            return None
        if scene.says(at, "copula"):
            return at
        if not any(scene.says(at, name) for name in ("since", "until", "range", "date_lead", "and")) and not (
            scene.tokens[at].folded.isdecimal() or scene.tokens[at].folded in months(scene.language.code)
        ):
            return None
    return None


def returns_to(scene: Scene, actor: Actor, places: Sequence[Place]) -> str | None:
    """ "Kalniņš returns to Riga on Thursday": whoever goes back somewhere is from there."""
    for name in actor.names:
        for place in places:
            if place.is_goal and name.last < place.first and scene.same_sentence(name.first, place.first):
                before = range(max(name.last, place.first - _BACK), place.first)
                if any(scene.says(at, "home_again") for at in before):
                    return place.country
    return None
