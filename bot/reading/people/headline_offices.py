"""Headlines that say "prosecutor" for the head: "Fiscal de Chile en Oslo" over "El fiscal nacional …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.names.persons import Name
from bot.reading.people.mention import Mention
from bot.reading.words.scene import Scene


def of_headline(scene: Scene, mentions: Sequence[Mention], names: Sequence[Name]) -> list[Mention]:
    """Give the first office of the text the country that only the headline tells, beside a bare
    "prosecutor"; a name that opens the text is his.
    """
    settled = list(mentions)
    short = next((one for one in mentions if _is_short(scene, one)), None)
    at = next((at for at, one in enumerate(mentions) if _is_of_lead(scene, one)), None)
    if short is None or at is None or mentions[at].country is not None or _is_met(scene, mentions[at]):
        return settled
    if any(one.is_head_like and one.country == short.country for one in mentions):
        return settled
    office, opens = mentions[at], scene.document.sentences[scene.document.lead][0]
    opener = next((name for name in names if name.first == opens and len(name.keys) > 1), None)
    settled[at] = replace(office, country=short.country, name=office.name or opener)
    return settled


def _is_short(scene: Scene, mention: Mention) -> bool:
    bare = mention.kind == "role.other_prosecutor" and mention.name is None and not mention.flags
    told = mention.country is not None and scene.document.in_title(mention.first)
    return bare and told and not _is_met(scene, mention)


def _is_of_lead(scene: Scene, mention: Mention) -> bool:
    near = scene.document.lead <= scene.sentence(mention.first) <= scene.document.lead + 1
    return near and mention.is_head_like and not mention.deputy


def _is_met(scene: Scene, mention: Mention) -> bool:
    other = any(scene.is_led_by(mention.first, word) for word in ("with", "by"))
    return other or mention.kind == "counterpart"
