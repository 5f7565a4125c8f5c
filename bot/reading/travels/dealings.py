"""Dealings with the host: who receives, invites and meets whom, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.companions import is_company
from bot.reading.people.listed import is_parted
from bot.reading.story import Story
from bot.reading.travels.arrivals import comes_as_invited
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.encounters import guest_met, heads_meet, meets_on_journey, stands_beside
from bot.reading.travels.guests_together import (
    are_fellow_guests,
    are_received_together,
    is_passive,
    is_thing_received,
)
from bot.reading.travels.inviting import asks_to_come, host_invites, invites
from bot.reading.travels.leaders_met import meets_leader
from bot.reading.travels.looking_back import is_only_asked, is_recalled
from bot.reading.travels.objects import is_place_the_host, received_by, who_receives
from bot.reading.travels.receiving import opens_clause, received_in_clause
from bot.reading.words.lexicon import Span

_BEHIND = 12  # tokens from "a delegation" to the one who leads it


def contacts(story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool) -> None:
    """Note who of the host country receives, invites or meets the traveller, or is received by him."""
    scene = story.scene
    if is_recalled(story, sentence):
        return
    hosts = [actor for actor in present if actor is not one.visitor and _is_host(story, one, actor)]
    if (guest := guest_met(story, sentence)) is not None and guest.country in (one.country, one.host):
        if guest is one.visitor and hosts:
            for name in ("received", "travel"):
                one.note(name, 1.0, scene.evidence(*_first_of(story, sentence, "travel")))
            one.remember(sentence)
        elif spoken and guest is not one.visitor:
            one.note("receives", 1.0)
        return
    aside = scene.within(sentence, "sidelines")  # of an event whoever meets is a guest as well
    aside = aside or (scene.within(sentence, "remote") if not scene.within(sentence, "travel") else [])
    for span in [] if aside else scene.within(sentence, "receive", "awaits"):
        if spoken and is_parted(scene, one.visitor, span):
            continue
        if span.kind == "awaits" and not is_place_the_host(story, one.host, span):
            continue  # "awaits the answer of"
        if opens_clause(story, span):
            direction = received_in_clause(story, one, span)
        elif spoken and is_place_the_host(story, one.host, span):
            direction = 1
        else:
            direction = _received(one, span, hosts, story)
        if direction == 0 and spoken and _is_received_there(story, one, span):
            direction = 1
        if spoken and _is_escorted(story, one, sentence, hosts):
            direction = 1
        elif spoken and hosts and _is_company_in(story, one.visitor, sentence):
            direction = -1
        if direction > 0 and not _is_told(one, "receives"):  # what a text tells first is the news
            one.note("received", 1.0, scene.evidence(span.first, span.last))
            one.remember(sentence)
        elif direction < 0 and not _is_told(one, "received"):
            one.note("receives", 1.0, scene.evidence(span.first, span.last))
    if spoken and meets_leader(story, one, sentence, hosts):
        one.note("received", 1.0, scene.evidence(*_first_of(story, sentence, "meet")))
        one.remember(sentence)
    if spoken and (_receives_party(story, one, sentence) or _receives_envoy(story, one, sentence)):
        one.note("receives", 1.0)
    later = scene.within(sentence, "invite_next")
    for span in scene.within(sentence, "invite"):
        if any(next_.first <= span.first < next_.last for next_ in later) or is_only_asked(story, sentence):
            continue  # "handed over an invitation from …" holds "invitation from"
        if hosts and host_invites(story, one, span, hosts) and not asks_to_come(story, one, sentence):
            one.note("invited", 1.0, scene.evidence(span.first, span.last + 6))
            one.remember(sentence)
            if spoken and comes_as_invited(story, one, sentence, present):
                one.note("travel", 1.0, scene.evidence(span.first, span.last + 6))
        elif spoken and invites(story, one, span):
            one.note("invites", 1.0)
    if spoken and hosts and _calls_on(story, one, sentence, hosts):
        one.note("visits_host", 1.0)
    if spoken and hosts and _is_party_met(story, one, sentence, hosts):
        one.note("received", 1.0, scene.evidence(*_party(story, sentence)))
        one.remember(sentence)
    if meets_on_journey(story, one, sentence, hosts):
        one.note("received", 1.0, scene.evidence(*_first_of(story, sentence, "meet", "receive", "sign")))
        one.remember(sentence)
    if spoken and stands_beside(story, one, sentence, hosts):
        one.note("event_there", 1.0, scene.evidence(*_first_of(story, sentence, "accompany")))
        one.remember(sentence)
    if scene.within(sentence, "meet") and hosts:
        one.note("meets_host" if spoken else "meets_host_soft", 1.0)
    if spoken and hosts and scene.within(sentence, "sign"):
        one.note("signs", 1.0)
    alone = spoken and not one.features.get("receives")
    if (
        alone
        and heads_meet(story, one, sentence, hosts)
        and not are_received_together(story, one.visitor, hosts, sentence)
    ):
        one.note("received", 1.0, scene.evidence(*_first_of(story, sentence, "meet", "sign")))
        one.remember(sentence)
    if spoken:
        for span in scene.within(sentence, "delegation"):
            one.note("delegation", 1.0, scene.evidence(span.first, span.last + 4))


def _is_told(one: Candidate, name: str) -> bool:
    """Tell whether the text, and not a headline alone, has said who receives whom."""
    trace = one.traces.get(name)
    return bool(one.features.get(name)) and trace is not None and trace.at is not None


def _is_escorted(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """ "The President received Çela, accompanied by the Prosecutor General of Kosovo": he came."""
    heads = [actor for actor in hosts if actor.grade == "head"]
    return not _is_company_in(story, one.visitor, sentence) and any(
        _is_company_in(story, head, sentence) for head in heads
    )


def _is_company_in(story: Story, actor: Actor, sentence: int) -> bool:
    scene = story.scene
    return any(is_company(scene, at.first) for at in actor.mentions if scene.sentence(at.first) == sentence)


def _first_of(story: Story, sentence: int, *kinds: str) -> tuple[int, int]:
    span = story.scene.within(sentence, *kinds)[0]
    return span.first, span.last


def _is_party_met(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """ "Ying met with a delegation headed by Aliyev": who comes with a delegation has come."""
    first, last = _party(story, sentence)
    return (
        last > first
        and any(at < first and story.scene.sentence(at) == sentence for actor in hosts for at in actor.seen)
        and any(0 <= at - last <= _BEHIND for at in one.visitor.seen)
    )


def _party(story: Story, sentence: int) -> tuple[int, int]:
    """Give the words from "met" to the "delegation" right behind it, nothing where there are none."""
    for met in story.scene.within(sentence, "meet"):
        for party in story.scene.within(sentence, "delegation"):
            if 0 <= party.first - met.last <= 2:
                return met.first, party.last
    return 0, 0


def _receives_party(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The DPP welcomed a delegation from Zambia": whoever leads it, he himself is at home."""
    scene = story.scene
    for span in scene.within(sentence, "receive"):
        ahead = any(at < span.first and scene.sentence(at) == sentence for at in one.visitor.seen)
        parties = [
            party for party in scene.within(sentence, "delegation") if 0 <= party.first - span.last <= 4
        ]
        if not ahead or not parties or is_passive(story.scene, span):
            continue
        first, last = span.last, parties[0].last + 4
        if any(place.country == one.host and first <= place.first <= last for place in story.places):
            return True
    return False


def _receives_envoy(story: Story, one: Candidate, sentence: int) -> bool:
    """ "The Prosecutor General received China's ambassador": of the country that he is said to go to."""
    scene = story.scene
    envoys = [m for m in story.mentions if m.kind == "role.envoy" and m.country == one.host]
    return any(
        0 <= envoy.first - span.last <= _BEHIND
        and scene.same_sentence(envoy.first, span.first)
        and any(at < span.first and scene.sentence(at) == sentence for at in one.visitor.seen)
        and not is_passive(story.scene, span)
        for span in scene.within(sentence, "receive")
        for envoy in envoys
    )


def _calls_on(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """Tell of "called on the Attorney-General at the start of a three-day visit" that the caller is the
    visitor.
    """
    if asks_to_come(story, one, sentence) or (
        story.scene.head_last
        and any(invites(story, one, span) for span in story.scene.within(sentence, "invite"))
    ):
        return False
    for span in story.scene.within(sentence, "visit", "travel"):
        own, theirs = (
            _nearness(story, one.visitor, span),
            min(_nearness(story, actor, span) for actor in hosts),
        )
        if (
            own <= theirs
            and span.value != "plan"
            and not story.scene.within(sentence, "invite_next", "recall")
        ):
            return True
    return False


def _nearness(story: Story, actor: Actor, span: Span) -> int:
    """Count the tokens from the actor to the word behind him, 99 where he stands in another sentence or
    after it.
    """
    return min(
        (
            span.first - at
            for at in actor.seen
            if at <= span.first and story.scene.same_sentence(at, span.first)
        ),
        default=99,
    )


def _is_host(story: Story, one: Candidate, actor: Actor) -> bool:
    """An official without a country is of that from which the story is told: "MUSCAT: the minister …"; so is
    whoever receives a guest there without a word about his office.
    """
    unknown = actor.country is None and actor.grade is None and story.home == one.host
    return belongs(actor, one.host) or (unknown and (bool(actor.mentions) or _is_bare_host(story, actor)))


def _is_bare_host(story: Story, actor: Actor) -> bool:
    """ "Берік Асылов … Челаны қабылдады": endings tell who receives whom, and no place abroad is told."""
    if any(place.is_location and place.country != story.home for place in story.places):
        return False
    return any(
        name.case == 0
        and len(name.keys) > 1
        and story.scene.within(story.scene.sentence(name.first), "receive")
        for name in actor.names
    )


def belongs(actor: Actor, country: str) -> bool:
    """Tell whether somebody is an official of a country; its ambassadors are not at home there."""
    return actor.country == country and not actor.is_mere("envoy")


def _received(one: Candidate, span: Span, hosts: Sequence[Actor], story: Story) -> int:
    """1 where the host country receives the visitor, -1 the other way round, 0 where it does not show."""
    if not hosts:
        return 0
    sentence = story.scene.sentence(span.first)

    def at(actor: Actor) -> int:
        return min((seen for seen in actor.seen if story.scene.sentence(seen) == sentence), default=-1)

    visitor = at(one.visitor)
    if visitor < 0:
        return 0
    if (agent := received_by(story, span)) is not None and (agent is one.visitor or agent in hosts):
        return 1 if agent in hosts else -1
    if (host := who_receives(story, span)) is not None and (host is one.visitor or host in hosts):
        return 1 if (host in hosts) != is_passive(story.scene, span) else -1
    fellows = are_fellow_guests(story, span, [visitor, *(at(actor) for actor in hosts)])
    if fellows or is_thing_received(story, one.visitor, span):
        return 0
    if (told := _received_by_case(one, hosts, story, sentence)) != 0:
        return -told if is_passive(story.scene, span) else told
    return 1 if (min(at(actor) for actor in hosts) < visitor) != is_passive(story.scene, span) else -1


def _received_by_case(one: Candidate, hosts: Sequence[Actor], story: Story, sentence: int) -> int:
    """Where names have cases the one in the nominative receives the other, whichever comes first."""

    def case(actor: Actor) -> int | None:
        return next((name.case for name in actor.names if story.scene.sentence(name.first) == sentence), None)

    visitor, host = (
        case(one.visitor),
        next((found for actor in hosts if (found := case(actor)) is not None), None),
    )
    if visitor is None or host is None or (visitor == 0) == (host == 0):
        return 0
    return 1 if host == 0 else -1


def welcomes_him(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> bool:
    """ "On Wednesday Kyrgyzstan's Prosecutor General welcomed her in Bishkek": she was told of before."""
    hosts = [actor for actor in present if _is_host(story, one, actor)]
    return bool(hosts) and any(
        span.last < len(story.scene.tokens) and story.scene.says(span.last, "him")
        for span in story.scene.within(sentence, "receive")
    )


def _is_received_there(story: Story, one: Candidate, span: Span) -> bool:
    """ "In Moscow, Mongolia's prosecutor general was received by the envoy": by whom does not matter."""
    sentence = story.scene.sentence(span.first)
    there = any(story.scene.sentence(place.first) == sentence for place in one.locations)
    before = any(at < span.first and story.scene.sentence(at) == sentence for at in one.visitor.seen)
    return there and before and is_passive(story.scene, span)
