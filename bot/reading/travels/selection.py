"""From scored pairs to visits: the vetoes, one direction of every meeting, the legs of a tour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reading.classifier import THRESHOLD
from bot.reading.travels.candidate import Candidate

_LEG = 0.15  # what is left to believe of a second country once the first is sure
_GONE = ("travel_done", "travel_now", "travel_past", "arrives", "title_there", "guest")
_SURE = (
    0.7  # a leg told without the traveller's name in its sentence, and whoever has no name, must be likely
)
# Without any of these nobody was said to go anywhere, however much the rest sounds like it.
_PRESENCE = (
    "travel", "travel_soft", "visit_to", "received", "invited", "there", "attends_there",
    "meets_there", "meets_there_soft", "dateline", "event_there",
    "title_there", "guest", "visits_host", "visits_here",
)  # fmt: skip


# Who receives somebody is at home, unless a journey of his own is told.
_JOURNEYS = ("travel", "visit_to", "arrives", "visits_here", "received", "guest")


# A traveller whose country is a mere supposition must at least have dealt with somebody there.
_DEALINGS = ("received", "invited", "meets_host", "visits_host", "host_prosecutor", "signs", "guest")


# To stand beside a place is no journey: what somebody does who is on one.
_DEEDS = (
    *_DEALINGS, *_JOURNEYS, "travel_soft", "invited", "attends_there", "dateline",
)  # fmt: skip
_HOMELY = ("crime_near", "appoint_near", "domestic_near")


# Where a journey is recalled, one of these must tell that there is another, told as news.
_NEWS = (
    "travel",
    "travel_soft",
    "visit_to",
    "received",
    "invited",
    "arrives",
    "meets_there",
    "visits_host",
    "visits_here",
    "attends_there",
    "guest",
)


# What staff without a party do abroad, if nobody is said to travel.
_PART = ("attends_there", "meets_there", "meets_there_soft", "event_there", "invited", "signs", "delegation")


def select(found: Sequence[Candidate]) -> list[Candidate]:
    """Choose the pairs that are visits, the likeliest first."""
    likely = sorted(
        (one for one in found if one.score >= _LEG and not _vetoed(one)),
        key=lambda one: (not _is_the_news(one), -round(one.score, 2)),  # near ties stand as told
    )
    chosen: list[Candidate] = []
    for one in likely:
        least = _SURE if one.visitor.name is None else THRESHOLD
        enough = one.score >= least or any(_is_leg(other, one) for other in chosen)
        if enough and not any(_excludes(other, one) for other in chosen):
            chosen.append(one)
    # Of guests equally sure the one who is named first comes first.
    return sorted(
        chosen, key=lambda one: (not _is_the_news(one), -round(one.score, 1), min(one.visitor.seen))
    )


def _is_the_news(one: Candidate) -> bool:
    """A journey told at the head of a story comes before what the story says of a later event."""
    told = one.features
    return one.score >= _SURE and all(
        told.get(name) for name in ("travel", "told_in_lead", "visitor_in_lead")
    )


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


def _vetoed(one: Candidate) -> bool:
    """Tell what no weight of evidence may outvote: nobody went anywhere."""
    excluded = one.features.get("hosting") or one.features.get("comment_title")
    stray = one.features.get("country_supposed") and not any(one.features.get(name) for name in _DEALINGS)
    recalled = one.features.get("recall_travel") and not any(one.features.get(name) for name in _NEWS)
    at_home = one.features.get("receives") and not any(one.features.get(name) for name in _JOURNEYS)
    told = one.features
    somebody = bool(told.get("staff_only") and told.get("no_party")) and not any(
        told.get(name) for name in _JOURNEYS if name != "travel_soft"
    )
    stray = stray or any(astray(told) for astray in _ASTRAY)
    # "The office … where he had flown as a tourist", "the office sent a request to Singapore".
    somebody = somebody and bool(told.get("travel_soft") or not any(told.get(name) for name in _PART))
    return bool(excluded or stray or recalled or at_home or somebody) or not any(
        one.features.get(name) for name in _PRESENCE
    )


def _is_remote(told: Mapping[str, float]) -> bool:
    """They spoke over a line, and nothing else tells that anybody went."""
    return bool(told.get("remote_talk")) and not any(told.get(name) for name in (*_NEWS, *_JOURNEYS))


def _is_of_other_guests(told: Mapping[str, float]) -> bool:
    """An event is held there, and somebody named further down is only supposed to be from abroad."""
    shown = any(
        told.get(name)
        for name in (*_PRESENCE, "visitor_in_lead", "visitor_in_title")
        if name != "event_there"
    )
    stranger = told.get("country_inferred") or told.get("unnamed")
    return bool(told.get("event_there") and stranger) and not shown


def _is_told_softly(chosen: Candidate, one: Candidate) -> bool:
    """A leg told without the traveller's name, as the other leg is, or at the place of the dateline."""
    told, alike = one.features, not chosen.features.get("travel") and chosen.visitor is one.visitor
    if told.get("travel_soft") and (alike or one.score >= _SURE):
        return True
    return bool(told.get("dateline") and told.get("meets_there")) and one.score >= _SURE


def _is_at_home(told: Mapping[str, float]) -> bool:
    """ "Protest in Colombia against the chief prosecutor": no word tells his country, and none of a deed."""
    homely = any(told.get(name) for name in _HOMELY)
    return bool(told.get("country_inferred") and homely) and not any(told.get(name) for name in _DEEDS)


def _is_somebody_elses(told: Mapping[str, float]) -> bool:
    """A journey is told that need not be his, and he is only named further down."""
    shown = (*_PRESENCE, *_DEEDS, "visitor_in_lead", "visitor_in_title", "staff_only", "delegation")
    return bool(told.get("travel_soft")) and not any(
        told.get(name) for name in shown if name not in ("travel_soft", "visit_to")
    )


def _is_denied(told: Mapping[str, float]) -> bool:
    """ "We will not take part in the conference in Tbilisi": and no other journey is told."""
    shown = ("travel", "received", "meets_host", "visits_host", "arrives", "guest")
    return bool(told.get("denied")) and not any(told.get(name) for name in shown)


def _is_only_arranged(told: Mapping[str, float]) -> bool:
    """ "The ambassador asked when the prosecutor general may come", "by video they agreed on a visit"."""
    gone = any(told.get(name) for name in _GONE)
    by_envoy = told.get("envoy_first") and (told.get("unnamed") or not told.get("there"))
    on_a_line = told.get("remote_first") and told.get("remote_talk")
    return bool(by_envoy or on_a_line) and not gone


_ASTRAY = (_is_of_other_guests, _is_remote, _is_at_home, _is_somebody_elses, _is_denied, _is_only_arranged)


def _excludes(chosen: Candidate, one: Candidate) -> bool:
    """Who is visited is at home; a second host needs a journey of its own."""
    if chosen.host == one.country:
        return True
    if chosen.country == one.host and not one.features.get("travel") and one.host != chosen.host:
        return True
    if chosen.visitor is one.visitor or chosen.country == one.country:
        same = one.visitor is chosen.visitor
        staff = not same and (one.visitor.grade != "head" or one.visitor.name is None)
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
    )
