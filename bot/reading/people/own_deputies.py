"""Deputies told of by their chief alone: "the prosecutor general was ill; her deputy Ana Costa came"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.names.persons import Name, is_same
from bot.reading.people.mention import Mention
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene


def own_deputies(scene: Scene, mentions: Sequence[Mention], names: Sequence[Name]) -> Iterator[Mention]:
    """Give whoever is named behind "his deputy" the office of the head told before."""
    held = {mention.name.first for mention in mentions if mention.name is not None}
    name_at = {name.first: name for name in names if name.first not in held and len(name.keys) > 1}
    inside = {at for mention in mentions for at in range(mention.first, mention.last)}
    for span in scene.of("deputy", "stand_in"):
        name = _named(scene, span, name_at)
        owned = span.kind == "stand_in" or _is_owned(scene, span)
        if name is None or span.first in inside or not owned:
            continue
        if (chief := _chief(mentions, span)) is not None:
            written = scene.text(span.first, span.last)
            country = chief.country or _country(mentions, chief, span)
            yield Mention(chief.kind, span.first, span.last, country, name, deputy=True, written=written)


def _named(scene: Scene, span: Span, name_at: dict[int, Name]) -> Name | None:
    at = span.last
    while at < len(scene.tokens) and scene.same_sentence(at, span.first) and scene.says(at, "before_name"):
        at += 1
    return name_at.get(at) if scene.same_sentence(min(at, len(scene.tokens) - 1), span.first) else None


def _is_owned(scene: Scene, span: Span) -> bool:
    return scene.says(span.last - 1, "own") or (span.first > 0 and scene.says(span.first - 1, "own"))


def _chief(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """Find the head told of last; a counterpart is met."""
    before = (m for m in reversed(mentions) if m.last <= span.first and m.is_head_like and not m.deputy)
    return next((mention for mention in before if mention.kind != "counterpart"), None)


def _country(mentions: Sequence[Mention], chief: Mention, deputy: Span) -> str | None:
    """Look for the country beside the same name elsewhere, or in the headline; of a chief without a name
    not behind his deputy, where the host is named.
    """
    alike = (
        one.country
        for one in mentions
        if one.country
        and one.is_head_like
        and (
            is_same(one.name.keys, chief.name.keys)
            if one.name is not None and chief.name is not None
            else one.name is None or one.first < deputy.first
        )
    )
    return next(alike, None)
