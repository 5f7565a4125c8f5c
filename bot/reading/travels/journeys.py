"""Words of travel in a sentence: whose journey they tell, and whether it is news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.people.actors import Actor
from bot.reading.people.companions import is_company, leader_of
from bot.reading.people.listed import are_listed
from bot.reading.people.mention import Mention
from bot.reading.people.subject import begins_with_he, is_of_him
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.alongside import goes_along
from bot.reading.travels.anniversaries import is_kept
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.denials import is_denied
from bot.reading.travels.looking_back import (
    is_accepted,
    is_answered,
    is_only_invited,
    is_recalled,
    is_unsure,
)
from bot.reading.travels.objects import is_met_before, stands_behind_place
from bot.reading.travels.strangers import is_of_stranger
from bot.reading.travels.tenses import tense
from bot.reading.travels.tours import is_further_stop
from bot.reading.words.distance import apart
from bot.reading.words.lexicon import Span

_LED = 3  # tokens from "led by" to the leader
_LEADS = 4  # tokens from a leader, by his name, to "leads the delegation"
_NEAR = 14  # tokens between a word of travel and the place that it leads to
_MONTH = 45  # days after which a month is over and told of no more
_BEFORE = 6  # tokens within which an unnamed official stands before the word of travel that is his


def journeys(story: Story, sentence: int, where: Sequence[Place]) -> Iterator[tuple[Span, Place]]:
    """Pair the words of travel with the places near them; a delegation "to China" travels too."""
    delegations = [
        span
        for span in story.scene.within(sentence, "delegation")
        if any(0 <= place.first - span.last <= 3 for place in where)
    ]
    for span in [*story.scene.within(sentence, "travel", "visit", "coming"), *delegations]:
        for place in where:
            near = apart(place, span) <= _NEAR
            if (near or is_further_stop(story, span, place)) and not _is_apart(story, span, place):
                yield span, place


def _is_apart(story: Story, span: Span, place: Place) -> bool:
    """Tell whether a clause of its own begins between the two: "visited the office and said that
    colleagues in …"; "la visita que realiza a Cuba" is the visit's own.
    """
    low, high = (span.last, place.first) if span.first < place.first else (place.last, span.first)
    own = low if span.kind == "visit" else -1
    return any(story.scene.says(index, "new_clause") for index in range(low, high) if index != own)


def journey(
    story: Story, one: Candidate, span: Span, place: Place, present: Sequence[Actor], suffix: str
) -> None:
    proof = story.scene.sentence_evidence(min(span.first, place.first), max(span.last, place.last) - 1)
    if (against := why_not(story, one, span, present)) is not None:
        one.note(against, 1.0, proof)
        return
    one.note("travel" + suffix, 1.0, proof)
    if span.kind == "visit" and 0 <= story.scene.onward(span, place.first, place.last) <= 6:
        one.note("visit_to", 1.0, proof)
    if value := tense(story, span):
        one.note(f"travel_{value}", 1.0)
    one.remember(story.scene.sentence(span.first))


def why_not(story: Story, one: Candidate, span: Span, present: Sequence[Actor]) -> str | None:
    """Name what keeps a journey from being this traveller's, told as news."""
    sentence = story.scene.sentence(span.first)
    if nearest_is_other(story, one, span, present):
        return "other_traveller"
    if not is_accepted(story, sentence) and any(
        _is_planned(story, span, next_) or _is_wished(story, span, next_)
        for next_ in story.scene.within(sentence, "invite_next")
        if not _is_accepted(story, span, next_)
    ):
        return "invite_next_near"
    if (
        span.kind == "visit"
        and is_only_invited(story, sentence)
        and (
            story.scene.head_last
            or story.scene.within(sentence, "invite_next", "invite")[0].first < span.first
        )
    ):
        return "invite_next_near"
    if is_denied(story.scene, span):
        return "denied"
    recalled = is_recalled(story, sentence) or is_answered(story, span) or is_kept(story, span)
    if recalled or _is_of_past_month(story, span):
        return "recall_travel"
    return "unsure_travel" if is_unsure(story, span) else None


def _is_of_past_month(story: Story, span: Span) -> bool:
    """ "Since September, when he led a mission to Cape Verde": a month that is over is not told as news."""
    near = [
        when
        for when in story.dates_in(story.scene.sentence(span.first))
        if abs(when.first - span.first) <= _NEAR
    ]
    return bool(near) and all(
        when.precision == "month" and (story.today.day - when.end).days > _MONTH for when in near
    )


def _is_accepted(story: Story, span: Span, invited: Span) -> bool:
    """ "Accepted an invitation from his colleague and will come to Seoul on February 3"."""
    scene, today = story.scene, story.today.day
    joined = any(scene.says(at, "and") for at in range(invited.last, span.first))
    days = story.dates_in(scene.sentence(span.first))
    return joined and span.value == "plan" and any(d.first > span.first and d.start > today for d in days)


def _is_planned(story: Story, span: Span, invited: Span) -> bool:
    """Tell whether the word is, or lies within, one of a journey to come: "visit" in "to visit"; where verbs
    have no tense, every journey is to come to which somebody is invited.
    """
    if story.scene.language.options.get("tenseless") and invited.first < span.first:
        return True
    spans = story.scene.within(story.scene.sentence(span.first), "travel")
    return any(
        other.value == "plan" and other.first <= span.first and span.last <= other.last for other in spans
    )


def _is_wished(story: Story, span: Span, invited: Span) -> bool:
    """Where verbs stand last: "訪日を来年にも実現させたい", of which the journey is only a noun."""
    nouns = story.scene.within(story.scene.sentence(span.first), "visit")
    noun = any(visit.first == span.first and visit.last == span.last for visit in nouns)
    return story.scene.head_last and noun and 0 <= invited.first - span.last <= _BEFORE


def nearest_is_other(story: Story, one: Candidate, span: Span, present: Sequence[Actor]) -> bool:
    """Tell whether somebody else stands closer to the word of travel, so that the trip is theirs."""

    def distance(actor: Actor) -> int:
        here = [
            at
            for at in actor.seen
            if story.scene.same_sentence(at, span.first) and not is_company(story.scene, at)
        ]
        return min((span.first - at if at <= span.first else behind(at) for at in here), default=99)

    def behind(at: int) -> int:
        """Where verbs stand last nobody behind one and a comma is its subject: "X'in gittiğini, … Y ile"."""
        closed = story.scene.head_last and "," in story.scene.document.gap(span.last - 1)
        return (at - span.last) * 2 + 1 + (_NEAR if closed else 0)

    sentence = story.scene.sentence(span.first)
    if is_of_stranger(story, one, span):
        return True
    if is_met_before(story.scene, one.visitor, span):
        return True
    if goes_along(story, one.visitor, sentence):
        return False
    if is_of_him(story, sentence, span):
        if one.visitor not in present:
            return False
        if _is_told_before(story, one, span):
            return True  # "He is awaited in Vilnius by the prosecutor general": not she travels
    leader = leader_of(story.scene, story.actors, one.visitor)
    rivals = [
        actor
        for actor in present
        if actor is not one.visitor
        and actor.country != one.host
        and actor.mentions
        and not (_is_led(story, one, span, actor) or _are_told_together(one.visitor, actor))
        and not are_listed(story.scene, one.visitor, actor)
        and not is_met_before(story.scene, actor, span)
        and not _is_remembered(story, actor, sentence)
        and not _invites(story, actor, sentence)
        and not stands_behind_place(story, actor, span)
        and not any(name is one.leader for name in actor.names)
        and not _leads(story, one, actor)
        and actor is not leader
    ]
    nearest = min((distance(actor) for actor in rivals), default=99)
    own = distance(one.visitor)
    return nearest < own or _is_somebody(story, one, span, own)


def _is_remembered(story: Story, actor: Actor, sentence: int) -> bool:
    """ "Laid a wreath at the grave of General Costa in the course of his visit": not he travels."""
    scene = story.scene
    named = [one for one in actor.mentions if scene.sentence(one.first) == sentence]
    return bool(scene.within(sentence, "guard")) and all(
        one.kind.startswith("role.") and scene.is_led_by(one.first, "of") for one in named
    )


def _invites(story: Story, actor: Actor, sentence: int) -> bool:
    """ "Will be in Madrid, a guest of Prosecutor General Peramato; from there": not she travels on."""
    invited = story.scene.within(sentence, "invite")
    return any(0 <= at - span.last <= _LED for span in invited for at in actor.seen)


def _is_told_before(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether the sentence before is about another head than the traveller."""
    sentence = story.scene.sentence(span.first)
    before = [a for a in story.actors_in(sentence - 1) if a.grade and a.names]
    return (
        bool(before)
        and one.visitor not in before
        and begins_with_he(story, story.scene.document.sentences[sentence][0])
    )


def _are_told_together(one: Actor, other: Actor) -> bool:
    """ "The prosecutors general of Latvia, …, and of Estonia, … arrived": one office for both, or one list of
    guests.
    """
    if one.is_guest and other.is_guest:
        return True
    offices = {mention.written for mention in one.mentions if _is_shared(mention)}
    return any(_is_shared(mention) and mention.written in offices for mention in other.mentions)


def _is_shared(mention: Mention) -> bool:
    """An office in the plural is told of the name alone."""
    return mention.name is not None and mention.first == mention.name.first == mention.last - 1


def _is_led(story: Story, one: Candidate, span: Span, party: Actor) -> bool:
    """ "Moscow was visited by a delegation of the Qatari prosecution led by Dr Naimi": the party is his."""
    if party.grade != "delegation" or party.country != one.country:
        return False
    if story.scene.document.in_title(span.first) and not any(
        map(story.scene.document.in_title, one.visitor.seen)
    ):
        return True  # "Delegation of Bosnia's prosecution in The Hague": he leads it, as the text tells
    return any(
        0 <= at - lead.last <= _LED or 0 <= lead.first - at <= _LEADS
        for lead in story.scene.of("lead")
        for at in one.visitor.seen
    )


def _leads(story: Story, one: Candidate, actor: Actor) -> bool:
    """ "A group of five prosecutors led by prosecutor Ivan Kovalenko arrived": the group, and he with it."""
    if one.visitor.grade != "delegation" or actor.grade or actor.country not in (None, one.country):
        return False
    before = _LEADS if story.scene.head_last else -1  # "Həsənovun rəhbərlik etdiyi heyət"
    return any(
        0 <= at - lead.last <= _LED or 0 <= lead.first - at <= before
        for lead in story.scene.of("lead")
        for at in actor.seen
    )


def is_of_other(story: Story, one: Candidate, span: Span) -> bool:
    """Tell whether a word of travel belongs to somebody else, the traveller not being named before it."""
    present = story.actors_in(story.scene.sentence(span.first))
    if one.visitor in present:
        return nearest_is_other(story, one, span, [actor for actor in present if actor.names])
    if story.scene.within(story.scene.sentence(span.first), "delegation"):
        return False
    own = {one.country, one.host}
    home = story.home  # whose president a story need not say
    before = [
        a for a in present if a.mentions and (a.country or (home if a.is_mere("leader") else None)) not in own
    ]
    return any(0 <= span.first - at <= _BEFORE + 2 for actor in before for at in actor.seen)


def _is_somebody(story: Story, one: Candidate, span: Span, own: int) -> bool:
    """Tell whether an unnamed official stands right before the word of travel: "the senator was on a
    visit".
    """
    known, scene = {id(mention) for mention in one.visitor.mentions}, story.scene
    for mention in story.mentions_in(scene.sentence(span.first)):
        apart = span.first - mention.last
        if (
            mention.kind.startswith("role.")
            and not (id(mention) in known or mention.last - 1 in one.visitor.seen)
            and (scene.head_last or not scene.is_led_by(mention.first, "of"))
            and 0 <= apart <= _BEFORE
            and not (is_company(scene, mention.first) or _is_of_party(story, mention))
            and (own == 99 or (apart <= 3 and mention.name is None and apart < own))
        ):
            return True
    return False


def _is_of_party(story: Story, mention: Mention) -> bool:
    """ "A prosecutors' delegation arrived", "savcı heyeti": the noun only says who is in the party."""
    scene = story.scene
    party = scene.starting(mention.last, "delegation")
    return party is not None and scene.starting(mention.first, "staff") is not None
