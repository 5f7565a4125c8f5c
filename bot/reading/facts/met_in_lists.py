"""Whom a list of those who were met names beside an office that no pack knows: "and Lord Chancellor Roe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.facts.met_beside import breaks
from bot.reading.names.persons import Name
from bot.reading.people.actors import Actor
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.words.lexicon import Span

_OFFICE = 12  # words of an office that no pack knows
_APART = (
    "accompany",
    "escort",
    "lead",
    "delegation",
    "envoy",
    "sign",
    "invite",
    "attend",
    "visit",
    "travel",
)
_TO_PLACE = 2  # words from the verb to its place: "in the city of"
_JOINS = ("and", "with", "by")
_SMALL = ("article", "and", "with", "by", "its", "possessive", "before_office")


def met_in_list(
    story: Story, one: Candidate, span: Span, present: Sequence[Actor], met: Sequence[int]
) -> Iterator[tuple[Actor, int]]:
    """Give everybody who stands by his name in the list behind a word of meeting, once somebody of rank,
    of those who stand at `met`, is in it.
    """
    scene = story.scene
    known = [at for at in met if at >= span.last]
    if scene.head_last or not (known or _subject_is(story, one, span)):
        return
    here = ((name, actor) for actor in present for name in actor.names if _is_behind(story, span, name))
    end = span.last
    for name, actor in sorted(here, key=lambda member: member[0].first):
        start, end = end, name.last
        if name.first in known:
            continue
        if actor.mentions or actor is one.visitor or len(name.keys) < 2:
            if not known:
                return
            continue
        alone = not known and _is_object(story, span, name)
        if alone or (known and _is_joined(story, span, start, name)):
            known.append(name.first)
            yield actor, name.first


def _subject_is(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a sentence names the visitor and nobody else before a word of meeting."""
    present = story.actors_in(story.scene.sentence(span.first))
    named = [actor for actor in present if actor.names and _is_before(story, actor, span)]
    return span.kind == "meet" and named == [one.visitor]


def _is_before(story: Story, actor: Actor, span: Span) -> bool:
    return any(at < span.first and story.scene.same_sentence(at, span.first) for at in actor.seen)


def _is_object(story: Story, span: Span, name: Name) -> bool:
    """ "Met with the newly elected head of the tribunal Ann Hill": nothing parts the verb from the name."""
    scene = story.scene
    between = range(span.last, name.first)
    small = scene.says(name.first - 1, "of") or scene.says(name.first - 1, "place")
    parted = any("," in scene.document.gap(at) for at in range(span.last - 1, name.first - 1))
    other = any(scene.starting(at, *_APART, "event") for at in between) or scene.ending(name.first, "body")
    return len(between) <= _OFFICE and not (small or parted or other or scene.is_quoted(name.first))


def _is_behind(story: Story, span: Span, name: Name) -> bool:
    scene = story.scene
    return (
        name.first >= span.last
        and scene.same_sentence(name.first, span.first)
        and not any(breaks(story, at) for at in range(span.last, name.first))
    )


def _is_joined(story: Story, span: Span, start: int, name: Name) -> bool:
    """Tell whether a comma, "and" or "with" leads from one of a list to the next; who stands behind "of" or
    "in", and the quarter of "…, Soho, London", are not in the list.
    """
    scene, at = story.scene, name.first
    if at - start > _OFFICE or scene.is_quoted(at) or scene.ending(at, "body", "agency"):
        return False
    if any(scene.says(at - 1, word) for word in ("of", "place")):
        return False
    if any(scene.starting(index, *_APART) for index in range(span.last, at)):
        return False
    comma = any("," in scene.document.gap(index) for index in range(start - 1, at))
    joined = comma or any(scene.says(index, word) for index in range(start, at) for word in _JOINS)
    return joined and not any(place.first == name.last for place in story.places)


def office_before(story: Story, at: int) -> str | None:
    """Write the words between a name and whatever joins it to those before: "and the Lord Chancellor Roe",
    "by the head of the host court, Kim Roe"; of "congressmen Roe, Poe and Doe" all are congressmen.
    """
    scene = story.scene
    ends = {name.last: name.first for name in story.names if name.last <= at}
    first = at
    while first > scene.document.sentences[scene.sentence(at)][0] and at - first <= _OFFICE:
        if first in ends or _opens_office(story, first - 1, at):
            break
        first -= 1
    else:
        return None
    before, last = first, at
    for place in story.places:
        if place.is_location and before < place.first < at:  # "saw in Rome the …", "the … in Munich, Kim Roe"
            first, last = (place.last, at) if place.first - before <= _TO_PLACE else (first, place.first - 1)
    while first < last and any(scene.says(first, word) for word in _SMALL):
        first += 1
    if first >= last:
        return office_before(story, ends[before]) if before in ends else _office_behind(story, at)
    written = scene.text(first, last).partition("(")[0].strip()
    return None if not written or "," in written else written


def _office_behind(story: Story, at: int) -> str | None:
    """Write the words behind a name and its comma: "met Kim Roe, a senior official of the party"."""
    scene = story.scene
    first = next((name.last for name in story.names if name.first == at), at + 1)
    last, end = first, scene.document.sentences[scene.sentence(at)][1]
    if "," not in scene.document.gap(first - 1) or first >= end or not scene.tokens[first].text.islower():
        return None
    while last < min(end, first + _OFFICE) and not (
        scene.says(last, "clause") or scene.starting(last, *_APART)
    ):
        last += 1
        if any(mark in scene.document.gap(last - 1) for mark in ",;("):
            break
    while first < last and any(scene.says(first, word) for word in _SMALL):
        first += 1
    return scene.text(first, last) if 0 < last - first < _OFFICE else None


def _opens_office(story: Story, index: int, at: int) -> bool:
    """Tell whether a new member of the list begins behind a token."""
    scene = story.scene
    parted = index < at - 1 and "," in scene.document.gap(index)
    joined = any(scene.says(index, word) for word in ("with", "by")) or scene.starting(
        index, "meet", "receive"
    )
    return bool(parted or joined)
