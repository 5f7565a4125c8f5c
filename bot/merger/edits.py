"""Which sighting of an article's new version takes the place of which old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Sighting
from bot.windows import Block, block


def places(old: Mapping[int, Block], new: Sequence[Sighting]) -> list[int]:
    """Give each sighting of the new version its place: that of the old one of the same visit, or of another.

    What corrects a wrong country takes the place of what it corrects. Old sightings that the new version
    leaves out stand: a text is cut more often than a visit is taken back.
    """
    free = dict(sorted(old.items()))
    taken: dict[int, int] = {}
    for number, sighting in enumerate(new):
        same = next((place for place, was in free.items() if was == block(sighting)), None)
        if same is not None:
            taken[number] = same
            del free[same]
    left = iter([*free, *range(max(old, default=-1) + 1, max(old, default=-1) + 1 + len(new))])
    return [taken[number] if number in taken else next(left) for number in range(len(new))]
