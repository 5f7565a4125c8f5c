"""Journeys that a story tells and nobody made: claimed and refuted, demanded, declined, made up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.denials import is_denied
from bot.reading.travels.looking_back import is_unsure
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene

_REFUTED = 4  # sentences behind a claim within which it is refuted
_ASKED = 8  # tokens from a journey to the word that demands it, where verbs stand last
_THEME = 4  # tokens from an office to the mark behind its holder
_HEAD = 3  # sentences of the text that tell whether a story is made up


def is_unreal(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell of a sentence that nobody makes, or made, the journey of which it speaks, and note why."""
    why = unreal(story, one, sentence)
    if why is not None and any(story.scene.sentence(place.first) == sentence for place in one.locations):
        one.note(why, 1.0, story.scene.evidence(*story.scene.document.sentences[sentence]))
    return why is not None


def unreal(story: Story, one: Candidate, sentence: int) -> str | None:
    """Name why a sentence tells of no journey that was made, or will be; None where it may be real."""
    scene = story.scene
    if sentence < scene.document.title_sentences:
        return _of_title(story, one, sentence)
    return _of_text(story, one, sentence)


def _of_title(story: Story, one: Candidate, sentence: int) -> str | None:
    """A headline is as real as the first sentence of the text that tells of a journey or of the host."""
    scene = story.scene
    for at in range(scene.document.lead, min(scene.document.lead + _HEAD, len(scene.document.sentences))):
        there = any(scene.sentence(place.first) == at for place in one.locations)
        if there or scene.within(at, "travel", "visit"):
            return _of_text(story, one, at) or _of_text(story, one, sentence)
    return _of_text(story, one, sentence)


def _of_text(story: Story, one: Candidate, sentence: int) -> str | None:
    scene = story.scene
    if scene.within(sentence, "rumour") and _is_refuted(story, one, sentence):
        return "denied"
    if scene.within(sentence, "declined") and not scene.within(sentence, "cancel"):
        return "denied"
    if scene.within(sentence, "unplanned") and not _is_settled(story, sentence):
        return None if scene.within(sentence, "sign", "agreement", "attend") else "unsure_travel"
    if scene.within(sentence, "ought") and not _is_settled(story, sentence):
        return "demanded"
    if scene.within(sentence, "urge") and _is_demanded(story, one, sentence):
        return "demanded"
    spans = scene.within(sentence, "travel", "visit")
    if not spans or scene.within(sentence, "attend", "receive", "cancel"):
        return None
    for why, holds in (
        ("unsure_travel", lambda span: is_unsure(story, span)),
        ("denied", lambda span: is_denied(scene, span)),
    ):
        if all(map(holds, spans)):
            return why
    return None


def is_made_up(scene: Scene) -> bool:
    """ "In the second episode she flies to Lisbon", "the trainees acted out a visit": the head of the story
    says so, or speaks of a film whose actors are told of further down.
    """
    head = range(min(scene.document.lead + _HEAD, len(scene.document.sentences)))
    plots = scene.of("plot")
    if any(scene.sentence(span.first) in head for span in plots):
        return True
    return bool(plots) and any(scene.within(at, "fiction") for at in head)


def _is_refuted(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Posts claim that X flew to Dubai. Not a word of it is true", "… X was never in Dubai"; what is told
    before the claim, in its sentence, need be none of it.
    """
    scene = story.scene
    behind = range(sentence + 1, min(sentence + _REFUTED + 1, len(scene.document.sentences)))
    if any(_denies_there(story, one, at) for at in behind):
        return True
    claim = scene.within(sentence, "rumour")[0]
    told = [span.first for span in scene.within(sentence, "travel", "visit")]
    if not scene.head_last and told and min(told) < claim.first:
        return False
    return any(scene.within(at, "falsehood") for at in (sentence, *behind))


def _denies_there(story: Story, one: Candidate, sentence: int) -> bool:
    """ "She had not been in France since her studies"."""
    there = any(place.country == one.host for place in story.places_in(sentence))
    return there and bool(story.scene.within(sentence, "negator", "falsehood"))


def _is_demanded(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Deputies urged Prosecutor General X to fly to London"; not "urged by deputies, X flies on 12 May",
    and not "demanded a report of his trip to London on 5 May".
    """
    scene = story.scene
    if _is_settled(story, sentence):
        return False
    where = [place for place in one.locations if scene.sentence(place.first) == sentence]
    goals = [*(place.first for place in where), *(s.first for s in scene.within(sentence, "travel", "visit"))]
    own = [at for at in one.visitor.seen if scene.sentence(at) == sentence]
    if not goals:
        return False
    urges = scene.within(sentence, "urge")
    if scene.head_last:
        if _is_subject(story, one, sentence, own):
            return False
        return any(max(goals) <= span.last and span.first - max(goals) <= _ASKED for span in urges)
    heads = [mention.first for mention in story.mentions_in(sentence) if mention.is_head_like]
    return any(span.first <= min(own + heads + goals) for span in urges)


def _is_settled(story: Story, sentence: int) -> bool:
    """Tell whether a sentence names a day, or the past, so that a real journey may be told in it."""
    scene = story.scene
    dated = any(when.precision == "day" and not when.is_relative for when in story.dates_in(sentence))
    gone = any(span.value in ("past", "over") for span in scene.within(sentence, "travel"))
    return dated or gone or bool(scene.within(sentence, "cancel", "soon"))


def _is_subject(story: Story, one: Candidate, sentence: int, own: Sequence[int]) -> bool:
    """ "検事総長は…よう求めた", "Sarafov … çağırıb": it is he who demands, whom no case makes an object."""
    scene = story.scene
    if is_spaceless(scene.language.options):
        near = (at for first in own for at in range(first, min(first + _THEME, len(scene.tokens))))
        return any(scene.says(at, "theme") for at in near)
    names = [name for name in one.visitor.names if scene.sentence(name.first) == sentence]
    return bool(names) and not any(name.case_name for name in names)
