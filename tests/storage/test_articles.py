"""Articles taken in and entries seen."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from bot.model import Article, Verdict
from bot.storage import Store, articles
from tests.storage.situations import NOW, one_taken_in, sighting

NO = Verdict("not_visit", 0.01, "en")


async def test_an_article_is_taken_in_once(store: Store) -> None:
    """The second of two who take in the same link at once learns that it is taken."""
    article = Article("A title", "Some text", url="https://a.example/1")
    async with store.writing() as tx:
        first = await articles.save(tx, article, NO, key="k", day=date(2026, 1, 26), now=NOW)
        second = await articles.save(tx, article, NO, key="k", day=date(2026, 1, 26), now=NOW)
    assert isinstance(first, int)
    assert second is None


async def test_a_known_article_says_what_came_of_it(store: Store) -> None:
    """From the link one learns the label, the visits, and whether the publisher has edited the text."""
    _, visit = await one_taken_in(store, "https://a.example/1", sighting(), text="what it said")
    async with store.reading() as tx:
        found = await articles.known(tx, ["https://a.example/1", "https://a.example/2"])
    assert set(found) == {"https://a.example/1"}
    taken = found["https://a.example/1"]
    assert (taken.label, taken.visits) == ("visit", (visit.id,))
    assert taken.text_hash == articles.text_hash(Article("A title", "what it said"))
    assert taken.text_hash != articles.text_hash(Article("A title", "what it says now"))


async def test_no_text_is_kept(store: Store) -> None:
    """Nowhere in the database stand the words of an article."""
    await one_taken_in(store, "https://a.example/1", sighting(), text="an unmistakable phrase " * 9)
    async with store.reading() as tx:
        for table in await tx.run_sync(lambda sync: inspect(sync).get_table_names()):
            rows = (await tx.execute(text(f"SELECT * FROM {table}"))).all()
            assert "unmistakable" not in repr(rows)


async def test_characters_that_a_database_refuses_are_replaced(store: Store) -> None:
    """A broken title from a feed is stored, not an accident."""
    article = Article("half \ud83d a smile\x00", "\udfff", url="https://a.example/\ud800")
    async with store.writing() as tx:
        number = await articles.save(tx, article, NO, key="k\x00", day=date(2026, 1, 26), now=NOW)
        title = (await tx.execute(text("SELECT title FROM articles"))).scalar_one()
        assert set(await articles.known(tx, ["k\x00"])) == {"k\ufffd"}
    assert number is not None
    assert title == "half \ufffd a smile\ufffd"


@given(st.frozensets(st.integers(0, 2**32 - 1)))
def test_shingles_survive_their_packing(shingles: frozenset[int]) -> None:
    """Any set of 32-bit numbers comes back as it was."""
    assert articles.unpack(articles.pack(shingles)) == shingles
