"""What becomes of a message that was sent, refused, put off, or of which nobody knows."""

from __future__ import annotations

from datetime import timedelta

from bot.model import Notice
from bot.outcomes import Gone, Later, Moved, Refused, Sent, Unknown
from bot.storage import Store, chats, outbox
from tests.storage.sending import MINUTE, claim, finish, put, shown_in
from tests.storage.situations import NOW, shown


async def test_what_cannot_be_sent_for_two_days_is_dead_and_listed(
    store: Store, visit_ids: list[str]
) -> None:
    """Trying ends, and the operator can see with what."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    much_later = NOW + timedelta(hours=49)
    [due] = await claim(store, much_later)
    assert await finish(store, due, Later(1, "no route"), much_later) == "dead"
    async with store.writing() as tx:
        [row] = await outbox.failed(tx)
        assert await shown(tx, visit_ids[0]) == {1: False}
    assert (row.state, row.notice, "no route" in row.reason) == ("dead", due.notice, True)


async def test_a_refused_alert_takes_its_edits_along(store: Store, visit_ids: list[str]) -> None:
    """Nothing is edited that was never shown, and other chats are not touched."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(2, visit_ids[0], 1, "alert"))
    first, second = await claim(store)
    await put(store, *(Notice(chat, visit_ids[0], 2, "edit") for chat in (1, 2)))
    assert await finish(store, first, Refused("can't parse")) == "dead"
    await finish(store, second, Sent(2))
    assert [due.chat.id for due in await claim(store)] == [2]


async def test_a_chat_that_is_gone_is_paused(store: Store, visit_ids: list[str]) -> None:
    """Who blocked the bot is left alone, and is no failure."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(1, visit_ids[1], 1, "alert"))
    [due] = await claim(store)
    assert await finish(store, due, Gone("blocked")) == "cancelled"
    async with store.reading() as tx:
        chat = await chats.get(tx, 1)
        assert chat is not None
        assert (chat.paused, await outbox.tally(tx)) == ("blocked", {"cancelled": 2})
        assert await outbox.failed(tx) == []


async def test_a_chat_that_moved_gets_its_alert_there(store: Store, visit_ids: list[str]) -> None:
    """The alert is not lost with the old id and not counted as an attempt."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await claim(store)
    assert await finish(store, due, Moved(-1001)) == "queued"
    [due] = await claim(store)
    assert (due.chat.id, due.attempt) == (-1001, 1)


async def test_an_edit_ends_where_its_group_has_moved(store: Store, visit_ids: list[str]) -> None:
    """Messages of the old group cannot be reached from the new one; that is no failure."""
    await shown_in(store, visit_ids[0], 1)
    await shown_in(store, visit_ids[1], 1)
    await put(store, *(Notice(1, visit_id, 2, "edit") for visit_id in visit_ids[:2]))
    [due] = await claim(store)
    assert await finish(store, due, Moved(-1001)) == "cancelled"
    assert await claim(store, NOW + 60 * MINUTE) == []
    async with store.writing() as tx:
        assert await outbox.failed(tx) == []
        assert await shown(tx, visit_ids[0]) == {-1001: False}


async def test_a_doubtful_send_is_repeated_once_and_then_parked(store: Store, visit_ids: list[str]) -> None:
    """At most two copies, the second marked as such; the doubt is the operator's then."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await claim(store)
    assert await finish(store, due, Unknown("cut off")) == "queued"
    assert await claim(store) == []
    [due] = await claim(store, NOW + MINUTE)
    assert due.again
    assert await finish(store, due, Unknown("cut off again"), NOW + MINUTE) == "uncertain"
    assert await claim(store, NOW + 60 * MINUTE) == []
    async with store.reading() as tx:
        assert [row.state for row in await outbox.failed(tx)] == ["uncertain"]


async def test_a_doubtful_send_is_parked_at_once_where_that_is_set(
    store: Store, visit_ids: list[str]
) -> None:
    """Who wants no copy at all gets none."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await claim(store)
    assert await finish(store, due, Unknown("cut off"), repeat_unknown=False) == "uncertain"


async def test_a_doubtful_edit_is_simply_done_again(store: Store, visit_ids: list[str]) -> None:
    """Edited twice, a card shows the same."""
    await shown_in(store, visit_ids[0], 1)
    await put(store, Notice(1, visit_ids[0], 2, "edit"))
    for minute in range(4):
        [due] = await claim(store, NOW + minute * MINUTE)
        assert not due.again
        assert await finish(store, due, Unknown("cut off"), NOW + minute * MINUTE) == "queued"


async def test_a_slow_holder_is_fenced_off(store: Store, visit_ids: list[str]) -> None:
    """Whoever claimed a row later decides; but that a message did arrive is believed."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(2, visit_ids[0], 1, "alert"))
    async with store.writing() as tx:
        [slow] = await outbox.claim(tx, 1, NOW, lease=timedelta(seconds=-1))
        [held] = await outbox.claim(tx, 1, NOW)
        assert await outbox.recover(tx, now=NOW + 2 * MINUTE) == 1
    assert await finish(store, held, Sent(3)) == "sent"
    assert await finish(store, slow, Refused("late")) is None
    [quick] = await claim(store, NOW + 4 * MINUTE)
    assert await finish(store, slow, Sent(1)) is None
    assert await finish(store, quick, Sent(2)) == "sent"
    assert await finish(store, quick, Sent(2)) is None


async def test_a_late_success_ends_the_repetition(store: Store, visit_ids: list[str]) -> None:
    """When the first send turns out to have worked, no second is made."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await claim(store)
    async with store.writing() as tx:
        await outbox.recover(tx, now=NOW, everything=True)
    assert await finish(store, due, Sent(1)) == "sent"
    assert await claim(store, NOW + 5 * MINUTE) == []


async def test_many_outcomes_are_written_as_each_alone(store: Store, visit_ids: list[str]) -> None:
    """Sent, put off and refused together: each row ends as it would by itself, and the card is remembered."""
    await put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in (1, 2, 3)))
    first, second, third = await claim(store)
    outcomes = [(first, Sent(71), "hash"), (second, Later(5, "busy"), None), (third, Refused("no"), None)]
    async with store.writing() as tx:
        await outbox.finish_many(tx, outcomes, now=NOW)
        assert await outbox.tally(tx) == {"sent": 1, "queued": 1, "dead": 1}
        assert await shown(tx, visit_ids[0]) == {1: True, 2: True, 3: False}


async def test_what_somebody_else_has_claimed_since_is_left_to_him(
    store: Store, visit_ids: list[str]
) -> None:
    """A sender that was too slow cannot mark a row that is another's by now."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [slow] = await claim(store)
    async with store.writing() as tx:
        await outbox.recover(tx, now=NOW, everything=True)
    [quick] = await claim(store, NOW + MINUTE)
    async with store.writing() as tx:
        await outbox.finish_many(tx, [(slow, Sent(71), None)], now=NOW)
    async with store.reading() as tx:
        assert await outbox.tally(tx) == {"sending": 1}
    assert quick.again


async def test_what_has_not_left_is_no_suspect(store: Store, visit_ids: list[str]) -> None:
    """Of two rows under way at a crash, the one that has not left is sent as if nothing had been."""
    await put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in (1, 2)))
    first, second = await claim(store)
    async with store.writing() as tx:
        doubtful = await outbox.recover(tx, now=NOW, everything=True, sent={(first.id, first.claim)})
    assert doubtful == 1
    [again] = await claim(store)
    assert (again.id, again.again, again.attempt) == (second.id, False, 1)


async def test_a_restored_store_does_not_believe_a_newer_list(store: Store, visit_ids: list[str]) -> None:
    """A list of what has left that names claims the store never made is of another time: all are suspects."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await claim(store)
    async with store.writing() as tx:
        newer = {(due.id + 1, 1)}
        assert await outbox.recover(tx, now=NOW, everything=True, sent=newer) == 1
