"""Where a story comes from: the office that announced it and the agency from which it was copied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.offices import Mention
from bot.reading.story import Story
from bot.text import fold

# "(MENAFN- AzerNews)", "MENAFN - Trend News Agency)": a distributor and, behind the dash, whose text it is.
_HEADER = re.compile(r"\W*\(?\s*(?P<distributor>[A-Z][\w.]{2,20})\s*[-–—]\s*(?P<agency>[^()\n]{2,40}?)\s*\)")
_AGENCY_WORDS = re.compile(r"\s+(?:news\s+agency|news|agency|information agency)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sources:
    official: str | None
    syndicated_from: str | None


def sources(story: Story) -> Sources:
    """Name the official source and the agency that the publisher copied, null where neither shows."""
    return Sources(_official(story), _syndicated(story))


def _official(story: Story) -> str | None:
    """Find the prosecution's office behind "citing", "according to", or its press service that "reports"."""
    bodies = [mention for mention in story.mentions if mention.kind == "body" and story.scene.tokens[mention.first].is_capital]
    for is_told in (_is_cited, _tells):
        found = next((mention for mention in bodies if is_told(story, mention)), None)
        if found is not None:
            return _written(story, found)
    return None


def _is_cited(story: Story, mention: Mention) -> bool:
    spans = story.scene.within(story.scene.sentence(mention.first), "source")
    return any(span.value != "reports" and -2 <= mention.first - span.last <= 5 for span in spans)


def _tells(story: Story, mention: Mention) -> bool:
    spans = story.scene.within(story.scene.sentence(mention.first), "source")
    return any(0 <= span.first - mention.last <= 3 for span in spans)


def _written(story: Story, mention: Mention) -> str:
    return re.sub(r"\s+", " ", mention.written.replace("’", "'"))


def _syndicated(story: Story) -> str | None:
    scene = story.scene
    head = scene.document.raw[scene.document.offset :][:120]
    if match := _HEADER.match(head):
        return _agency(match["agency"])
    publisher = story.article.publisher
    if not publisher:
        return None
    for span in scene.of("source"):
        if span.value == "reports":
            name = next((name for name in story.names if name.last == span.first), None)
            if name is not None and len(name.keys) <= 3 and not _is_person(story, name.first):
                agency = _agency(name.text)
                return None if _same(agency, publisher) else agency
    return None


def _is_person(story: Story, first: int) -> bool:
    return any(name.first == first for actor in story.actors if actor.mentions for name in actor.names)


def _agency(text: str) -> str:
    return _AGENCY_WORDS.sub("", text.strip())


def _same(one: str, other: str) -> bool:
    short, long = sorted((re.sub(r"\W", "", fold(one)), re.sub(r"\W", "", fold(other))), key=len)
    return short in long
