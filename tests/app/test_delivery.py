"""Delivery: every queued alert arrives, once, whatever Telegram and the machine do in between."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.correcting import Corrector
from bot.errors import StorageError
from bot.sandbox import Fault
from bot.sandbox.people import Person
from bot.sandbox.rooms import Room
from bot.storage import Tx, chats, outbox
from bot.wishes import Subject
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN
from tests.app.post import Post

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


async def test_every_subscriber_gets_one_message(post: Post) -> None:
    """Each chat gets its alert once, in its own language, and the rows say sent."""
    ada, bob = await post.subscriber("Ada"), await post.subscriber("Bob", "BH")
    async with post.store.writing() as tx:
        await chats.set_language(tx, bob.id, "ru")
    await post.news(BAHRAIN)
    async with post.working():
        await ada.hears("Manama")
        await post.until("sent", 2)
    assert len(ada.private.bot_messages) == len(bob.private.bot_messages) == 1
    assert "Бахрейн" in bob.private.texts()[0]


async def test_a_blocked_chat_is_paused_and_the_others_go_on(post: Post) -> None:
    """Who blocked the bot is paused, nothing more waits for him, and the others get theirs."""
    ada, bob = await post.subscriber("Ada"), await post.subscriber("Bob")
    ada.blocks_bot()
    await post.news(BAHRAIN)
    async with post.working():
        await bob.hears("Manama")
        await post.until("cancelled")
    async with post.store.reading() as tx:
        paused = await chats.get(tx, ada.id)
    assert paused is not None
    assert paused.paused is not None
    assert "blocked" in paused.paused


async def test_a_429_delays_and_loses_nothing(post: Post) -> None:
    """An alert that Telegram wants later is sent later, once."""
    ada = await post.subscriber("Ada")
    post.sandbox.faults.add(Fault(code=429, retry_after=1, method="sendMessage"))
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        await post.tried()
        await asyncio.sleep(1.1)
        delivery.nudge()
        await ada.hears("Manama")
    assert len(ada.private.bot_messages) == 1


async def test_a_group_that_moved_is_followed(post: Post) -> None:
    """The alert of a group that became a supergroup arrives there, and the chat is known by its new id."""
    ada = post.sandbox.world.user("Ada")
    group = post.sandbox.world.group("Desk", owner=ada)
    async with post.store.writing() as tx:
        await chats.ensure(tx, group.id, "group", "en")
        await chats.subscribe(tx, group.id, Subject())
    moved = group.migrate()
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        await post.tried()
        delivery.nudge()
        await ada.hears("Manama", moved)
    async with post.store.reading() as tx:
        assert await chats.get(tx, group.id) is None
        assert await chats.get(tx, moved.id) is not None


async def _forum(post: Post, ada: Person) -> tuple[Room, int]:
    """A forum that follows everything in one of its topics."""
    forum = post.sandbox.world.supergroup("Desk", owner=ada, forum=True)
    topic = forum.topic("Visits")
    async with post.store.writing() as tx:
        await chats.ensure(tx, forum.id, "supergroup", "en")
        await chats.subscribe(tx, forum.id, Subject(), thread=topic)
    return forum, topic


async def test_what_a_forum_is_told_stands_in_its_topic(post: Post) -> None:
    """The alert stands where it was asked for, and so does the reply to it."""
    ada = post.sandbox.world.user("Ada")
    forum, topic = await _forum(post, ada)
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        assert (await ada.hears("Manama", forum))["message_thread_id"] == topic
        await post.until("sent", 1)
        await post.news(BAHRAIN_SIGNED, "b")
        delivery.nudge()
        await post.until("sent", 3)
    assert [message["message_thread_id"] for message in forum.bot_messages] == [topic, topic]


async def test_without_its_topic_an_alert_stands_in_the_general_one(post: Post) -> None:
    """Once the topic is deleted nothing is lost, and nobody looks for it again."""
    ada = post.sandbox.world.user("Ada")
    forum, topic = await _forum(post, ada)
    forum.delete_topic(topic)
    await post.news(BAHRAIN)
    async with post.working():
        assert "message_thread_id" not in await ada.hears("Manama", forum)
    async with post.store.reading() as tx:
        assert [one.thread for one in await chats.subscriptions(tx, forum.id)] == [None]


async def test_a_lost_answer_is_repeated_once_silently_and_labelled(post: Post) -> None:
    """When the answer to a send is lost, the message comes once more, without a sound and marked."""
    ada = await post.subscriber("Ada")
    post.sandbox.faults.add(Fault(reset="after", method="sendMessage"))
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        await post.tried()
        post.clock.ahead = timedelta(minutes=2)
        delivery.nudge()
        await post.until("sent")
    first, second = ada.private.bot_messages
    assert "↻" not in first["text"]
    assert "↻" in second["text"]
    assert second["message_id"] in ada.private.silent


async def test_two_lost_answers_are_left_to_the_operator(post: Post) -> None:
    """After two sends that may or may not have arrived nothing more is sent."""
    ada = await post.subscriber("Ada")
    post.sandbox.faults.add(Fault(code=502, times=5, method="sendMessage"))
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        await post.tried()
        post.clock.ahead = timedelta(minutes=2)
        delivery.nudge()
        await post.until("uncertain")
    assert not ada.private.bot_messages
    assert len([call for call in post.sandbox.calls if call.method.lower() == "sendmessage"]) == 2


async def test_what_was_under_way_at_a_crash_is_repeated(post: Post) -> None:
    """A row claimed by a process that died before it sent is found at the next start and arrives."""
    ada = await post.subscriber("Ada")
    await post.news(BAHRAIN)
    async with post.store.writing() as tx:
        assert len(await outbox.claim(tx, 8, datetime.now(UTC))) == 1  # and the process is gone
    delivery = post.delivery()
    await delivery.recover(alone=True)
    post.clock.ahead = timedelta(minutes=2)
    async with post.working():
        await ada.hears("Manama")
        await post.until("sent")
    assert len(ada.private.bot_messages) == 1
    assert "↻" in ada.private.texts()[0]


async def test_a_mark_that_fails_is_no_reason_to_send_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the store refuses to note a sent message, the note is held, and nothing is sent twice."""
    ada = await post.subscriber("Ada")
    await post.news(BAHRAIN)
    really, tries = outbox.finish_many, []

    async def refuses_twice(*args: object, **rest: object) -> object:
        tries.append(1)
        if len(tries) <= 2:
            raise StorageError("database is locked")
        return await really(*args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "finish_many", refuses_twice)
    monkeypatch.setattr("bot.delivery._STORE_PAUSE", 0.05)
    async with post.working():
        await post.until("sent")
    assert len(tries) == 3
    assert len(ada.private.bot_messages) == 1


async def test_a_refused_token_is_told_once_and_loses_nothing(post: Post) -> None:
    """When the token is revoked, whoever runs the bot is told, and the alert waits for the new one."""
    await post.subscriber("Ada")
    post.sandbox.faults.add(Fault(code=401, method="sendMessage"))
    await post.news(BAHRAIN)
    async with post.working():
        await post.tried()
    assert len(post.refused) == 1
    assert (await post.tally()).get("queued") == 1


async def test_many_alerts_keep_to_eight_in_flight(post: Post) -> None:
    """Of thirty alerts no more than eight are ever under way, and all arrive."""
    people = [await post.subscriber(f"P{number}") for number in range(30)]
    most = 0

    def note(_: object) -> None:
        nonlocal most
        most = max(most, len(delivery._tasks))

    await post.news(KAZAKHSTAN)
    post.sandbox.observers.append(note)
    async with post.working() as delivery:
        await post.until("sent", 30)
    assert 1 < most <= 8
    assert all(len(person.private.bot_messages) == 1 for person in people)


async def test_trouble_puts_few_messages_in_doubt(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """While Telegram answers all with 502, eight messages at most are in doubt; then the rest arrives."""
    monkeypatch.setattr("bot.breaker._FIRST_PAUSE", 0.2)
    people = [await post.subscriber(f"P{number}") for number in range(20)]
    post.sandbox.faults.add(Fault(code=502, times=1000))
    await post.news(KAZAKHSTAN)
    async with post.working():
        await asyncio.sleep(1.5)
        asked = [call for call in post.sandbox.calls if call.method.lower() == "sendmessage"]
        assert len(asked) <= 8
        post.sandbox.faults.clear()
        await post.until("sent", 20 - len(asked))
    assert sum(len(person.private.bot_messages) for person in people) == 20 - len(asked)


async def test_a_claim_under_way_at_a_stop_is_waited_for(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle of a claim, the bot sends what it claimed, and leaves nothing in doubt."""
    ada = await post.subscriber("Ada")
    await post.news(BAHRAIN)
    delivery = post.delivery()
    claim, stops = outbox.claim, []

    async def claims_when_stopped(tx: Tx, free: int, now: datetime) -> list[outbox.Due]:
        claimed = await claim(tx, free, now)
        stops.append(asyncio.create_task(delivery.drain(5)))
        await asyncio.sleep(0.05)
        return claimed

    monkeypatch.setattr(outbox, "claim", claims_when_stopped)
    delivery.nudge()
    await delivery.run()
    await stops[0]
    assert len(ada.private.bot_messages) == 1
    assert await post.tally() == {"sent": 1}


async def test_an_alert_of_what_was_rejected_meanwhile_is_not_sent(post: Post) -> None:
    """An alert that was tried, has to wait and is a false alarm by then ends without a message."""
    ada = await post.subscriber("Ada")
    visit = await post.news(BAHRAIN)
    async with post.store.writing() as tx:
        await outbox.claim(tx, 1, post.clock())
    await Corrector(post.store).reject(visit, by="a test")
    async with post.store.writing() as tx:
        await outbox.recover(tx, now=post.clock() - timedelta(minutes=1), everything=True)
    async with post.working():
        await post.until("cancelled", 2)
    assert ada.private.bot_messages == []
