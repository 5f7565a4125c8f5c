"""What a file of one visit must be, whatever names it holds: whole, one visit, harmless in any program."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Callable, Mapping
from io import StringIO
from xml.etree import ElementTree

from bot.commands.formats import WRITERS
from bot.model import Visit
from bot.records import visit_to_json


def file_fault(form: str, one: Visit) -> str | None:
    """Say what is wrong with a file of one visit, whose words came over the border as an article's do."""
    out = StringIO(newline="")
    try:
        writer = WRITERS[form](out)
        writer.visit(one)
        writer.end()
        out.getvalue().encode()
        return None if FORMS[form](out.getvalue(), one) else "more than one visit in it"
    except Exception as error:
        return f"not made, {error!r:.90}"


def _is_calendar(written: str, one: Visit) -> bool:
    lines = written.replace("\r\n ", "").split("\r\n")
    names = [line.partition(":")[0].partition(";")[0] for line in lines[:-1]]
    return len(names) == 15 and all(map(str.isupper, names)) and _is_plain("".join(lines))


def _is_atom(written: str, one: Visit) -> bool:
    return len(ElementTree.fromstring(written).findall("{http://www.w3.org/2005/Atom}entry")) == 1


def _is_table(written: str, one: Visit) -> bool:
    return written.count("\n") == 2 and _is_plain(written.replace("\n", ""))


def _is_plain(line: str) -> bool:
    """Whether nothing in it steers a terminal or turns the order of what follows."""
    return not any(unicodedata.category(char) == "Cc" or "\u202a" <= char <= "\u202e" for char in line)


def _is_csv(written: str, one: Visit) -> bool:
    rows = list(csv.reader(StringIO(written, newline="")))
    return len(rows) == 2 and not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


FORMS: Mapping[str, Callable[[str, Visit], bool]] = {
    "json": lambda written, one: json.loads(written) == json.loads(json.dumps(visit_to_json(one))),
    "csv": _is_csv,
    "ics": _is_calendar,
    "atom": _is_atom,
    "table": _is_table,
}
