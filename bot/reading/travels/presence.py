"""What puts a traveller into a place of the host country: signing, meeting or speaking there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.people.mention import in_offices
from bot.reading.people.stays import is_there, stays
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.at_work import speaks_at
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.comings import another_comes
from bot.reading.travels.dealings import belongs
from bot.reading.travels.denials import denies_travel
from bot.reading.travels.looking_back import is_only_invited, is_recalled
from bot.reading.travels.parties import is_abroad, is_party_sent
from bot.reading.travels.sojourns import sojourns
from bot.reading.travels.strangers import goes_without_him
from bot.reading.words.lexicon import Span

_SIGNED_BY = 20  # tokens from "was signed by the two on Thursday" to its place, the paper between
_SIGNED_AT = 12  # tokens from "in Skopje", both between, to the signing there
_BETWEEN = 3  # tokens from one year to the other: "2013 và năm 2019"
_BESIDE = 12  # tokens between a place and the meeting or event that is held there


def presence(story: Story, one: Candidate, sentence: int, where: Sequence[Place], spoken: bool) -> None:
    scene = story.scene
    moves = bool(scene.within(sentence, "travel", "visit"))
    sent = is_party_sent(story, one.visitor, sentence)
    sent = sent or _is_headed_for_event(story, sentence, where[-1])
    where = [place for place in where if moves or sent or not place.is_goal]
    hoped_for = one.features.get("unsure_travel") and not one.features.get("travel")
    if not where or hoped_for or is_recalled(story, sentence) or is_only_invited(story, sentence):
        return
    if denies_travel(scene, sentence) or (not moves and _is_of_old_years(story, sentence)):
        return
    if goes_without_him(story, one, sentence) or another_comes(story, one, sentence):
        return
    if not moves and _speaks_at_home(story, one, sentence, where):
        return
    proof = scene.sentence_evidence(where[0].first, where[0].last - 1)
    verb_first = bool(story.scene.language.options.get("object_verb"))
    signed = (spoken or verb_first) and _signs_there(story, one, sentence, where)
    talked = spoken and _is_with_colleague(story, one, sentence)
    if signed or talked or _is_beside(story, sentence, where, "meet", "receive", "both"):
        one.note("meets_there" if spoken else "meets_there_soft", 1.0, proof)
    if signed:
        one.remember(sentence)
    if not spoken:
        return
    one.note("there", 1.0, proof)
    if any(_is_there(story, one, sentence, place) for place in where):
        one.note("travel", 1.0, proof)
    if scene.document.in_title(where[0].first) and (not moves or one.features.get("travel")):
        one.note("title_there", 1.0, proof)
    if _is_beside(story, sentence, where, "attend", "event"):
        one.note("attends_there", 1.0, proof)
    if any(speaks_at(story, one, sentence, place) for place in where):
        one.note("speaks_there", 1.0, proof)
    one.remember(sentence)


def _is_of_old_years(story: Story, sentence: int) -> bool:
    """ "Who investigated in Guatemala between 2013 and 2019": somebody's career."""
    first, last = story.scene.document.sentences[sentence]
    words = [story.scene.tokens[at].text for at in range(first, last)]
    years = [at for at, word in enumerate(words) if word.isdecimal() and len(word) == 4]
    this = str(story.today.day.year)
    return any(b - a <= _BETWEEN and "1900" <= words[a] < words[b] < this for a, b in pairwise(years))


def _speaks_at_home(story: Story, one: Candidate, sentence: int, where: Sequence[Place]) -> bool:
    """ "Speaking in Chisinau, she said that the talks in Brussels": the second place is in what she says."""
    at_home = any(
        place.is_location and place.city and place.country == one.country and place.first < where[0].first
        for place in story.places_in(sentence)
    )
    return at_home and any(said.first < where[0].first for said in story.scene.within(sentence, "speech"))


def _is_headed_for_event(story: Story, sentence: int, place: Place) -> bool:
    """ "Prosecutor general attends the assembly in London", "… to London for conference": headlines need no
    word of travel.
    """
    scene = story.scene
    if not scene.document.in_title(place.first):
        return False
    purpose = scene.same_sentence(place.last, place.first) and scene.says(place.last, "purpose")
    return bool(scene.within(sentence, "attend") or (purpose and scene.within(sentence, "event")))


def _is_there(story: Story, one: Candidate, sentence: int, place: Place) -> bool:
    """Tell whether a sentence says that he is at a place, by whatever words."""
    scene, visitor = story.scene, one.visitor
    return (
        stays(scene, visitor.names, place)
        or is_there(scene, visitor, place)
        or sojourns(story, sentence, place)
        or is_abroad(story, visitor, sentence, place)
    )


def _signs_there(story: Story, one: Candidate, sentence: int, where: Sequence[Place]) -> bool:
    """ "Was signed in Cairo by the Prosecutor General and his Egyptian counterpart": both were there."""
    verb_first = bool(story.scene.language.options.get("object_verb"))
    both = any(
        belongs(actor, one.host) and (actor.grade or actor.names) for actor in story.actors_in(sentence)
    ) or (verb_first and "signs" in one.features)
    both = both or bool(story.scene.within(sentence, "hosting"))
    signs = story.scene.within(sentence, "sign")
    planned = [span for span in signs if span.value == "plan"]
    later = [span.first for span in (*planned, *story.scene.within(sentence, "future"))]
    at_home = any(
        place.is_location and place.country == one.country and not any(at < place.first for at in later)
        for place in story.places_in(sentence)
    )
    signs = [
        span
        for span in signs
        if span.value == "done" and not any(plan.first <= span.first < plan.last for plan in planned)
    ]
    return both and not at_home and any(_signed_at(story, span, place) for span in signs for place in where)


def _is_with_colleague(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Reviewed the agreement with his Tajik counterpart in Dushanbe"."""
    return not story.scene.within(sentence, "remote") and any(
        mention.is_head_like and mention.country == one.host and story.scene.is_led_by(mention.first, "with")
        for mention in story.mentions_in(sentence)
    )


def _signed_at(story: Story, sign: Span, place: Place) -> bool:
    """Both who sign may stand between the verb and the place, or between the place and the verb."""
    if place.first >= sign.first:
        return not story.scene.head_last and _between(story, sign.last, place.first) <= _SIGNED_BY
    if story.scene.head_last:
        return _between(story, place.last, sign.first) <= _SIGNED_BY
    return not place.is_goal and _between(story, place.last, sign.first) <= _SIGNED_AT


def _is_beside(story: Story, sentence: int, where: Sequence[Place], *kinds: str) -> bool:
    spans = story.scene.within(sentence, *kinds)
    return any(
        _between(story, min(place.last, span.last), max(place.first, span.first)) <= _BESIDE
        for span in spans
        for place in where
    )


def _between(story: Story, first: int, last: int) -> int:
    """Count the tokens from one place to another; a person's whole office counts as one."""
    return last - first - in_offices(story.mentions, first, last)
