"""Who heads the public prosecution of a country, and which titles count; read from config/offices.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from bot import gazetteer
from bot.toml import checked, packaged

Title = Literal[
    "prosecutor_general",
    "chief_prosecutor",
    "head_of_prosecution",
    "public_prosecutor",
    "state_prosecutor",
    "national_prosecutor",
    "federal_prosecutor",
    "court_prosecutor",
    "attorney_general",
    "director_of_public_prosecutions",
    "fiscal_general",
    "procurador_general",
    "solicitor_general",
    "lord_advocate",
    "secretary_for_justice",
    "minister_of_justice",
]
OfficeType = Literal["prosecutor", "attorney_general", "director", "court", "minister", "board", "none"]
AttorneyGeneral = Literal["prosecutor", "minister", "adviser", "none"]
# What other languages call an attorney general where a director prosecutes: "el fiscal general de Jamaica".
_TRANSLATED: frozenset[Title] = frozenset(["prosecutor_general", "fiscal_general", "procurador_general"])
TITLES: tuple[Title, ...] = get_args(Title)


@dataclass(frozen=True, slots=True)
class Office:
    """The head of prosecution of one country."""

    country: str
    counts: bool
    type: OfficeType
    attorney_general: AttorneyGeneral  # what an "Attorney General" of this country is
    english: tuple[str, ...]
    own: tuple[str, ...]
    titles: Mapping[Title, bool]  # exceptions


@dataclass(frozen=True)
class Offices:
    """All that config/offices.toml says."""

    default: Mapping[Title, bool]
    by_country: Mapping[str, Office]

    def counts(self, country: str | None, title: Title) -> bool:
        """Say whether a holder of `title` is the head of prosecution of `country` (None: not known which)."""
        office = self.by_country.get(country or "")
        if office is None:
            return self.default[title]
        if not office.counts:
            return False
        told_of_minister = title == "attorney_general" or (office.type == "director" and title in _TRANSLATED)
        by_role = office.attorney_general == "prosecutor" if told_of_minister else self.default[title]
        return office.titles.get(title, by_role)

    @cached_property
    def with_ministers(self) -> frozenset[str]:
        """List the countries whose minister of justice is the head of prosecution."""
        default = self.default["minister_of_justice"]
        return frozenset(
            code
            for code, office in self.by_country.items()
            if office.counts and office.titles.get("minister_of_justice", default)
        )


def load(path: Path | None = None) -> Offices:
    """Read the file, by default the one that came with the program; SettingsError with all its mistakes."""
    data = checked(path or packaged("offices.toml"), _mistakes)
    return Offices(data["default"], {code: _office(code, row) for code, row in data["countries"].items()})


def _office(code: str, row: Mapping[str, Any]) -> Office:
    return Office(
        code,
        row["counts"],
        row["type"],
        row["attorney_general"],
        tuple(row.get("english", ())),
        tuple(row.get("own", ())),
        row.get("titles", {}),
    )


def _mistakes(data: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str]]:
    for table in data.keys() - {"default", "countries"}:
        yield table, None, f"unknown table [{table}]; write [default] or [countries]"
    for table in ("default", "countries"):
        if not isinstance(data.get(table), dict):
            yield table, None, f"the table [{table}] is missing"
            return
    for title in TITLES:
        if title not in data["default"]:
            yield "default", None, f"[default] lacks {title}; write {title} = true or false"
    yield from (("default", title, what) for title, what in _titles_mistakes(data["default"]))
    for code, row in data["countries"].items():
        yield from (("countries", code, f"{code}: {what}") for what in _row_mistakes(code, row))


def _titles_mistakes(titles: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for title, value in titles.items():
        if title not in TITLES:
            yield title, f"unknown title {title!r}; known are {', '.join(TITLES)}"
        elif not isinstance(value, bool):
            yield title, f"{title} must be true or false"


def _row_mistakes(code: str, row: object) -> Iterator[str]:
    if code not in gazetteer.country_names():
        yield "unknown country; write an ISO 3166-1 alpha-2 code (XK for Kosovo)"
    if not isinstance(row, dict):
        yield "must be a table such as { counts = true, ... }"
        return
    for key in row.keys() - {"counts", "type", "attorney_general", "titles", "english", "own"}:
        yield f"unknown key {key!r}"
    if not isinstance(row.get("counts"), bool):
        yield "counts must be true or false"
    for key, allowed in (("type", get_args(OfficeType)), ("attorney_general", get_args(AttorneyGeneral))):
        if row.get(key) not in allowed:
            yield f"{key} must be one of {', '.join(allowed)}"
    for key in ("english", "own"):
        if not all(isinstance(text, str) for text in _listed(row.get(key, []))):
            yield f"{key} must be a list of texts"
    titles = row.get("titles", {})
    if not isinstance(titles, dict):
        yield "titles must be a table of titles"
    else:
        yield from (what for _, what in _titles_mistakes(titles))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [None]
