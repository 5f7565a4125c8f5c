"""The outbox: in order, once, and nothing lost whatever happens to whoever sends."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Gone, Later, Moved, Notice, Outcome, Refused, Sent, Unknown
from bot.storage import Store, chats, outbox, schema
from bot.storage.outbox import Due
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, sighting

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def visit_ids(store: Store) -> list[str]:
    """Three visits and three chats that nobody has alerted yet."""
    made = [
        (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id
        for host in ("BH", "TR", "KZ")
    ]
    async with store.writing() as tx:
        for chat_id in (1, 2, 3):
            await chats.ensure(tx, chat_id, "private", "en")
    return made


async def _put(store: Store, *notices: Notice, now: Any = NOW) -> int:
    async with store.writing() as tx:
        return await outbox.put(tx, notices, now=now)


async def _claim(store: Store, now: Any = NOW, limit: int = 30) -> list[Due]:
    async with store.writing() as tx:
        return await outbox.claim(tx, limit, now)


async def _finish(store: Store, due: Due, outcome: Outcome, now: Any = NOW, **more: Any) -> str | None:
    async with store.writing() as tx:
        return await outbox.finish(tx, due, outcome, now=now, **more)


async def _shown_in(store: Store, visit_id: str, *chat_ids: int) -> None:
    """Send the alert of a visit to these chats; message 100 + chat."""
    await _put(store, *(Notice(chat, visit_id, 1, "alert") for chat in chat_ids))
    for due in await _claim(store):
        await _finish(store, due, Sent(100 + due.chat.id), rendered="old")


async def test_the_same_notice_is_queued_once(store: Store, visit_ids: list[str]) -> None:
    """Taking in again, or being killed and starting over, doubles no alert."""
    notice = Notice(1, visit_ids[0], 1, "alert")
    assert await _put(store, notice) == 1
    assert await _put(store, notice) == 0
    assert len(await _claim(store)) == 1


async def test_a_claim_hands_over_all_that_sending_needs(store: Store, visit_ids: list[str]) -> None:
    """The chat with its language, the attempt, and for an edit the card and what it shows."""
    async with store.writing() as tx:
        await chats.set_language(tx, 1, "az")
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [alert] = await _claim(store)
    assert (alert.notice, alert.chat.language) == (Notice(1, visit_ids[0], 1, "alert"), "az")
    assert (alert.attempt, alert.again, alert.message_id, alert.rendered) == (1, False, None, None)
    assert await _finish(store, alert, Sent(55), rendered="hash") == "sent"
    await _put(store, Notice(1, visit_ids[0], 2, "edit"))
    [edit] = await _claim(store)
    assert (edit.message_id, edit.rendered) == (55, "hash")
    async with store.reading() as tx:
        assert await outbox.visit_of(tx, 1, 55) == visit_ids[0]
        assert await outbox.visit_of(tx, 2, 55) is None


async def test_a_chat_has_one_message_under_way(store: Store, visit_ids: list[str]) -> None:
    """Three alerts to one chat go one after the other, in the order they were put."""
    await _put(store, *(Notice(1, visit_id, 1, "alert") for visit_id in visit_ids))
    sent = []
    while claimed := await _claim(store):
        [due] = claimed
        assert await _claim(store) == []
        sent.append(due.notice.visit_id)
        await _finish(store, due, Sent(len(sent)))
    assert sent == visit_ids


async def test_alerts_go_before_edits_and_chats_side_by_side(store: Store, visit_ids: list[str]) -> None:
    """A new visit does not queue behind corrections of old ones."""
    await _shown_in(store, visit_ids[0], 1, 2)
    await _put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(2, visit_ids[0], 2, "edit"))
    await _put(store, Notice(1, visit_ids[1], 1, "alert"))
    first = await _claim(store)
    assert [(due.chat.id, due.notice.kind) for due in first] == [(1, "alert"), (2, "edit")]


async def test_an_alert_waits_for_an_edit_that_is_under_way(store: Store, visit_ids: list[str]) -> None:
    """However urgent, the second message to a chat leaves when the first is done."""
    await _shown_in(store, visit_ids[0], 1)
    await _put(store, Notice(1, visit_ids[0], 2, "edit"))
    [edit] = await _claim(store)
    await _put(store, Notice(1, visit_ids[1], 1, "alert"))
    assert await _claim(store) == []
    await _finish(store, edit, Sent(101))
    assert [due.notice.kind for due in await _claim(store)] == ["alert"]


async def test_an_edit_and_its_reply_keep_their_order(store: Store, visit_ids: list[str]) -> None:
    """The card is right before the reply points at it."""
    await _shown_in(store, visit_ids[0], 1)
    await _put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(1, visit_ids[0], 2, "reply"))
    kinds = []
    while claimed := await _claim(store):
        kinds += [due.notice.kind for due in claimed]
        for due in claimed:
            await _finish(store, due, Sent(101), rendered=due.notice.kind)
    assert kinds == ["edit", "reply"]
    await _put(store, Notice(1, visit_ids[0], 3, "edit"))
    assert [due.rendered for due in await _claim(store)] == ["edit"]  # a reply is no card


async def test_a_newer_revision_takes_the_place_of_a_waiting_one(store: Store, visit_ids: list[str]) -> None:
    """Ten changes in a minute are one edit, at the place of the first."""
    await _shown_in(store, visit_ids[0], 1)
    for revision in range(2, 12):
        await _put(store, Notice(1, visit_ids[0], revision, "edit", silent=True))
    await _put(store, Notice(1, visit_ids[0], 5, "edit", silent=True))
    claimed = await _claim(store, NOW + 11 * MINUTE)
    assert [due.notice.revision for due in claimed] == [11]


async def test_an_alert_that_waits_is_renewed_instead_of_edited(store: Store, visit_ids: list[str]) -> None:
    """Who has not yet been told is told once, of the newest state."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    new = await _put(store, Notice(1, visit_ids[0], 2, "edit"), Notice(1, visit_ids[0], 2, "reply"))
    [due] = await _claim(store)
    assert (new, due.notice.kind, due.notice.revision) == (0, "alert", 2)
    await _put(store, Notice(1, visit_ids[0], 3, "edit"))
    await _finish(store, due, Sent(5))
    [edit] = await _claim(store)
    assert (edit.notice.kind, edit.notice.revision, edit.message_id) == ("edit", 3, 5)


async def test_silent_edits_are_ten_minutes_apart(store: Store, visit_ids: list[str]) -> None:
    """A card does not flicker; what matters is shown at once all the same."""
    await _shown_in(store, visit_ids[0], 1)
    await _put(store, Notice(1, visit_ids[0], 2, "edit", silent=True))
    assert await _claim(store, NOW + 9 * MINUTE) == []
    async with store.reading() as tx:
        assert await outbox.next_due(tx) == NOW + 10 * MINUTE
    await _put(store, Notice(1, visit_ids[0], 3, "edit"), now=NOW + MINUTE)
    [due] = await _claim(store, NOW + MINUTE)
    assert (due.notice.revision, due.notice.silent) == (3, False)


async def test_a_silent_edit_that_waits_holds_up_nothing(store: Store, visit_ids: list[str]) -> None:
    """Only rows that were tried block those behind them."""
    await _shown_in(store, visit_ids[0], 1)
    await _shown_in(store, visit_ids[1], 1)
    await _put(store, Notice(1, visit_ids[0], 2, "edit", silent=True), Notice(1, visit_ids[1], 2, "edit"))
    assert [due.notice.visit_id for due in await _claim(store)] == [visit_ids[1]]


async def test_a_row_put_off_keeps_its_place_for_ten_minutes(store: Store, visit_ids: list[str]) -> None:
    """The second alert waits for the first, but not for ever."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(1, visit_ids[1], 1, "alert"))
    [first] = await _claim(store)
    assert await _finish(store, first, Later(30, "flood")) == "queued"
    assert await _claim(store, NOW + timedelta(seconds=29)) == []
    [first] = await _claim(store, NOW + timedelta(seconds=30))
    assert (first.notice.visit_id, first.attempt) == (visit_ids[0], 2)
    await _finish(store, first, Later(3600, "trouble", counts=False))
    [second] = await _claim(store)
    assert second.notice.visit_id == visit_ids[1]
    await _finish(store, second, Sent(2))
    [first] = await _claim(store, NOW + 60 * MINUTE)
    assert first.attempt == 2  # a flood limit is no attempt


async def test_what_cannot_be_sent_for_two_days_is_dead_and_listed(
    store: Store, visit_ids: list[str]
) -> None:
    """Trying ends, and the operator can see with what."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    much_later = NOW + timedelta(hours=49)
    [due] = await _claim(store, much_later)
    assert await _finish(store, due, Later(1, "no route"), much_later) == "dead"
    async with store.reading() as tx:
        [row] = await outbox.failed(tx)
        assert await outbox.next_due(tx) is None
        assert await outbox.shown(tx, visit_ids[0]) == {1: False}
    assert (row.state, row.notice, "no route" in row.reason) == ("dead", due.notice, True)


async def test_a_refused_alert_takes_its_edits_along(store: Store, visit_ids: list[str]) -> None:
    """Nothing is edited that was never shown, and other chats are not touched."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(2, visit_ids[0], 1, "alert"))
    first, second = await _claim(store)
    await _put(store, *(Notice(chat, visit_ids[0], 2, "edit") for chat in (1, 2)))
    assert await _finish(store, first, Refused("can't parse")) == "dead"
    await _finish(store, second, Sent(2))
    assert [due.chat.id for due in await _claim(store)] == [2]


async def test_a_chat_that_is_gone_is_paused(store: Store, visit_ids: list[str]) -> None:
    """Who blocked the bot is left alone, and is no failure."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"), Notice(1, visit_ids[1], 1, "alert"))
    [due] = await _claim(store)
    assert await _finish(store, due, Gone("blocked")) == "cancelled"
    async with store.reading() as tx:
        chat = await chats.get(tx, 1)
        assert chat is not None
        assert (chat.paused, await outbox.tally(tx)) == ("blocked", {"cancelled": 2})
        assert await outbox.failed(tx) == []


async def test_a_chat_that_moved_gets_its_alert_there(store: Store, visit_ids: list[str]) -> None:
    """The alert is not lost with the old id and not counted as an attempt."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await _claim(store)
    assert await _finish(store, due, Moved(-1001)) == "queued"
    [due] = await _claim(store)
    assert (due.chat.id, due.attempt) == (-1001, 1)


async def test_an_edit_ends_where_its_group_has_moved(store: Store, visit_ids: list[str]) -> None:
    """Messages of the old group cannot be reached from the new one; that is no failure."""
    await _shown_in(store, visit_ids[0], 1)
    await _shown_in(store, visit_ids[1], 1)
    await _put(store, *(Notice(1, visit_id, 2, "edit") for visit_id in visit_ids[:2]))
    [due] = await _claim(store)
    assert await _finish(store, due, Moved(-1001)) == "cancelled"
    assert await _claim(store, NOW + 60 * MINUTE) == []
    async with store.reading() as tx:
        assert await outbox.failed(tx) == []
        assert await outbox.shown(tx, visit_ids[0]) == {-1001: False}


async def test_a_doubtful_send_is_repeated_once_and_then_parked(store: Store, visit_ids: list[str]) -> None:
    """At most two copies, the second marked as such; the doubt is the operator's then."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await _claim(store)
    assert await _finish(store, due, Unknown("cut off")) == "queued"
    assert await _claim(store) == []
    [due] = await _claim(store, NOW + MINUTE)
    assert due.again
    assert await _finish(store, due, Unknown("cut off again"), NOW + MINUTE) == "uncertain"
    assert await _claim(store, NOW + 60 * MINUTE) == []
    async with store.reading() as tx:
        assert [row.state for row in await outbox.failed(tx)] == ["uncertain"]


async def test_a_doubtful_send_is_parked_at_once_where_that_is_set(
    store: Store, visit_ids: list[str]
) -> None:
    """Who wants no copy at all gets none."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await _claim(store)
    assert await _finish(store, due, Unknown("cut off"), repeat_unknown=False) == "uncertain"


async def test_a_doubtful_edit_is_simply_done_again(store: Store, visit_ids: list[str]) -> None:
    """Edited twice, a card shows the same."""
    await _shown_in(store, visit_ids[0], 1)
    await _put(store, Notice(1, visit_ids[0], 2, "edit"))
    for minute in range(4):
        [due] = await _claim(store, NOW + minute * MINUTE)
        assert not due.again
        assert await _finish(store, due, Unknown("cut off"), NOW + minute * MINUTE) == "queued"


async def test_a_slow_holder_is_fenced_off(store: Store, visit_ids: list[str]) -> None:
    """Whoever claimed a row later decides; but that a message did arrive is believed."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [slow] = await _claim(store)
    async with store.writing() as tx:
        assert await outbox.recover(tx, now=NOW + MINUTE) == 0
        assert await outbox.recover(tx, now=NOW + 2 * MINUTE) == 1
    assert await _finish(store, slow, Refused("late")) is None
    [quick] = await _claim(store, NOW + 4 * MINUTE)
    assert await _finish(store, slow, Sent(1)) is None
    assert await _finish(store, quick, Sent(2)) == "sent"
    assert await _finish(store, quick, Sent(2)) is None


async def test_a_late_success_ends_the_repetition(store: Store, visit_ids: list[str]) -> None:
    """When the first send turns out to have worked, no second is made."""
    await _put(store, Notice(1, visit_ids[0], 1, "alert"))
    [due] = await _claim(store)
    async with store.writing() as tx:
        await outbox.recover(tx, now=NOW, everything=True)
    assert await _finish(store, due, Sent(1)) == "sent"
    assert await _claim(store, NOW + 5 * MINUTE) == []


async def test_shown_says_where_a_change_can_be_seen(store: Store, visit_ids: list[str]) -> None:
    """A card, a waiting alert, a lost card, a paused chat, and chats that know nothing."""
    await _shown_in(store, visit_ids[0], 1, 2, 3)
    async with store.writing() as tx:
        await outbox.forget_message(tx, 2, visit_ids[0], now=NOW)
        await chats.pause(tx, 3, "kicked")
        await chats.ensure(tx, 4, "private", "en")
        await outbox.put(tx, [Notice(4, visit_ids[0], 1, "alert")], now=NOW)
        assert await outbox.shown(tx, visit_ids[0]) == {1: True, 2: False, 3: False, 4: True}
        assert await outbox.shown(tx, visit_ids[1]) == {}


async def test_thousands_of_chats_are_put_and_claimed_in_pieces(store: Store, visit_ids: list[str]) -> None:
    """Nothing depends on how many there are."""
    async with store.writing() as tx:
        facts = {"type": "private", "language": "en", "created_at": NOW}
        await tx.execute(schema.chats.insert(), [{"id": chat} | facts for chat in range(1000, 7000)])
    assert await _put(store, *(Notice(chat, visit_ids[0], 1, "alert") for chat in range(1000, 7000))) == 6000
    first = await _claim(store, limit=30)
    assert [due.chat.id for due in first] == list(range(1000, 1030))
    edits = [Notice(chat, visit_ids[0], 2, "edit") for chat in range(1000, 7000)]
    assert await _put(store, *edits) == 30


# What may happen to a sender, in any order.
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("news"), st.integers(0, 2), st.booleans()),
        st.tuples(st.just("claim"), st.integers(1, 3)),
        st.tuples(
            st.just("answer"), st.integers(0, 5), st.sampled_from(["sent", "later", "unknown", "lost"])
        ),
        st.tuples(st.just("crash")),
        st.tuples(st.just("time"), st.sampled_from([1, 61, 700])),
    ),
    max_size=40,
)


@dataclass
class _World:
    """What Telegram received, beside what the sender believes."""

    now: Any = NOW
    flying: list[Due] = field(default_factory=list)
    revision: Counter[int] = field(default_factory=Counter)
    arrived: list[tuple[int, str, str, bool]] = field(default_factory=list)  # chat, visit, kind, again
    order: list[str] = field(default_factory=list)  # of visits, as the news came
    doubts: int = 0


@settings(max_examples=40, deadline=None)
@given(steps=_STEPS)
def test_whatever_happens_nothing_is_lost_and_copies_are_labelled(
    template: Path, steps: list[tuple[Any, ...]]
) -> None:
    """Under any mix of news, claims, answers, lost answers and crashes each alert arrives.

    Once; twice only after a doubt, and then the second is labelled; in a chat always in the order of the
    news; or it stands in the operator's list.
    """
    asyncio.run(_live_through(template, steps))


async def _live_through(template: Path, steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.at(f"sqlite+aiosqlite:///{shutil.copy(template, folder)}")
        visit_ids = []
        for host in ("BH", "TR", "KZ"):
            visit_ids.append(
                (await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id
            )
        async with store.writing() as tx:
            for chat_id in (1, 2):
                await chat_subscribed(tx, chat_id)
        world = _World()
        for step in steps:
            await _step(store, world, visit_ids, step)
        await _drain(store, world)
        await _judge(store, world, visit_ids)
        await store.close()


async def _step(store: Store, world: _World, visit_ids: list[str], step: tuple[Any, ...]) -> None:
    match step:
        case ("news", which, silent):
            await _news(store, world, visit_ids[which], which, silent)
        case ("claim", limit):
            claimed = await _claim(store, world.now, limit)
            chats_flying = [due.chat.id for due in (*world.flying, *claimed)]
            assert len(set(chats_flying)) == len(chats_flying)
            world.flying += claimed
        case ("answer", which, how) if world.flying:
            await _answer(store, world, world.flying.pop(which % len(world.flying)), how)
        case ("crash",):
            # Half of what was flying had arrived when the process died.
            for number, due in enumerate(world.flying):
                if number % 2 == 0:
                    _arrive(world, due)
            world.doubts += len(world.flying)
            world.flying = []
            async with store.writing() as tx:
                await outbox.recover(tx, now=world.now, everything=True)
        case ("time", seconds):
            world.now += timedelta(seconds=seconds)


async def _news(store: Store, world: _World, visit_id: str, which: int, silent: bool) -> None:
    world.revision[which] += 1
    revision = world.revision[which]
    if visit_id not in world.order:
        world.order.append(visit_id)
    async with store.writing() as tx:
        known = await outbox.shown(tx, visit_id)
        notices = [Notice(chat, visit_id, revision, "alert") for chat in (1, 2) if chat not in known]
        notices += [
            Notice(chat, visit_id, revision, "edit", silent) for chat, there in known.items() if there
        ]
        await outbox.put(tx, notices, now=world.now)


async def _answer(store: Store, world: _World, due: Due, how: str) -> None:
    outcomes: dict[str, Outcome] = {
        "sent": Sent(due.id), "later": Later(5, "flood", counts=False),
        "unknown": Unknown("cut"), "lost": Unknown("cut"),
    }  # fmt: skip
    if how in ("sent", "unknown"):  # unknown: it arrived, and nobody heard of it
        _arrive(world, due)
    world.doubts += how in ("unknown", "lost")
    assert await _finish(store, due, outcomes[how], world.now) is not None


def _arrive(world: _World, due: Due) -> None:
    world.arrived.append((due.chat.id, due.notice.visit_id, due.notice.kind, due.again))


async def _drain(store: Store, world: _World) -> None:
    for due in world.flying:
        await _answer(store, world, due, "sent")
    world.flying = []
    for _ in range(200):
        world.now += timedelta(seconds=61)
        claimed = await _claim(store, world.now)
        for due in claimed:
            await _answer(store, world, due, "sent")
        async with store.reading() as tx:
            if await outbox.next_due(tx) is None:
                return
    raise AssertionError("the outbox never runs empty")


async def _judge(store: Store, world: _World, visit_ids: list[str]) -> None:
    async with store.reading() as tx:
        listed = {(row.notice.chat_id, row.notice.visit_id) for row in await outbox.failed(tx)}
    copies = defaultdict(list)
    for chat, visit_id, kind, again in world.arrived:
        if kind == "alert":
            copies[chat, visit_id].append(again)
    for which in world.revision:
        for chat in (1, 2):
            labels = copies[chat, visit_ids[which]]
            assert labels or (chat, visit_ids[which]) in listed, "lost"
            assert len(labels) <= 2
            assert labels[1:] in ([], [True]), "an unlabelled copy"
    doubled = sum(len(labels) - 1 for labels in copies.values() if labels)
    assert doubled <= world.doubts
    _judge_order(world)


def _judge_order(world: _World) -> None:
    """In each chat the first copies of the alerts came in the order of the news."""
    for chat in (1, 2):
        alerts = [visit for there, visit, kind, _ in world.arrived if (there, kind) == (chat, "alert")]
        firsts = list(dict.fromkeys(alerts))
        assert firsts == [visit for visit in world.order if visit in firsts]
