"""A broadcast on its whole way: from the operator's key to everybody's chat."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.broadcasting import queue_broadcasts
from bot.storage import broadcasts
from tests.app.post import Post


async def test_a_broadcast_arrives_as_it_was_seen(post: Post) -> None:
    """Every chat gets it once, with its formatting and without a sound."""
    ada, bob = await post.subscriber("Ada"), await post.subscriber("Bob")
    now = datetime.now(UTC)
    async with post.store.writing() as tx:
        number = await broadcasts.draft(tx, ada.id, "Back <b>at noon</b>", None, now)
        assert await broadcasts.release(tx, number, ada.id, now) == 2
    for _ in range(2):
        await queue_broadcasts(post.store, now)
    async with post.working():
        for person in (ada, bob):
            heard = await person.hears("Back at noon")
            assert [entity["type"] for entity in heard["entities"]] == ["bold"]
        await post.until("sent", 2)
    assert [len(person.private.silent) for person in (ada, bob)] == [1, 1]
    async with post.store.reading() as tx:
        told = await broadcasts.progress(tx)
    assert told is not None
    assert (told.sent, told.waiting, told.failed) == (2, 0, 0)
