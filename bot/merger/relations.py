"""Which visits are linked: legs of a tour, a visit and its return, the guests of a conference."""

from __future__ import annotations

from datetime import date, timedelta

from bot.merger.names import are_two
from bot.merger.wording import same_words
from bot.model import Sighting
from bot.text import fold
from bot.windows import stated

RETURNED_WITHIN = timedelta(days=366)  # an invitation to come back is for the next year
TOUR_GAP = timedelta(days=3)  # between two legs; the journey, a weekend


def are_related(a: Sighting, b: Sighting) -> bool:
    """Say whether two visits are linked by what they say; visits that one article tells are linked as well.

    Only visits with known days are, and each pair for itself, so the order of reports makes no difference.
    """
    gap = _gap(a, b)
    return gap is not None and (_is_tour(a, b, gap) or _is_return(a, b, gap) or _is_conference(a, b, gap))


def _is_tour(a: Sighting, b: Sighting, gap: timedelta) -> bool:
    ours, theirs = a.visitor, b.visitor
    same = (ours.country, ours.grade) == (theirs.country, theirs.grade) and not are_two(ours, theirs)
    return same and a.host.country != b.host.country and gap <= TOUR_GAP


def _is_return(a: Sighting, b: Sighting, gap: timedelta) -> bool:
    back = (a.visitor.country, a.host.country) == (b.host.country, b.visitor.country)
    return back and a.visitor.grade == b.visitor.grade and gap <= RETURNED_WITHIN


def _is_conference(a: Sighting, b: Sighting, gap: timedelta) -> bool:
    if a.host.country != b.host.country or a.visitor.country == b.visitor.country or gap > TOUR_GAP:
        return False
    if not (a.occasion and b.occasion):
        return False
    return same_words(fold(a.occasion), fold(b.occasion))


def _gap(a: Sighting, b: Sighting) -> timedelta | None:
    ours, theirs = _days(a), _days(b)
    if ours is None or theirs is None:
        return None
    return max(ours[0] - theirs[1], theirs[0] - ours[1], timedelta(0))


def _days(sighting: Sighting) -> tuple[date, date] | None:
    return stated(sighting) if sighting.date_precision == "day" else None
