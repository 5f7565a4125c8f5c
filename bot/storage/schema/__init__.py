"""Every table, once; the steps in migrations/ add up to this, and a test compares the two."""

from __future__ import annotations

from bot.storage.schema.base import metadata
from bot.storage.schema.news import articles, corrections, feeds, related, revisions, shown, sightings, visits
from bot.storage.schema.people import (
    broadcasts,
    chats,
    lines,
    messages,
    on_a_server,
    outbox,
    reports,
    subscriptions,
    wire,
)

__all__ = [
    "VERSION",
    "articles",
    "broadcasts",
    "chats",
    "corrections",
    "feeds",
    "lines",
    "messages",
    "metadata",
    "on_a_server",
    "outbox",
    "related",
    "reports",
    "revisions",
    "shown",
    "sightings",
    "subscriptions",
    "visits",
    "wire",
]

VERSION = "0019"  # the newest step in migrations/versions
