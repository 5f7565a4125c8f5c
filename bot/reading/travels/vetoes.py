"""What no weight of evidence may outvote: what sounds like a journey, and nobody went anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Told = Mapping[str, float]  # the evidence for one pair of a traveller and a host, by name

# Without any of these nobody was said to go anywhere, however much the rest sounds like it.
_PRESENCE = (
    "travel", "travel_soft", "visit_to", "received", "invited", "there", "attends_there",
    "meets_there", "meets_there_soft", "dateline", "event_there",
    "title_there", "guest", "visits_host", "visits_here", "speaks_there",
)  # fmt: skip
_JOURNEYS = ("travel", "visit_to", "arrives", "visits_here", "received", "guest")
_GONE = ("travel_done", "travel_now", "travel_past", "arrives", "title_there", "guest")
_DEALINGS = ("received", "invited", "meets_host", "visits_host", "host_prosecutor", "signs", "guest")
# To stand beside a place is no journey: what somebody does who is on one.
_DEEDS = (*_DEALINGS, *_JOURNEYS, "travel_soft", "attends_there", "meets_there", "dateline")
_OFFICIAL = ("received", "invited", "meets_host", "visits_host", "signs", "guest", "delegation")
_UNSAID = ("country_inferred", "country_by_name")  # no word of the text tells his country
_HOMELY = ("crime_near", "appoint_near", "domestic_near")
_NEWS = (
    "travel", "travel_soft", "visit_to", "received", "invited", "arrives", "meets_there", "visits_host",
    "visits_here", "attends_there", "guest",
)  # fmt: skip
# What staff without a party do abroad, if nobody is said to travel.
_PART = ("attends_there", "meets_there", "meets_there_soft", "event_there", "invited", "signs", "delegation")

# What tells that he travels himself, in a story that opens with the journey of somebody else.
_OWN = ("travel", "visit_to", "arrives", "visits_here", "invited", "guest", "title_there", "delegation")


def is_vetoed(told: Told) -> bool:
    """Tell whether the evidence is of one of the kinds that are no visit, whatever their score."""
    return any(veto(told) for veto in _VETOES)


def _any(told: Told, names: Iterable[str]) -> bool:
    return any(told.get(name) for name in names)


def _is_nowhere(told: Told) -> bool:
    """Nobody is said to be or to go anywhere."""
    return not _any(told, _PRESENCE)


def _is_of_other_kind(told: Told) -> bool:
    """The host of a conference at home, or a headline of opinion."""
    return _any(told, ("hosting", "comment_title"))


def _is_supposed(told: Told) -> bool:
    """A traveller whose country is a mere supposition must at least have dealt with somebody there."""
    return bool(told.get("country_supposed")) and not _any(told, _DEALINGS)


def _is_recalled(told: Told) -> bool:
    """Where a journey is recalled, something must tell that there is another, told as news."""
    return bool(told.get("recall_travel")) and not _any(told, _NEWS)


def _receives(told: Told) -> bool:
    """Who receives somebody is at home, unless a journey of his own is told."""
    return bool(told.get("receives")) and not _any(told, _JOURNEYS)


def _is_no_party(told: Told) -> bool:
    """ "The office … where he had flown as a tourist", "the office sent a request to Singapore", "the paper
    of both services was signed by the ambassador".
    """
    if not told.get("staff_only") or not told.get("no_party"):
        return False
    return not _any(told, _JOURNEYS) and (_any(told, ("travel_soft", "envoy_near")) or not _any(told, _PART))


def _is_remote(told: Told) -> bool:
    """They spoke over a line, and nothing else tells that anybody went."""
    return bool(told.get("remote_talk")) and not _any(told, (*_NEWS, *_JOURNEYS))


def _is_of_other_guests(told: Told) -> bool:
    """An event is held there, and somebody named further down is only supposed to be from abroad."""
    shown = (*_PRESENCE, "visitor_in_lead", "visitor_in_title")
    stranger = _any(told, (*_UNSAID, "unnamed"))
    return bool(told.get("event_there") and stranger) and not _any(
        told, (name for name in shown if name != "event_there")
    )


def _is_at_home(told: Told) -> bool:
    """ "Protest in Colombia against the chief prosecutor": no word tells his country, and none of a deed."""
    return _any(told, _UNSAID) and _any(told, _HOMELY) and not _any(told, _DEEDS)


def _is_somebody_elses(told: Told) -> bool:
    """A journey is told that need not be his, and he is only named further down."""
    shown = (
        *_PRESENCE,
        *_DEEDS,
        "meets_host_soft",
        "visitor_in_lead",
        "visitor_in_title",
        "staff_only",
        "delegation",
    )
    return bool(told.get("travel_soft")) and not _any(
        told, (name for name in shown if name not in ("travel_soft", "visit_to", "host_prosecutor"))
    )


def _is_denied(told: Told) -> bool:
    """ "We will not take part in the conference in Tbilisi": and no other journey is told."""
    shown = ("travel", "received", "meets_host", "visits_host", "arrives", "guest")
    return bool(told.get("denied_news")) or (bool(told.get("denied")) and not _any(told, shown))


def _is_only_arranged(told: Told) -> bool:
    """ "The ambassador asked when the prosecutor general may come", "by video they agreed on a visit"."""
    moves = _any(told, ("travel", "travel_soft", "received", "invited", "event_there", "attends_there"))
    nowhere = not told.get("there") or (_any(told, _UNSAID) and not moves)  # "visited the embassy"
    by_envoy = told.get("envoy_first") and (told.get("unnamed") or nowhere)
    on_a_line = told.get("remote_first") and told.get("remote_talk")
    return bool(by_envoy or on_a_line) and not _any(told, _GONE)


def _is_on_holiday(told: Told) -> bool:
    """He spent his holidays there, or had himself treated: and nobody received him."""
    return bool(told.get("holiday_first")) and not _any(told, (*_OFFICIAL, "attends_there", "cancel_near"))


def _is_invented(told: Told) -> bool:
    """A film or a novel tells of it, or an exercise, or the first of April."""
    return bool(told.get("made_up")) or (
        bool(told.get("fiction_first")) and not _any(told, ("received", "meets_host", "visits_host"))
    )


def _is_only_talked_of(told: Told) -> bool:
    """ "Deputies urge him to fly to London", "the trail leads to Prague": and nobody is said to go, or to be
    there; of whom a journey is demanded somebody must say when he went, or goes.
    """
    shown = (*_JOURNEYS, *_OFFICIAL, "there", "attends_there", "cancel_near")
    gone = (*_GONE, "travel_plan", "travel_over", "received", "cancel_near")
    if told.get("demanded") and not _any(told, gone):
        return True
    return _any(told, ("unsure_travel", "trail_first")) and not _any(told, shown)


def _is_of_case(told: Told) -> bool:
    """Prosecutors who hear a witness abroad are no delegation of their office."""
    return bool(told.get("staff_only") and told.get("casework_first")) and not _any(told, _OFFICIAL)


def _is_ratified(told: Told) -> bool:
    """Parliament approves what prosecutors signed one day: nobody travels now."""
    return bool(told.get("ratify_first")) and not _any(told, _JOURNEYS)


def _is_barred(told: Told) -> bool:
    """He was refused a visa, or asked not to go: and nobody received him."""
    return bool(told.get("barred_first")) and not _any(
        told, ("received", "travel_done", "travel_past", "guest")
    )


def _is_dealt_with_afar(told: Told) -> bool:
    """ "Signed at a distance": each of them stayed where he was, whatever is told of his office there."""
    return bool(told.get("remote_deed")) and not _any(told, (*_JOURNEYS, "travel_soft"))


def _is_of_stranger(told: Told) -> bool:
    """Somebody else travels: an ombudsman, detectives, a film crew; and of him no journey is told."""
    return bool(told.get("stranger_first")) and not _any(told, _OWN)


def _is_held_afar(told: Told) -> bool:
    """ "The meeting took place online": whatever the lead says, if it tells of no journey."""
    return bool(told.get("remote_held")) and not _any(told, _JOURNEYS)


def _is_reviewed(told: Told) -> bool:
    """Auditors, an annual report or memoirs tell of journeys that were: of now nothing is told."""
    return bool(told.get("review_first")) and not _any(told, (*_OFFICIAL, "travel_now", "travel_plan"))


def _is_anothers_arrival(told: Told) -> bool:
    """ "The arrival of a businessman in Tirana did not surprise the Prosecutor General": and no other."""
    shown = (name for name in _JOURNEYS if name != "visit_to")
    return bool(told.get("other_comer")) and not _any(told, shown)


_VETOES: tuple[Callable[[Told], bool], ...] = (
    _is_nowhere, _is_of_other_kind, _is_supposed, _is_recalled, _receives, _is_no_party, _is_remote,
    _is_of_other_guests, _is_at_home, _is_somebody_elses, _is_denied, _is_only_arranged,
    _is_on_holiday, _is_invented, _is_only_talked_of, _is_of_case, _is_ratified, _is_barred,
    _is_dealt_with_afar, _is_of_stranger, _is_held_afar, _is_reviewed,
    _is_anothers_arrival,
)  # fmt: skip
