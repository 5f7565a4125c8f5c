"""Who came along with a head of prosecution or in his place, and so is of his country."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.words.scene import Scene

_BESIDE = 2  # tokens from a head's name to the office of a deputy: "and the"


def follow(scene: Scene, people: Sequence[Actor]) -> None:
    """Give a companion ("accompanied by his deputy, …") the country of the prosecutor spoken of before."""
    for actor in people:
        if actor.country is None and actor.names:
            along = companion(scene, people, actor)
            actor.guessed_country = along.country if along else None


def companion(scene: Scene, people: Sequence[Actor], actor: Actor) -> Actor | None:
    """Find the head whom somebody accompanies: the first of those spoken of before whose country is known;
    of two heads who go together one is the host.
    """
    if actor.grade == "head":
        return None
    if not (_came_along(scene, actor) or _is_own_deputy(scene, actor)):
        return _head_beside(scene, people, actor)
    heads = (one for one in people if one.grade == "head" and one.country and min(one.seen) < min(actor.seen))
    return next(heads, None)


def leader_of(scene: Scene, people: Sequence[Actor], actor: Actor) -> Actor | None:
    """ "In the president's train was Prosecutor General …": the president, whose journey is his as well."""
    sentence = scene.sentence(min(actor.seen))
    if not scene.within(sentence, "train") or scene.within(sentence, "negator"):
        return None
    leaders = (one for one in people if one.country and one.is_mere("leader"))
    return next((one for one in leaders if 0 <= sentence - scene.sentence(min(one.seen)) <= 1), None)


def _came_along(scene: Scene, actor: Actor) -> bool:
    """Tell of somebody that he came along: behind "accompanied by", or before a verb that says so."""
    name = actor.names[0]
    escorts = scene.within(scene.sentence(name.first), "escort")
    return any(span.first >= name.last for span in escorts) or is_company(
        scene, name.first, actor.mentions[0].first if actor.mentions else None
    )


def _is_own_deputy(scene: Scene, actor: Actor) -> bool:
    """ "Her deputy, Ana Costa", of the country of the head told before."""
    return any(
        mention.deputy and (scene.says(mention.last - 1, "own") or scene.is_led_by(mention.first, "own"))
        for mention in actor.mentions
    )


def _head_beside(scene: Scene, people: Sequence[Actor], actor: Actor) -> Actor | None:
    """ "Director of Public Prosecutions Ana Costa, Deputy Director of Public Prosecutions Rui Melo": two
    ranks of one office who do the same, and do not meet.
    """
    for mention in actor.mentions:
        apart = scene.within(scene.sentence(mention.first), "meet", "receive", "sign", "both")
        if not mention.deputy or mention.country or apart:
            continue
        for one in people:
            if one.grade != "head" or one.title != mention.kind or not one.country:
                continue
            if any(_stands_before(scene, name.last, mention.first) for name in one.names):
                return one
    return None


def _stands_before(scene: Scene, end: int, first: int) -> bool:
    """Tell whether a name ends right before an office, a comma, "and" or an article between."""
    if not end <= first <= end + _BESIDE or not scene.same_sentence(end - 1, first):
        return False
    small = all(scene.says(at, "and") or scene.says(at, "article") for at in range(end, first))
    return small and all(scene.document.gap(at).strip() in ("", ",") for at in range(end - 1, first))


def is_company(scene: Scene, *places: int | None) -> bool:
    """Tell whether the words before make somebody a companion: "accompanied by the head of …"."""
    return any(
        0 <= at - span.last <= 3
        for at in places
        if at is not None
        for span in scene.within(scene.sentence(at), "accompany")
    )
