"""A mention of a country or a city."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a country or city; `is_location` where a word like "in" or "to" leads up to it."""

    country: str
    city: str | None
    first: int
    last: int
    is_location: bool
    is_adjective: bool = False
    is_goal: bool = False  # led up to by "to": a place for those who travel, not for requests that are sent
