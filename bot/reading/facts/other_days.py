"""Days of the story that are none of this visit's: of the next leg, told in one breath, and of other news."""

from __future__ import annotations

from bot.reading.dates.when import When
from bot.reading.people.mention import Mention
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.other_matters import apart
from bot.reading.words.lexicon import Span

_NOUN = 4  # tokens between "visit" and the country it is to
_ABOUT = ("visit", "delegation", "guest", "counterpart", "both", "agreement", "sign")
_OTHERS = ("role.leader", "role.minister", "role.parliament", "role.judge", "role.security", "role.chair")


def is_after_visit(story: Story, one: Candidate, when: When) -> bool:
    """ "Following her visit to Mongolia she will be in Türkiye from 27 to 31 May": of Mongolia only the noun
    speaks, and the verb that the days belong to leads elsewhere.
    """
    scene = story.scene
    sentence = scene.sentence(when.first)
    legs = _legs(story, one, sentence)
    if len({place.country for place in legs}) < 2 or all(place.country != one.host for place in legs):
        return False
    words = _widest(scene.within(sentence, "travel", "visit"))
    nouns = [span for span in words if _is_visit_to(story, one, span, legs)]
    verbs = [span for span in words if span not in nouns]
    if scene.head_last:
        verbs = [span for span in verbs if span.first >= when.last]
    verb = min(verbs, key=lambda span: (apart(story, span, when), span.first), default=None)
    if verb is None or not nouns or verb.first < nouns[0].last or when.first < nouns[0].last:
        return False
    further = [place for place in legs if place.first >= nouns[0].last and place.country != one.host]
    return _leads_to(story, verb, further) is not None


def _widest(spans: list[Span]) -> list[Span]:
    """Leave out the "visit" of "pay a visit"."""
    return [
        span
        for span in spans
        if not any(
            other is not span
            and other.first <= span.first
            and span.last <= other.last
            and (other.last - other.first > span.last - span.first or other.kind == "travel" != span.kind)
            for other in spans
        )
    ]


def _legs(story: Story, one: Candidate, sentence: int) -> list[Place]:
    return [
        place
        for place in story.places_in(sentence)
        if place.country != one.country
        and place is not story.dateline
        and not place.is_adjective
        and (place.is_location or place.country in (one.host, *one.legs))
    ]


def _is_visit_to(story: Story, one: Candidate, span: Span, legs: list[Place]) -> bool:
    """ "Her visit to Mongolia", 몽골 방문: a noun with the host right beside it."""
    noun = span.kind == "visit" or any(
        visit.first <= span.first < visit.last or span.first <= visit.first < span.last
        for visit in story.scene.of("visit")
    )
    behind = (0 <= place.first - span.last <= _NOUN for place in legs if place.country == one.host)
    before = (0 <= span.first - place.last <= 1 for place in legs if place.country == one.host)
    return noun and (any(before) if story.scene.head_last else any(behind) or any(before))


def _leads_to(story: Story, verb: Span, legs: list[Place]) -> str | None:
    """Give the country behind the verb, or before it where verbs stand last."""
    behind = [place for place in legs if place.first >= verb.first]
    before = [place for place in legs if place.first < verb.first]
    if story.scene.head_last or not behind:
        return before[-1].country if before else None
    return behind[0].country


def is_of_other_news(story: Story, one: Candidate, when: When) -> bool:
    """A paragraph below all that the story tells of him and his visit, about somebody else: the next news of
    the page.
    """
    scene = story.scene
    sentence = scene.sentence(when.first)
    first, _ = scene.document.sentences[sentence]
    if first == 0 or sentence <= scene.document.lead or sentence <= _last_told(story, one):
        return False
    if "\n" not in _gaps_since(story, sentence, _last_told(story, one)):
        return False
    if any(_is_other(mention) for mention in story.mentions_in(sentence)[:1]):
        return not any(scene.says(at, "him") for at in range(*scene.document.sentences[sentence]))
    here = any(scene.sentence(place.first) == sentence for place in one.locations)
    return story.today.is_clock and not here and not scene.within(sentence, "meet", "receive", "leave")


def _last_told(story: Story, one: Candidate) -> int:
    scene = story.scene
    offices = (one.first for one in reversed(story.mentions) if one.is_head_like or one.kind == "body")
    last = max([*one.visitor.seen, next(offices, 0), *(span.first for span in scene.of(*_ABOUT)[-1:])])
    return scene.sentence(last)


def _gaps_since(story: Story, sentence: int, told: int) -> str:
    starts = (story.scene.document.sentences[at][0] for at in range(told + 1, sentence + 1))
    return "".join(story.scene.document.gap(start - 1) for start in starts)


def _is_other(mention: Mention) -> bool:
    return mention.kind in _OTHERS and mention.name is not None
