"""Whether a traveller takes part in an event, and whether the story puts that event into the host country."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.by_invitation import comes_as_invited
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_only_invited, is_recalled
from bot.reading.travels.on_line import own_lines
from bot.reading.travels.own_events import AWAY, comes_to_own
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene

_BESIDE = 12  # tokens between an event and its place
_PART = 3  # tokens between a word of taking part and the event: "took the floor at the"
_LEAD = 2  # sentences in which a story says what it is about
_BEHIND = 3  # sentences within which the place of an event is told that a lead names
_PARTS = ("attend", "event", "speech", "meet", "receive", "sign", "delegation", "represent")
_STEM = 5  # letters by which two words are one in other cases: "конференції", "конференція"


def attends_event(story: Story, one: Candidate) -> None:
    """Note of somebody who takes part in an event of the lead that it is held in the host country."""
    lead = story.scene.document.lead
    head = range(lead, min(lead + _LEAD, len(story.scene.document.sentences)))
    if _takes_part(story, one) and any(
        _is_event_there(story, one, sentence)
        for sentence in {*range(head.stop), *_right_before(story, one), *_signed_aside(story, one)}
    ):
        one.note("event_there")
        if one.visitor.is_guest and not one.visitor.names:
            _is_guest_of_many(story, one)
        elif _attends_it(story, one):
            one.note("attends_there")
            one.remember(lead)
        if (sentence := _stands_for_country(story, one)) is not None:
            for name in ("there", "attends_there", "delegation"):
                one.note(name)
            one.remember(sentence)
        return
    sentence = _named_before(story, one, head)
    if sentence is None and one.features.get("speaks_there"):
        sentence = next((at for at in range(head.stop) if _has_part(story, one, at)), None)
    for told in (comes_to_own, comes_as_invited):
        sentence = told(story, one) if sentence is None else sentence
    if sentence is not None:
        one.note("event_there")
        one.note("attends_there")
        one.remember(sentence)


def _stands_for_country(story: Story, one: Candidate) -> int | None:
    """ "The Philippines are represented there by …, head of a division at the Department of Justice"."""
    if one.visitor.grade != "delegation":
        return None
    scene = story.scene
    for sentence in sorted({scene.sentence(at) for at in one.visitor.seen}):
        event = any(scene.within(at, "event") for at in (sentence - 1, sentence))
        if event and scene.within(sentence, "represent") and not scene.within(sentence, *AWAY):
            return sentence
    return None


def _named_before(story: Story, one: Candidate, head: range) -> int | None:
    """ "Headed the delegation at the yearly conference. … The conference opened in Moscow": give the sentence
    of the lead by which he takes part in an event whose place another tells.
    """
    scene = story.scene
    for sentence in head:
        if not _has_part(story, one, sentence):
            continue
        told = scene.within(sentence, "event")
        for behind in range(sentence + 1, min(sentence + 1 + _BEHIND, len(scene.document.sentences))):
            places = [place for place in story.places_in(behind) if place.is_location]
            if any(place not in one.locations for place in places):
                break
            again = [span for span in scene.within(behind, "event") if _is_one_of(story, span, told)]
            if any(_is_held_at(story, one, behind, span) for span in again):
                return sentence
    return None


def _has_part(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether a sentence says that he takes part in an event, and of no place where that may be."""
    scene = story.scene
    doubted = is_recalled(story, sentence) or scene.within(
        sentence, "remote", "invite_next", "negator", "behalf"
    )
    if doubted or one.visitor not in story.actors_in(sentence) or is_only_invited(story, sentence):
        return False
    if any(place.is_location for place in story.places_in(sentence)):
        return False
    if one.features.get("speaks_there") and scene.within(sentence, "attend"):
        return True  # "said in Vienna … He addressed the commission"
    leads = scene.within(sentence, "lead", "delegation")
    return bool(scene.within(sentence, "event")) and bool(leads or scene.within(sentence, "attend", "speech"))


def _is_one_of(story: Story, event: Span, told: list[Span]) -> bool:
    """Tell whether the same word stands for an event as before; "the next conference" is another."""
    scene = story.scene
    if _is_next(story, event):
        return False
    words = {word for span in told for word in _words(scene, span)}
    if is_spaceless(scene.language.options):
        own = _words(scene, event)
        return any(word.endswith(other) or other.endswith(word) for word in own for other in words)
    return not {word[:_STEM] for word in words}.isdisjoint(word[:_STEM] for word in _words(scene, event))


def _words(scene: Scene, event: Span) -> list[str]:
    return [token.folded for token in scene.tokens[event.first : event.last]]


def _is_next(story: Story, event: Span) -> bool:
    beside = (event.first - 1, event.last)
    return any(
        0 <= at < len(story.scene.tokens)
        and story.scene.same_sentence(at, event.first)
        and story.scene.says(at, "next")
        for at in beside
    )


def _is_held_at(story: Story, one: Candidate, sentence: int, event: Span) -> bool:
    if is_recalled(story, sentence) or story.scene.within(sentence, "remote", "invite_next"):
        return False
    where = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    return any(apart(place, event) <= _BESIDE and not place.is_goal for place in where)


def _right_before(story: Story, one: Candidate) -> set[int]:
    """List the sentences in which the meeting may be told of whose guests are listed."""
    told = [story.scene.sentence(mention.first) for mention in one.visitor.mentions if mention.is_guest]
    return {at - step for at in told for step in (0, 1) if at >= step}


def _signed_aside(story: Story, one: Candidate) -> set[int]:
    """ "The paper was signed on the sidelines of the meeting in Lima", told further down: of whoever has a
    part in it the story says that he signed.
    """
    scene = story.scene
    told = {scene.sentence(at) for at in one.visitor.seen}
    if not any(span.value == "done" for at in told for span in scene.within(at, "sign")):
        return set()
    return {
        sentence
        for sentence in {scene.sentence(span.first) for span in scene.of("sidelines", "attend")}
        if scene.within(sentence, "sign")
        and scene.within(sentence, "event")
        and not scene.within(sentence, *AWAY)
    }


def _is_guest_of_many(story: Story, one: Candidate) -> None:
    """Whoever is in the list of a meeting's guests is where it is held, which another sentence may tell."""
    scene = story.scene
    told = [scene.sentence(mention.first) for mention in one.visitor.mentions if mention.is_guest]
    for sentence in told:
        first, last = scene.document.sentences[sentence]
        one.note("there", 1.0, scene.sentence_evidence(first, last - 1))
        one.note("attends_there")
        one.remember(sentence)


def _is_event_there(story: Story, one: Candidate, sentence: int) -> bool:
    if is_recalled(story, sentence) or is_only_invited(story, sentence):
        return False
    spans = story.scene.within(sentence, "event", "attend")
    if one.visitor not in story.actors_in(sentence):
        spans = [span for span in spans if not _is_next(story, span)]  # "the next conference will be in"
    moves = story.scene.within(sentence, "travel", "visit", "receive")
    where = [
        place
        for place in one.locations
        if story.scene.sentence(place.first) == sentence and (moves or not place.is_goal)
    ]
    return any(apart(place, span) <= _BESIDE for span in spans for place in where)


def _takes_part(story: Story, one: Candidate) -> bool:
    told = {story.scene.sentence(at) for at in one.visitor.seen}
    return bool(one.visitor.is_told or one.features.get("arrives")) or any(
        story.scene.within(sentence, *_PARTS)
        for sentence in told
        if not own_lines(story, one, sentence) and not _is_told_at_home(story, one, sentence)
    )


def _is_told_at_home(story: Story, one: Candidate, sentence: int) -> bool:
    """ "A court sits in The Hague. The prosecutor general told in Kyiv": he speaks of it from home."""
    places = [place for place in story.places_in(sentence) if place.is_location and place.city]
    return {place.country for place in places} == {one.country}


def _attends_it(story: Story, one: Candidate) -> bool:
    """ "The council met in Minsk. At the meeting Azerbaijan was represented by …": where was told before."""
    scene = story.scene
    head = scene.document.lead + _LEAD
    home = [place for place in story.places if place.is_location and place.country == one.country]
    for sentence in {scene.sentence(at) for at in one.visitor.seen}:
        if any(scene.sentence(place.first) <= sentence for place in home):
            return False  # what is told of home further down is what he spoke about
        if one.features.get("event_there") and _begins_with_part(story, sentence, head):
            return True
        leads = _heads_party(story, one, sentence) or _is_part_of(story, sentence)
        if not scene.head_last and (sentence > head or not leads):
            continue
        elsewhere = any(place.is_location for place in story.places_in(sentence))
        doubted = is_recalled(story, sentence) or scene.within(sentence, "future", "invite_next")
        doubted = doubted or own_lines(story, one, sentence)
        there = scene.within(sentence, "event", "delegation", "represent") and (
            scene.within(sentence, "attend") or not scene.head_last
        )
        if there and not elsewhere and not doubted:
            return True
    return False


def _begins_with_part(story: Story, sentence: int, head: int) -> bool:
    """ "Taking part are the prosecutors general …", right behind the sentence that tells of the event."""
    scene = story.scene
    doubted = is_recalled(story, sentence) or scene.within(sentence, "remote", "invite_next", "negator")
    first, _ = scene.document.sentences[sentence]
    return sentence <= head and not doubted and scene.starting(first, "attend") is not None


def _is_part_of(story: Story, sentence: int) -> bool:
    """ "Speaking at the forum were …", "X and Y addressed the forum": a word of taking part beside its event,
    and nobody who stands in for somebody else.
    """
    scene = story.scene
    if scene.within(sentence, "negator", "behalf", "recall"):
        return False
    first, _ = scene.document.sentences[sentence]
    return any(
        event.first - first <= _PART or apart(event, part) <= _PART
        for event in scene.within(sentence, "event")
        for part in scene.within(sentence, "attend", "speech")
    )


def _heads_party(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Qatar's delegation to the meeting was headed by Attorney General …", "Heads of delegations: Seitov
    (Kazakhstan), …".
    """
    scene = story.scene
    led = any(
        abs(at - lead.last) <= _BESIDE and scene.sentence(at) == sentence
        for lead in scene.within(sentence, "lead")
        for at in one.visitor.seen
    )
    listed = any(
        mention.name is not None and mention.first == mention.name.first
        for mention in one.visitor.mentions
        if scene.sentence(mention.first) == sentence
    )
    return bool(scene.within(sentence, "delegation")) and (led or listed)
