"""What taking in costs beside a million sightings: `python -m tests.bench_taking_in` (part of `make bench`).

The store is filled in bulk; then the articles of the merging corpus come, a visit each, read and sorted. And
what a decision costs between two countries that visit each other all the time.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import countries, merger
from bot.intake import Intake
from bot.model import Article, Sighting, Source, Told
from bot.reading import read
from bot.records import article_from_json, sighting_to_json
from bot.storage import Store, schema, sightings
from bot.windows import reach
from tests.figures import Figure, table
from tests.storage.situations import sighting

Rows = dict[str, list[dict[str, Any]]]  # by table
_VISITS, _REPORTS = 200_000, 5
_AT_ONCE = 5_000  # visits
_FIRST, _DAYS = date(2006, 1, 1), 7_300
_GOAL = 150  # visit articles a second on one core
_CORPUS = Path(__file__).parent / "corpus" / "groups-dev.jsonl"
_NOW = datetime(2026, 1, 26, tzinfo=UTC)


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        figures = [
            asyncio.run(_busy(f"sqlite+aiosqlite:///{folder}/{apart}.db", apart)) for apart in (24, 14)
        ]
        print(table([*figures, asyncio.run(_measured(f"sqlite+aiosqlite:///{folder}/bench.db"))]))


async def _busy(url: str, apart: int) -> Figure:
    """Decide about further reports of 300 visits of one pair, so many days apart, with ten reports each."""
    store, rows, took = Store.at(url), _no_rows(), []
    days = [_FIRST + timedelta(days=number * apart) for number in range(300)]
    for number, day in enumerate(days):
        add(rows, number, ("AZ", "BH"), day, reports=10, chance=random.Random(number))
    await store.migrate()
    await put(store, rows)
    async with store.reading() as tx:
        for day in days[::10]:
            source = Source("https://a.example/new", "Trend", "en", day.isoformat(), "A title")
            told = Told(sighting("AZ", "BH", start=day.isoformat()), source, day)
            began = time.process_time()
            merger.merge(told, await sightings.near(tx, told), day)
            took.append(time.process_time() - began)
    await store.close()
    what = f"SQLite: a merge decision, one pair, 3,000 reports of 300 visits {apart} days apart"
    return Figure(what, statistics.median(took) * 1000, "ms", "no aim", True)


async def _measured(url: str) -> Figure:
    store = Store.at(url)
    await store.migrate()
    await _fill(store)
    articles = list(_articles())
    for article in articles:
        read(article, now=_NOW)  # a bot that runs has its languages loaded
    intake = Intake(store)
    began = time.process_time()
    for article in articles:
        await intake.take_in(article)  # so old that nobody is alerted
    rate = len(articles) / (time.process_time() - began)
    await store.close()
    what = f"SQLite: visit articles taken in, {_VISITS * _REPORTS:,} sightings stored"
    return Figure(what, rate, "a second", f"≥ {_GOAL}", rate >= _GOAL)


def _articles() -> Iterator[Article]:
    for line in _CORPUS.read_text(encoding="utf-8").splitlines():
        labelled: dict[str, Any] = json.loads(line)
        if labelled["label"] != "not_visit":
            yield article_from_json(labelled)


async def _fill(store: Store) -> None:
    chance = random.Random(7)
    known = sorted({one for article in _CORPUS.read_text(encoding="utf-8").splitlines()
                    for visit in json.loads(article)["visits"]
                    for one in (visit["visitor"]["country"], visit["host"]["country"])})  # fmt: skip
    codes = [*known, *(code for code in sorted(countries.codes()) if code not in known)][:60]
    for start in range(0, _VISITS, _AT_ONCE):
        rows = _no_rows()
        for number in range(start, start + _AT_ONCE):
            day = _FIRST + timedelta(days=chance.randrange(_DAYS))
            add(rows, number, chance.sample(codes, 2), day, chance=chance)
        await put(store, rows)


def _no_rows() -> Rows:
    return {"articles": [], "visits": [], "sightings": []}


async def put(store: Store, rows: Rows) -> None:
    async with store.writing() as tx:
        for name, some in rows.items():
            await tx.execute(schema.metadata.tables[name].insert(), some)


def add(
    rows: Rows,
    number: int,
    pair: Sequence[str],
    day: date,
    *,
    reports: int = _REPORTS,
    chance: random.Random,
) -> None:
    """Add the rows of one visit to those of articles, visits and sightings; a report each day."""
    visitor, host = pair
    seen = sighting(visitor, host, start=day.isoformat(), city="Manama")
    record = sighting_to_json(seen)
    rows["visits"].append(
        {
            "id": f"{number:07d}", "record": record, "conflicts": [], "revision": 1, "state": "shown",
            "created_at": _NOW, "updated_at": _NOW, "visitor_country": visitor, "host_country": host,
            "grade": "head", "status": "completed", "first_day": day, "last_day": day,
        }
    )  # fmt: skip
    for report in range(reports):
        article = number * reports + report + 1
        told = day + timedelta(days=report)
        rows["articles"].append(
            {
                "id": article, "key": f"https://a.example/{article}", "title": "A title", "day": told,
                "label": "visit", "text_hash": "0" * 64, "score": 0.9, "seen_at": _NOW,
                "shingles": chance.randbytes(800), "published": told.isoformat(),
            }
        )  # fmt: skip
        rows["sightings"].append(_sighting_row(article, f"{number:07d}", seen, record, told))


def _sighting_row(
    article: int, visit_id: str, seen: Sighting, record: dict[str, Any], day: date
) -> dict[str, Any]:
    source = Source(None, None, None, day.isoformat(), "A title")
    first, last = reach(Told(seen, source, day))
    return {
        "article_id": article, "position": 0, "visit_id": visit_id, "record": record, "copied": False,
        "bound": False, "visitor_country": seen.visitor.country, "host_country": seen.host.country,
        "grade": "head", "first_day": first, "last_day": last,
    }  # fmt: skip


if __name__ == "__main__":
    main()
