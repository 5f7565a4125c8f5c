"""The town of a visit that the text does not name: where the host's highest officials sit."""

from __future__ import annotations

from bot import gazetteer
from bot.model import Evidence, Host, Official, Status
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate

# Where the head of prosecution sits elsewhere than in the capital (by the addresses of the offices).
_AWAY = {
    "BI": "Bujumbura",
    "BO": "Sucre",
    "CI": "Abidjan",
    "DE": "Karlsruhe",
    "LK": "Colombo",
    "MY": "Putrajaya",
    "NL": "The Hague",
}
_NATIONAL = ("role.minister", "role.leader", "role.parliament")
_ELSEWHERE = ("event_there", "attends_there", "title_there", "home_is_visitor")


def seat(
    story: Story, one: Candidate, standing: Status, met: list[tuple[Official, Evidence]]
) -> tuple[Host, Evidence] | None:
    """Infer the town from those who received the guest: the head of prosecution, a minister, a speaker, the
    leader of the state. None of a conference, of a journey that is only planned, where the text names a
    town of the country, and where the guest's own side tells of his journey: whom he saw in a country he
    may have seen at its border.
    """
    named = any(place.country == one.host and place.city for place in story.places)
    if named or standing in ("planned", "cancelled") or any(one.features.get(name) for name in _ELSEWHERE):
        return None
    if not (one.features.get("received") or _is_received(story, one)):
        return None
    proofs = [proof for person, proof in met if person.country in (None, one.host)]
    proof = next(iter(proofs), one.traces.get("received"))
    city = _town(story, one)
    return (Host(one.host, city, city_inferred=True), proof) if city and proof else None


def _is_received(story: Story, one: Candidate) -> bool:
    """ "Prosecutor General Aliyev met a delegation led by …": who is told of first has the other come."""
    scene = story.scene
    hosts = [actor for actor in story.actors if actor.country == one.host and actor.mentions]
    for sentence in {scene.sentence(at) for at in one.visitor.seen}:
        guest = min(at for at in one.visitor.seen if scene.sentence(at) == sentence)
        first = any(at < guest and scene.sentence(at) == sentence for host in hosts for at in host.seen)
        if first and scene.within(sentence, "meet", "receive"):
            return True
    return False


def _town(story: Story, one: Candidate) -> str | None:
    away = _AWAY.get(one.host)
    if _meets_prosecutor(story, one):
        return away or _capital(one.host)
    return _capital(one.host) if away is None and _meets_leader(story, one) else None


def _meets_prosecutor(story: Story, one: Candidate) -> bool:
    return any(actor.grade == "head" and actor.country == one.host for actor in story.actors)


def _meets_leader(story: Story, one: Candidate) -> bool:
    return any(
        mention.kind in _NATIONAL and mention.country in (None, one.host) and not mention.flags
        for sentence in one.sentences
        for mention in story.mentions_in(sentence)
    )


def _capital(country: str) -> str | None:
    city = gazetteer.capital(country)
    return city.name if city else None
