"""Pages that fail: tried again over polls and restarts, and the headline is not kept waiting."""

from __future__ import annotations

from bot.app import opened_poller
from bot.model import Feed
from bot.settings import Settings
from bot.storage import Store, chats
from bot.wishes import Subject
from tests.app.conftest import READER, Poll, alerts, known
from tests.app.paper import BAHRAIN, Paper


async def test_a_page_that_fails_is_tried_again(poll: Poll, paper: Paper, store: Store) -> None:
    """An article whose page fails twice is read at the third poll, even from an unchanged feed."""
    await poll()
    item = paper.publish(BAHRAIN)
    paper.failing[f"/n/{item.slug}"] = 503
    assert [(await poll()).waiting, (await poll()).waiting] == [1, 1]
    assert await known(store) == 0
    paper.failing.clear()
    report = await poll()
    assert [change for one in report.taken for _, change in one.visits] == ["new"]
    assert await alerts(store) == 1
    assert (await poll()).entries == 0


async def test_a_page_that_never_comes_leaves_the_headline(poll: Poll, paper: Paper, store: Store) -> None:
    """After five polls a page is given up, and what the feed itself says is used."""
    await poll()
    item = paper.publish(BAHRAIN, summary=BAHRAIN[1].split("\n\n")[0])
    paper.failing[f"/n/{item.slug}"] = 500
    for _ in range(5):
        await poll()
    assert await known(store) == 1
    assert paper.asked[f"/n/{item.slug}"] == 5


async def test_a_page_that_was_withdrawn_is_asked_for_once(poll: Poll, paper: Paper, store: Store) -> None:
    """A page that is gone for good is given up at once, and what the feed itself says is used."""
    await poll()
    item = paper.publish(BAHRAIN, summary=BAHRAIN[1].split("\n\n")[0])
    paper.failing[f"/n/{item.slug}"] = 410
    assert (await poll()).waiting == 0
    assert await known(store) == 1
    await poll()
    assert paper.asked[f"/n/{item.slug}"] == 1


async def test_what_the_summary_tells_does_not_wait_for_the_page(
    poll: Poll, paper: Paper, store: Store
) -> None:
    """A visit told in the summary alerts though its page fails; the page, when it comes, adds to it once."""
    await poll()
    item = paper.publish(BAHRAIN, summary=BAHRAIN[1].split("\n\n")[0])
    paper.failing[f"/n/{item.slug}"] = 503
    first = await poll()
    assert [change for one in first.taken for _, change in one.visits] == ["new"]
    assert (first.waiting, await known(store), await alerts(store)) == (1, 1, 1)
    paper.failing.clear()
    second = await poll()
    assert [change for one in second.taken for _, change in one.visits] == ["minor"]
    assert (second.waiting, await known(store)) == (0, 1)
    assert (await poll()).taken == ()


async def test_a_page_that_waits_survives_a_restart(
    settings: Settings, feeds: tuple[Feed, ...], paper: Paper, store: Store
) -> None:
    """A process that ends while a page is to be tried again finds the entry anew and alerts of it."""
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
        await chats.subscribe(tx, READER, Subject())
    async with opened_poller(settings, feeds, store) as poller:
        await poller.once(["Gazette"])
        item = paper.publish(BAHRAIN)
        paper.failing[f"/n/{item.slug}"] = 503
        await poller.once(["Gazette"])
    paper.failing.clear()
    async with opened_poller(settings, feeds, store) as poller:
        await poller.once(["Gazette"])
    assert (await known(store), await alerts(store)) == (1, 1)


async def test_a_page_of_the_baseline_that_waits_stays_quiet_after_a_restart(
    settings: Settings, feeds: tuple[Feed, ...], paper: Paper, store: Store
) -> None:
    """A page that failed in the first poll is read by the next process, and still alerts nobody."""
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
        await chats.subscribe(tx, READER, Subject())
    item = paper.publish(BAHRAIN)
    for status in (503, 503, 0):
        paper.failing = {f"/n/{item.slug}": status} if status else {}
        async with opened_poller(settings, feeds, store) as poller:
            await poller.once(["Gazette"])
    assert (await known(store), await alerts(store)) == (1, 0)


async def test_tries_are_counted_over_restarts(
    settings: Settings, feeds: tuple[Feed, ...], paper: Paper, store: Store
) -> None:
    """Five processes with one failed try each give the page up as one process would."""
    item = paper.publish(BAHRAIN, summary=BAHRAIN[1].split("\n\n")[0])
    paper.failing[f"/n/{item.slug}"] = 500
    for _ in range(6):
        async with opened_poller(settings, feeds, store) as poller:
            await poller.once(["Gazette"])
    assert await known(store) == 1
    assert paper.asked[f"/n/{item.slug}"] == 5
