"""Offices told of once for two: "the Venezuelan prosecutor general, Saab, and the Russian Igor Krasnov", "the
chief justice met his counterpart".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.reading.names.eastern_names import is_name_first
from bot.reading.names.persons import Name, is_same
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.words.scene import Scene

_EQUALS = ("role.minister", "role.judge", "role.leader", "role.parliament")
_JOINED = 3  # tokens from the first holder's name to the adjective: "and with the"


def likewise(
    scene: Scene, mentions: Sequence[Mention], names: Sequence[Name], places: Sequence[Place]
) -> Iterator[Mention]:
    """Give whoever is named behind "and the" and the adjective of a country the office told before."""
    if is_name_first(scene):
        yield from _enumerated(scene, mentions, names, places)
    if not scene.language.options.get("adjectives_follow", False):
        yield from _owned(scene, mentions, names, places)
        return
    held = {mention.name.first for mention in mentions if mention.name is not None}
    name_at = {name.first: name for name in names if name.first not in held and len(name.keys) > 1}
    adjectives = [place for place in places if place.is_adjective and place.last in name_at]
    for mention in mentions:
        if mention.name is None or not mention.is_head_like or mention.country is None or mention.flags:
            continue
        last = max(mention.last, mention.name.last)
        for place in adjectives:
            if (
                0 < place.first - last <= _JOINED
                and place.country != mention.country
                and _joins(scene, last, place.first)
            ):
                yield _same_office(scene, mention, place, name_at[place.last], place.last)


def with_equals(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give the counterpart of judges and ministers their office, where no prosecutor was spoken of before or
    somebody of the counterpart's name holds one of these.
    """
    before: Mention | None = None
    roles = [one for one in mentions if one.kind in _EQUALS and one.name is not None]
    for mention in mentions:
        if (role := _role_of(mention, roles)) is not None:
            yield replace(mention, kind=role.kind)
        elif mention.kind != "counterpart":
            if mention.kind != "body" and (before is None or not before.is_head_like):
                before = mention
            yield mention
        elif before is None or before.is_head_like or mention.country is not None:
            yield mention
        else:
            yield replace(mention, kind=before.kind)


def _role_of(counterpart: Mention, roles: Sequence[Mention]) -> Mention | None:
    """ "The justice minister met … Zaki. To his counterpart Zaki he said": a minister."""
    name = counterpart.name
    if counterpart.kind != "counterpart" or name is None:
        return None
    return next((one for one in roles if one.name and is_same(one.name.keys, name.keys)), None)


def _enumerated(
    scene: Scene, mentions: Sequence[Mention], names: Sequence[Name], places: Sequence[Place]
) -> Iterator[Mention]:
    """ "マレーシアのモクタル、シンガポールのウォンの各検事総長": the office at the end is that of all."""
    name_before = {name.last: name for name in names}
    country_before = {place.last: place for place in places if place.city is None}
    for mention in mentions:
        if mention.name is None or not mention.is_head_like or mention.country is None or mention.flags:
            continue
        at = mention.first
        while (name := name_before.get(at)) is not None and scene.same_sentence(name.first, mention.first):
            place = country_before.get(name.first - 1)
            if place is None or not scene.says(name.first - 1, "before_office"):
                break
            yield _same_office(scene, mention, place, name, name.last)
            at = place.first


def _owned(
    scene: Scene, mentions: Sequence[Mention], names: Sequence[Name], places: Sequence[Place]
) -> Iterator[Mention]:
    """ "Zambia's chief prosecutor Gilbert Phiri and Kenya's Renson Ingonga": those beside him in a list."""
    held = {mention.name.first for mention in mentions if mention.name is not None}
    ends = {place.last: place for place in places if place.city is None and not place.is_adjective}
    bare = [
        (place, name)
        for name in names
        if name.first not in held and len(name.keys) > 1 and scene.says(name.first - 1, "possessive")
        if (place := ends.get(name.first) or ends.get(name.first - 1)) is not None
    ]
    known = [one for one in mentions if one.name and one.is_head_like and one.country and not one.flags]
    titled = [one for one in known if not one.deputy and one.kind != "counterpart"]
    for place, name in bare:
        beside = (one for one in titled if _is_beside(scene, one, place, name))
        if (one := next(beside, None)) is not None:
            new = _same_office(scene, one, place, name, name.first)
            titled.append(new)
            yield new


def _same_office(scene: Scene, told: Mention, place: Place, name: Name, last: int) -> Mention:
    """Give another country's holder, whose words end before `last`, the office told of somebody else."""
    return replace(
        told,
        first=place.first,
        last=last,
        country=place.country,
        name=name,
        written=_title(scene, told),
    )


def _is_beside(scene: Scene, one: Mention, place: Place, name: Name) -> bool:
    """Tell whether a comma or "and" alone parts somebody from the one told before or behind him."""
    if one.name is None or one.country == place.country:
        return False
    start, end = min(one.first, one.name.first), max(one.last, one.name.last)
    first, last = (end, place.first) if end <= place.first else (name.last, start)
    between = range(first, last)
    paused = bool(between) or scene.document.gap(first - 1).strip() == ","
    listed = paused and len(between) <= 1 and all(scene.says(at, "and") for at in between)
    return first <= last and listed and scene.same_sentence(one.first, place.first)


def _joins(scene: Scene, first: int, last: int) -> bool:
    """Tell whether nothing but "and", "with the" stands between."""
    words = range(first, last)
    return any(scene.says(at, "and") for at in words) and all(
        any(scene.says(at, name) for name in ("and", "article", "of", "with", "by")) for at in words
    )


def _title(scene: Scene, mention: Mention) -> str:
    """Write the office without the country that hangs on it."""
    words = range(mention.first, mention.last)
    span = next((span for at in words if (span := scene.starting(at, "office", "counterpart"))), None)
    return scene.text(span.first, span.last) if span is not None else mention.written
