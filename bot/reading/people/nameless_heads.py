"""Heads whom their own newsroom names neither by person nor by country: "the Attorney General is in Rome"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.actors import Actor
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene


def with_nameless_head(
    scene: Scene,
    people: Sequence[Actor],
    mentions: Sequence[Mention],
    places: Sequence[Place],
    newsroom: str | None,
) -> list[Actor]:
    """Add the head of the newsroom's country whom the text tells of by the office alone; he is another where
    it names one who may hold it, tells of a part of the country or of old times, or is abroad before him.
    """
    if newsroom is None or scene.of("recall") or any(_may_be_held(one, newsroom) for one in mentions):
        return list(people)
    if any(actor.country == newsroom and actor.grade in ("head", "deputy") for actor in people):
        return list(people)
    titles = [one for one in mentions if one.is_head_like and one.kind != "counterpart"]
    named = {one.kind: one.first for one in reversed(titles) if one.name is not None}
    own = [
        replace(one, country=newsroom)
        for one in titles
        if _is_open(one) and one.first < named.get(one.kind, len(scene.tokens))
    ]
    if own and _is_abroad_before(scene, own[0], places, newsroom):
        return list(people)
    return [*people, Actor(mentions=own, seen=[one.first for one in own])] if own else list(people)


def _is_abroad_before(scene: Scene, head: Mention, places: Sequence[Place], newsroom: str) -> bool:
    """ "In Brasília protesters marched. The Prosecutor General came": a sentence before has told where."""
    before = range(scene.document.title_sentences, scene.sentence(head.first))
    return any(place.country != newsroom and scene.sentence(place.first) in before for place in places)


def _may_be_held(mention: Mention, newsroom: str) -> bool:
    named = mention.name is not None and mention.is_head_like and mention.kind != "counterpart"
    local = mention.is_local_prosecutor or "subnational" in mention.flags
    return local or (named and mention.country in (None, newsroom))


def _is_open(mention: Mention) -> bool:
    return mention.name is None and mention.country is None and not (mention.deputy or mention.flags)
