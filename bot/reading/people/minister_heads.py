"""Ministers who head prosecution, wherever else a story names them: "Minister Garland said"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.reading.names.persons import is_same
from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene

_TITLE = "minister_of_justice"


def with_minister_heads(
    scene: Scene, mentions: Sequence[Mention], states: Collection[str]
) -> Iterator[Mention]:
    """Give a minister of no country told the office under which the story names him in full.

    The minister of one of `states` is the head, too, with a name between: "アメリカのウォーカー司法相".
    """
    mentions = [
        replace(one, kind=_TITLE) if one.country in states and _is_of_justice(scene, one) else one
        for one in mentions
    ]
    heads = [one for one in mentions if one.kind == _TITLE and one.name is not None]
    for mention in mentions:
        name = mention.name if mention.kind == "role.minister" else None
        own = name is not None and any(
            one.name is not None
            and is_same(one.name.keys, name.keys)
            and mention.country in (None, one.country)
            for one in heads
        )
        yield replace(mention, kind=_TITLE, deputy=False) if own else mention


def _is_of_justice(scene: Scene, mention: Mention) -> bool:
    inside = range(mention.first, mention.last)
    return mention.kind == "role.minister" and any(
        span.first in inside and span.last <= mention.last for span in scene.of(_TITLE)
    )
