"""When a plan lapses: nobody has confirmed it within two weeks of its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import days
from bot.model import Sighting, Source

PATIENCE = timedelta(days=14)  # from the day on which the visit should have ended
_AHEAD = timedelta(days=14)  # a plan without days is for so long after its last report, as in windows.py


def as_of(record: Sighting, sources: Sequence[Source], today: date) -> Sighting:
    """Give the record with the status that its plan has on `today`; `sources` are all that told of it.

    It rests on the reports and the day alone, so neither their order nor when this is asked makes a
    difference. What was seen, ended or called off stays as it was reported.
    """
    if record.status not in ("planned", "not_confirmed"):
        return record
    lapsed = today - _end(record, sources, today) >= PATIENCE
    return replace(record, status="not_confirmed" if lapsed else "planned")


def _end(record: Sighting, sources: Sequence[Source], today: date) -> date:
    known = record.end or record.start
    if known is not None:
        return days.span(known)[1]
    told = [
        days.published_days(one.published, one.seen_at.date() if one.seen_at else today) for one in sources
    ]
    return max((last for _, last in told), default=today) + _AHEAD
