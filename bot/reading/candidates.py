"""Who may have visited whom: every (traveller, host country) pair of a story, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from bot.model import Evidence
from bot.offices import Offices, Title
from bot.reading.actors import Actor
from bot.reading.lexicon import Span
from bot.reading.places import Place
from bot.reading.story import Story

_NEAR = 14  # tokens between a word of travel and the place that it leads to
# What ties this very traveller to the host country; without one the country is only scenery.
_ANCHORS = ("travel", "travel_soft", "visit_to", "received", "invited", "attends_there", "meets_there", "event_there")
_OLD = timedelta(days=45)
_LEAD = 2  # sentences in which a story says what it is about


@dataclass(slots=True)
class Candidate:
    """One pair; `features` are what the classifier weighs, `traces` the phrases behind them."""

    visitor: Actor
    country: str  # of the visitor
    host: str
    inferred: bool  # the visitor's country comes from the publisher or the dateline
    features: dict[str, float] = field(default_factory=dict)
    traces: dict[str, Evidence] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)  # that speak of this visit, the clearest first
    locations: list[Place] = field(default_factory=list)
    score: float = 0.0

    def note(self, name: str, value: float = 1.0, evidence: Evidence | None = None) -> None:
        if value > self.features.get(name, 0.0):
            self.features[name] = value
            if evidence is not None:
                self.traces[name] = evidence


def candidates(story: Story, offices: Offices) -> list[Candidate]:
    """Pair every prosecutor of the story, of those whom `offices` counts, with every other country in it."""
    travellers = [actor for actor in story.actors if actor.grade is not None and not _ruled_out(actor)]
    led = {actor.country for actor in travellers if actor.grade != "delegation"}
    found = []
    for actor in travellers:
        country = actor.country
        if actor.grade == "delegation" and country in led:
            continue  # the office is only where the named traveller comes from
        if country is None or (actor.grade != "delegation" and not offices.counts(country, _title(actor))):
            continue
        for host in _hosts(story, country):
            found.append(_weigh(story, Candidate(actor, country, host, inferred=actor.is_guessed)))
    _compare_directions(found)
    return found


def _title(actor: Actor) -> Title:
    """A counterpart without a title of its own is taken for a prosecutor general."""
    return cast(Title, actor.title or "prosecutor_general")


def _ruled_out(actor: Actor) -> bool:
    return actor.has("former") and not actor.has("acting")


def _hosts(story: Story, country: str) -> list[str]:
    located = [place.country for place in story.places if place.is_location and place is not story.dateline]
    official = [mention.country for mention in story.mentions if mention.country]
    told = [story.dateline.country] if story.dateline else []
    return [host for host in dict.fromkeys([*located, *official, *told]) if host and host != country]


def _compare_directions(found: Sequence[Candidate]) -> None:
    """Two heads meet: one of them is at home. Let each pair know how strong its reverse is."""
    strength = {(one.country, one.host): max(_strength(one), 0.0) for one in found}
    for one in found:
        strength[one.country, one.host] = max(strength[one.country, one.host], _strength(one))
    for one in found:
        one.note("reverse", min(strength.get((one.host, one.country), 0.0) / 3, 1.0))
        rivals = [strength[other.country, other.host] for other in found if other.visitor is one.visitor and other.host != one.host]
        one.note("rival_host", min(max(rivals, default=0.0) / 3, 1.0))


def _strength(one: Candidate) -> float:
    return sum(one.features.get(name, 0.0) for name in ("travel", "travel_soft", "visit_to", "received", "invited", "there"))


# ── evidence ───────────────────────────────────────────────────────────────────────────────────────


def _weigh(story: Story, one: Candidate) -> Candidate:
    one.locations = story.locations(one.host)
    recent: Actor | None = None
    for sentence in range(len(story.scene.document.sentences)):
        present = story.actors_in(sentence)
        spoken = one.visitor in present
        others = [actor for actor in present if actor.grade in ("head", "deputy") and actor is not one.visitor]
        recent = one.visitor if spoken else (others[-1] if others else recent)
        follows = not spoken and recent is one.visitor
        if spoken or follows or _is_title_without_names(story, sentence):
            _sentence(story, one, sentence, present, spoken)
    _whole(story, one)
    return one


def _is_title_without_names(story: Story, sentence: int) -> bool:
    return sentence < story.scene.document.title_sentences


def _sentence(story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool) -> None:
    scene = story.scene
    where = [place for place in one.locations if scene.sentence(place.first) == sentence]
    travels = [*scene.within(sentence, "travel", "visit"), *_delegations_abroad(story, sentence, where)]
    suffix = "" if spoken else "_soft"
    for span in travels:
        for place in where:
            distance = max(place.first - span.last, span.first - place.last)
            if distance > _NEAR:
                continue
            proof = scene.sentence_evidence(min(span.first, place.first), max(span.last, place.last) - 1)
            if _nearest_is_other(story, one, span, present):
                one.note("other_traveller", 1.0, proof)
                continue
            if span.value == "plan" and scene.within(sentence, "invite_next"):
                one.note("invite_next_near", 1.0, proof)
                continue
            if scene.within(sentence, "recall") or _is_of_old(story, sentence):
                one.note("recall_travel", 1.0, proof)
                continue
            one.note("travel" + suffix, 1.0, proof)
            if span.kind == "visit" and 0 <= place.first - span.last <= 6:
                one.note("visit_to", 1.0, proof)
            if span.value:
                one.note(f"travel_{span.value}", 1.0)
            _remember(one, sentence)
    if spoken and not where:
        _arrives(story, one, sentence, present)
    if where and spoken:
        one.note("there", 1.0, scene.sentence_evidence(where[0].first, where[0].last - 1))
        if scene.within(sentence, "attend", "event"):
            one.note("attends_there", 1.0, scene.sentence_evidence(where[0].first, where[0].last - 1))
        if scene.within(sentence, "meet"):
            one.note("meets_there", 1.0)
        _remember(one, sentence)
    _contacts(story, one, sentence, present, spoken)


def _delegations_abroad(story: Story, sentence: int, where: Sequence[Place]) -> list[Span]:
    """A delegation "to China" travels."""
    spans = story.scene.within(sentence, "delegation")
    return [span for span in spans if any(0 <= place.first - span.last <= 3 for place in where)]


def _arrives(story: Story, one: Candidate, sentence: int, present: Sequence[Actor]) -> None:
    """ "Undurraga arrived on Monday": where to stands in another sentence."""
    scene = story.scene
    if any(place.is_location and scene.sentence(place.first) == sentence for place in story.places):
        return
    for span in scene.within(sentence, "travel", "leave"):
        words = {token.folded for token in scene.tokens[span.first : span.last]}
        journey = span.kind == "leave" or words & story.language_words("arrival") - story.language_words("passive")
        if journey and not _nearest_is_other(story, one, span, present):
            one.note("arrives", 1.0, scene.evidence(span.first, span.last + 3))


def _remember(one: Candidate, sentence: int) -> None:
    if sentence not in one.sentences:
        one.sentences.append(sentence)


def _contacts(story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool) -> None:
    scene = story.scene
    hosts = [actor for actor in present if actor is not one.visitor and _belongs(actor, one.host)]
    for span in scene.within(sentence, "receive"):
        direction = 1 if spoken and _is_place_the_host(story, one, span) else _received(one, span, hosts, story)
        if direction > 0:
            one.note("received", 1.0, scene.evidence(span.first, span.last))
            _remember(one, sentence)
        elif direction < 0:
            one.note("receives", 1.0, scene.evidence(span.first, span.last))
    for span in scene.within(sentence, "invite"):
        if hosts and _host_invites(story, one, span, hosts):
            one.note("invited", 1.0, scene.evidence(span.first, span.last + 6))
            _remember(one, sentence)
        elif spoken and _visitor_invites(one, span):
            one.note("invites", 1.0)
    if scene.within(sentence, "meet") and hosts:
        one.note("meets_host" if spoken else "meets_host_soft", 1.0)
    if spoken:
        for span in scene.within(sentence, "delegation"):
            one.note("delegation", 1.0, scene.evidence(span.first, span.last + 4))
        for kind in ("remote", "invite_next", "cancel", "crime", "appoint", "negator", "domestic", "envoy"):
            for span in scene.within(sentence, kind)[:1]:
                one.note(f"{kind}_near", 1.0, scene.evidence(span.first, span.last))
        if scene.within(sentence, "sign") and hosts:
            one.note("signs", 1.0)


def _belongs(actor: Actor, country: str) -> bool:
    return actor.country == country and not actor.is_mere("envoy")


def _nearest_is_other(story: Story, one: Candidate, span: Span, present: Sequence[Actor]) -> bool:
    """Tell whether somebody else stands closer to the word of travel, so that the trip is theirs."""

    def distance(actor: Actor) -> int:
        here = [at for at in actor.seen if story.scene.same_sentence(at, span.first)]
        return min((span.first - at if at <= span.first else (at - span.last) * 2 + 1 for at in here), default=99)

    rivals = [actor for actor in present if actor is not one.visitor and actor.country != one.host and actor.mentions]
    nearest = min((distance(actor) for actor in rivals), default=99)
    own = distance(one.visitor)
    return nearest < own or (own == 99 and _is_somebody(story, span))


def _is_somebody(story: Story, span: Span) -> bool:
    """Tell whether an unnamed official stands before the word of travel: "the senator was on a visit"."""
    before = [mention for mention in story.mentions if mention.kind.startswith("role.")]
    return any(0 <= span.first - m.last <= 6 and story.scene.same_sentence(m.first, span.first) for m in before)


def _is_of_old(story: Story, sentence: int) -> bool:
    """Tell whether the sentence dates itself to a time before this news."""
    first, last = story.scene.document.sentences[sentence]
    here = [when for when in story.dates if first <= when.first < last]
    return bool(here) and all(when.end < story.today.day - _OLD for when in here)


def _is_place_the_host(story: Story, one: Candidate, span: Span) -> bool:
    """ "Dili hosts the Philippine prosecutor general"."""
    return any(place.country == one.host and place.last == span.first for place in story.places)


def _received(one: Candidate, span: Span, hosts: Sequence[Actor], story: Story) -> int:
    """1 where the host country receives the visitor, -1 the other way round, 0 where it does not show."""
    if not hosts:
        return 0
    passive = _is_passive(story, span)
    sentence = story.scene.sentence(span.first)

    def at(actor: Actor) -> int:
        return min((seen for seen in actor.seen if story.scene.sentence(seen) == sentence), default=-1)

    visitor = at(one.visitor)
    host = min(at(actor) for actor in hosts)
    if visitor < 0:
        return 0
    return 1 if (host < visitor) != passive else -1


def _is_passive(story: Story, span: Span) -> bool:
    """ "Was received", "received yesterday by": the guest comes first."""
    scene = story.scene
    inside = range(max(span.first - 1, 0), span.last)
    behind = range(span.last - 1, min(span.last + 4, len(scene.tokens)))
    return any(scene.says(index, "passive") for index in inside) or any(scene.says(index, "by") for index in behind)


def _host_invites(story: Story, one: Candidate, span: Span, hosts: Sequence[Actor]) -> bool:
    reach = range(span.first - 8, span.last + 14)
    return any(at in reach for actor in hosts for at in actor.seen)


def _visitor_invites(one: Candidate, span: Span) -> bool:
    return any(span.last <= at <= span.last + 3 for at in one.visitor.seen)


# ── the story as a whole ───────────────────────────────────────────────────────────────────────────


def _whole(story: Story, one: Candidate) -> None:
    scene, document = story.scene, story.scene.document
    title = range(document.title_sentences)
    lead = range(document.title_sentences, document.title_sentences + _LEAD)
    seen = {scene.sentence(at) for at in one.visitor.seen}
    if any(_is_event_there(story, one, sentence) for sentence in (*title, *lead) if sentence < len(document.sentences)):
        one.note("event_there")
    if any(one.features.get(name) for name in _ANCHORS):
        _prominence(story, one, title, lead, seen)
    else:
        one.note("unanchored")
    if story.dateline is not None and story.dateline.country == one.host:
        one.note("dateline")
    if story.home == one.country:
        one.note("home_is_visitor")
    if story.home == one.host:
        one.note("home_is_host")
    if one.visitor.name is None:
        one.note("unnamed")
    if one.inferred:
        one.note("country_inferred")
    if any(actor.grade and actor.country == one.host for actor in story.actors):
        one.note("host_prosecutor")
    if one.visitor.grade == "delegation":
        one.note("staff_only")
    _tone(story, one)
    at_home = [place for place in story.places if place.is_location and place.country == one.country]
    one.note("located_at_home", min(max(len(at_home) - len(one.locations), 0) / 3, 1.0))


def _prominence(story: Story, one: Candidate, title: range, lead: range, seen: set[int]) -> None:
    """How much of the story's head is about this journey."""
    scene = story.scene
    if seen.intersection(title):
        one.note("visitor_in_title")
    if seen.intersection(lead):
        one.note("visitor_in_lead")
    if any(scene.sentence(place.first) in title for place in story.places if place.country == one.host):
        one.note("host_in_title")
    if any(scene.sentence(place.first) in lead for place in one.locations):
        one.note("host_in_lead")
    if any(scene.within(sentence, "travel", "visit") for sentence in title):
        one.note("travel_in_title")
    if one.sentences and min(one.sentences) < lead.stop:
        one.note("told_in_lead")
    one.note("located_there", min(len(one.locations) / 3, 1.0))


def _is_event_there(story: Story, one: Candidate, sentence: int) -> bool:
    where = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    return bool(where) and bool(story.scene.within(sentence, "event", "attend"))


def _tone(story: Story, one: Candidate) -> None:
    """Court news and appointments speak of prosecutors too; so do ambassadors who come to see them."""
    size = max(len(story.scene.tokens), 60) / 60
    for kind in ("crime", "appoint", "remote", "cancel", "recall", "domestic"):
        one.note(f"{kind}_share", min(len(story.scene.of(kind)) / size / 2, 1.0))
    first = range(story.scene.document.title_sentences + 1)
    if any(story.scene.within(sentence, "envoy") for sentence in first if sentence < len(story.scene.document.sentences)):
        one.note("envoy_first")


def strong_legs(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Of several hosts of one visitor keep those that the text itself says he travelled to."""
    for one in found:
        if one.features.get("travel") or one.features.get("visit_to") or one.features.get("travel_soft"):
            yield one
