"""Two offices of one person: "the Deputy Prosecutor General – Chief Military Prosecutor Ivan Petrov"; "the
Attorney-General and Minister of Justice".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.reading.names.persons import is_same
from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene

_DASHES = ("-", "–", "—")
_RANK = 2  # tokens of "deputy" before the second of two offices


def with_one_holder(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give the holder of the second office to the first, which tells his rank in prosecution."""
    taken: set[int] = set()
    for mention in _without_ministers(mentions):
        second = _second(scene, mention, mentions)
        if second is not None:
            taken.add(id(second))
            country = mention.country or second.country
            yield replace(mention, name=second.name, country=country, last=second.last)
        elif id(mention) not in taken:
            shared = _shared(scene, mention, mentions)
            yield mention if shared is None else replace(mention, country=shared)


def _shared(scene: Scene, first: Mention, mentions: Sequence[Mention]) -> str | None:
    """ "Ali Salem, deputy prosecutor general and vice-minister of justice of Iraq": the country of both, told
    behind the second of two offices in apposition to a name.
    """
    name, joint = first.name, first.last
    apposed = name is not None and name.last <= first.first and first.country is None
    if not (apposed and first.is_head_like and joint < len(scene.tokens) and scene.says(joint, "and")):
        return None
    behind = joint + 1
    while behind < len(scene.tokens) and scene.says(behind, "article"):
        behind += 1
    return next(
        (
            one.country
            for one in mentions
            if joint < one.first <= behind + _RANK and one.name is None and one.kind.startswith("role.")
            if scene.same_sentence(one.first, joint)
        ),
        None,
    )


def _without_ministers(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Take "Attorney-General Ayine" for the minister who is told of in full elsewhere."""
    ministers = [one for one in mentions if one.kind == "role.minister" and one.name is not None]
    for mention in mentions:
        short = mention.written.casefold()
        same = mention.name is not None and any(
            one.name is not None
            and is_same(one.name.keys, mention.name.keys)
            and short in one.written.casefold()
            for one in ministers
        )
        yield replace(mention, kind="role.minister") if same and mention.is_head_like else mention


def _second(scene: Scene, first: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Find the named office of no rank behind the dash that follows an office without a name."""
    if first.name is not None or not first.is_head_like or first.last >= len(scene.tokens):
        return None
    if scene.document.gap(first.last - 1).strip() not in _DASHES:
        return None
    return next(
        (
            one
            for one in mentions
            if one.first == first.last and one.name is not None and not one.is_head_like
        ),
        None,
    )
