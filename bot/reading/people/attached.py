"""Directorates that are called after the office they are attached to: "при Генеральном прокуроре"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene

_NAME = 12  # tokens from "the head" over the name of his directorate to the office it is attached to
_PARTED = ("meet", "receive", "travel", "visit", "attend", "sign", "invite")


def held_by_leader(scene: Scene, found: Sequence[Mention]) -> list[Mention]:
    """Take an office to which a directorate is attached for part of the directorate's name; whoever leads it
    may be a deputy as well: "the deputy prosecutor general, head of the directorate with the prosecutor
    general, …".
    """
    settled: list[Mention] = []
    drawn = None  # an attached office before the words for whoever leads
    for mention in sorted(found, key=lambda one: one.first):
        if _is_attached(scene, mention):
            if mention.name is not None and settled and _is_led(scene, settled[-1], mention):
                settled[-1] = replace(settled[-1], last=mention.last, name=mention.name)
                _share(scene, settled)
            drawn = mention
            continue
        if drawn is not None and scene.head_last and _is_led(scene, drawn, mention):
            settled.append(replace(mention, first=drawn.first))
            _share(scene, settled)
        else:
            settled.append(mention)
        drawn = None
    return settled


def _is_attached(scene: Scene, mention: Mention) -> bool:
    if not mention.is_head_like or mention.deputy or not mention.kind:
        return False
    behind = mention.last if mention.name is None or mention.name.first < mention.last else None
    if scene.head_last:
        return behind is not None and behind < len(scene.tokens) and scene.says(behind, "attached")
    return scene.is_led_by(mention.first, "attached")


def _is_led(scene: Scene, one: Mention, other: Mention) -> bool:
    """Tell whether nothing but the name of a directorate stands between two parts of one title."""
    near = 0 <= other.first - one.last <= _NAME and scene.same_sentence(one.first, other.first)
    between = range(one.last, other.first)
    deed = any(scene.starting(at, *_PARTED) for at in between)
    apart = any("," in scene.document.gap(at) for at in range(one.last - 1, other.first - 1))
    return near and one.name is None and not deed and not apart and not other.kind.startswith("body")


def _share(scene: Scene, settled: list[Mention]) -> None:
    """Make one of the last office and of the deputy's told right before it."""
    if len(settled) < 2:
        return
    before, last = settled[-2:]
    beside = 0 <= last.first - before.last <= 1 and scene.same_sentence(before.first, last.first)
    if before.deputy and before.name is None and beside:
        settled[-2:] = [replace(before, last=last.last, name=last.name)]
