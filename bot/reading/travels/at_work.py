"""Being abroad without a word of travel: whoever speaks or signs in a town is there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reading.people.host_places import is_light
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.lexicon import Span

_LEAD = 2  # sentences in which a story says what it is about
_SUBJECT = 4  # tokens from "In Vienna on Tuesday" to who spoke there: ", the"
_SIGNED = 12  # tokens between a place and the word of signing
_OPENING = 4  # tokens within which the paper of the sentence before is told of: "Bakıda imzalanan sənəd"
_APART = ("remote", "invite_next", "negator", "behalf")
_QUOTES = frozenset(',、，「“"«:：')


def speaks_at(story: Story, one: Candidate, sentence: int, place: Place) -> bool:
    """ "Said in Geneva on Tuesday that …", "In Vienna the Prosecutor General stressed": he is there; of
    "said that the arrest in Geneva" nothing is known.
    """
    scene = story.scene
    if place.city is None or place.is_goal or scene.is_quoted(place.first):
        return False
    if sentence >= scene.document.lead + _LEAD or scene.within(sentence, *_APART):
        return False
    return any(_is_told_at(story, one, span, place) for span in scene.within(sentence, "speech"))


def _is_told_at(story: Story, one: Candidate, said: Span, place: Place) -> bool:
    """Tell whether nothing but days stands between a place and the word of speaking, or its subject."""
    scene = story.scene
    first, _ = scene.document.sentences[scene.sentence(said.first)]
    ends = (at for at in _ends(story, one) if first < at <= said.first)
    own = [at for at in ends if not scene.is_quoted(at - 1)]  # "…of Russia's head", he said in Jakarta
    others = (at for actor in story.actors_in(scene.sentence(said.first)) for at in actor.seen)
    start = max(own, default=0)
    if any(start < at < said.first for at in others if at not in one.visitor.seen):
        return False  # somebody else said it
    if place.first >= said.last:
        named = [at for at in _ends(story, one) if said.last < at <= place.first]  # "afirmó la fiscal … en"
        behind = said.last if own else max(named, default=place.first + 1)
        pauses = any(
            mark in scene.document.gap(at - 1) for at in range(behind, place.first) for mark in ",;:"
        )
        return behind <= place.first and not pauses and _is_light(story, behind, place.first)
    if own and place.first >= start:
        close = _is_light(story, start, place.first)
        return close and (_pauses(story, place) or _is_light(story, place.last, said.first))
    subject = any(place.last <= at <= place.last + _SUBJECT for at in one.visitor.seen)
    return _is_light(story, first, place.first) and subject


def _is_light(story: Story, first: int, last: int) -> bool:
    """Tell whether words tell only a day: "on Tuesday in", "este martes en", "23日に"."""
    scene = story.scene
    days = {at for when in story.dates for at in range(when.first - 1, when.last + scene.head_last)}
    return all(at in days or is_light(scene, range(at, at + 1)) for at in range(first, last))


def _ends(story: Story, one: Candidate) -> Iterator[int]:
    """Give where the names and the offices of a traveller end."""
    yield from (name.last for name in one.visitor.names)
    yield from (mention.last for mention in one.visitor.mentions)


def _pauses(story: Story, place: Place) -> bool:
    """ "検察総長は23日、ウィーンで「…": what is said follows, or a pause."""
    scene = story.scene
    gap = scene.document.gap(place.last)[:2] if scene.head_last else ""
    return scene.head_last and not _QUOTES.isdisjoint(scene.document.gap(place.last - 1) + gap)


def signs_beside(story: Story, one: Candidate) -> int | None:
    """ "The treaty was signed at the ministry in Vilnius. It bears the signatures of …", "X and Y sign a
    paper. The text, concluded on Monday in Rabat": give the sentence that tells who signs.
    """
    scene = story.scene
    for sentence in sorted({scene.sentence(at) for at in one.visitor.seen}):
        if not _is_signed(story, sentence) or not _signs_with_other(story, one, sentence):
            continue
        if any(place.is_location for place in story.places_in(sentence)):
            continue
        behind = sentence + 1 < len(scene.document.sentences) and _is_signed_there(story, one, sentence + 1)
        if behind or (sentence > 0 and _is_signed_there(story, one, sentence - 1)):
            return sentence
    return None


def _signs_with_other(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether an official of the host country, or one without a country, is in the sentence as well."""
    return any(
        actor is not one.visitor
        and bool(actor.mentions)
        and not actor.is_mere("envoy")
        and actor.country in (None, one.host)
        for actor in story.actors_in(sentence)
    )


def _is_signed(story: Story, sentence: int) -> bool:
    doubted = story.scene.within(sentence, *_APART) or is_recalled(story, sentence)
    return not doubted and bool(_done(story, sentence))


def _is_signed_there(story: Story, one: Candidate, sentence: int) -> bool:
    located = [place for place in story.places_in(sentence) if place.is_location and not place.is_goal]
    if not located or any(place not in one.locations for place in located):
        return False
    return _is_signed(story, sentence) and any(
        min(abs(place.first - span.last), abs(span.first - place.last)) <= _SIGNED
        for span in _done(story, sentence)
        for place in located
    )


def _done(story: Story, sentence: int) -> list[Span]:
    """List the words of signing; not those of a paper yet to be signed, nor of one that was long ago: "the
    document, signed in Tashkent" is that of the sentence before, and opens its own.
    """
    scene = story.scene
    signs, opening = scene.within(sentence, "sign"), scene.document.sentences[sentence][0] + _OPENING
    papers = {span.first for span in scene.within(sentence, "signed") if span.first < opening}
    planned = [span for span in signs if span.value == "plan"]
    ahead = min((span.first for span in scene.within(sentence, "future")), default=len(scene.tokens))
    return [
        span
        for span in signs
        if (span.value == "done" or span.first in papers)
        and span.first < ahead
        and not any(plan.first <= span.first < plan.last for plan in planned)
    ]
