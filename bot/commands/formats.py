"""The forms in which visits are printed; a new one is a copy of its neighbour and a line in WRITERS."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol, TextIO
from xml.etree.ElementTree import Element, SubElement, tostring

from bot import countries, days
from bot.model import Visit
from bot.origins import origins
from bot.records import visit_to_json
from bot.renderer.markup import clean
from bot.renderer.summary import shown_status

_CALENDAR_LINE = 75  # bytes, RFC 5545 3.1
_TAG = "tag:visitwire.invalid,2026:"  # RFC 4151; a name of nobody, for a feed file has no address
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


class Writer(Protocol):
    """Gets the visits one by one, then the end."""

    def visit(self, visit: Visit) -> None: ...

    def end(self) -> None: ...


class JsonLines:
    """One object a line, in the contract's form."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def visit(self, visit: Visit) -> None:
        print(json.dumps(visit_to_json(visit), ensure_ascii=False), file=self._out, flush=True)

    def end(self) -> None:
        pass


class Table:
    """Aligned columns for people."""

    _HEADER = ("WHEN", "FROM", "TO", "CITY", "WHO", "STATUS", "SOURCES", "ID")
    _WIDEST = 32

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._rows: list[tuple[str, ...]] = [self._HEADER]

    def visit(self, visit: Visit) -> None:
        one = visit.record
        cells = (
            when(visit), _country(one.visitor.country), _country(one.host.country), one.host.city or "",
            one.visitor.name_latin or one.visitor.name or one.visitor.office.replace("_", " "),
            _status(visit), str(len(origins(visit.sources))), visit.id,
        )  # fmt: skip
        # Nothing that a paper wrote may steer the terminal.
        self._rows.append(tuple(clean(cell)[: self._WIDEST] for cell in cells))

    def end(self) -> None:
        if len(self._rows) == 1:
            print("No visits.", file=self._out)
            return
        widths = [max(map(len, column)) for column in zip(*self._rows, strict=True)]
        for row in self._rows:
            cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
            print("  ".join(cells).rstrip(), file=self._out)


def _status(visit: Visit) -> str:
    """A report grows old: people are not told that a visit of last year is under way."""
    over = visit.record.status == "ongoing" and shown_status(visit, datetime.now(UTC)) == "lapsed"
    return "was ongoing" if over else visit.record.status


class Csv:
    """One row a visit; lists are joined by semicolons."""

    _HEADER = (
        "id", "start", "end", "status", "visitor_country", "host_country", "host_city", "visitor_name",
        "visitor_office", "grade", "visit_type", "inviter", "meetings", "agreements", "topics", "sources",
        "updated_at",
    )  # fmt: skip

    def __init__(self, out: TextIO) -> None:
        self._csv = csv.writer(out, lineterminator="\n")
        self._csv.writerow(self._HEADER)

    def visit(self, visit: Visit) -> None:
        one = visit.record
        papers = (
            f"{paper.title or paper.kind}{' (signed)' if paper.signed else ''}" for paper in one.agreements
        )
        cells = (
            visit.id, one.start, one.end, one.status, one.visitor.country, one.host.country, one.host.city,
            one.visitor.name, one.visitor.office_as_written, one.visitor.grade, one.visit_type,
            one.inviter.name if one.inviter else None, _joined(met.name for met in one.meetings),
            _joined(papers), _joined(one.topics), _joined(source.url for source in visit.sources),
            visit.updated_at.astimezone(UTC).isoformat(timespec="seconds"),
        )  # fmt: skip
        self._csv.writerow([_harmless(cell) for cell in cells])

    def end(self) -> None:
        pass


class Calendar:
    """iCalendar (RFC 5545); a visit without a day has no place in it and is left out."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lines(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Visitwire//visits//EN"))

    def visit(self, visit: Visit) -> None:
        one = visit.record
        if one.start is None or one.date_precision != "day":
            return
        # The end of an all-day event is the first day after it.
        last = days.span(one.end or one.start)[1] + timedelta(days=1)
        who = one.visitor.name or one.visitor.office_as_written or one.visitor.office.replace("_", " ")
        title = f"{_country(one.visitor.country)} → {_country(one.host.country)}: {who}"
        links = "\n".join(source.url for source in visit.sources if source.url)
        self._lines(
            (
                "BEGIN:VEVENT",
                f"UID:{visit.id}@visitwire",
                f"DTSTAMP:{_stamp(visit.updated_at)}",
                f"SEQUENCE:{visit.revision}",
                f"DTSTART;VALUE=DATE:{one.start.replace('-', '')}",
                f"DTEND;VALUE=DATE:{last:%Y%m%d}",
                f"SUMMARY:{_escaped(title)}",
                f"LOCATION:{_escaped(', '.join(filter(None, (one.host.city, _country(one.host.country)))))}",
                f"DESCRIPTION:{_escaped(links)}",
                f"STATUS:{'CANCELLED' if one.status == 'cancelled' else 'CONFIRMED'}",
                "END:VEVENT",
            )
        )

    def end(self) -> None:
        self._lines(("END:VCALENDAR",))

    def _lines(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self._out.write(folded(line) + "\r\n")


class Atom:
    """An Atom feed (RFC 4287), an entry a visit; it links to its first source."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
        self._newest = datetime.fromtimestamp(0, UTC)

    def visit(self, visit: Visit) -> None:
        one, entry = visit.record, SubElement(self._feed, "entry")
        who = one.visitor.name or one.visitor.office_as_written or one.visitor.office.replace("_", " ")
        route = f"{_country(one.visitor.country)} → {_country(one.host.country)}"
        place = ", ".join(filter(None, (one.host.city, _country(one.host.country))))
        told = f"{who}. {when(visit)}. {place}. {_status(visit)}. {_joined(one.topics)}"
        links = [source.url for source in visit.sources if source.url]
        for name, text in (
            ("id", f"{_TAG}{visit.id}"), ("title", f"{route}: {who}"), ("content", told),
            ("updated", _instant(visit.updated_at)), ("published", _instant(visit.created_at)),
        ):  # fmt: skip
            SubElement(entry, name).text = _NO_XML.sub("", text)
        for link in links[:1]:
            SubElement(entry, "link", rel="alternate", href=_NO_XML.sub("", link))
        self._newest = max(self._newest, visit.updated_at)

    def end(self) -> None:
        author = Element("author")
        SubElement(author, "name").text = "Visitwire"
        for place, (name, text) in enumerate(
            (("id", f"{_TAG}visits"), ("title", "Visits"), ("updated", _instant(self._newest)))
        ):
            element = Element(name)
            element.text = text
            self._feed.insert(place, element)
        self._feed.insert(3, author)
        print('<?xml version="1.0" encoding="utf-8"?>', file=self._out)
        print(tostring(self._feed, encoding="unicode"), file=self._out)


WRITERS: Mapping[str, Callable[[TextIO], Writer]] = {
    "table": Table,
    "json": JsonLines,
    "csv": Csv,
    "ics": Calendar,
    "atom": Atom,
}


def when(visit: Visit) -> str:
    """Write the dates of a visit in a few characters."""
    start, end = visit.record.start, visit.record.end
    if start and end and end != start:
        return f"{start} – {end}"
    return start or (f"– {end}" if end else "unknown")


def folded(line: str) -> str:
    """Break a line as RFC 5545 wants it, never inside a character."""
    parts, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > _CALENDAR_LINE:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += width
    return "\r\n".join(parts)


def _escaped(text: str) -> str:
    """Write a text as a value; of what a paper wrote no control character is left."""
    for char, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(char, escape)
    return "\\n".join(map(clean, text.split("\n")))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _country(code: str) -> str:
    try:
        return countries.name(code, "en")
    except KeyError:
        return code


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)


def _harmless(cell: str | None) -> str:
    text = cell or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
