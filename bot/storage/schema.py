"""Every table, once; the steps in migrations/ add up to this, and a test compares the two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

from bot.storage.types import BigId, Json, Moment
from bot.storage.words_index import IN_A_FILE, ON_A_SERVER

VERSION = "0018"  # the newest step in migrations/versions

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)


def _index_where(rows: ColumnElement[bool], name: str, *columns: Column[Any], unique: bool = False) -> None:
    """Index only some rows, however many others there are."""
    Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def _of_chat(*, key: bool = False) -> Column[int]:
    """What is a chat's goes with it: forgotten when it is, and along when it moves."""
    owner = ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE")
    return Column("chat_id", owner, primary_key=key, autoincrement=False, nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # canonical link
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("publisher_country", String(2)),
    Column("lang", String(16)),
    Column("published", Text),  # as given
    Column("day", Date, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("shingles", LargeBinary),  # sorted 32-bit hashes, little-endian
    Column("label", String(20), nullable=False),
    Column("score", Float, nullable=False),
    Column("official_source", Text),
    Column("syndicated_from", Text),
    Column("feed", Text),
    Column("seen_at", Moment, nullable=False),
)

_LISTED = ("state", "first_day", "id", "last_day", "status", "grade")

visits = Table(
    "visits",
    metadata,
    Column("id", String(8), primary_key=True),
    Column("record", Json, nullable=False),
    Column("conflicts", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    # held: for the operator's review; rejected: no visit at all; merged: part of the visit `into_id`.
    Column("state", String(10), nullable=False),
    Column("into_id", String(8)),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # Out of the record, to be asked for:
    Column("visitor_country", String(2), nullable=False),
    Column("host_country", String(2), nullable=False),
    Column("grade", String(10), nullable=False),
    Column("status", String(16), nullable=False),
    Column("first_day", Date, nullable=False),  # of the visit, or of the first report without a date
    Column("last_day", Date, nullable=False),
    Column("words", Text, nullable=False, server_default=""),  # by which it is found, see bot/looking.py
    CheckConstraint("state in ('shown', 'held', 'rejected', 'merged')", name="state"),
    Index("ix_visits_pair", "visitor_country", "host_country", "grade", "state", "first_day"),
    # Lists are read off in their order, and counted, without a look at the records.
    Index("ix_visits_visitor", "visitor_country", *_LISTED),
    Index("ix_visits_host", "host_country", *_LISTED),
    Index("ix_visits_status", "status", "first_day"),
    Index("ix_visits_first_day", "first_day", "id", "state", "last_day", "status", "grade"),
)

# What a visit said before something that matters changed, for the reply that tells the difference.
revisions = Table(
    "revisions",
    metadata,
    Column("visit_id", ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("record", Json, nullable=False),  # only what can matter
)

# How visits are found by their words: not in terms that both databases share.
Index("ix_visits_words", text(ON_A_SERVER), postgresql_using="gin", _table=visits).ddl_if(
    dialect="postgresql"
)


@event.listens_for(metadata, "after_create")
def _index_words(target: MetaData, connection: Connection, **_: object) -> None:
    for statement in IN_A_FILE if connection.dialect.name == "sqlite" else ():
        connection.exec_driver_sql(statement)


sightings = Table(
    "sightings",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),  # within the article's verdict
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("record", Json, nullable=False),
    Column("copied", Boolean, nullable=False),  # its text is that of another report of the visit
    Column("bound", Boolean, nullable=False),  # an operator has put it under this visit
    # Out of the record and the article, to find what a new report may belong to:
    Column("visitor_country", String(2), nullable=False),
    Column("host_country", String(2), nullable=False),
    Column("grade", String(10), nullable=False),
    Column("first_day", Date, nullable=False),  # that it has to do with, margins included
    Column("last_day", Date, nullable=False),
    Index("ix_sightings_near", "visitor_country", "host_country", "grade", "last_day", "first_day"),
)

related = Table(
    "related",
    metadata,
    Column("visit_id", ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True),
)

# The names of all entries that feeds have shown; see entries.py for the number and the day.
shown = Table(
    "shown",
    metadata,
    Column("key", BigId, primary_key=True, autoincrement=False),
    Column("day", SmallInteger, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("name", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("baseline_at", Moment),
    Column("due_at", Moment),
    Column("last_ok_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("last_error", Text),
    Column("moved_to", Text),
    Column("claimed_until", Moment),
    Column("error_kind", Text),
    Column("failing_since", Moment),
    Column("stopped_at", Moment),
    Column("note", Text),
    Column("new_at", Moment),
    Column("gap", Float),
    Column("longest_gap", Float),
    Column("per_day", Float),
    Column("delay", Float),
    Column("span", Float),
    Column("silent_at", Moment),
    Column("rests_for", Float),
    Column("odd", Text),
    Column("odd_at", Moment),
    # What operators were told of it last, and in which notice; a poll leaves both alone.
    Column("told", String(10)),
    Column("told_at", Moment),
)

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
_index_where(chats.c.digest_at.is_not(None), "ix_chats_digest", chats.c.digest_at)

# What a digest tells, a visit a line.
lines = Table(
    "lines",
    metadata,
    _of_chat(key=True),
    Column("visit_id", String(8), primary_key=True),
    Column("digest", Integer),  # the number of the one that tells it; null: it waits for the next
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", BigId, primary_key=True),
    _of_chat(),
    Column("subject", Text, nullable=False),  # the key of bot/wishes.py; everything: empty
    Column("person", Text),  # the name as it was typed
    Column("filters", Text),  # in JSON; null: none but the usual
    Column("thread_id", BigInteger),  # the topic of a forum in which its alerts stand
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("chat_id", "subject"),
    Index("ix_subscriptions_subject", "subject", "chat_id"),
)
_index_where(
    subscriptions.c.filters.is_not(None),
    "ix_subscriptions_filtered", subscriptions.c.subject, subscriptions.c.chat_id,
)  # fmt: skip

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    _of_chat(),
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
_index_where(_OPEN, "ix_outbox_order", outbox.c.rank, outbox.c.id)
_index_where(_OPEN, "ix_outbox_chat", outbox.c.chat_id, outbox.c.rank, outbox.c.id)

messages = Table(
    "messages",
    metadata,
    _of_chat(key=True),
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
    _of_chat(),  # the operator who wrote it
    Column("language", String(16)),  # of the chats that get it; null: all
    Column("html", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", String(8), nullable=False),
    Column("place", BigInteger),  # the last chat for which it is queued
    CheckConstraint("state in ('draft', 'going', 'queued')", name="state"),
    sqlite_autoincrement=True,  # rows of the outbox keep the number of one that is forgotten
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("visit_id", ForeignKey("visits.id"), nullable=False, index=True),
    Column("detail", Json, nullable=False),  # fix: field, value; merge and split: the other visit, sightings
    Column("undone_at", Moment),
    CheckConstraint("kind in ('reject', 'accept', 'fix', 'merge', 'split')", name="kind"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", BigId, primary_key=True),
    _of_chat(),
    Column("visit_id", ForeignKey("visits.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    CheckConstraint("kind in ('not_visit', 'wrong_fact')", name="kind"),
    Index("ix_reports_chat", "chat_id", "made_at"),
)
_index_where(
    reports.c.closed_at.is_(None),
    "ix_reports_open", reports.c.visit_id, reports.c.chat_id, reports.c.kind, unique=True,
)  # fmt: skip

# What only a server has; it is neither copied nor backed up.
on_a_server = MetaData(naming_convention=_NAMES)

wire = Table(
    "wire", on_a_server,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("row", BigInteger, nullable=False),  # of the outbox
    Column("claim", Integer, nullable=False),
    prefixes=["UNLOGGED"],
)  # fmt: skip
