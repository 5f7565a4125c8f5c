"""Heads of prosecution whom everybody knows: news leaves out whose they are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.heads import Heads
from bot.reading.people.actors import Actor


def recognise(people: Sequence[Actor], heads: Heads, year: int | None) -> None:
    """Note of prosecutors whose prosecution somebody of their name heads.

    `year` is that of the text, None where it has no date. "La fiscal Camargo" of the press at home, a mere
    prosecutor by her title, is read as the head that she is.
    """
    for actor in people:
        is_mere = actor.is_mere("other_prosecutor")
        if actor.name is not None and (is_mere or actor.grade == "head"):
            actor.known = heads.country_of(actor.name.text, year)
            if is_mere and actor.known is not None and actor.country in (None, actor.known):
                actor.appoint()
