"""Whom a story names and does not mean: who poses as the head, who is said not to be he, whom a correction
takes back, and who has somebody take a prize in his name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.calendar_words import weekdays
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_POSING = 4  # tokens between "posing as" and the office
_NOT = 5  # tokens from "not" to the office: "no fue al"
_BEHIND = 2  # tokens from an office to the "not" behind it: 이 아니라
_DAY = 4  # tokens from "not" to a day that was wrong
_TITLE = 2  # tokens of a headline before "Correction"
_OFFICES = ("role.envoy", "role.minister", "role.leader", "role.legislator")
_DEEDS = ("travel", "visit", "meet", "receive", "attend", "sign", "guest", "leave")
_STEPS = ("article", "copula", "before_office", "possessive", "place", "goal", "of", "be")


def not_meant(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> set[int]:
    """Give the ids of the mentions of heads who are not there, whatever is told of them."""
    heads = [one for one in mentions if one.is_head_like and not one.deputy]
    found = {id(one) for span in scene.of("impostor") for one in _posed(scene, heads, mentions, span)}
    for one in heads:
        if _is_not(scene, one):
            found |= {id(other) for other in _same(heads, one)}
    for span in scene.of("for_him"):
        found |= {id(one) for one in _stood_for(scene, heads, mentions, span)}
    if _is_correction(scene):
        found |= {id(one) for one in heads if _is_taken_back(scene, one, places)}
    return found


def _same(heads: Sequence[Mention], one: Mention) -> list[Mention]:
    """List the mentions of the same head; without a country he is of the one told before."""
    before = [head for head in heads if head.country and head.first <= one.first]
    country = one.country or (before[-1].country if before else None)
    return [head for head in heads if head is one or (head.country in (country, None) and country)]


def _posed(
    scene: Scene, heads: Sequence[Mention], mentions: Sequence[Mention], span: Span
) -> Iterator[Mention]:
    """ "A man posing as the prosecutor general": whoever has a name elsewhere is the true one."""
    others = [one for one in mentions if not (one.first <= span.first and span.last <= one.last)]
    near = [
        one
        for one in heads
        if scene.same_sentence(one.first, span.first) and _between(scene, one, span) <= _POSING
        if not any(
            min(one.last, span.last) <= other.first < max(one.first, span.first) and other is not one
            for other in others
        )
    ]
    for posed in sorted(near, key=lambda one: _between(scene, one, span))[:1]:
        yield posed
        yield from (one for one in _same(heads, posed) if one.name is None)


def _between(scene: Scene, one: Mention, span: Span) -> int:
    ends = max(one.last, one.name.last if one.name is not None else 0)
    return max(one.first - span.last, span.first - ends)


def _is_not(scene: Scene, one: Mention) -> bool:
    """ "It was not the prosecutor general but …", "… and not the head", "başsavcı değil"."""
    at = min(one.first, one.name.first if one.name is not None else one.first)
    ends = max(one.last, one.name.last if one.name is not None else 0)
    for behind in range(ends, min(ends + _BEHIND, len(scene.tokens))):
        if not scene.same_sentence(behind, one.first):
            break
        if scene.says(behind, "not_he_after"):
            return True
    for before in range(at - 1, max(at - _NOT, -1), -1):
        if not scene.same_sentence(before, one.first):
            return False
        if scene.says(before, "not_he"):
            return True
        if scene.says(before, "not_but"):
            return _is_contrasted(scene, before, one)
        aside = any(scene.says(before, name) for name in _STEPS)
        if not (aside or scene.ending(before + 1, "country", "adjective", "honorific") is not None):
            return False
    return False


def _is_contrasted(scene: Scene, before: int, one: Mention) -> bool:
    """ "Nicht der Generalstaatsanwalt, sondern …", "und nicht der …": elsewhere "not" is the verb's."""
    joined = before > 0 and (scene.says(before - 1, "and") or "," in scene.document.gap(before - 1))
    _, last = scene.document.sentences[scene.sentence(before)]
    return joined or any(scene.says(at, "contrast") for at in range(one.last, last))


def _stood_for(
    scene: Scene, heads: Sequence[Mention], mentions: Sequence[Mention], span: Span
) -> list[Mention]:
    """ "The medal was accepted on her behalf by the ambassador": she has not come."""
    sentence = scene.sentence(span.first)
    by = [one for one in mentions if one.kind in _OFFICES and scene.sentence(one.first) == sentence]
    if not (by or scene.within(sentence, "envoy")):
        return []
    before = [one for one in heads if one.first < span.last and one.kind != "counterpart"]
    here = [one for one in before if scene.sentence(one.first) == sentence]
    told = [one for one in before if scene.sentence(one.first) == sentence - 1]
    return _same(heads, here[0]) if here else _same(heads, told[0]) if len(told) == 1 else []


def left_to_local(scene: Scene, mentions: Sequence[Mention], places: Sequence[Place]) -> list[Mention]:
    """ "German prosecutor general in Prague": where the lead tells of Celle's, it is he of whom the headline
    speaks, and the head who praises him further down has not gone.
    """
    document = scene.document
    heads = [one for one in mentions if one.is_head_like and not one.deputy]
    told = [one for one in mentions if not document.in_title(one.first)]
    local = next((one for one in told if _is_local(one)), None)
    if local is None or scene.sentence(local.first) > document.title_sentences + 1:
        return []
    found: list[Mention] = []
    for country in {head.country for head in heads if head.country}:
        own = [head for head in heads if head.country == country]
        text = [head for head in heads if head in told and head.country in (country, None)]
        if local.country is None:
            abroad = any(p.country == country and not document.in_title(p.first) for p in places)
        else:
            abroad = local.country != country
        idle = (_is_idle(scene, head) or _is_met_by(scene, local, head) for head in text)
        if not abroad and all(head.first > local.last for head in text) and all(idle):
            found += own
    return found


def _is_local(one: Mention) -> bool:
    other = one.kind == "role.other_prosecutor" and bool(one.flags & {"subnational", "special"})
    office = not one.kind.startswith(("role.", "body")) and "subnational" in one.flags
    return other or office or one.is_local_prosecutor


def _is_met_by(scene: Scene, local: Mention, head: Mention) -> bool:
    """ "The prosecutor general of Dakar's court of appeal met the prosecutor general Marie Le Quéau"."""
    if head.country is not None or not scene.same_sentence(local.first, head.first):
        return False
    return any(
        local.last <= met.first < head.first for met in scene.within(scene.sentence(head.first), "meet")
    )


def _is_idle(scene: Scene, head: Mention) -> bool:
    return not scene.within(scene.sentence(head.first), *_DEEDS)


def _is_correction(scene: Scene) -> bool:
    """Tell the headlines of newspapers that were wrong: "Errata corrige", "Поправка"."""
    document = scene.document
    return any(span.first <= _TITLE and document.in_title(span.first) for span in scene.of("correction"))


def _is_taken_back(scene: Scene, one: Mention, places: Sequence[Place]) -> bool:
    """In a correction nothing is news of what it says the paper wrote, of what it quotes, of a head
    who is told of without a journey, or who is met at home; only of the day that it sets right.
    """
    sentence = scene.sentence(one.first)
    first, last = scene.document.sentences[sentence]
    if any(scene.says(at, "wrong_day") or _is_other_day(scene, at, last) for at in range(first, last)):
        return False
    if scene.within(sentence, "retract") or scene.is_quoted(one.first):
        return True
    ends = [at + 1 for at in range(first, last) if ";" in scene.document.gap(at)]
    start = max((at for at in ends if at <= one.first), default=first)
    stop = min((at for at in ends if at > one.first), default=last)
    here = [place for place in places if place.is_location and start <= place.first < stop]
    if here and all(place.country == one.country for place in here):
        return True
    return not any(start <= span.first < stop for span in scene.within(sentence, "travel", "visit"))


def _is_other_day(scene: Scene, at: int, last: int) -> bool:
    """ "On Tuesday, not on Monday": the day was wrong, and not who came."""
    if not (scene.says(at, "not_he") or scene.says(at, "not_but")):
        return False
    days = weekdays(scene.language.code)
    return any(
        scene.tokens[near].folded in days or scene.tokens[near].text.isdigit()
        for near in range(at + 1, min(at + _DAY, last))
    )
