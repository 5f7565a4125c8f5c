"""Visits to write cards of: made up, but for offices and countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.model import Agreement, Host, Official, Sighting, Source, Visit, Visitor

NOW = datetime(2026, 1, 26, 15, 30, tzinfo=UTC)

RECORD = Sighting(
    visitor=Visitor(
        "Kamran Aliyev", "Kamran Aliyev", "prosecutor_general", "Prosecutor General", "AZ", "head"
    ),
    host=Host("BH", "Manama"),
    inviter=Official(
        "Ali bin Fadhel Al Buainain", "Ali bin Fadhel Al Buainain", "Attorney General of Bahrain", "BH"
    ),
    visit_type="working",
    start="2026-01-24",
    end="2026-01-26",
    date_precision="day",
    status="completed",
    meetings=(
        Official(
            "Khalid Ali Al Khalifa", "Khalid Ali Al Khalifa", "Chairperson of the Court of Cassation", "BH"
        ),
        Official(
            "Nawaf bin Mohammed Al Ma'awda", "Nawaf bin Mohammed Al Ma'awda", "Minister of Justice", "BH"
        ),
    ),
    agreements=(Agreement("memorandum", None, signed=False, date="2024-10"),),
    topics=("extradition", "mutual_legal_assistance"),
)
SOURCES = (
    Source(
        "https://en.trend.az/azerbaijan/1.html",
        "Trend",
        "en",
        "2026-01-26T11:02:00+00:00",
        "Azerbaijan's Prosecutor General visits Bahrain",
        None,
        "Prosecutor General's Office",
        NOW,
    ),
)


def visit(id: str = "b2c3d4f", *, sources: tuple[Source, ...] = SOURCES, **changes: Any) -> Visit:
    """Give the visit to Bahrain, with some fields of its record changed."""
    return Visit(id, replace(RECORD, **changes), 1, NOW, NOW, sources)
