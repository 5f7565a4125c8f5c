"""What a story says for and against one pair of traveller and host, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.actors import Actor
from bot.reading.candidate import Candidate
from bot.reading.inviting import host_invites, invites
from bot.reading.journeys import arrives, journey, journeys, visits_here
from bot.reading.lexicon import Span
from bot.reading.places import Place
from bot.reading.prominence import is_only_invited, is_recalled, whole
from bot.reading.story import Story

_BEHIND = 12  # tokens from "a delegation" to the one who leads it
_SIGNED = 4  # tokens from "was signed on Thursday" to its place
_BESIDE = 12  # tokens between a place and the meeting or event that is held there


def weigh(story: Story, one: Candidate) -> Candidate:
    """Write down the features of a pair, each with the phrase that it rests on."""
    one.locations = story.locations(one.host)
    recent: Actor | None = None
    for sentence in range(len(story.scene.document.sentences)):
        present = story.actors_in(sentence)
        spoken = one.visitor in present
        others = [
            actor for actor in present if actor.grade in ("head", "deputy") and actor is not one.visitor
        ]
        recent = one.visitor if spoken else (others[-1] if others else recent)
        follows = not spoken and recent is one.visitor
        if spoken or follows or _is_of_nobody_else(story, one, sentence, others):
            _sentence(story, one, sentence, present, spoken)
    if _meets_at_dateline(story, one):
        one.note("meets_there")
    whole(story, one)
    return one


def _meets_at_dateline(story: Story, one: Candidate) -> bool:
    """ "DUSHANBE, October 21. The prosecutors general of Russia and Belarus signed": both are abroad."""
    line, scene = story.dateline, story.scene
    if line is None or line.country != one.host or any(p.is_location and p is not line for p in story.places):
        return False
    head = min(scene.document.title_sentences + 2, len(scene.document.sentences))
    for sentence in range(head):
        present = story.actors_in(sentence)
        third = [a for a in present if a.grade and a.names and a.country not in (None, one.host, one.country)]
        if third and one.visitor in present and scene.within(sentence, "meet", "sign", "both"):
            return True
    return False


def _is_of_nobody_else(story: Story, one: Candidate, sentence: int, others: Sequence[Actor]) -> bool:
    """Tell whether a title may speak of the traveller without naming him: "Prosecutor general off to
    Jakarta".
    """
    if others or _is_of_staff(story, one, sentence) or sentence >= story.scene.document.title_sentences:
        return False
    offices = [
        mention.kind
        for mention in story.mentions
        if mention.is_head_like and story.scene.sentence(mention.first) == sentence
    ]
    return not offices or one.visitor.title in offices or "counterpart" in offices


def _is_of_staff(story: Story, one: Candidate, sentence: int) -> bool:
    """ "Kosovo prosecutors back from Rome" tells nothing of their head."""
    return one.visitor.grade != "delegation" and any(
        mention.kind == "body"
        and mention.country == one.country
        and story.scene.starting(mention.first, "staff") is not None
        for mention in story.mentions
        if story.scene.sentence(mention.first) == sentence
    )


def _sentence(story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool) -> None:
    where = [place for place in one.locations if story.scene.sentence(place.first) == sentence]
    for span, place in journeys(story, sentence, where):
        journey(story, one, span, place, present, "" if spoken else "_soft")
    if where:
        _presence(story, one, sentence, where, spoken)
    elif spoken:
        arrives(story, one, sentence, present)
        visits_here(story, one, sentence, present)
    _contacts(story, one, sentence, present, spoken)
    if spoken:
        _doubts(story, one, sentence)


# ── being there ────────────────────────────────────────────────────────────────────────────────────


def _presence(story: Story, one: Candidate, sentence: int, where: Sequence[Place], spoken: bool) -> None:
    scene = story.scene
    moves = bool(scene.within(sentence, "travel", "visit"))
    where = [place for place in where if moves or not place.is_goal]
    if not where or is_recalled(story, sentence) or is_only_invited(story, sentence):
        return
    proof = scene.sentence_evidence(where[0].first, where[0].last - 1)
    suffix = "" if spoken else "_soft"
    if _is_beside(story, sentence, where, "meet", "receive") or (
        spoken and _signs_there(story, one, sentence, where)
    ):
        one.note("meets_there" + suffix, 1.0, proof)
    if not spoken:
        return
    one.note("there", 1.0, proof)
    if scene.document.in_title(where[0].first) and (not moves or one.features.get("travel")):
        one.note("title_there", 1.0, proof)
    if _is_beside(story, sentence, where, "attend", "event"):
        one.note("attends_there", 1.0, proof)
    one.remember(sentence)


def _signs_there(story: Story, one: Candidate, sentence: int, where: Sequence[Place]) -> bool:
    """ "Was signed in Cairo by the Prosecutor General and his Egyptian counterpart": both were there."""
    both = any(_belongs(actor, one.host) and actor.grade for actor in story.actors_in(sentence))
    at_home = any(
        place.is_location and place.country == one.country and story.scene.sentence(place.first) == sentence
        for place in story.places
    )
    signs = [span for span in story.scene.within(sentence, "sign") if span.value == "done"]
    return (
        both
        and not at_home
        and any(0 <= place.first - span.last <= _SIGNED for span in signs for place in where)
    )


def _is_beside(story: Story, sentence: int, where: Sequence[Place], *kinds: str) -> bool:
    spans = story.scene.within(sentence, *kinds)
    return any(
        _between(story, min(place.last, span.last), max(place.first, span.first)) <= _BESIDE
        for span in spans
        for place in where
    )


def _between(story: Story, first: int, last: int) -> int:
    """Count the tokens from one place to another; a person's whole office counts as one."""
    offices = [mention for mention in story.mentions if first <= mention.first and mention.last <= last]
    return last - first - sum(mention.last - mention.first - 1 for mention in offices)


# ── dealings with the host ─────────────────────────────────────────────────────────────────────────


def _contacts(story: Story, one: Candidate, sentence: int, present: Sequence[Actor], spoken: bool) -> None:
    scene = story.scene
    if is_recalled(story, sentence):
        return
    hosts = [actor for actor in present if actor is not one.visitor and _is_host(story, one, actor)]
    for span in scene.within(sentence, "receive"):
        direction = (
            1 if spoken and _is_place_the_host(story, one, span) else _received(one, span, hosts, story)
        )
        if direction == 0 and spoken and _is_received_there(story, one, span):
            direction = 1
        if direction > 0:
            one.note("received", 1.0, scene.evidence(span.first, span.last))
            one.remember(sentence)
        elif direction < 0:
            one.note("receives", 1.0, scene.evidence(span.first, span.last))
    later = scene.within(sentence, "invite_next")
    for span in scene.within(sentence, "invite"):
        if any(next_.first <= span.first < next_.last for next_ in later):
            continue  # "handed over an invitation from …" holds "invitation from"
        if hosts and host_invites(story, one, span, hosts):
            one.note("invited", 1.0, scene.evidence(span.first, span.last + 6))
            one.remember(sentence)
        elif spoken and invites(story, one, span):
            one.note("invites", 1.0)
    if spoken and hosts and _calls_on(story, one, sentence, hosts):
        one.note("visits_host", 1.0)
    if spoken and hosts and _is_party_met(story, one, sentence, hosts):
        one.note("received", 1.0, scene.evidence(*_party(story, sentence)))
        one.remember(sentence)
    if scene.within(sentence, "meet") and hosts:
        one.note("meets_host" if spoken else "meets_host_soft", 1.0)
    if spoken and hosts and scene.within(sentence, "sign"):
        one.note("signs", 1.0)
    if spoken:
        for span in scene.within(sentence, "delegation"):
            one.note("delegation", 1.0, scene.evidence(span.first, span.last + 4))


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


def _calls_on(story: Story, one: Candidate, sentence: int, hosts: Sequence[Actor]) -> bool:
    """Tell of "called on the Attorney-General at the start of a three-day visit" that the caller is the
    visitor.
    """
    if story.scene.head_last and any(
        invites(story, one, span) for span in story.scene.within(sentence, "invite")
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
    """An official without a country is of that from which the story is told: "MUSCAT: the minister …"."""
    at_home = (
        actor.country is None and actor.grade is None and bool(actor.mentions) and story.home == one.host
    )
    return _belongs(actor, one.host) or at_home


def _belongs(actor: Actor, country: str) -> bool:
    return actor.country == country and not actor.is_mere("envoy")


def _is_place_the_host(story: Story, one: Candidate, span: Span) -> bool:
    """ "Dili hosts the Philippine prosecutor general"."""
    return any(
        place.country == one.host
        and place.last == span.first
        and story.scene.same_sentence(place.first, span.first)
        for place in story.places
    )


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
    if (told := _received_by_case(one, hosts, story, sentence)) != 0:
        return -told if _is_passive(story, span) else told
    return 1 if (min(at(actor) for actor in hosts) < visitor) != _is_passive(story, span) else -1


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


def _is_received_there(story: Story, one: Candidate, span: Span) -> bool:
    """ "In Moscow, Mongolia's prosecutor general was received by the envoy": by whom does not matter."""
    sentence = story.scene.sentence(span.first)
    there = any(story.scene.sentence(place.first) == sentence for place in one.locations)
    before = any(at < span.first and story.scene.sentence(at) == sentence for at in one.visitor.seen)
    return there and before and _is_passive(story, span)


def _is_passive(story: Story, span: Span) -> bool:
    """ "Was received", "received yesterday by": the guest comes first."""
    scene = story.scene
    inside = range(max(span.first - 1, 0), span.last)
    behind = range(span.last - 1, min(span.last + 4, len(scene.tokens)))
    return any(scene.says(index, "passive") for index in inside) or any(
        scene.says(index, "by") and scene.ending(index + 1, "lead") is None for index in behind
    )


def _doubts(story: Story, one: Candidate, sentence: int) -> None:
    for kind in ("remote", "invite_next", "cancel", "crime", "appoint", "negator", "domestic", "envoy"):
        for span in story.scene.within(sentence, kind)[:1]:
            one.note(f"{kind}_near", 1.0, story.scene.evidence(span.first, span.last))
