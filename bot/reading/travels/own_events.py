"""Events at home to which a head from abroad has come: "his Kenyan counterpart told the forum"."""

from __future__ import annotations

from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.looking_back import is_recalled
from bot.reading.words.scene import Scene

_PART = 3  # tokens between the first word of a sentence and one of taking part
_OWN = 6  # sentences of a story in which the own head opens an event
# In a sentence with one of these nobody is surely there.
AWAY = ("remote", "invite_next", "negator", "behalf", "stays_away", "future")


def comes_to_own(story: Story, one: Candidate) -> int | None:
    """ "Opening the forum at the Serena Hotel the DPP said … His Kenyan counterpart told the forum": give the
    sentence of the event at home in which a foreign head takes part, where no place is told abroad.
    """
    scene = story.scene
    named = one.visitor.grade == "head" and one.visitor.names and not one.inferred
    if not named or story.newsroom != one.host or one.on_line:
        return None
    if any(place.is_location and place.country != one.host for place in story.places):
        return None
    head = range(scene.document.lead + _OWN)
    held = [at for at in head if _is_held_at_home(story, one, at)]
    for sentence in sorted({scene.sentence(at) for at in one.visitor.seen}):
        doubted = is_recalled(story, sentence) or scene.within(sentence, *AWAY)
        part = scene.within(sentence, "event") and _does_part(story, one, sentence)
        if held and held[0] <= sentence and part and not doubted:
            one.note("there")
            one.remember(sentence)
            return held[0]
    return None


def _does_part(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether it is he who speaks or takes part, and not somebody who speaks of him: "followed the model
    of the Prosecutor General of Chile", "the case in which … of Mali asked".
    """
    scene = story.scene
    first, _ = scene.document.sentences[sentence]
    at = min(seen for seen in one.visitor.seen if scene.sentence(seen) == sentence)
    led = scene.is_led_by(at, "of") and not scene.head_last
    told_of = any(_opens_clause(scene, word) for word in range(first, at))
    if led or told_of:
        return False
    opens = any(part.first - first <= _PART for part in scene.within(sentence, "attend"))
    return opens or any(part.first > at for part in scene.within(sentence, "attend", "speech"))


def _opens_clause(scene: Scene, index: int) -> bool:
    small = not scene.tokens[index].is_capital and not scene.says(index, "article")
    return small and any(scene.says(index, name) for name in ("clause", "new_clause", "relative"))


def _is_held_at_home(story: Story, one: Candidate, sentence: int) -> bool:
    """Tell whether the own head opens an event, or is at it in a house or a town of his country."""
    scene = story.scene
    if sentence >= len(scene.document.sentences) or not scene.within(sentence, "event"):
        return False
    present = story.actors_in(sentence)
    if not any(a.grade == "head" and a.names and a.country == one.host for a in present):
        return False
    if scene.within(sentence, *AWAY) or is_recalled(story, sentence):
        return False
    words = range(*scene.document.sentences[sentence])
    home = any(place.is_location for place in story.places_in(sentence))
    return home or any(scene.says(at, word) for at in words for word in ("opening", "building", "here"))
