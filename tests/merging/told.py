"""Reports in few words, for the tests of merging."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot import days, merger
from bot.model import Host, Known, Sighting, Source, Status, Told, Visit, Visitor

SEEN = date(2026, 2, 1)
AT = datetime(2026, 2, 1, tzinfo=UTC)


def told(
    published: str = "2026-01-26",
    dates: str | None = None,
    status: Status = "completed",
    *,
    url: str = "",
    name: str | None = "Kamran Aliyev",
    city: str | None = None,
    text: str = "",
    **more: Any,
) -> Told:
    """A report of AZ to BH; `dates` is a day, a cut date or `2026-01-24/2026-01-26`."""
    source = {key: more.pop(key, None) for key in ("syndicated_from", "official_source")}
    record = {"visitor": "AZ", "host": "BH", "grade": "head"} | more
    start, _, end = (dates or "").partition("/")
    precision = {0: "unknown", 4: "year", 7: "month", 10: "day"}[len(start)]
    office = {"head": "prosecutor_general", "deputy": "deputy_prosecutor_general"}[record["grade"]]
    sighting = Sighting(
        visitor=Visitor(name, name, office, None, record.pop("visitor"), record.pop("grade")),
        host=Host(record.pop("host"), city, record.pop("city_inferred", False)),
        start=start or None,
        end=end or None,
        date_precision=precision,
        status=status,
        **record,
    )
    return Told(
        sighting,
        Source(
            url or f"https://a.example/{published}/{dates}", "Trend", "en", published, "A title", **source
        ),
        days.published_days(published, SEEN)[1],
        merger.shingles(text),
    )


def known(*reports: Told, visit_id: str = "v") -> Known:
    """A stored visit that these reports add up to."""
    reports = tuple(replace(report, home=visit_id) for report in reports)
    record, conflicts = merger.compose(reports)
    sources = tuple(report.source for report in reports)
    return Known(Visit(visit_id, record, 1, AT, AT, sources, (), conflicts), reports)
