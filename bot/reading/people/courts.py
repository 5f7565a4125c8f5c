"""Prosecutors of no state: of an international court, or of the Union's office, whatever their title is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.names.persons import is_same
from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene

_COURTS = "international"
_BRACKETS = 2  # tokens of the initials in "the Court (UCM) prosecutor"


def of_courts(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Mark every office of somebody whom the story tells anywhere as a court's prosecutor."""
    if not scene.of(_COURTS):
        return list(mentions)
    marked = [_marked(one) if _is_beside_court(scene, one) else one for one in mentions]
    courts = [one for one in marked if _COURTS in one.flags and not one.kind.startswith("body")]
    named = [one.name for one in courts if one.name is not None and not _is_met(scene, one)]
    same = [
        _marked(one)
        if _is_open(one) and one.name and any(is_same(one.name.keys, name.keys) for name in named)
        else one
        for one in marked
    ]
    return _of_headline(scene, same) if courts and not named else _told_again(same)


def _told_again(mentions: Sequence[Mention]) -> list[Mention]:
    """ "… the court's chief prosecutor Alan Brook. The chief prosecutor met": right behind him it is he."""
    settled: list[Mention] = []
    for one in mentions:
        before = next((m for m in reversed(settled) if not m.kind.startswith(("role.", "body"))), None)
        again = before is not None and _COURTS in before.flags and before.kind == one.kind
        settled.append(_marked(one) if again and one.name is None and _is_open(one) else one)
    return settled


def _is_met(scene: Scene, mention: Mention) -> bool:
    """ "Başsavcı Kostin, UCM Başsavcısı ile görüştü": the name before the comma is the other's."""
    own = mention.name is not None and mention.name.last <= mention.first
    return (
        scene.head_last
        and own
        and mention.last < len(scene.tokens)
        and scene.says(mention.last, "with_after")
    )


def _marked(mention: Mention) -> Mention:
    return replace(mention, flags=mention.flags | {_COURTS})


def _is_open(mention: Mention) -> bool:
    prosecutes = mention.is_head_like or mention.kind == "role.other_prosecutor"
    return prosecutes and mention.country is None and mention.kind != "counterpart"


def _is_beside_court(scene: Scene, mention: Mention) -> bool:
    """ "Avrupa Başsavcısı" is one word of both; "Uluslararası Ceza Mahkemesi (UCM) Başsavcısı"."""
    if not _is_open(mention):
        return False
    courts = scene.within(scene.sentence(mention.first), _COURTS)
    before = _before_brackets(scene, mention.first)
    return any(
        (court.first < mention.last and mention.first < court.last) or court.last == before
        for court in courts
    )


def _before_brackets(scene: Scene, first: int) -> int | None:
    """Step back over initials in brackets, where there are any."""
    gap = scene.document.gap
    if first > 1 and ")" in gap(first - 1):
        for at in range(first - 1, max(first - 1 - _BRACKETS, 0), -1):
            if "(" in gap(at - 1):
                return at
    return None


def _of_headline(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """ "UCM Başsavcısı Kiev'i ziyaret etti" over "Başsavcı Kerim Han …": the only head of the headline is
    the first whom the text names without a country.
    """
    document, settled = scene.document, list(mentions)
    heads = [
        one for one in mentions if document.in_title(one.first) and not one.kind.startswith(("role.", "body"))
    ]
    if len(heads) != 1 or _COURTS not in heads[0].flags:
        return settled
    text = (at for at, one in enumerate(settled) if not document.in_title(one.first))
    first = next((at for at in text if settled[at].name is not None and _is_open(settled[at])), None)
    if first is not None:
        name = settled[first].name
        for at, one in enumerate(settled):
            if _is_open(one) and one.name and name and is_same(one.name.keys, name.keys):
                settled[at] = _marked(one)
    return settled
