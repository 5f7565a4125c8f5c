"""A damaged file: refused at the start, or at least no accident; VISITWIRE_FLIPS=300 for the long version."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.errors import StorageError
from bot.model import Feed
from bot.outcomes import Sent
from bot.storage import Store, entries, feeds, outbox, visits
from bot.storage.schema import metadata
from tests.storage.conftest import ADDRESS, Files, path
from tests.storage.sending import claim, finish
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, sighting

_COPIES = int(os.environ.get("VISITWIRE_FLIPS", "25"))


@pytest.fixture
async def lived(files: Files) -> Path:
    """A file with something in every table."""
    url = files.ready()
    async with _opened(path(url)) as store:
        async with store.writing() as tx:
            for chat in range(1, 20):
                await chat_subscribed(tx, chat)
            await feeds.ensure(tx, [Feed(f"feed {number}", "https://a.example/") for number in range(20)])
            await entries.mark(tx, {"feed 1": [str(number) for number in range(100)]}, day=NOW.date())
        for host in _HOSTS:
            await one_taken_in(
                store, f"https://a.example/{host}", sighting(host=host, city="Bakı"), text="a " * 90
            )
        for due in await claim(store):
            await finish(store, due, Sent(due.chat.id))
    return path(url)


_HOSTS = [f"{first}{second}" for first in "BCD" for second in "ABCDEFGH"]


@asynccontextmanager
async def _opened(file: Path) -> AsyncIterator[Store]:
    store = Store.at(f"{ADDRESS}{file}")
    try:
        yield store
    finally:
        await store.close()


async def _reads(store: Store) -> None:
    async with store.reading() as tx:
        for table in metadata.sorted_tables:
            (await tx.execute(select(table))).all()


async def _answers(store: Store) -> None:
    async with store.reading() as tx:
        await visits.counts(tx)
        await visits.query(tx, limit=100)


async def _polls(store: Store) -> None:
    async with store.writing() as tx:
        for state in await feeds.claim_due(tx, NOW, 5, names=["feed 1", "feed 2"]):
            await feeds.save_state(tx, state)


async def _takes_in(store: Store) -> None:
    for host in _HOSTS:
        await one_taken_in(store, f"https://b.example/{host}", sighting(host=host, start="2026-01-25"))


async def _sends(store: Store) -> None:
    async with store.writing() as tx:
        await outbox.recover(tx, now=NOW, everything=True)
    for due in await claim(store):
        await finish(store, due, Sent(1))


_WORK: tuple[Callable[[Store], Awaitable[None]], ...] = (_reads, _answers, _polls, _takes_in, _sends)


async def test_a_file_with_flipped_bits_is_refused_or_works(lived: Path, tmp_path: Path) -> None:
    """Of copies with a few flipped bits most are refused with the advice to restore a backup.

    The others work: a value that is damaged and still a value cannot be told from a sound one. Where a record
    cannot be read all the same, it is a StorageError, which every loop outlives.
    """
    chance, refused, told_later, content = random.Random(5), 0, 0, _content(lived)
    for number in range(_COPIES):
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 4, 16))):
            damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (tmp_path / f"{number}.db").write_bytes(damaged)
        async with _opened(tmp_path / f"{number}.db") as store:
            if await _is_refused(store):
                refused += 1
            else:
                told_later += not await _works(store)
    print(f"{refused} of {_COPIES} refused, {told_later} found damaged later")
    assert refused > _COPIES // 3


def _content(file: Path) -> bytes:
    return file.read_bytes()


async def _is_refused(store: Store) -> bool:
    try:
        await store.check()
    except StorageError as refusal:
        assert "restore a backup" in str(refusal) or "is not a database" in str(refusal)
        return True
    return False


async def _works(store: Store) -> bool:
    for work in _WORK:
        try:
            await work(store)
        except StorageError as trouble:
            assert "damaged" in str(trouble) and "\n" not in str(trouble)
            return False
    return True
