"""Digests: each visit once, one line, at the hour that was wished; nothing twice, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot import countries
from bot.digesting import queue_digests
from bot.intake import Intake
from bot.model import Article, Notice
from bot.sandbox import Fault, Sandbox
from bot.sandbox.people import Person
from bot.storage import Store, Tx, belongings, chats, digests, feeds, outbox
from bot.storage.feeds import FeedState
from bot.wishes import Habits, Subject
from tests.app.conftest import Running
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN, Paper
from tests.app.post import Post
from tests.storage.situations import sighting, taken_in

DAILY = Habits("daily")
SOON = timedelta(days=1, hours=1)  # by then each daily digest has been due


async def _reader(post: Post, habits: Habits, name: str = "Ada") -> Person:
    person = await post.subscriber(name)
    async with post.store.writing() as tx:
        chat = await chats.get(tx, person.id)
        assert chat is not None
        await digests.settle(tx, chat, habits, datetime.now(UTC))
    return person


async def _later(post: Post, ahead: timedelta) -> int:
    """Let that much time pass and queue what is due then."""
    post.clock.ahead = ahead
    return await queue_digests(post.store, post.clock())


async def test_visits_wait_for_the_digest(post: Post) -> None:
    """Nothing comes at once; at the hour one message tells all, with a link to each card."""
    ada = await _reader(post, DAILY)
    await post.news(BAHRAIN)
    visit = await post.news(KAZAKHSTAN, "b")
    assert await post.tally() == {}
    assert await _later(post, SOON) == 1
    async with post.working():
        digest = await ada.hears("News of visits · 2 visits")
    assert "🇦🇿 → 🇧🇭 Kamran Aliyev · Manama" in digest["text"]
    links = [entity["url"] for entity in digest["entities"] if entity["type"] == "text_link"]
    assert f"https://t.me/{post.sandbox.world.bot['username']}?start=v_{visit}" in links
    assert len(ada.private.bot_messages) == 1


async def test_nothing_is_told_twice(post: Post) -> None:
    """The next day has no digest, unless something that matters has happened to a visit."""
    ada = await _reader(post, DAILY)
    await post.news(BAHRAIN)
    assert await _later(post, SOON) == 1
    assert await _later(post, SOON) == 0
    assert await _later(post, 2 * SOON) == 0
    async with post.working():
        await ada.hears("1 visit")
    await post.news(BAHRAIN_SIGNED, "b")
    assert await _later(post, 4 * SOON) == 1
    async with post.working():
        await ada.hears("1 visit")
    assert len(ada.private.bot_messages) == 2


async def test_a_lost_answer_repeats_the_same_digest_labelled(post: Post) -> None:
    """A digest has the guarantees of an alert: at most twice, and the second is marked."""
    ada = await _reader(post, DAILY)
    await post.news(BAHRAIN)
    await _later(post, SOON)
    post.sandbox.faults.add(Fault(reset="after", method="sendMessage"))
    async with post.working() as delivery:
        await post.tried()
        post.clock.ahead += timedelta(minutes=2)
        delivery.nudge()
        await post.until("sent")
    first, second = (message["text"] for message in ada.private.bot_messages)
    assert second.startswith(first)
    assert "may be here twice" in second


async def test_a_long_digest_is_split(post: Post) -> None:
    """More visits than fit one message come in several, each visit in one of them."""
    ada = await _reader(post, DAILY)
    async with post.store.writing() as tx:
        for code in countries.codes()[30:75]:
            _, visit = await taken_in(tx, f"https://e.org/{code}", sighting(host=code))
            await outbox.put(tx, [Notice(ada.id, visit.id, 1, "line")], now=post.clock())
    assert await _later(post, SOON) == 3
    async with post.working() as delivery:
        for sent in (1, 2, 3):
            await post.until("sent", sent)
            delivery.nudge()
    assert sum(text.count("🇦🇿 →") for text in ada.private.texts()) == 45


async def _chats(tx: Tx) -> list[int]:
    return list((await tx.exec_driver_sql("SELECT id FROM chats")).scalars())


async def test_a_quiet_week_is_told_where_it_was_wished(post: Post) -> None:
    """Once a week, on its day, and only where nothing else was told; without the wish nothing comes."""
    ada = await _reader(post, Habits(alive=True))
    await _reader(post, DAILY, "Bob")
    async with post.store.writing() as tx:
        read = FeedState("Gazette", "https://g.example", last_ok_at=datetime.now(UTC) + timedelta(days=7))
        await feeds.save_state(tx, read)
    assert await _later(post, timedelta(days=7, hours=1)) == 1
    async with post.working():
        await ada.hears("1 feed was read today")
    assert await _later(post, timedelta(days=7, hours=2)) == 0


async def test_a_week_with_an_alert_needs_no_sign_of_life(post: Post) -> None:
    """Whoever was told of a visit knows that the bot lives."""
    await _reader(post, Habits(alive=True))
    post.clock.ahead = timedelta(days=5)
    async with post.store.writing() as tx:
        [ada] = await _chats(tx)
        await outbox.put(tx, [Notice(ada, "bcdfghj", 1, "alert")], now=post.clock())
    assert await _later(post, timedelta(days=7, hours=1)) == 0


async def test_sounds_are_as_wished(post: Post) -> None:
    """In quiet hours, and where no sound is wanted at all, alerts come at once but silently."""
    hour = datetime.now(UTC).hour
    ada = await _reader(post, Habits(quiet=(hour, (hour + 2) % 24)))
    bob = await _reader(post, Habits(silent=True), "Bob")
    eve = await _reader(post, Habits(quiet=((hour + 2) % 24, (hour + 3) % 24)), "Eve")
    await post.news(BAHRAIN)
    async with post.working():
        await post.until("sent", 3)
    assert [bool(person.private.silent) for person in (ada, bob, eve)] == [True, True, False]


async def test_two_processes_queue_a_digest_once(post: Post) -> None:
    """A chat is claimed in the transaction that queues its digest; who comes next finds nothing due."""
    await _reader(post, DAILY)
    await post.news(BAHRAIN)
    later = datetime.now(UTC) + SOON
    assert [await queue_digests(post.store, later) for _ in range(3)] == [1, 0, 0]


async def test_a_clock_set_back_does_not_silence_digests(post: Post) -> None:
    """A due time that a wrong clock has written is brought near."""
    ada = await _reader(post, DAILY)
    await post.news(BAHRAIN)
    async with post.store.writing() as tx:
        chat = await chats.get(tx, ada.id)
        assert chat is not None
        await digests.settle(tx, chat, DAILY, datetime.now(UTC) + timedelta(days=3000))
        await digests.hasten(tx, datetime.now(UTC))
    assert await queue_digests(post.store, datetime.now(UTC)) == 1


async def test_a_forgotten_chat_leaves_no_lines(post: Post) -> None:
    """After /deleteme nothing of a digest names the chat."""
    ada = await _reader(post, DAILY)
    await post.news(BAHRAIN)
    async with post.store.writing() as tx:
        await belongings.erase(tx, ada.id)
        assert await digests.waiting(tx, ada.id, 9) == []


async def test_what_waits_moves_with_the_group(post: Post) -> None:
    """What a group's digests have not told arrives in its supergroup, also where that was known."""
    await _reader(post, DAILY)
    await post.news(BAHRAIN)
    async with post.store.writing() as tx:
        [old] = await _chats(tx)
        await chats.move(tx, old, -100)
        assert len(await digests.waiting(tx, -100, 9)) == 1
        await chats.ensure(tx, -200, "supergroup", "en")
    await queue_digests(post.store, datetime.now(UTC) + SOON)
    async with post.store.writing() as tx:
        assert await digests.waiting(tx, -100, 9) == []
        await chats.move(tx, -100, -200)
        assert len(await digests.waiting(tx, -200, 9)) == 1


async def test_the_running_bot_sends_a_digest_by_itself(
    running: Running, paper: Paper, sandbox: Sandbox, store: Store
) -> None:
    """Nobody has to ask: the clockwork looks for chats whose hour has come."""
    ada = sandbox.world.user("Ada")
    async with store.writing() as tx:
        chat, _ = await chats.ensure(tx, ada.id, "private", "en")
        await chats.subscribe(tx, ada.id, Subject())
        await digests.settle(tx, chat, DAILY, datetime.now(UTC) - timedelta(days=2))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    await Intake(store).take_in(Article(*BAHRAIN, url="https://e.org/1", published=now))
    async with running():
        await ada.hears("News of visits · 1 visit")
    assert len(ada.private.bot_messages) == 1
