"""What ended long ago is forgotten, and nothing comes twice because of that."""

from __future__ import annotations

from datetime import timedelta

from bot.model import Notice
from bot.outcomes import Refused, Sent
from bot.storage import Store, outbox, retention
from tests.storage.sending import claim, finish, put
from tests.storage.situations import NOW, shown

DAY = timedelta(days=1)


async def _forgotten(store: Store, days: int) -> dict[str, int]:
    """Forget as so many days later, and count what is left by state."""
    place: int | None = 0
    while place is not None:
        async with store.writing() as tx:
            place = await retention.forget(tx, place, NOW + days * DAY - 30 * DAY)
    async with store.reading() as tx:
        return await outbox.tally(tx)


async def test_rows_go_when_their_time_is_over(store: Store, visit_ids: list[str]) -> None:
    """What was sent goes after a month, what is dead a year later; what waits and the newest row stay."""
    await put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in (1, 2, 3)))
    first, second, _ = await claim(store)
    await finish(store, first, Sent(7))
    await finish(store, second, Refused("no"))
    await put(store, Notice(1, visit_ids[1], 1, "alert"))
    [newest] = await claim(store)
    await finish(store, newest, Sent(8))
    assert await _forgotten(store, 29) == {"sent": 2, "dead": 1, "sending": 1}
    assert await _forgotten(store, 31) == {"sent": 1, "dead": 1, "sending": 1}
    assert await _forgotten(store, 400) == {"sent": 1, "sending": 1}


async def test_a_card_outlives_its_row(store: Store, visit_ids: list[str]) -> None:
    """A chat whose row is forgotten still has the card, so it is edited and never alerted anew."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(2, visit_ids[0], 1, "alert"))
    for due in await claim(store):
        await finish(store, due, Sent(100 + due.chat.id), rendered="old")
    assert await _forgotten(store, 31) == {"sent": 1}
    async with store.writing() as tx:
        assert await shown(tx, visit_ids[0]) == {1: True, 2: True}
    await put(store, Notice(1, visit_ids[0], 2, "edit"))
    [edit] = await claim(store)
    assert (edit.message_id, edit.rendered) == (101, "old")


async def test_a_journal_may_name_what_is_forgotten(store: Store, visit_ids: list[str]) -> None:
    """That a noted row is gone is no sign of an old backup: the notes are believed."""
    await put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in (1, 2)))
    first, second = await claim(store)
    await finish(store, first, Sent(7))
    await _forgotten(store, 31)
    async with store.writing() as tx:
        noted = {(first.id, first.claim)}
        assert await outbox.recover(tx, now=NOW, everything=True, sent=noted) == 0
        assert await outbox.tally(tx) == {"queued": 1}
    assert second.id > first.id
