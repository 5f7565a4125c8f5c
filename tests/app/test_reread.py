"""Reading again: shown before it is done, done once, with ids and corrections kept and nobody alerted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import cli, reading
from bot.intake import Intake
from bot.model import Article, Host, Notice, Verdict, Visit
from bot.outcomes import Sent
from bot.rereading import Notes
from bot.storage import Store, chats, corrections, outbox, visits
from bot.storage.schema import outbox as outbox_table
from bot.wishes import Subject
from tests.app.paper import BAHRAIN, KAZAKHSTAN, WEATHER, Item, Paper
from tests.cli.conftest import nobody

READER = 501
Reread = Callable[..., Awaitable[list[Mapping[str, Any]]]]


@pytest.fixture
def reread(
    environ: Mapping[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Reread:
    """Run `visitwire reread --json` as an operator would, and give what it answers."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    async def run(*more: str) -> list[Mapping[str, Any]]:
        capsys.readouterr()
        arguments = ("--config", str(tmp_path), "reread", "--json", *more)
        assert await asyncio.to_thread(cli.run, arguments, nobody) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


async def misread(store: Store, paper: Paper, item: Item, verdict: Verdict | None = None) -> None:
    """Take an article in as an older reading understood it: by default as no visit."""
    article = Article(
        item.title, item.text, url=paper.url(item), published=item.published.isoformat(timespec="seconds")
    )
    told = verdict or Verdict("not_visit", 0.1, "en")
    await Intake(store).remember([(article, told)], feed="Gazette")


def read(item: Item, **changes: Any) -> Verdict:
    """What today's reading says of an article, with one thing in the record wrong."""
    verdict = reading.read(Article(item.title, item.text), now=datetime.now(UTC))
    return replace(verdict, visits=(replace(verdict.visits[0], **changes),))


async def shown(store: Store) -> list[Visit]:
    async with store.reading() as tx:
        return await visits.query(tx)


async def queued(store: Store) -> list[tuple[str, bool]]:
    async with store.reading() as tx:
        asked = select(outbox_table.c.kind, outbox_table.c.silent).where(outbox_table.c.state == "queued")
        return [(row.kind, row.silent) for row in await tx.execute(asked)]


async def has_card(store: Store, visit: Visit) -> None:
    """Let one subscriber to everything have the card of a visit."""
    now = datetime.now(UTC)
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
        await chats.subscribe(tx, READER, Subject())
        await outbox.put(tx, [Notice(READER, visit.id, visit.revision, "alert")], now=now)
    async with store.writing() as tx:
        (due,) = await outbox.claim(tx, 1, now)
    async with store.writing() as tx:
        await outbox.finish(tx, due, Sent(77), now=now, rendered="old")


async def test_what_would_change_is_shown_and_nothing_changes(
    reread: Reread, store: Store, paper: Paper
) -> None:
    """A new visit, a corrected one and a false alarm are told; the store stays as it was."""
    bahrain, kazakhstan, weather = map(paper.publish, (BAHRAIN, KAZAKHSTAN, WEATHER))
    await misread(store, paper, bahrain, read(bahrain, host=Host("BH", "Riffa")))
    await misread(store, paper, kazakhstan)
    await misread(store, paper, weather, read(kazakhstan, host=Host("GE", "Tbilisi")))
    before = await shown(store)
    *changes, total = await reread()
    assert sorted((one["change"], one["host"]) for one in changes) == [
        ("changed", "BH"), ("dropped", "GE"), ("new", "KZ"),
    ]  # fmt: skip
    (changed,) = (one for one in changes if one["host"] == "BH")
    assert changed["fields"]["host.city"] == {"before": "Riffa", "after": "Manama"}
    assert total == {"articles": 3, "not_read": 0, "applied": False}
    assert await shown(store) == before


async def test_apply_does_what_was_shown_and_fetches_nothing_again(
    reread: Reread, store: Store, paper: Paper
) -> None:
    """The visit keeps its id, its card is edited in silence, and a second run finds nothing to do."""
    bahrain, kazakhstan = paper.publish(BAHRAIN), paper.publish(KAZAKHSTAN)
    await misread(store, paper, bahrain, read(bahrain, host=Host("BH", "Riffa")))
    await misread(store, paper, kazakhstan)
    (visit,) = await shown(store)
    await has_card(store, visit)
    assert len(await reread()) == 3
    asked = sum(paper.asked.values())
    assert {one.get("change") for one in await reread("--apply")} == {"changed", "new", None}
    assert sum(paper.asked.values()) == asked
    after = {one.record.host.country: one for one in await shown(store)}
    assert after["BH"].id == visit.id
    assert after["BH"].record.host.city == "Manama"
    assert after["KZ"].record.visitor.country == "TR"
    assert await queued(store) == [("edit", True)]
    assert [one.get("change") for one in await reread("--apply")] == [None]


async def test_a_false_alarm_is_taken_back(reread: Reread, store: Store, paper: Paper) -> None:
    """A visit of which no article tells any more is rejected, as an operator could undo."""
    weather, bahrain = paper.publish(WEATHER), paper.publish(BAHRAIN)
    await misread(store, paper, weather, read(bahrain))
    (visit,) = await shown(store)
    *changes, _ = await reread("--apply")
    assert [(one["change"], one["id"]) for one in changes] == [("dropped", visit.id)]
    assert await shown(store) == []
    async with store.reading() as tx:
        assert [one.kind for one in await corrections.standing(tx, [visit.id])] == ["reject"]


async def test_an_operators_word_stands(reread: Reread, store: Store, paper: Paper) -> None:
    """What an operator fixed outlives a new reading, and so does a visit that he has looked after."""
    bahrain, weather = paper.publish(BAHRAIN), paper.publish(WEATHER)
    await misread(store, paper, weather, read(bahrain))
    (visit,) = await shown(store)
    async with store.writing() as tx:
        detail = {"field": "host.city", "value": "Muharraq"}
        await corrections.add(tx, visit.id, "fix", detail, by="test", now=datetime.now(UTC))
    assert [one.get("change") for one in await reread("--apply")] == [None]
    assert [one.id for one in await shown(store)] == [visit.id]


async def test_pages_that_are_gone_or_changed_change_nothing(
    reread: Reread, store: Store, paper: Paper
) -> None:
    """A page that is gone, or holds another text by now, is told and leaves its visit alone."""
    bahrain, kazakhstan = paper.publish(BAHRAIN), paper.publish(KAZAKHSTAN)
    await misread(store, paper, bahrain, read(bahrain))
    await misread(store, paper, kazakhstan, read(kazakhstan))
    paper.failing[f"/n/{bahrain.slug}"] = 404
    paper.items = [replace(one, text=WEATHER[1]) if one is kazakhstan else one for one in paper.items]
    *troubles, total = await reread("--apply")
    assert sorted(one["error"].split(":")[0] for one in troubles) == ["changed", "http_404"]
    assert total == {"articles": 0, "not_read": 2, "applied": True}
    assert len(await shown(store)) == 2


async def test_only_articles_since_a_day_are_read(reread: Reread, store: Store, paper: Paper) -> None:
    """`--since` leaves older articles alone, and the starter history was never read by us."""
    old = paper.publish(BAHRAIN, days_ago=40)
    await misread(store, paper, old)
    assert (await reread("--since", f"{datetime.now(UTC).date()}"))[-1]["articles"] == 0
    assert (await reread())[-1]["articles"] == 1


def test_notes_of_another_reading_or_cut_off_do_not_count(tmp_path: Path) -> None:
    """A crash in the middle of a line, or a newer version, only means that a page is fetched again."""
    path = tmp_path / "notes.jsonl"
    path.write_text('{"by": "other", "key": "a"}\n{"by": "oth')
    assert Notes(path).known == {}
