"""What feeds have shown: kept as numbers, known per feed, forgotten by the feed's own time."""

from __future__ import annotations

from datetime import timedelta

from bot.storage import Store, entries
from tests.storage.conftest import Files, path
from tests.storage.situations import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)


async def forget(store: Store) -> int:
    async with store.writing() as tx:
        return await entries.forget(tx, TODAY, after=60 * DAY, orphans=400 * DAY)


async def test_names_are_shown_per_feed(store: Store) -> None:
    """The same name in another feed is another one; ten thousand at once are no trouble."""
    names = [f"link:https://a.example/{number}" for number in range(10_000)]
    async with store.writing() as tx:
        await entries.mark(tx, {"one": [*names, names[0]]}, day=TODAY)
        await entries.mark(tx, {"one": []}, day=TODAY)
        assert await entries.shown(tx, "one", [*names, "new", "\ud800"]) == dict.fromkeys(names, TODAY)
        assert await entries.shown(tx, "two", names) == {}


async def test_a_name_shown_again_stays_young(store: Store) -> None:
    """Of two days on which a feed was seen to show a name the second is kept."""
    async with store.writing() as tx:
        await entries.mark(tx, {"one": ["guid:1"]}, day=TODAY - 9 * DAY)
        await entries.mark(tx, {"one": ["guid:1"]}, day=TODAY)
        assert await entries.shown(tx, "one", ["guid:1"]) == {"guid:1": TODAY}


async def test_what_a_feed_shows_no_more_is_forgotten(store: Store) -> None:
    """Sixty days after its feed showed it the last time a name goes."""
    async with store.writing() as tx:
        await entries.mark(tx, {"one": ["gone"]}, day=TODAY - 62 * DAY)
        await entries.mark(tx, {"one": ["stays"]}, day=TODAY - DAY)
    assert await forget(store) == 1
    async with store.reading() as tx:
        assert set(await entries.shown(tx, "one", ["gone", "stays"])) == {"stays"}


async def test_a_feed_that_shows_nothing_new_keeps_what_it_has(store: Store) -> None:
    """A feed that was dead or unchanged for three months brings nothing old as news when it is back."""
    async with store.writing() as tx:
        await entries.mark(tx, {"other": ["guid:9"]}, day=TODAY)
        await entries.mark(tx, {"one": ["guid:1", "guid:2"]}, day=TODAY - 90 * DAY)
        await entries.mark(tx, {"dropped": ["guid:1"]}, day=TODAY - 401 * DAY)
    assert await forget(store) == 1
    async with store.reading() as tx:
        assert len(await entries.shown(tx, "one", ["guid:1", "guid:2"])) == 2


async def test_names_are_small(files: Files) -> None:
    """A hundred thousand names, those of a thousand documents with fifty entries, take about 2 MB."""
    url = files.ready()
    store = Store.at(url)
    before = path(url).stat().st_size
    async with store.writing() as tx:
        for feed in range(1000):
            await entries.mark(tx, {f"feed {feed}": [f"link:{number}" for number in range(100)]}, day=TODAY)
    await store.close()
    assert path(url).stat().st_size - before < 2_500_000
