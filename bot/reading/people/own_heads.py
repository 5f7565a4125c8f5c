"""Heads told of by their service alone: "a delegation of the Procuracy led by its vice-president"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene

_REACH = 16  # tokens between the service and "led by", or between its head and the delegation


@dataclass(frozen=True, slots=True)
class _Title:
    first: int
    last: int
    deputy: bool
    name: Name


def with_own_heads(scene: Scene, mentions: Sequence[Mention], names: Sequence[Name]) -> list[Mention]:
    """Read the "chief" or "vice-president" who leads the delegation of a service as its head or deputy; the
    delegation may stand before or behind: "Led by its chief …, a delegation of the service arrived".
    """
    name_at = {name.first: name for name in names}
    found = [own for title in _titles(scene, name_at) if (own := _head(scene, mentions, title)) is not None]
    if not found:
        return list(mentions)
    inside = {at for own in found for at in range(own.first, own.last)}
    left = [
        one for one in mentions if not (one.kind.startswith("role.") and inside & {one.first, one.last - 1})
    ]
    return sorted([*left, *found], key=lambda mention: mention.first)


def _titles(scene: Scene, name_at: dict[int, Name]) -> Iterator[_Title]:
    """Find "led by its vice-president Ana Costa", "que conduisait son chef": only the rank is said."""
    starts = {span.last for span in scene.of("lead")}
    leads = scene.language.words("leads")
    starts.update(
        at + 1
        for at, token in enumerate(scene.tokens[:-1])
        if token.folded in leads and at > 0 and scene.says(at - 1, "relative")
    )
    for start in sorted(starts):
        if start < len(scene.tokens) and (title := _title(scene, start, name_at)) is not None:
            yield title


def _title(scene: Scene, start: int, name_at: dict[int, Name]) -> _Title | None:
    at, end = start, len(scene.tokens) - 1
    while at < end and (scene.says(at, "article") or scene.says(at, "its")):
        at += 1
    deputy = scene.says(at, "vice_heading")
    if not deputy and not scene.says(at, "heading"):
        return None
    first, at = at, at + 1
    while at < end and (scene.says(at, "heading") or scene.says(at, "vice_heading")):
        deputy = deputy or scene.says(at, "vice_heading")
        at += 1
    if not scene.same_sentence(first, min(at, end)) or scene.says(min(at, end), "of"):
        return None
    name = next((name_at[one] for one in _beside(scene, at) if one in name_at), None)
    return _Title(first, at, deputy, name) if name is not None else None


def _beside(scene: Scene, at: int) -> Iterator[int]:
    """Step over "permanent" and "M." to where the name may stand."""
    end = len(scene.tokens)
    while at < end and scene.says(at, "standing"):
        at += 1
    yield at
    while at < end and (title := scene.starting(at, "honorific")) is not None:
        at = title.last
        yield at


def _head(scene: Scene, mentions: Sequence[Mention], title: _Title) -> Mention | None:
    last = title.name.last
    here = [one for one in mentions if one.kind == "body" and scene.same_sentence(one.first, title.first)]
    parties = [span.first for span in scene.within(scene.sentence(title.first), "delegation")]
    before = [one for one in here if 0 <= title.first - one.last <= _REACH]
    behind = [
        one
        for one in here
        if any(last <= party <= one.first for party in parties) and one.first - last <= _REACH
    ]
    service = next(iter([*reversed(before), *behind]), None)
    if service is None:
        return None
    written = scene.text(title.first, title.last)
    country, flags = service.country, service.flags
    return Mention(
        "head_of_prosecution", title.first, title.last, country, title.name, title.deputy, flags, written
    )
