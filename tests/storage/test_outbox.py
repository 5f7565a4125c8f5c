"""The outbox: one row a notice, in order, one message under way in a chat."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from bot.model import Notice
from bot.outcomes import Later, Sent
from bot.storage import Store, chats, outbox, schema
from tests.storage.sending import MINUTE, claim, finish, put, shown_in
from tests.storage.situations import NOW, shown


async def test_the_same_notice_is_queued_once(store: Store, visit_ids: list[str]) -> None:
    """Taking in again, or being killed and starting over, doubles no alert."""
    notice = Notice(1, visit_ids[0], 1, "alert")
    assert await put(store, notice) == 1
    assert await put(store, notice) == 0
    assert len(await claim(store)) == 1


async def test_a_claim_hands_over_all_that_sending_needs(store: Store, visit_ids: list[str]) -> None:
    """The chat with its language, the attempt, and for an edit the card and what it shows."""
    async with store.writing() as tx:
        await chats.set_language(tx, 1, "az")
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    [alert] = await claim(store)
    assert (alert.notice, alert.chat.language) == (Notice(1, visit_ids[0], 1, "alert"), "az")
    assert (alert.attempt, alert.again, alert.message_id, alert.rendered) == (1, False, None, None)
    assert await finish(store, alert, Sent(55), rendered="hash") == "sent"
    await put(store, Notice(1, visit_ids[0], 2, "edit"))
    [edit] = await claim(store)
    assert (edit.message_id, edit.rendered) == (55, "hash")


async def test_a_chat_has_one_message_under_way(store: Store, visit_ids: list[str]) -> None:
    """Three alerts to one chat go one after the other, in the order they were put."""
    await put(store, *(Notice(1, visit_id, 1, "alert") for visit_id in visit_ids))
    sent = []
    while claimed := await claim(store):
        [due] = claimed
        assert await claim(store) == []
        sent.append(due.notice.visit_id)
        await finish(store, due, Sent(len(sent)))
    assert sent == visit_ids


async def test_alerts_go_before_edits_and_chats_side_by_side(store: Store, visit_ids: list[str]) -> None:
    """A new visit does not queue behind corrections of old ones."""
    await shown_in(store, visit_ids[0], 1, 2)
    await put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(2, visit_ids[0], 2, "edit"))
    await put(store, Notice(1, visit_ids[1], 1, "alert"))
    first = await claim(store)
    assert [(due.chat.id, due.notice.kind) for due in first] == [(1, "alert"), (2, "edit")]


async def test_an_alert_waits_for_an_edit_that_is_under_way(store: Store, visit_ids: list[str]) -> None:
    """However urgent, the second message to a chat leaves when the first is done."""
    await shown_in(store, visit_ids[0], 1)
    await put(store, Notice(1, visit_ids[0], 2, "edit"))
    [edit] = await claim(store)
    await put(store, Notice(1, visit_ids[1], 1, "alert"))
    assert await claim(store) == []
    await finish(store, edit, Sent(101))
    assert [due.notice.kind for due in await claim(store)] == ["alert"]


async def test_an_edit_and_its_reply_keep_their_order(store: Store, visit_ids: list[str]) -> None:
    """The card is right before the reply points at it."""
    await shown_in(store, visit_ids[0], 1)
    await put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(1, visit_ids[0], 2, "reply"))
    kinds = []
    while claimed := await claim(store):
        kinds += [due.notice.kind for due in claimed]
        for due in claimed:
            await finish(store, due, Sent(101), rendered=due.notice.kind)
    assert kinds == ["edit", "reply"]
    await put(store, Notice(1, visit_ids[0], 3, "edit"))
    assert [due.rendered for due in await claim(store)] == ["edit"]  # a reply is no card


async def test_a_newer_revision_takes_the_place_of_a_waiting_one(store: Store, visit_ids: list[str]) -> None:
    """Ten changes in a minute are one edit, at the place of the first."""
    await shown_in(store, visit_ids[0], 1)
    for revision in range(2, 12):
        await put(store, Notice(1, visit_ids[0], revision, "edit", silent=True))
    await put(store, Notice(1, visit_ids[0], 5, "edit", silent=True))
    claimed = await claim(store, NOW + 11 * MINUTE)
    assert [due.notice.revision for due in claimed] == [11]


async def test_an_alert_that_waits_is_renewed_instead_of_edited(store: Store, visit_ids: list[str]) -> None:
    """Who has not yet been told is told once, of the newest state."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"))
    new = await put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(1, visit_ids[0], 2, "reply"))
    [due] = await claim(store)
    assert (new, due.notice.kind, due.notice.revision) == (0, "alert", 2)
    await put(store, Notice(1, visit_ids[0], 3, "edit"))
    await finish(store, due, Sent(5))
    [edit] = await claim(store)
    assert (edit.notice.kind, edit.notice.revision, edit.message_id) == ("edit", 3, 5)


async def test_silent_edits_are_ten_minutes_apart(store: Store, visit_ids: list[str]) -> None:
    """A card does not flicker; what matters is shown at once all the same."""
    await shown_in(store, visit_ids[0], 1)
    await put(store, Notice(1, visit_ids[0], 2, "edit", silent=True))
    assert await claim(store, NOW + 9 * MINUTE) == []
    await put(store, Notice(1, visit_ids[0], 3, "edit"), now=NOW + MINUTE)
    [due] = await claim(store, NOW + MINUTE)
    assert (due.notice.revision, due.notice.silent) == (3, False)


async def test_a_silent_edit_waits_for_ten_minutes_after_one_under_way(
    store: Store, visit_ids: list[str]
) -> None:
    """An alert or edit that is leaving now is the last change, although nobody has noted its time yet."""
    await shown_in(store, visit_ids[0], 1)
    late = NOW + 60 * MINUTE
    await put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(2, visit_ids[0], 1, "alert"), now=late)
    leaving = await claim(store, late)
    await put(store, *(Notice(chat, visit_ids[0], 3, "edit", silent=True) for chat in (1, 2)), now=late)
    for due in leaving:
        await finish(store, due, Sent(100 + due.chat.id), late)
    assert await claim(store, late + 9 * MINUTE) == []
    assert len(await claim(store, late + 10 * MINUTE)) == 2


async def test_two_changes_before_the_reply_are_one_reply(store: Store, visit_ids: list[str]) -> None:
    """A reply that waits tells all that is new since the revision its reader knows."""
    await shown_in(store, visit_ids[0], 1)
    for revision in (2, 3):
        await put(store, Notice(1, visit_ids[0], revision, "reply", since=revision - 1))
    [reply] = await claim(store)
    assert (reply.notice.since, reply.notice.revision) == (1, 3)
    await put(store, Notice(1, visit_ids[0], 4, "reply", since=3))
    await finish(store, reply, Sent(7))
    assert [(due.notice.since, due.notice.revision) for due in await claim(store)] == [(3, 4)]


async def test_a_silent_edit_that_waits_holds_up_nothing(store: Store, visit_ids: list[str]) -> None:
    """Only rows that were tried block those behind them."""
    await shown_in(store, visit_ids[0], 1)
    await shown_in(store, visit_ids[1], 1)
    await put(store, Notice(1, visit_ids[0], 2, "edit", silent=True), Notice(1, visit_ids[1], 2, "edit"))
    assert [due.notice.visit_id for due in await claim(store)] == [visit_ids[1]]


async def test_a_row_put_off_keeps_its_place_for_ten_minutes(store: Store, visit_ids: list[str]) -> None:
    """The second alert waits for the first, but not for ever."""
    await put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(1, visit_ids[1], 1, "alert"))
    [first] = await claim(store)
    assert await finish(store, first, Later(30, "flood")) == "queued"
    assert await claim(store, NOW + timedelta(seconds=29)) == []
    [first] = await claim(store, NOW + timedelta(seconds=30))
    assert (first.notice.visit_id, first.attempt) == (visit_ids[0], 2)
    await finish(store, first, Later(3600, "trouble", counts=False))
    [second] = await claim(store)
    assert second.notice.visit_id == visit_ids[1]
    await finish(store, second, Sent(2))
    [first] = await claim(store, NOW + 60 * MINUTE)
    assert first.attempt == 2  # a flood limit is no attempt


async def test_shown_says_where_a_change_can_be_seen(store: Store, visit_ids: list[str]) -> None:
    """A card, a waiting alert, a lost card, a paused chat, and chats that know nothing."""
    await shown_in(store, visit_ids[0], 1, 2, 3)
    async with store.writing() as tx:
        await outbox.forget_message(tx, 2, visit_ids[0], now=NOW)
        await chats.pause(tx, 3, "kicked")
        await chats.ensure(tx, 4, "private", "en")
        await outbox.put(tx, [Notice(4, visit_ids[0], 1, "alert")], now=NOW)
        assert await shown(tx, visit_ids[0]) == {1: True, 2: False, 3: False, 4: True}
        assert await shown(tx, visit_ids[1]) == {}


async def test_thousands_of_chats_are_put_and_claimed_in_pieces(store: Store, visit_ids: list[str]) -> None:
    """Nothing depends on how many there are."""
    async with store.writing() as tx:
        facts = {"type": "private", "language": "en", "created_at": NOW}
        await tx.execute(schema.chats.insert(), [{"id": chat} | facts for chat in range(1000, 7000)])
    assert await put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in range(1000, 7000))) == 6000
    first = await claim(store, limit=30)
    assert [due.chat.id for due in first] == list(range(1000, 1030))
    edits = [Notice(chat, visit_ids[0], 2, "edit") for chat in range(1000, 7000)]
    assert await put(store, *edits) == 30


async def test_summer_time_moves_nothing(
    store: Store, visit_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was put off by a minute waits a minute, though the machine's zone jumps by an hour."""
    try:
        _in_zone(monkeypatch, "STD0")
        await put(store, Notice(1, visit_ids[0], 1, "alert"))
        [due] = await claim(store)
        await finish(store, due, Later(60, "busy"))
        _in_zone(monkeypatch, "DST-1")
        assert await claim(store, NOW + timedelta(seconds=59)) == []
        assert len(await claim(store, NOW + timedelta(seconds=61))) == 1
    finally:
        monkeypatch.undo()
        time.tzset()


def _in_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
