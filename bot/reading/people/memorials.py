"""Whose monument or grave a guest calls at: "laid a wreath at the mausoleum of Kemal Atatürk"."""

from __future__ import annotations

from bot.reading.people.actors import Actor
from bot.reading.words.scene import Scene

_TO = 4  # tokens from "the monument" to whose it is: "to national leader"


def is_remembered(scene: Scene, actor: Actor) -> bool:
    """Tell whether a story names somebody, who holds no office in it, beside his monument alone."""
    return (
        not actor.mentions
        and bool(actor.names)
        and all(_is_beside(scene, name.first, name.last) for name in actor.names)
    )


def _is_beside(scene: Scene, first: int, last: int) -> bool:
    if scene.head_last:
        return (
            last < len(scene.tokens)
            and scene.same_sentence(last, first)
            and any(scene.starting(last, "guard") is not None for last in (last, last + 1))
        )
    near = range(max(first - _TO, 0), first + 1)
    return any(
        scene.ending(at, "guard") is not None and scene.same_sentence(at - 1, first) for at in near if at
    )
