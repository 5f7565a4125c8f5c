"""People named in one list: "Norway's chief prosecutor Maurud, the Danish one, Reckendorff, and … came"."""

from __future__ import annotations

from bot.reading.names.caseless import is_caseless
from bot.reading.people.actors import Actor
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_JOINS = ("and", "article", "inside_office", "possessive", "from")


def are_listed(scene: Scene, one: Actor, other: Actor) -> bool:
    """Tell whether nothing but offices, names and "and" stands between two heads: both did the same."""
    if one.grade != "head" or other.grade != "head" or (scene.head_last and is_caseless(scene)):
        return False  # where names have no capitals and verbs stand last, too much may stand between
    first, second = sorted((one, other), key=lambda actor: min(actor.seen))
    own, next_ = _words(scene, first), _words(scene, second)
    starts = [at for at in next_ if at - 1 not in next_ and scene.same_sentence(at, at - 1)]
    return any(_joins(scene, at, own) for at in starts)


def _joins(scene: Scene, index: int, own: set[int]) -> bool:
    """Walk back from the second head over small words and further heads to the first; where verbs stand last
    a comma may part a subject from its object, so that only a word joins the two.
    """
    paused, at = False, index
    known = {
        n
        for kind in (
            "office",
            "office_plural",
            "counterpart",
            "counterparts",
            "country",
            "adjective",
            "accompany",
        )
        for s in scene.of(kind)
        for n in range(s.first, s.last)
    }
    while at > 0 and scene.same_sentence(at - 1, index):
        gap = scene.document.gap(at - 1)
        paused = paused or ("," in gap and not scene.head_last) or _is_joint(scene, at - 1)
        if at - 1 in own:
            return paused
        if any(mark in gap for mark in ";:.") and len(scene.tokens[at - 1].text) > 1:
            return False
        if not (
            any(scene.says(at - 1, name) for name in _JOINS)
            or _is_joint(scene, at - 1)
            or at - 1 in known
            or scene.tokens[at - 1].is_capital
        ):
            return False
        at -= 1
    return False


def _is_joint(scene: Scene, index: int) -> bool:
    """ "And", "together with"; or the "with" behind the first of two: "Сарафов пен Бас прокурор Доловац"."""
    beside = scene.ending(index + 1, "accompany") is not None
    return scene.says(index, "and") or beside or (scene.head_last and scene.says(index, "with_after"))


def _words(scene: Scene, actor: Actor) -> set[int]:
    words = {at for name in actor.names for at in range(name.first, name.last)}
    return words | {at for one in actor.mentions for at in range(one.first, one.last)}


def is_parted(scene: Scene, actor: Actor, span: Span) -> bool:
    """ "… greeted him; the Chief State Attorney will see to the rest": told in another half of a sentence."""
    here = [at for at in actor.seen if scene.same_sentence(at, span.first)]
    return (
        bool(here)
        and all(
            any(";" in scene.document.gap(index) for index in range(*sorted((at, span.first)))) for at in here
        )
        and not _goes_on_list(scene, actor, span)
    )


def _goes_on_list(scene: Scene, actor: Actor, span: Span) -> bool:
    """ "Received Bolivia's …, Hugo Arce; Chile's …, Luis Vega; and …": nothing but his name is told."""
    start, last = scene.document.sentences[scene.sentence(span.first)]
    for mention in actor.mentions:
        if mention.name is None or not span.last <= mention.first < last:
            continue
        end = max(mention.last, mention.name.last)
        closed = end >= last or scene.document.gap(end - 1).strip() in (";", ",") or scene.says(end, "and")
        half = next(
            at
            for at in range(mention.first, start - 1, -1)
            if at == start or ";" in scene.document.gap(at - 1)
        )
        while any(scene.says(half, word) for word in ("article", "and", "place", "with")):
            half += 1
        if closed and scene.starting(half, "office", "deputy_office") is not None:
            return True
    return False
