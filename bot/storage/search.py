"""Searching visits by words and people: SQLite's FTS5 and PostgreSQL's full text behind the same questions.

Both index `visits.words`, which is written with the visit. In SQLite a row of the index is numbered by the
day and the id of its visit, so that the newest are found first, however many there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, func, literal_column, select, text, tuple_, type_coerce

from bot.looking import Part, Question, parts_of, person_question
from bot.model import Official, Sighting, Visit, Visitor
from bot.records import sighting_from_json
from bot.storage import Tx, visits
from bot.storage.schema import visits as table
from bot.storage.words_index import ON_A_SERVER, number, visit_id

MOST = 1000  # visits that are counted; more are "more"
_OF_A_PERSON = 300  # visits that are looked through, the newest

Place = tuple[date, str]  # the first day of a visit, and its id: by these lists are in order


@dataclass(frozen=True, slots=True)
class Appearance:
    """A visit in which a person has a part, and who that is there."""

    visit_id: str
    first_day: date
    record: Sighting
    parts: dict[Part, Visitor | Official]


async def found(
    tx: Tx, asked: Question, *, limit: int, after: str | None = None, before: str | None = None
) -> list[Visit]:
    """List the visits that have all that is asked for, newest first; pages as `visits.query` does."""
    place = await _place(tx, before or after)
    backwards = before is not None and place is not None
    ids = await _ids(tx, asked, limit, place, backwards=backwards)
    known = await visits.many(tx, ids)
    listed = [known[visit_id] for visit_id in ids if visit_id in known]
    return listed[::-1] if backwards else listed


async def count(tx: Tx, asked: Question) -> int:
    """Count what `found` would list without a limit, at most `MOST`."""
    if not asked or tx.dialect.name == "postgresql":
        return len(await _ids(tx, asked, MOST))
    counted = "SELECT count(*) FROM (SELECT 1 FROM visits_words WHERE visits_words MATCH :asked LIMIT :most)"
    return int((await tx.execute(text(counted), {"asked": _for_fts5(asked), "most": MOST})).scalar_one())


async def person(tx: Tx, name: str) -> list[Appearance]:
    """List the visits in which somebody of this name has a part, newest first, out of 300 likely ones.

    The name may be in any script, its words in any order, and a word may be an initial.
    """
    ids = await _ids(tx, person_question(name), _OF_A_PERSON)
    columns = (table.c.id, table.c.first_day, type_coerce(table.c.record, Text).label("record"))
    rows = (await tx.execute(select(*columns).where(table.c.id.in_(ids)))).all()
    seen = (
        Appearance(row.id, row.first_day, record, parts_of(record, name))
        for row in rows
        for record in (sighting_from_json(json.loads(row.record)),)
    )
    return sorted(
        (one for one in seen if one.parts), key=lambda one: (one.first_day, one.visit_id), reverse=True
    )


async def _place(tx: Tx, visit_id: str | None) -> Place | None:
    if visit_id is None:
        return None
    row = (
        await tx.execute(select(table.c.first_day, table.c.id).where(table.c.id == visit_id))
    ).one_or_none()
    return (row.first_day, row.id) if row else None


async def _ids(
    tx: Tx, asked: Question, limit: int, place: Place | None = None, *, backwards: bool = False
) -> list[str]:
    """Name the visits found, newest first or from `place` on; backwards those before it, nearest first."""
    if not asked:
        return []
    if tx.dialect.name == "postgresql":
        return await _ids_on_server(tx, asked, limit, place, backwards=backwards)
    edge = f"AND rowid {'>' if backwards else '<'} {number(*place)}" if place else ""
    order = "ASC" if backwards else "DESC"
    statement = text(
        f"SELECT rowid FROM visits_words WHERE visits_words MATCH :asked {edge} "  # noqa: S608 - a number of ours
        f"ORDER BY rowid {order} LIMIT :limit"
    )
    rows = await tx.execute(statement, {"asked": _for_fts5(asked), "limit": limit})
    return [visit_id(row[0]) for row in rows]


async def _ids_on_server(
    tx: Tx, asked: Question, limit: int, place: Place | None, *, backwards: bool
) -> list[str]:
    words = literal_column(ON_A_SERVER, Text)
    key = tuple_(table.c.first_day, table.c.id)
    wanted = select(table.c.id).where(
        table.c.state == "shown", words.op("@@")(func.to_tsquery("simple", _for_tsquery(asked)))
    )
    if place is not None:
        wanted = wanted.where(key > tuple_(*place) if backwards else key < tuple_(*place))
    order = (table.c.first_day, table.c.id)
    ordered = wanted.order_by(*(order if backwards else (column.desc() for column in order))).limit(limit)
    return list((await tx.execute(ordered)).scalars())


def _for_fts5(asked: Question) -> str:
    """Write a question in FTS5's words; each word is in quotes, so that none of them is an operator."""
    return " AND ".join(f"({' OR '.join(map(_fts5_meaning, one))})" for one in asked)


def _fts5_meaning(meaning: str) -> str:
    return "(" + " AND ".join(f'"{word}"' + "*" * is_head for word, is_head in _pieces(meaning)) + ")"


def _for_tsquery(asked: Question) -> str:
    return " & ".join(f"({' | '.join(map(_tsquery_meaning, one))})" for one in asked)


def _tsquery_meaning(meaning: str) -> str:
    return "(" + " & ".join(f"'{word}'" + ":*" * is_head for word, is_head in _pieces(meaning)) + ")"


def _pieces(meaning: str) -> list[tuple[str, bool]]:
    return [(piece.removesuffix("*"), piece.endswith("*")) for piece in meaning.split("+")]
