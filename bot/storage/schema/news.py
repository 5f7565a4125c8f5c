"""What the world says: articles, the visits that they tell of, and the feeds that they come by."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
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
    event,
    text,
)

from bot.storage.schema.base import metadata
from bot.storage.types import BigId, Json, Moment
from bot.storage.words_index import IN_A_FILE, ON_A_SERVER

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
    # Lists are read off in their order, and counted, without a look at the records.
    Index("ix_visits_pair", "visitor_country", "host_country", *_LISTED),
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
