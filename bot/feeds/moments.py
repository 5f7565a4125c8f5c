"""Dates in the forms that machines write: RFC 3339, and its frequent slips of the pen."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

_LONGEST: Final = 64  # characters; no such date is longer
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ZONE: Final = re.compile(r"\s*([+-]\d{2})(\d{2})$")  # +0400 for +04:00


def read_moment(text: str) -> datetime | None:
    """Read a date, without a zone where it names none; of one that is broken in its hours the day counts."""
    text = text.strip()[:_LONGEST]
    for attempt in (text, _ZONE.sub(r"\1:\2", text), text[:10] if _DAY.match(text) else ""):
        try:
            return datetime.fromisoformat(attempt)
        except ValueError:
            continue
    return None


def of_feed(text: str) -> datetime | None:
    """Read the date of an item; UTC counts as no zone, since many feeds call their local time so."""
    moment = read_moment(text)
    return moment if moment is None or moment.utcoffset() else moment.replace(tzinfo=None)
