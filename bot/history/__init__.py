"""The starter history: visits of past years as public reports told them, facts and links without texts.

visits.jsonl is a labelled corpus without titles and texts (README.md beside it says where it comes from).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from bot.model import (
    LABEL_OF_GRADE,
    OFFICE_OF_GRADE,
    Agreement,
    Article,
    Grade,
    Host,
    Official,
    Precision,
    Sighting,
    Verdict,
    Visitor,
)

FEED = "starter history"  # what the store names as the feed of these articles
_Json = Mapping[str, Any]
_GRADES: Mapping[str, Grade] = {label: grade for grade, label in LABEL_OF_GRADE.items()}
_PRECISIONS: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
_PLAIN = ("end", "visit_type", "occasion", "status", "dates_inferred")


def starter() -> Iterator[tuple[Article, Verdict]]:
    """Give what each report of the starter history told, the oldest visit first."""
    with (files(__name__) / "visits.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield _article(row), _verdict(row)


def _article(row: _Json) -> Article:
    facts = {name: row.get(name) for name in ("url", "publisher", "lang", "published")}
    return Article(title="", text="", **facts)


def _verdict(row: _Json) -> Verdict:
    grade = _GRADES[row["label"]]
    return Verdict(
        label=row["label"],
        score=1.0,
        lang=row.get("lang"),
        visits=tuple(_sighting(told, grade) for told in row["visits"]),
        official_source=row.get("official_source"),
        syndicated_from=row.get("syndicated_from"),
    )


def _sighting(told: _Json, grade: Grade) -> Sighting:
    person = _official(told["visitor"])
    return Sighting(
        visitor=Visitor(
            person.name, person.name_latin, OFFICE_OF_GRADE[grade], person.office_as_written,
            told["visitor"]["country"], grade,
        ),
        host=Host(**told["host"]),
        inviter=_official(told["inviter"]) if "inviter" in told else None,
        start=told["start"],
        date_precision=_PRECISIONS[len(told["start"])],
        meetings=tuple(_official(official) for official in told.get("meetings", ())),
        agreements=tuple(Agreement(**{"title": None} | paper) for paper in told.get("agreements", ())),
        topics=tuple(told.get("topics", ())),
        **{name: told[name] for name in _PLAIN if name in told},
    )  # fmt: skip


def _official(person: _Json) -> Official:
    return Official(*(person.get(name) for name in ("name", "name_latin", "office_as_written", "country")))
