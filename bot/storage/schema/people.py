"""Who listens: chats, what they wish for, what they are told and what they say to it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.schema.base import NAMES, index_where, metadata, of_chat
from bot.storage.types import BigId, Moment

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("type", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("paused", Text),
    Column("created_at", Moment, nullable=False),
    Column("habits", Text),  # how it wishes to be told, in JSON; null: as everybody
    Column("digest_at", Moment),  # when it is looked at for the next digest; null: never
    Column("digests", Integer),  # how many were queued; null: none
)
index_where(chats.c.digest_at.is_not(None), "ix_chats_digest", chats.c.digest_at)

# What a digest tells, a visit a line.
lines = Table(
    "lines",
    metadata,
    of_chat(key=True),
    Column("visit_id", String(8), primary_key=True),
    Column("digest", Integer),  # the number of the one that tells it; null: it waits for the next
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigId, primary_key=True),
    of_chat(),
    Column("subject", Text, nullable=False),  # the key of bot/wishes.py; everything: empty
    Column("person", Text),  # the name as it was typed
    Column("filters", Text),  # in JSON; null: none but the usual
    Column("thread_id", BigInteger),  # the topic of a forum in which its alerts stand
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("chat_id", "subject"),
    Index("ix_subscriptions_subject", "subject", "chat_id"),
)
index_where(
    subscriptions.c.filters.is_not(None),
    "ix_subscriptions_filtered", subscriptions.c.subject, subscriptions.c.chat_id,
)  # fmt: skip

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    of_chat(),
    # No foreign key: visits are never deleted, and to look each row up takes a fifth of a broadcast.
    Column("visit_id", String(8), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("since", Integer),  # of a reply: the revision that its reader knows
    Column("thread_id", BigInteger),  # the topic of a forum; null: the general one
    Column("rank", Integer, nullable=False),  # smaller goes first
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claims", Integer, nullable=False),  # fences off whoever claimed it earlier
    Column("again", Boolean, nullable=False),  # an earlier send may have arrived
    Column("put_off", Boolean, nullable=False),  # was tried and has to wait: those behind it wait too
    Column("queued_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("ended_at", Moment),
    Column("message_id", BigInteger),
    Column("reason", Text),
    CheckConstraint("state in ('queued', 'sending', 'sent', 'uncertain', 'dead', 'cancelled')", name="state"),
    UniqueConstraint("chat_id", "visit_id", "revision", "kind"),
    Index("ix_outbox_visit", "visit_id", "chat_id"),
)
# Only the few rows that are still open are searched for work, however long the history grows.
_OPEN = outbox.c.ended_at.is_(None)
index_where(_OPEN, "ix_outbox_order", outbox.c.rank, outbox.c.id)
index_where(_OPEN, "ix_outbox_chat", outbox.c.chat_id, outbox.c.rank, outbox.c.id)

messages = Table(
    "messages",
    metadata,
    of_chat(key=True),
    Column("visit_id", ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("message_id", BigInteger),  # null: shown once, out of reach now
    Column("thread_id", BigInteger),  # the topic of a forum in which it stands
    Column("rendered", Text),  # hash of what it shows
    Column("sent_at", Moment, nullable=False),
)

# What operators have to say to every chat.
broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", BigId, primary_key=True),
    of_chat(),  # the operator who wrote it
    Column("language", String(16)),  # of the chats that get it; null: all
    Column("html", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", String(8), nullable=False),
    Column("place", BigInteger),  # the last chat for which it is queued
    CheckConstraint("state in ('draft', 'going', 'queued')", name="state"),
    sqlite_autoincrement=True,  # rows of the outbox keep the number of one that is forgotten
)

reports = Table(
    "reports",
    metadata,
    Column("id", BigId, primary_key=True),
    of_chat(),
    Column("visit_id", ForeignKey("visits.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    CheckConstraint("kind in ('not_visit', 'wrong_fact')", name="kind"),
    Index("ix_reports_chat", "chat_id", "made_at"),
)
index_where(
    reports.c.closed_at.is_(None),
    "ix_reports_open", reports.c.visit_id, reports.c.chat_id, reports.c.kind, unique=True,
)  # fmt: skip

# What only a server has; it is neither copied nor backed up.
on_a_server = MetaData(naming_convention=NAMES)

wire = Table(
    "wire", on_a_server,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("row", BigInteger, nullable=False),  # of the outbox
    Column("claim", Integer, nullable=False),
    prefixes=["UNLOGGED"],
)  # fmt: skip
