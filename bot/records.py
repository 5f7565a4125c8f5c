"""The JSON of articles, verdicts and visits, both ways; what comes in is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.model import Article, Sighting, Verdict, Visit


def article_from_json(obj: object) -> Article:
    """Read one article of the contract; BadArticle says what is wrong with it."""
    raise NotImplementedError


def clean(text: str) -> str:
    """Replace what no database or terminal takes: NULs and lone surrogates."""
    raise NotImplementedError


def day_of(published: str | None, otherwise: date) -> date:
    """Give the UTC day of an article's `published`; the last day of a month or year cut off; `otherwise` without."""
    raise NotImplementedError


def sighting_to_json(sighting: Sighting) -> dict[str, Any]:
    """Write one record in the contract's shape and key order."""
    raise NotImplementedError


def sighting_from_json(obj: Mapping[str, Any]) -> Sighting:
    """Read back what `sighting_to_json` wrote."""
    raise NotImplementedError


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """Write a verdict in the contract's shape and key order."""
    raise NotImplementedError


def visit_to_json(visit: Visit) -> dict[str, Any]:
    """Write a visit of the store: the record, then id, times, revision, sources, related, conflicts."""
    raise NotImplementedError
