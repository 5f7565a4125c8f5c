"""What a story says for and against one pair of traveller and host, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.people.actors import Actor
from bot.reading.people.mention import in_offices, not_in_titles
from bot.reading.people.stays import is_there, stays
from bot.reading.people.subject import begins_with_he, is_left_out
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.alongside import comes_with_traveller
from bot.reading.travels.arrivals import arrives, visits_here
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.comings import another_comes
from bot.reading.travels.dealings import belongs, contacts, welcomes_him
from bot.reading.travels.denials import denies_travel, is_of_absent
from bot.reading.travels.encounters import is_one_of_guests, is_received_on
from bot.reading.travels.hearsay import is_unreal
from bot.reading.travels.journeys import journey, journeys
from bot.reading.travels.looking_back import is_only_invited, is_recalled
from bot.reading.travels.objects import is_only_met
from bot.reading.travels.on_line import is_held_on_line, speaks_on_line
from bot.reading.travels.parties import is_abroad, is_party_sent
from bot.reading.travels.prominence import comes_along, whole
from bot.reading.travels.sojourns import sojourns
from bot.reading.travels.strangers import (
    goes_without_him,
    leads_with_other,
    opens_with_other,
    opens_with_stranger,
)
from bot.reading.travels.told_on import told_on
from bot.reading.travels.tours import is_dated
from bot.reading.words.lexicon import Span

_HEAD = 2  # sentences in which a story says that a journey was not made
_SIGNED_BY = 20  # tokens from "was signed by the two on Thursday" to its place, the paper between
_SIGNED_AT = 12  # tokens from "in Skopje", both between, to the signing there
_BETWEEN = 3  # tokens from one year to the other: "2013 và năm 2019"
_BESIDE = 12  # tokens between a place and the meeting or event that is held there


def weigh(story: Story, one: Candidate) -> Candidate:
    """Write down the features of a pair, each with the phrase that it rests on."""
    one.locations = story.locations(one.host)
    is_held_on_line(story, one)
    recent: Actor | None = None
    for sentence in range(len(story.scene.document.sentences)):
        present = story.actors_in(sentence)
        spoken = one.visitor in present
        others = [
            actor for actor in present if actor.grade in ("head", "deputy") and actor is not one.visitor
        ]
        goes_on = recent is one.visitor and is_left_out(story, sentence)
        acting = [actor for actor in others if not is_only_met(story.scene, actor, sentence)]
        recent = one.visitor if spoken or goes_on else (acting[-1] if acting else recent)
        if not spoken and opens_with_other(story, sentence, present):
            recent = None
        follows = not spoken and (recent is one.visitor or sentence in one.stops)
        meant = spoken or follows or _is_of_nobody_else(story, one, sentence, others)
        if meant or _is_of_both(story, one, sentence):
            _sentence(story, one, sentence, present, spoken, follows)
    told_on(story, one)
    if (along := comes_with_traveller(story, one)) is not None:
        for name in ("travel", "there", "visit_to"):  # as of the one who leads the party
            one.note(name)
        one.remember(along)
    if _meets_at_dateline(story, one):
        one.note("meets_there")
    whole(story, one)
    if along is None and opens_with_stranger(story, one):  # whom he accompanies is no stranger
        one.note("stranger_first")
    return one


def _meets_at_dateline(story: Story, one: Candidate) -> bool:
    """ "DUSHANBE, October 21. The prosecutors general of Russia and Belarus signed": both are abroad; and of
    "PYONGYANG (KCNA) – Kim had talks with Krasnov" the guest.
    """
    line, scene = story.dateline, story.scene
    if line is None or line.country != one.host:
        return False
    head = min(scene.document.lead + 2, len(scene.document.sentences))
    away = (scene.sentence(p.first) for p in story.places if p.is_location and p.country != one.host)
    for sentence in range(min([head, *away])):  # what is told behind another place is told of there
        present = story.actors_in(sentence)
        others = [a for a in present if a.grade and a.names and a.country not in (None, one.country)]
        together = scene.within(sentence, "meet", "sign", "both") and not scene.within(sentence, "remote")
        if others and one.visitor in present and together:
            one.remember(sentence)
            return True
    return False


def _is_of_nobody_else(story: Story, one: Candidate, sentence: int, others: Sequence[Actor]) -> bool:
    """Tell whether a title may speak of the traveller without naming him: "Prosecutor general off to
    Jakarta".
    """
    if others or sentence >= story.scene.document.title_sentences or _is_of_staff(story, one, sentence):
        return False
    if any(place.is_location and place.country == one.country for place in story.places_in(sentence)):
        return False  # "Attorney General to visit the Netherlands and France": he is not from there
    told = story.mentions_in(sentence)
    if any("special" in mention.flags for mention in told) or leads_with_other(story, one):
        return False  # "Chief military prosecutor in Ankara"
    offices = [mention.kind for mention in told if mention.is_head_like]
    return not offices or one.visitor.title in offices or "counterpart" in offices


def _is_of_both(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The signing followed a meeting of both authorities in Bogotá": of the two heads told before."""
    scene = story.scene
    if not scene.within(sentence, "both") or not scene.within(sentence, "meet", "sign", "attend"):
        return False
    first = scene.document.sentences[sentence][0]
    heads = [a for a in story.actors if a.grade and a.names and min(a.seen) < first]
    return (
        len(heads) == 2
        and one.visitor in heads
        and {one.country, one.host} == {head.country for head in heads}
        and not any(actor in heads for actor in story.actors_in(sentence))
    )


def _is_of_staff(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Kosovo prosecutors back from Rome" tells nothing of their head."""
    return one.visitor.grade != "delegation" and any(
        mention.kind == "body"
        and mention.country == one.country
        and story.scene.starting(mention.first, "staff") is not None
        for mention in story.mentions_in(sentence)
    )


def _sentence(
    story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool, follows: bool
) -> None:
    if sentence in one.on_line or is_unreal(story, one, sentence):
        if spoken:
            _doubts(story, one, sentence)
        return
    where = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    held = story.scene.within(sentence, "attend") and _is_of_both(story, one, sentence)
    meant = spoken or sentence in one.stops or bool(held)
    meant = meant or (follows and begins_with_he(story, story.scene.document.sentences[sentence][0]))
    for span, place in journeys(story, sentence, where):
        journey(story, one, span, place, present, "" if meant else "_soft")
        if is_dated(story, place):
            one.has_own_days = True
    if where:
        _presence(story, one, sentence, where, meant)
    elif spoken:
        arrives(story, one, sentence, present)
        visits_here(story, one, sentence, present)
    if not (story.scene.within(sentence, "denial") and denies_travel(story.scene, sentence)):
        contacts(story, one, sentence, present, spoken)
    received = spoken and (is_one_of_guests(story, one, sentence) or is_received_on(story, one, sentence))
    if received or (follows and welcomes_him(story, one, sentence, present)):
        one.note("received")
        one.remember(sentence)
    if spoken:
        _doubts(story, one, sentence)
        sent = one.visitor.grade == "deputy" and story.scene.within(sentence, "represent")
        if sentence < story.scene.document.lead + _HEAD and not sent and denies_travel(story.scene, sentence):
            one.note("denied")  # who is sent by a head that could not come has come


# ── being there ────────────────────────────────────────────────────────────────────────────────────


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


def _presence(story: Story, one: Candidate, sentence: int, where: Sequence[Place], spoken: bool) -> None:
    scene = story.scene
    moves = bool(scene.within(sentence, "travel", "visit"))
    sent = is_party_sent(story, one.visitor, sentence)
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
    one.remember(sentence)


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
        belongs(actor, one.host) and (actor.grade or (verb_first and actor.names))
        for actor in story.actors_in(sentence)
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


def _doubts(story: Story, one: Candidate, sentence: int) -> None:
    for kind in ("invite_next", "cancel", "crime", "appoint", "negator", "domestic", "envoy"):
        told = not_in_titles(story.mentions_in(sentence), story.scene.within(sentence, kind))
        told = [span for span in told if not comes_along(story, span)]
        told = [span for span in told if kind != "negator" or not is_of_absent(story.scene, span)]
        for span in told[:1]:
            one.note(f"{kind}_near", 1.0, story.scene.evidence(span.first, span.last))
    speaks_on_line(story, one, sentence)
