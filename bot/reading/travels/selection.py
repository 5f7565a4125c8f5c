"""From scored pairs to visits: no vetoed ones, one direction of every meeting, the legs of a tour."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.classifier import THRESHOLD
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.vetoes import is_vetoed

_LEG = 0.15  # what is left to believe of a second country once the first is sure
# A leg told without the traveller's name in its sentence, and whoever has no name, must be likely.
_SURE = 0.6
# What a party that is told of plainly must not have about it.
_DOUBTS = ("no_party", "crime_near", "negator_near", "domestic_near", "appoint_share")
_CERTAIN = 0.9  # legs that are surer than that stand as they are told
_PLAIN = 0.4  # what is to be believed of somebody whose journey the lead tells


def select(found: Sequence[Candidate]) -> list[Candidate]:
    """Choose the pairs that are visits, the likeliest first."""
    likely = sorted(
        (one for one in found if one.score >= _LEG and not is_vetoed(one.features)),
        key=lambda one: (not _is_the_news(one), -round(one.score, 2)),  # near ties stand as told
    )
    likely = [one for one in likely if not any(_is_of_party(other, one) for other in likely)]
    chosen: list[Candidate] = []
    for one in likely:
        plain = _is_plainly_told(one) or _is_plain_party(one) or _is_plain_headline(one)
        least = _PLAIN if plain else THRESHOLD if _is_shown(one) else _SURE
        enough = one.score >= least or any(_is_leg(other, one) for other in chosen)
        if enough and not any(_excludes(other, one) for other in chosen):
            chosen.append(one)
    # Of guests equally sure the one who is named first comes first.
    return sorted(
        chosen,
        key=lambda one: (
            not _is_the_news(one), -round(min(one.score, _CERTAIN), 1), min(one.visitor.seen),
            _place_told(one),
        ),
    )  # fmt: skip


def _is_of_party(named: Candidate, party: Candidate) -> bool:
    """Tell of a delegation that somebody of rank has certainly come with it, whom the story names later."""
    return (
        party.visitor.grade == "delegation"
        and party.leader is None
        and named.visitor.grade in ("head", "deputy")
        and named.visitor.name is not None
        and not named.inferred
        and named.score >= _SURE
        and (named.country, named.host) == (party.country, party.host)
    )


def _place_told(one: Candidate) -> int:
    """Give where the story first puts somebody into the host country: legs equally sure stand as told."""
    return min((place.first for place in one.locations), default=0)


def _is_the_news(one: Candidate) -> bool:
    """A journey told at the head of a story comes before what the story says of a later event."""
    told = one.features
    return one.score >= _SURE and all(
        told.get(name) for name in ("travel", "told_in_lead", "visitor_in_lead")
    )


def _is_plainly_told(one: Candidate) -> bool:
    """ "The prosecutor general of Moldova arrived in Sofia", "those of Georgia and Armenia met in Yerevan":
    it needs no more than a lead that says where he went, whom he met or who received him.
    """
    told = one.features
    shown = all(told.get(name) for name in ("told_in_lead", "visitor_in_lead"))
    met = told.get("meets_there") and told.get("meets_host")
    attends = told.get("event_there") and told.get("attends_there") and not told.get("located_at_home")
    abroad = told.get("meets_there") and told.get("home_is_visitor")  # whoever it is that he meets
    there = told.get("there") and (told.get("travel") or met or attends or abroad)
    at_home = told.get("host_in_lead") or told.get("home_is_host")  # with whoever receives
    dealt = told.get("meets_host") or (at_home and one.visitor.name)
    received = told.get("received") and dealt and not told.get("located_at_home")
    known = not one.inferred or (told.get("home_is_visitor") and not told.get("country_supposed"))
    led = one.visitor.grade == "head" or one.leader is not None
    return shown and bool(there or received) and led and bool(known)


def _is_shown(one: Candidate) -> bool:
    """Tell whether the story names the traveller at its head or puts him there, or lists him as a guest."""
    told = one.features
    shown = any(told.get(name) for name in ("told_in_lead", "there", "visitor_in_lead", "visitor_in_title"))
    named = one.visitor.name is not None or one.leader is not None
    return one.visitor.is_guest or (named and shown)


def _is_plain_headline(one: Candidate) -> bool:
    """ "Prosecutor general to visit Ankara" over a lead that names him: he goes, though it says so in words
    that lead to no place.
    """
    told = one.features
    titled = all(told.get(name) for name in ("travel_in_title", "host_in_title", "visitor_in_lead"))
    doubted = any(told.get(name) for name in (*_DOUBTS, "stranger_first", "other_traveller", "reverse"))
    return titled and not doubted and bool(told.get("travel_soft")) and one.visitor.name is not None


def _is_plain_party(one: Candidate) -> bool:
    """ "Nine members of Armenia's public prosecution were shown a youth court in Vienna": a party needs no
    name where the lead tells that it went, or that it was received at home.
    """
    told = one.features
    went = told.get("travel") and told.get("there")
    came = all(told.get(name) for name in ("received", "delegation", "home_is_host", "meets_host"))
    shown = (went or came) and told.get("told_in_lead") and told.get("visitor_in_lead")
    doubted = any(told.get(name) for name in _DOUBTS)
    return bool(shown) and not doubted and one.visitor.grade == "delegation" and not one.inferred


def _is_leg(chosen: Candidate, one: Candidate) -> bool:
    """Of somebody who certainly travels it takes less to believe that he was in a second country, too."""
    told = one.features
    return (
        chosen.visitor is one.visitor
        and chosen.score >= _SURE
        and bool(told.get("there"))
        and any(told.get(name) for name in ("travel", "meets_there", "title_there"))
        and not told.get("recall_travel")
    )


def _is_told_softly(chosen: Candidate, one: Candidate) -> bool:
    """A leg told without the traveller's name, as the other leg is, with days of its own, or at the place of
    the dateline.
    """
    told, alike = one.features, not chosen.features.get("travel") and chosen.visitor is one.visitor
    dated = one.has_own_days and chosen.visitor is one.visitor
    if told.get("travel_soft") and (alike or dated or one.score >= _SURE):
        return True
    return bool(told.get("dateline") and told.get("meets_there")) and one.score >= _SURE


def _are_fellows(chosen: Candidate, one: Candidate) -> bool:
    """ "The two deputy prosecutors general, Babić and Kos": one office for both."""
    shared = [
        {one.written for one in visitor.mentions if one.deputy and one.name and one.name.first == one.first}
        for visitor in (chosen.visitor, one.visitor)
    ]
    return chosen.visitor is not one.visitor and bool(shared[0] & shared[1])


def _excludes(chosen: Candidate, one: Candidate) -> bool:
    """Who is visited is at home; a second host needs a journey of its own."""
    if chosen.host == one.country:
        return True
    if chosen.country == one.host and not one.features.get("travel") and one.host != chosen.host:
        return True
    if chosen.visitor is one.visitor or chosen.country == one.country:
        same = one.visitor is chosen.visitor
        staff = not same and (one.visitor.grade != "head" or one.visitor.name is None)
        staff = staff and not _are_fellows(chosen, one)
        same_host = chosen.host == one.host
        if same_host:
            return staff or same
        told = one.features.get("travel") or one.features.get("visit_to") or _is_leg(chosen, one)
        return not (told or _is_told_softly(chosen, one)) or staff
    # Of a conference's other guests only those count whom the text names.
    return (
        chosen.host == one.host
        and chosen.visitor.name is not None
        and one.visitor.name is None
        and not one.features.get("travel")
        and not one.visitor.is_guest
    )
