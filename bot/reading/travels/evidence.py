"""What a story says for and against one pair of traveller and host, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.mention import not_in_titles
from bot.reading.people.subject import is_left_out, tells_of_him
from bot.reading.story import Story
from bot.reading.travels.alongside import comes_with_traveller
from bot.reading.travels.arrivals import arrives, visits_here
from bot.reading.travels.at_work import signs_beside
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.dealings import contacts, welcomes_him
from bot.reading.travels.denials import denies_deed, denies_travel
from bot.reading.travels.encounters import is_one_of_guests, is_received_on
from bot.reading.travels.hearsay import is_unreal
from bot.reading.travels.journeys import journey, journeys
from bot.reading.travels.objects import is_only_met
from bot.reading.travels.on_line import is_held_on_line, speaks_on_line
from bot.reading.travels.own_envoys import is_own_envoy
from bot.reading.travels.presence import presence
from bot.reading.travels.prominence import comes_along, whole
from bot.reading.travels.strangers import (
    leads_with_other,
    opens_with_other,
    opens_with_stranger,
)
from bot.reading.travels.told_on import told_on
from bot.reading.travels.tours import is_dated

_HEAD = 2  # sentences in which a story says that a journey was not made


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
    if (signed := signs_beside(story, one)) is not None:
        one.note("there")
        one.note("meets_there")
        one.remember(signed)
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
    meant = meant or (follows and tells_of_him(story, sentence))
    for span, place in journeys(story, sentence, where):
        journey(story, one, span, place, present, "" if meant else "_soft")
        if is_dated(story, place):
            one.has_own_days = True
    if where:
        presence(story, one, sentence, where, meant)
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


def _doubts(story: Story, one: Candidate, sentence: int) -> None:
    for kind in ("invite_next", "cancel", "crime", "appoint", "negator", "domestic", "envoy"):
        told = not_in_titles(story.mentions_in(sentence), story.scene.within(sentence, kind))
        told = [span for span in told if not (comes_along(story, span) or is_own_envoy(story, one, span))]
        told = [span for span in told if kind != "negator" or denies_deed(story.scene, span)]
        for span in told[:1]:
            one.note(f"{kind}_near", 1.0, story.scene.evidence(span.first, span.last))
    speaks_on_line(story, one, sentence)
