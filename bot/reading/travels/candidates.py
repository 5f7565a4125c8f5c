"""Who may have visited whom: every (traveller, host country) pair of a story, with the evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from bot.offices import Offices, Title
from bot.reading.people.actors import Actor
from bot.reading.people.councils import PLACED
from bot.reading.places.place import Place
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.evidence import weigh
from bot.reading.travels.namesakes import is_namesake
from bot.reading.travels.stops import is_between_stops, stops, tourist
from bot.reading.words.cases import is_in_case
from bot.reading.words.distance import apart
from bot.reading.words.scene import Scene

_BEHIND_LEAD = 2  # tokens from "headed by" to the office of whoever heads
_MANY = 5  # countries; of a longer list not every pair is worth a look
_AT_MOST = 200  # pairs of one story, lest a digest of a hundred visits take minutes
_FROM_TOWN = 5  # tokens between "from Marseille" and the prosecutors who come
_LEAD = 3  # sentences in which a story names those whom it is about


def candidates(story: Story, offices: Offices) -> list[Candidate]:
    """Pair every prosecutor of the story, of those whom `offices` counts, with every other country in it."""
    travellers = [
        actor
        for actor in story.actors
        if actor.grade is not None and not (_ruled_out(actor) or _only_signed(story, actor))
    ]
    named = [actor for actor in travellers if actor.grade != "delegation" and not actor.is_guessed]
    led = {actor.country for actor in named if _leads(story, actor)}
    traveller = tourist(story)
    found: list[Candidate] = []
    for actor in travellers:
        country = actor.country
        if country in led and (actor.grade == "delegation" or _is_of_party(story, actor)):
            continue  # the office is only where the named traveller comes from
        if actor.grade == "delegation" and (
            _is_local(story, country) or _is_of_town(story, actor) or _teaches(story, actor)
        ):
            continue
        if country is None or (actor.grade != "delegation" and not offices.counts(country, _title(actor))):
            continue
        hosts = [host for host in _hosts(story, country) if not _is_at_home(story, country, host)]
        if actor.is_guest and not actor.names:
            hosts = [host for host in hosts if host == _meeting_place(story, actor)]
        for host in hosts:
            if len(found) >= _AT_MOST or (len(hosts) > _MANY and not _has_dealings(story, actor, host)):
                continue
            one = Candidate(actor, country, host, inferred=actor.is_guessed)
            if traveller is not None and is_between_stops(story, one, traveller):
                continue
            if actor is traveller:
                one.stops = stops(story, one)
            weigh(story, one)
            if not (one.inferred and one.features.get("invites")):  # where he invites to is where he is from
                found.append(one)
    found = [one for one in found if not _is_party_of(one, found)]
    _compare_directions(found)
    return found


def _is_party_of(one: Candidate, found: Sequence[Candidate]) -> bool:
    """Tell of a delegation that a prosecutor whose country is only supposed travels for it; one of whom no
    journey is told ("the delegation is led by the deputy prosecutor …") leaves it to the delegation.
    """
    return one.visitor.grade == "delegation" and any(
        other.inferred
        and other.visitor.grade != "delegation"
        and other.country == one.country
        and "unanchored" not in other.features
        for other in found
    )


def _is_of_party(story: Story, actor: Actor) -> bool:
    """ "Đoàn đại biểu Tổng chưởng lý Lào", "the delegation of the prosecutor general": an office that nobody
    holds by name, told of as whose delegation has come.
    """
    alone = not (actor.names or actor.is_guest)  # "the prosecutors general of Armenia, Belarus and …"
    return alone and all(
        story.scene.ending(mention.first, "delegation", "staff") is not None for mention in actor.mentions
    )


def _title(actor: Actor) -> Title:
    """Whoever is known as the head, and a counterpart without a title of its own, heads the prosecution."""
    is_known = actor.known is not None and actor.known == actor.country
    return cast(Title, "head_of_prosecution" if is_known else actor.title or "head_of_prosecution")


def _is_local(story: Story, country: str | None) -> bool:
    """Tell of "a delegation headed by the prosecutor of … province" that it is that province's."""
    scene = story.scene
    led = (
        mention
        for span in scene.of("lead")
        for mention in story.mentions_in(scene.sentence(span.first))
        if 0 <= scene.onward(span, mention.first, mention.last) <= _BEHIND_LEAD
    )
    return any(mention.is_local_prosecutor and mention.country in (None, country) for mention in led)


def _is_of_town(story: Story, actor: Actor) -> bool:
    """Tell of "French prosecutors" who come from Marseille that they are a town's."""
    scene = story.scene
    if not all(scene.starting(mention.first, "staff") for mention in actor.mentions):
        return False
    if all(map(scene.document.in_title, actor.seen)) and not _sends_party(story, actor):
        return True
    towns = [place for place in story.places if place.country == actor.country and _is_left(scene, place)]
    return any(
        apart(place, span) <= _FROM_TOWN and scene.same_sentence(place.first, span.first)
        for place in towns
        for span in scene.of("staff", "role")
    )


def _teaches(story: Story, actor: Actor) -> bool:
    """Tell of "three prosecutors from Germany" that they have come to a course as its lecturers."""
    scene = story.scene
    told = {scene.sentence(mention.first) for mention in actor.mentions}
    lectures = any(scene.within(at, "teaches") for at in told)
    return lectures and not _sends_party(story, actor)


def _sends_party(story: Story, actor: Actor) -> bool:
    """Tell whether the text, and not the headline alone, speaks of a delegation or of the office itself."""
    offices = [one for one in story.mentions if one.kind == "body" and not one.flags]
    own = [one for one in offices if one.country in (None, actor.country) and one not in actor.mentions]
    return bool(own or story.scene.of("delegation"))


def _is_left(scene: Scene, place: Place) -> bool:
    """ "From Marseille", "Marsilya'dan": a town, and not a country, from which somebody comes."""
    if place.city is None or place.is_location:
        return False
    led = place.first > 0 and scene.says(place.first - 1, "from")
    return led or is_in_case(scene, place.last - 1, "from")


def _leads(story: Story, actor: Actor) -> bool:
    """Tell the head of a story from one who only comments on it further down."""
    return story.scene.sentence(min(actor.seen)) < story.scene.document.title_sentences + _LEAD


def _ruled_out(actor: Actor) -> bool:
    """Leave out who was in office once, and in whose name somebody else came."""
    return actor.is_absent or (actor.has("former") and not actor.has("acting"))


def _only_signed(story: Story, actor: Actor) -> bool:
    """ "Under the programme signed by Igor Krasnov on 5 June": nothing else is told of him."""
    scene = story.scene
    signed = {span.last: span for span in scene.of("sign") if span.value == "past"}
    return bool(actor.names) and all(
        (at in signed or (scene.says(at - 1, "by") and at - 1 in signed)) for at in actor.seen
    )


def _hosts(story: Story, country: str) -> list[str]:
    located = [place.country for place in story.places if place.is_location and place is not story.dateline]
    official = [mention.country for mention in story.mentions if mention.country]
    heads = [actor for actor in story.actors if actor.grade in ("head", "deputy") and actor.names]
    official += [own for actor in heads if (own := actor.country)]
    told = [story.dateline.country] if story.dateline else []
    received = any(span.value != "plan" for span in story.scene.of("receive"))
    told += [story.newsroom] if received and story.newsroom else []
    return [host for host in dict.fromkeys([*located, *official, *told]) if host and host != country]


def _meeting_place(story: Story, actor: Actor) -> str | None:
    """Give the country of the first place of a meeting told of no later than its guests; none of them comes
    to another. Of two meetings it is the one that is not still to come.
    """
    first, scene = min(actor.seen), story.scene
    held = [
        place
        for place in story.places
        if place.is_location
        and place is not story.dateline
        and scene.sentence(place.first) <= scene.sentence(first)
        and not (scene.head_last and place.first > first)
        and scene.within(scene.sentence(place.first), *PLACED)
    ]
    now = [place for place in held if not _is_to_come(story, scene.sentence(place.first))]
    return next((place.country for place in now or held), None)


def _is_to_come(story: Story, sentence: int) -> bool:
    """ "Bissau will host the next meeting in 2030"."""
    days = story.dates_in(sentence)
    later = any(day.start > story.today.day for day in days) and not any(
        day.start <= story.today.day and not _is_dateline(story, day.first) for day in days
    )
    return later or bool(story.scene.within(sentence, "future"))


def _is_dateline(story: Story, at: int) -> bool:
    """ "Bissau, 26 Aug – …": the day of the news and not that of what it tells."""
    return story.dateline is not None and 0 <= at - story.dateline.last <= _LEAD


def _is_at_home(story: Story, country: str, host: str) -> bool:
    return is_namesake(story.scene, story.mentions, story.places, country, host)


def _has_dealings(story: Story, actor: Actor, host: str) -> bool:
    """Leave out countries of which nothing is told beside the traveller or at the head of the story."""
    scene = story.scene
    near = {scene.sentence(at) + step for at in actor.seen for step in (-1, 0, 1)}
    near.update(range(scene.document.title_sentences + 1))
    if any(
        place.country == host and place.is_location and scene.sentence(place.first) in near
        for place in story.places
    ):
        return True
    return any(
        scene.sentence(at) in near
        for other in story.actors
        if other is not actor and other.country == host
        for at in other.seen
    )


def _compare_directions(found: Sequence[Candidate]) -> None:
    """Two heads meet: one of them is at home. Let each pair know how strong its reverse is."""
    strength = {(one.country, one.host): max(_strength(one), 0.0) for one in found}
    for one in found:
        strength[one.country, one.host] = max(strength[one.country, one.host], _strength(one))
    for one in found:
        one.note("reverse", min(strength.get((one.host, one.country), 0.0) / 3, 1.0))
        rivals = [
            strength[other.country, other.host]
            for other in found
            if other.visitor is one.visitor and other.host != one.host
        ]
        if _strength(one) and max(rivals, default=0.0) > _strength(one):
            one.note("leg")


def _strength(one: Candidate) -> float:
    """Weigh what tells that he came; "a delegation of theirs is awaited here, too" is of another time."""
    told = one.features
    later = told.get("travel_plan") and not told.get("travel")
    journey = ("travel",) if later else ("travel", "travel_soft", "visit_to")
    return sum(told.get(name, 0.0) for name in (*journey, "received", "invited", "there"))
