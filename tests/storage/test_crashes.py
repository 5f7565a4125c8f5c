"""The outbox under everything that can happen to whoever sends: nothing lost, copies labelled, in order."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Notice
from bot.outcomes import Later, Outcome, Sent, Unknown
from bot.storage import Store, outbox
from bot.storage.outbox import Due
from tests.storage.conftest import Places
from tests.storage.sending import claim, finish
from tests.storage.situations import NOW, chat_subscribed, one_taken_in, shown, sighting

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

    now: datetime = NOW
    flying: list[Due] = field(default_factory=list)
    revision: Counter[int] = field(default_factory=Counter)
    arrived: list[tuple[int, str, str, bool]] = field(default_factory=list)  # chat, visit, kind, again
    order: list[str] = field(default_factory=list)  # of visits, as the news came
    doubts: int = 0


@settings(max_examples=25, deadline=None)
@given(steps=_STEPS)
def test_whatever_happens_nothing_is_lost_and_copies_are_labelled(
    places: Places, steps: list[tuple[Any, ...]]
) -> None:
    """Under any mix of news, claims, answers, lost answers and crashes each alert arrives.

    Once; twice only after a doubt, and then the second is labelled; in a chat always in the order of the
    news; or it stands in the operator's list.
    """
    asyncio.run(_live_through(places.ready(), steps))


async def _live_through(url: str, steps: list[tuple[Any, ...]]) -> None:
    store = Store.at(url)
    visit_ids = []
    for host in ("BH", "TR", "KZ"):
        visit_ids.append((await one_taken_in(store, f"https://a.example/{host}", sighting(host=host)))[1].id)
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
            claimed = await claim(store, world.now, limit)
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
        known = await shown(tx, visit_id)
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
    assert await finish(store, due, outcomes[how], world.now) is not None


def _arrive(world: _World, due: Due) -> None:
    world.arrived.append((due.chat.id, due.notice.visit_id, due.notice.kind, due.again))


async def _drain(store: Store, world: _World) -> None:
    for due in world.flying:
        await _answer(store, world, due, "sent")
    world.flying = []
    for _ in range(200):
        world.now += timedelta(seconds=61)
        claimed = await claim(store, world.now)
        for due in claimed:
            await _answer(store, world, due, "sent")
        async with store.reading() as tx:
            if not {"queued", "sending"} & set(await outbox.tally(tx)):
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
