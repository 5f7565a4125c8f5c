"""A bot as people meet it: the real Application and handlers, a real store, and a Telegram of our own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.correcting import Corrector
from bot.languages import speech
from bot.model import Article, Change, Feed, Merge, State, Told, Verdict, Visit
from bot.outputs.line import Line, build
from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from bot.storage import Store, articles, sightings
from handlers import register
from tests.renderer.samples import NOW, SOURCES
from tests.renderer.samples import visit as a_visit

Happened = Callable[..., Awaitable[Visit]]


@pytest.fixture(autouse=True)
def strict_speech() -> Any:
    """A missing sentence is an error here."""
    speech.be_strict()
    yield
    speech.be_strict(False)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store.at(f"sqlite+aiosqlite:///{tmp_path}/chat.db")
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
def catalogue() -> Sequence[Feed]:
    """The configured feeds."""
    return ()


@pytest.fixture
async def bot(
    sandbox: Sandbox, store: Store, corrector: Corrector, catalogue: Sequence[Feed]
) -> AsyncIterator[Line]:
    """The bot, listening; its clock stands at the afternoon of 26 January 2026."""
    application = build(sandbox.token, sandbox.base_url)
    register(application, store, corrector, catalogue, clock=lambda: NOW)
    line = Line(application)
    await line.open()
    listening = asyncio.create_task(line.listen())
    yield line
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await line.close()


@pytest.fixture
def operator(sandbox: Sandbox) -> Person:
    """Whom the configuration lets correct visits."""
    return sandbox.world.user("Olga")


@pytest.fixture
def corrector(store: Store, operator: Person) -> Corrector:
    return Corrector(store, {operator.id}, clock=lambda: NOW)


@pytest.fixture
def ada(sandbox: Sandbox) -> Person:
    """Somebody who has never spoken to the bot; her app is in English."""
    return sandbox.world.user("Ada")


@pytest.fixture
def happened(store: Store) -> Happened:
    """Put a visit into the store: `await happened(host=Host("TR", "Ankara"), start="2025-07-22")`."""
    numbers = iter(range(1_000_000))

    async def put(state: State = "shown", **changes: Any) -> Visit:
        number = next(numbers)
        record = a_visit(**changes).record
        source, day = SOURCES[0], date(2026, 1, 26)
        article = Article(source.title, "", url=f"{source.url}?{number}", published=source.published)
        verdict = Verdict("visit", 0.98, "en", visits=(record,))
        async with store.writing() as tx:
            key = str(article.url)
            kept = await articles.save(tx, article, verdict, key=key, day=day, now=NOW)
            told = (Told(record, source, day, number=(kept or 0, 0)),)
            change: Change = "new" if state == "shown" else "held"
            merge = Merge(None, record, (), change, "a test", told, moved=told)
            made = NOW + timedelta(microseconds=number)  # one after the other, as in life
            return (await sightings.save(tx, merge, now=made))[0][0]

    return put
