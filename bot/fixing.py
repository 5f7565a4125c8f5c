"""What an operator may put right in a record: the values of each field, and a record with its fixes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from bot import countries, days, gazetteer
from bot.checks import Wrong
from bot.languages.speech import sentences
from bot.model import OFFICE_OF_GRADE, AgreementKind, Conflict, Grade, Precision, Sighting, Status, VisitType
from bot.records import sighting_from_json, sighting_to_json

Fix = tuple[str, Any]  # a field of the record and its value, in JSON's form

NONE = "none"  # what empties a field
_LONGEST = 200  # code points of a name, an office or a title
_MOST = 30  # meetings or agreements
_CUT = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_PRECISIONS: Mapping[int, Precision] = {10: "day", 7: "month", 4: "year"}  # by the length of a cut date


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is written, and what reads it; `Wrong` says what is allowed."""

    form: str
    read: Callable[[str], Any]


def parse(name: str, text: str) -> Fix:
    """Read a field's value as people write it; `Wrong` where there is no such field or value."""
    if name not in FIELDS:
        raise Wrong(f"there is no field {name!r}; there are {', '.join(FIELDS)}")
    try:
        return name, FIELDS[name].read(text.strip())
    except Wrong as wrong:
        raise Wrong(f"{name} cannot be {text.strip()[:60]!r}; {wrong}") from None


def fixed(record: Sighting, fixes: Sequence[Fix]) -> Sighting:
    """Give the record with its fixes, the later above the earlier, and what hangs on them set right.

    Where fixed days or countries and reported days or cities exclude each other, the reported ones go.
    """
    if not fixes:
        return record
    values = sighting_to_json(record)
    for name, value in fixes:
        _put(values, name, value)
        values["evidence"] = {
            path: proof for path, proof in values["evidence"].items() if not f"{path}.".startswith(f"{name}.")
        }
    names = {name for name, _ in fixes}
    _set_days(values, names)
    _set_city(values["host"], names)
    return sighting_from_json(values)


def still_open(conflicts: Sequence[Conflict], fixes: Sequence[Fix]) -> tuple[Conflict, ...]:
    """Leave out the contradictions that a fix has decided."""
    names = {name for name, _ in fixes}
    return tuple(one for one in conflicts if not _is_about(one.field, names))


def _is_about(field: str, names: set[str]) -> bool:
    return any(field == name or field.startswith((f"{name}.", f"{name}[")) for name in names)


def refusal(record: Sighting, fix: Fix) -> str | None:
    """Say why a fix does not go with what the record says, or None."""
    days_told: list[Fix] = [("start", record.start), ("end", record.end)]
    after = fixed(record, [*days_told, fix])
    name, start, end = fix[0], after.start, after.end
    if name.endswith(".country") and after.visitor.country == after.host.country:
        return "visitor and host would be one country"
    if name in ("start", "end") and start and end and days.span(start)[0] > days.span(end)[1]:
        return f"the visit would begin on {start} and end on {end}; fix the other day first"
    if name == "host.city" and not _lies_in(after.host.city, after.host.country):
        return f"{after.host.city} does not lie in {countries.name(after.host.country, 'en')}"
    return None


def _lies_in(city: str | None, country: str) -> bool:
    known = gazetteer.named(city) if city else ()
    return not known or any(one.country == country for one in known)


def value_of(record: Sighting, name: str) -> str:
    """Write a field's value as `parse` reads it."""
    value: Any = sighting_to_json(record)
    for part in name.split("."):
        value = value[part]
    return _written(value)


def _written(value: Any) -> str:
    match value:
        case None | [] | "":
            return NONE
        case {"signed": signed}:
            told = "signed" if signed else "not signed"
            return " | ".join((value["kind"], value["title"] or "", told, value["date"] or ""))
        case dict():
            return " | ".join(value[part] or "" for part in ("name", "office_as_written", "country"))
        case list():
            return (", " if isinstance(value[0], str) else "; ").join(map(_written, value))
    return str(value)


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    *above, last = name.split(".")
    target = values
    for part in above:
        target = target[part]
    target[last] = value
    match name:
        case "visitor.name":
            target["name_latin"] = _latin(value)
        case "visitor.country":
            target.pop("country_inferred", None)
        case "visitor.grade":
            target["office"] = OFFICE_OF_GRADE[value]
        case "host.city":
            target["city_inferred"] = False


def _set_days(values: dict[str, Any], names: set[str]) -> None:
    """Cut both days to the coarser of them, and drop the reported one where the fixed one excludes it."""
    if not names & {"start", "end"}:
        return
    start, end = values["start"], values["end"]
    if start and end and days.span(start)[0] > days.span(end)[1] and not names >= {"start", "end"}:
        values["end" if "start" in names else "start"] = None
    known = [values[side] for side in ("start", "end") if values[side]]
    length = min(map(len, known), default=0)
    for side in ("start", "end"):
        values[side] = values[side] and values[side][:length]
    values["date_precision"] = _PRECISIONS.get(length, "unknown")
    values["dates_inferred"] = False


def _set_city(host: dict[str, Any], names: set[str]) -> None:
    if "host.country" in names and "host.city" not in names and not _lies_in(host["city"], host["country"]):
        host |= {"city": None, "city_inferred": False}


def _latin(name: str | None) -> str | None:
    """Give the name where it is written in Latin letters; another script would be a guess."""
    letters = filter(str.isalpha, name or "")
    return name if all("LATIN" in unicodedata.name(letter, "") for letter in letters) else None


def _text(text: str) -> str:
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise Wrong(f"write a text of 1 to {_LONGEST} letters in one line, or {NONE}")
    return text


def _or_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: None if text == NONE else read(text)


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise Wrong(f"write one of {', '.join(choices)}")
        return text

    return read


def _country(text: str) -> str:
    found = countries.lookup(text)
    if len(found) != 1:
        alike = found or countries.suggest(text)
        named = " or ".join(f"{code} ({countries.name(code, 'en')})" for code in alike[:3])
        raise Wrong(f"did you mean {named}?" if named else "write a country's code such as BH, or its name")
    return found[0]


def _city(text: str) -> str:
    found = gazetteer.named(text)
    if not found:
        raise Wrong(f"write a city of the gazetteer by any of its names, such as Manama, or {NONE}")
    return found[0].name


def _day(text: str) -> str:
    try:
        if _CUT.fullmatch(text):
            days.span(text)
            return text
    except ValueError:
        pass
    raise Wrong(f"write a day, month or year such as 2026-01-24, 2026-01 or 2026, or {NONE}")


def _topics(text: str) -> list[str]:
    known = sorted(key.removeprefix("topic.") for key in sentences("en") if key.startswith("topic."))
    read = _one_of(*known)
    return [] if text == NONE else list(dict.fromkeys(read(part.strip()) for part in text.split(",")))


def _official(text: str) -> dict[str, str | None]:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > 3 or not any(parts):
        raise Wrong(f"write {_OFFICIAL}")
    name, office, country = (_text(part) if part else None for part in (*parts, "", "")[:3])
    return {
        "name": name,
        "name_latin": _latin(name),
        "office_as_written": office,
        "country": _country(country) if country else None,
    }


def _agreement(text: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) not in (3, 4):
        raise Wrong(f"write {_AGREEMENT}")
    kind, title, signed, date = (*parts, "")[:4]
    return {
        "kind": _one_of(*get_args(AgreementKind))(kind),
        "title": _text(title) if title else None,
        "signed": _one_of("signed", "not signed")(signed) == "signed",
        "date": _day(date) if date else None,
    }


def _list_of(read: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    def read_all(text: str) -> list[Any]:
        parts = [] if text == NONE else text.split(";")
        if len(parts) > _MOST:
            raise Wrong(f"write at most {_MOST}")
        return [read(part.strip()) for part in parts]

    return read_all


_OFFICIAL = "NAME | OFFICE | COUNTRY"
_AGREEMENT = "KIND | TITLE | signed or not signed | DATE"
_GRADES, _TYPES, _STATUSES = get_args(Grade), get_args(VisitType), get_args(Status)

FIELDS: Mapping[str, Field] = {
    "visitor.name": Field("a name", _or_none(_text)),
    "visitor.name_latin": Field("a name in Latin letters", _or_none(_text)),
    "visitor.office_as_written": Field("an office", _or_none(_text)),
    "visitor.country": Field("a country", _country),
    "visitor.grade": Field(", ".join(_GRADES), _one_of(*_GRADES)),
    "host.country": Field("a country", _country),
    "host.city": Field("a city", _or_none(_city)),
    "inviter": Field(_OFFICIAL, _or_none(_official)),
    "visit_type": Field(", ".join(_TYPES), _one_of(*_TYPES)),
    "occasion": Field("an event's name", _or_none(_text)),
    "start": Field("a day, month or year", _or_none(_day)),
    "end": Field("a day, month or year", _or_none(_day)),
    "status": Field(", ".join(_STATUSES), _one_of(*_STATUSES)),
    "meetings": Field(f"{_OFFICIAL}; …", _list_of(_official)),
    "agreements": Field(f"{_AGREEMENT}; …", _list_of(_agreement)),
    "topics": Field("topics with commas between", _topics),
}
