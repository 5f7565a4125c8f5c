"""Several processes on one store: what each may take, and what none does twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.intake import Intake
from bot.model import Article, Notice
from bot.storage import Store, chats, outbox, visits
from bot.storage.due import Due
from tests.app.paper import BAHRAIN
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, sighting

_PROCESSES = 4


@pytest.fixture
async def stores(url: str) -> AsyncIterator[list[Store]]:
    """The same store, as several processes have it open."""
    opened = [Store.at(url) for _ in range(_PROCESSES)]
    yield opened
    for store in opened:
        await store.close()


def _report(number: int) -> Article:
    text = f"{BAHRAIN[1]} Report {number}."
    return Article(BAHRAIN[0], text, url=f"https://a.example/{number}", published=f"{NOW:%Y-%m-%d}")


async def _take_in(store: Store, article: Article) -> str:
    taken = await Intake(store, clock=lambda: NOW).take_in(article)
    return taken.visits[0][1]


async def test_reports_of_one_visit_that_come_at_once_make_one_visit(stores: list[Store]) -> None:
    """Whoever takes in the second report sees the visit of the first, and everybody is alerted once."""
    async with stores[0].writing() as tx:
        await chat_subscribed(tx, 1)
    reports = (_take_in(store, _report(number)) for number, store in enumerate(stores * 3))
    fates = await asyncio.gather(*reports)
    assert sorted(fates).count("new") == 1
    async with stores[0].writing() as tx:
        assert await visits.count(tx) == 1
        assert len(await outbox.claim(tx, 10, NOW)) == 1


async def test_one_article_that_two_processes_find_is_taken_in_once(stores: list[Store]) -> None:
    """The later of two with the same article learns what became of it."""
    fates = await asyncio.gather(*(_take_in(store, _report(1)) for store in stores))
    assert sorted(fates) == ["new", "none", "none", "none"]


async def test_rows_of_the_outbox_are_claimed_once_and_in_order(stores: list[Store]) -> None:
    """However many claim at once, no row goes to two, and of one chat no second goes out before the first."""
    first = (await one_taken_in(stores[0], "https://a.example/1", sighting()))[1].id
    second = (await one_taken_in(stores[0], "https://a.example/2", sighting(host="TR")))[1].id
    async with stores[0].writing() as tx:
        for chat in range(1, 31):
            await chats.ensure(tx, chat, "private", "en")
        for visit_id in (first, second):
            await outbox.put(tx, [Notice(chat, visit_id, 1, "alert") for chat in range(1, 31)], now=NOW)

    async def claims(store: Store) -> list[Due]:
        got: list[Due] = []
        for _ in range(6):
            async with store.writing() as tx:
                got += await outbox.claim(tx, 4, NOW)
        return got

    claimed = [due for some in await asyncio.gather(*map(claims, stores)) for due in some]
    assert sorted(due.chat.id for due in claimed) == list(range(1, 31))
    assert {due.notice.visit_id for due in claimed} == {first}


async def test_a_reader_sees_one_state(stores: list[Store]) -> None:
    """Two questions in one reading transaction are answered from the same moment."""
    async with stores[0].reading() as tx:
        before = await visits.count(tx)
        await one_taken_in(stores[1], "https://a.example/1", sighting())
        assert await visits.count(tx) == before == 0
    async with stores[0].reading() as tx:
        assert await visits.count(tx) == 1
