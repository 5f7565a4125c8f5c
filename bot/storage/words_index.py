"""The index of the words of visits: in SQLite a table that triggers keep, in PostgreSQL an index."""

from __future__ import annotations

from datetime import date

ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"  # no vowels, so that no id is a word; no l, 0, 1, which look alike
ID_LENGTH = 7  # 27 ** 7: at a million visits one new id in 10,000 is taken and drawn again

# Of a row's number: 18 bits for the days since 1900, and six for each sign of an id.
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BITS = 6
_FIRST_DAY = date(1900, 1, 1).toordinal()
_BEFORE = 2415020.5  # the same day in SQLite's count
_LAST = (1 << 18) - 1
ON_A_SERVER = "array_to_tsvector(string_to_array(words, ' '))"


def _row(visit: str) -> str:
    """Number a row: the first day, then the id letter by letter, so that rows are in the order of lists."""
    letters = (
        f"(instr('{_SIGNS}', substr({visit}.id, {place}, 1)) << {_BITS * (ID_LENGTH - place)})"
        for place in range(1, ID_LENGTH + 1)
    )
    day = f"min(max(cast(julianday({visit}.first_day) - {_BEFORE} as integer), 0), {_LAST})"
    return f"({day} << {_BITS * ID_LENGTH}) | {' | '.join(letters)}"


def number(first_day: date, visit_id: str) -> int:
    """Number a row of SQLite's index as the triggers do."""
    row = min(max(first_day.toordinal() - _FIRST_DAY, 0), _LAST)
    for place in range(ID_LENGTH):
        row = row << _BITS | (_SIGNS.find(visit_id[place : place + 1]) + 1)
    return row


def visit_id(row: int) -> str:
    """Read the visit back from the number of its row."""
    places = (row >> _BITS * place & (1 << _BITS) - 1 for place in range(ID_LENGTH - 1, -1, -1))
    return "".join(_SIGNS[sign - 1] for sign in places if sign)


def _put(visit: str) -> str:
    return f"INSERT INTO visits_words(rowid, words) SELECT {_row(visit)}, {visit}.words"


def _take() -> str:
    return f"INSERT INTO visits_words(visits_words, rowid, words) SELECT 'delete', {_row('old')}, old.words"


_TAKEN = f"{_take()} WHERE old.state = 'shown';"
_SET = f"{_put('new')} WHERE new.state = 'shown';"
IN_A_FILE = (
    "CREATE VIRTUAL TABLE visits_words USING fts5(words, content='', detail=none, prefix='4')",
    f"{_put('visits')} FROM visits WHERE visits.state = 'shown'",
    f"CREATE TRIGGER visits_words_put AFTER INSERT ON visits BEGIN {_SET} END",
    f"CREATE TRIGGER visits_words_take AFTER DELETE ON visits BEGIN {_TAKEN} END",
    "CREATE TRIGGER visits_words_change AFTER UPDATE OF words, state, first_day ON visits "
    "WHEN old.words <> new.words OR old.state <> new.state OR old.first_day <> new.first_day "
    f"BEGIN {_TAKEN} {_SET} END",
)
