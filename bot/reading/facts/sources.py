"""Where a story comes from: the office that announced it and the agency from which it was copied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reading.facts.agencies import known_agency
from bot.reading.names.caseless import is_caseless
from bot.reading.people.mention import Mention
from bot.reading.story import Story
from bot.text import fold

# "(MENAFN- AzerNews)", "MENAFN - Trend News Agency)": a distributor and, behind the dash, whose text it is.
_HEADER = re.compile(r"\W*\(?\s*(?P<distributor>[A-Z][\w.]{2,20})\s*[-–—]\s*(?P<agency>[^()\n]{2,40}?)\s*\)")
# "Vientiane (VNA) –", "HANOI, September 26. /Volga Telegraph/.", "Athens, June 4, 2025, SPA —", "МИНСК, 5 июн
# — РИА Новости.", "АСТАНА. КАЗИНФОРМ.": an agency in a dateline.
_DATELINE = re.compile(
    r"[^\n(/]{2,45}?(?:[(/](?P<bracketed>[^\W\d_][\w .-]{1,24})[)/]\s*[-–—.:]"
    r"|,\s+(?P<bare>[^\W\d_]{2,8})\s+[-–—]"
    r"|\s[-–—]\s+(?P<dashed>[^\W\d_]\w*(?:[ -][^\W\d_]\w*){0,2})\.\s|\.\s+(?P<shouted>[^\W\d_]{3,12})\.\s)"
)
_LEADING = re.compile(r"\s*[(/](?P<bracketed>[^\W\d_][\w .-]{1,24})[)/]\s*[-–—.:]")
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
    bodies = [
        mention
        for mention in story.mentions
        if mention.kind == "body"
        and (story.scene.tokens[mention.first].is_capital or is_caseless(story.scene))
    ]
    for is_told in (_is_cited, _tells):
        found = next((mention for mention in bodies if is_told(story, mention)), None)
        if found is not None:
            return _written(story, found)
    return None


def _is_cited(story: Story, mention: Mention) -> bool:
    spans = story.scene.within(story.scene.sentence(mention.first), "source")
    cited = any(span.value in ("citing", "press") and -2 <= mention.first - span.last <= 5 for span in spans)
    return cited or any(
        span.value in ("said", "reports") and 0 <= mention.first - span.last <= 1 for span in spans
    )


def _tells(story: Story, mention: Mention) -> bool:
    spans = story.scene.within(story.scene.sentence(mention.first), "source")
    near = any(0 <= span.first - mention.last <= 3 for span in spans)
    return near or (_is_topic(story, mention) and any(span.first > mention.last for span in spans))


def _is_topic(story: Story, mention: Mention) -> bool:
    """ "대검찰청은 … 밝혔다": where verbs stand last the office that tells stands far before."""
    scene = story.scene
    marked = mention.last < len(scene.tokens) and scene.says(mention.last, "topic_mark")
    return marked and scene.head_last


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
    agency = _in_dateline(head, story.dateline is not None) or known_agency(story)
    if agency is not None:
        return None if _same(agency, publisher) else agency
    for span in scene.of("source"):
        found = _before(story, span.first) or _after(story, span.last) if span.value == "reports" else None
        if found is not None:
            return None if _same(found, publisher) else found
    return None


def _in_dateline(head: str, has_place: bool) -> str | None:
    """Read the agency that stands in or instead of a dateline: in brackets, behind a dash, or in capitals."""
    match = (_DATELINE.match(head) if has_place else None) or _LEADING.match(head)
    if match is None:
        return None
    kind, text = next((kind, text) for kind, text in match.groupdict().items() if text)
    words = re.findall(r"\w+", text)
    written = (
        text.isupper() if kind in ("bare", "shouted") else words[0][0].isupper() and words[-1][0].isupper()
    )
    return _agency(text) if written else None


def _before(story: Story, index: int) -> str | None:
    """Read the agency's name in front of "reports": capitalised words that are no known person."""
    scene = story.scene
    first = index
    while (
        first > 0
        and index - first < 3
        and scene.same_sentence(first - 1, index)
        and scene.tokens[first - 1].is_capital
    ):
        if first < index and scene.document.gap(first - 1) not in {" ", ".", "-"}:
            break
        first -= 1
    if (
        first == index
        or scene.document.gap(index - 1) != " "
        or scene.ending(index, "body") is not None
        or scene.starting(first, "body", "office", "deputy_office", "role", "country")
    ):
        return None
    if _is_person(story, first) or all(scene.says(at, "not_a_name") for at in range(first, index)):
        return None
    return _agency(scene.text(first, index))


def _after(story: Story, index: int) -> str | None:
    """Read the agency's name right behind "reports", as in "сообщает АПА." at the end of a sentence or
    clause.
    """
    scene = story.scene
    last = index
    while last < len(scene.tokens) and last - index < 4 and scene.same_sentence(last, index - 1):
        if not scene.tokens[last].is_capital or (
            last > index and scene.document.gap(last - 1) not in {" ", "-", "."}
        ):
            break
        last += 1
    whole = (
        index < last
        and scene.document.gap(index - 1).strip() in {"", "«"}
        and scene.document.gap(last - 1).strip(" \n»")[:1] in {"", ".", ",", "/"}
    )
    if (
        not whole
        or scene.starting(index, "body", "office", "deputy_office", "role", "country")
        or _is_person(story, index)
    ):
        return None
    return _agency(scene.text(index, last))


def _is_person(story: Story, first: int) -> bool:
    word = story.scene.tokens[first].folded
    return any(
        name.first == first or word in actor.keys
        for actor in story.actors
        if actor.mentions
        for name in actor.names
    )


def _agency(text: str) -> str:
    return _AGENCY_WORDS.sub("", text.strip())


def _same(one: str, other: str) -> bool:
    short, long = sorted((re.sub(r"\W", "", fold(one)), re.sub(r"\W", "", fold(other))), key=len)
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(other)))
    return short in long or fold(one) == initials
