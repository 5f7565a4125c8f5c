"""Delivery: every queued alert arrives, once, whatever Telegram and the machine do in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.correcting import Corrector
from bot.delivery import Delivery
from bot.errors import StorageError, TokenRefused
from bot.intake import Intake
from bot.model import Article, Notice
from bot.outputs.line import App, build
from bot.outputs.telegram import TelegramOutput
from bot.sandbox import Fault, Sandbox
from bot.sandbox.people import Person, buttons
from bot.storage import Store, Tx, chats, outbox, reports
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN, PLANNED

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after")


@dataclass
class Clock:
    """A clock that can be put forward."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Post:
    """A delivery at work between a store and the Bot API server."""

    store: Store
    sandbox: Sandbox
    app: App
    clock: Clock = field(default_factory=Clock)
    refused: list[TokenRefused] = field(default_factory=list)

    def delivery(self) -> Delivery:
        output = TelegramOutput(self.app.bot)
        return Delivery(self.store, output, on_refused=self.refused.append, clock=self.clock)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[Delivery]:
        delivery = self.delivery()
        task = asyncio.create_task(delivery.run())
        delivery.nudge()
        try:
            yield delivery
        finally:
            await delivery.drain(5)
            await task

    async def subscriber(self, name: str, *countries: str) -> Person:
        person = self.sandbox.world.user(name)
        person.say("/start")
        async with self.store.writing() as tx:
            await chats.ensure(tx, person.id, "private", "en")
            await chats.subscribe(tx, person.id, countries)
        return person

    async def news(self, story: tuple[str, str], slug: str = "a") -> str:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        taken = await Intake(self.store).take_in(
            Article(title=story[0], text=story[1], url=f"https://e.org/{slug}", published=now)
        )
        return taken.visits[0][0] or ""

    async def tally(self) -> dict[str, int]:
        async with self.store.reading() as tx:
            return await outbox.tally(tx)

    async def until(self, state: str, count: int = 1) -> None:
        """Wait until so many rows are in this state."""

        async def reached() -> bool:
            return (await self.tally()).get(state, 0) >= count

        await eventually(reached)

    async def tried(self, times: int = 1) -> None:
        """Wait until so many sends were asked for, and what became of them is written down."""

        async def done() -> bool:
            asked = [call for call in self.sandbox.calls if call.method.lower() == "sendmessage"]
            return len(asked) >= times and not (await self.tally()).get("sending")

        await eventually(done)


async def eventually(is_true: Callable[[], Awaitable[bool]], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not await is_true():  # noqa: ASYNC110 - the store rings no bell
            await asyncio.sleep(0.02)


@pytest.fixture
async def post(store: Store, sandbox: Sandbox) -> AsyncIterator[Post]:
    application = build(sandbox.token, sandbox.base_url)
    await application.initialize()
    yield Post(store, sandbox, application)
    await application.shutdown()


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
        await chats.subscribe(tx, group.id, ())
    moved = group.migrate()
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        await post.tried()
        delivery.nudge()
        await ada.hears("Manama", moved)
    async with post.store.reading() as tx:
        assert await chats.get(tx, group.id) is None
        assert await chats.get(tx, moved.id) is not None


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


async def test_a_change_edits_the_card(post: Post) -> None:
    """What is new about a visit changes its card; a change that matters is also told in a reply."""
    ada = await post.subscriber("Ada")
    await post.news(BAHRAIN)
    async with post.working() as delivery:
        card = await ada.hears("Manama")
        await post.news(BAHRAIN_SIGNED, "b")
        delivery.nudge()
        await post.until("sent", 3)
    edited = ada.private.messages[card["message_id"]]
    assert edited["text"] != card["text"]
    reply = ada.private.bot_messages[-1]
    assert reply["reply_to_message"]["message_id"] == card["message_id"]
    assert "Signed: “memorandum of understanding" in reply["text"]


async def test_changes_before_the_reply_are_told_in_one(post: Post) -> None:
    """What happened while nothing could be sent is one edit and one reply, from what the reader knows."""
    ada = await post.subscriber("Ada")
    await post.news(PLANNED, "a")
    async with post.working():
        await ada.hears("is to pay")
        await post.until("sent")
    await post.news(BAHRAIN, "b")
    await post.news(BAHRAIN_SIGNED, "c")
    async with post.working():
        reply = await ada.hears("Planned → Under way")
        await post.until("sent", 3)
    assert "Signed: “memorandum" in reply["text"]
    assert len(ada.private.bot_messages) == 2


async def test_a_copy_changes_no_card_until_the_next_change(post: Post) -> None:
    """A reprint sends nothing; the next edit counts and names it, and a new revision that shows the same does
    not even ask Telegram.
    """
    ada = await post.subscriber("Ada")
    visit_id = await post.news(BAHRAIN)
    async with post.working() as delivery:
        await ada.hears("Manama")
        await post.until("sent")
        await post.news((BAHRAIN[0], f"(MENAFN - Gazette) {BAHRAIN[1]}"), "copy")
        assert (await post.tally()) == {"sent": 1}
        async with post.store.writing() as tx:
            await outbox.put(tx, [Notice(ada.id, visit_id, 2, "edit")], now=datetime.now(UTC))
        delivery.nudge()
        await ada.hears("Gazette")
        await post.until("sent", 2)
        async with post.store.writing() as tx:
            await outbox.put(tx, [Notice(ada.id, visit_id, 3, "edit")], now=datetime.now(UTC))
        delivery.nudge()
        await post.until("sent", 3)
    edits = [call for call in post.sandbox.calls if call.method.lower() == "editmessagetext"]
    assert len(edits) == 1


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


async def test_a_wrong_alert_is_struck_through_and_restored(post: Post) -> None:
    """Who has the card sees it struck through and why, and after the undoing whole again."""
    ada = await post.subscriber("Ada")
    visit = await post.news(BAHRAIN)
    corrector = Corrector(post.store)
    async with post.working() as delivery:
        await ada.hears("Manama")
        await post.until("sent")
        bob = await post.subscriber("Bob")
        await corrector.reject(visit, by="a test")
        delivery.nudge()
        struck = await ada.hears("Rejected by the editors")
        assert "strikethrough" in {entity["type"] for entity in struck["entities"]}
        await corrector.undo(visit)
        delivery.nudge()
        await bob.hears("Manama")
        await post.until("sent", 4)
    assert "Rejected" not in ada.private.texts()[-1]
    assert len(ada.private.bot_messages) == 1


async def test_a_part_of_another_visit_leads_to_it(post: Post) -> None:
    """The struck card says so, with the key that opens the other, whose card comes without a sound."""
    ada = await post.subscriber("Ada", "BH")
    part = await post.news(BAHRAIN)
    whole = await post.news(KAZAKHSTAN, "b")
    async with post.working() as delivery:
        await ada.hears("Manama")
        await post.until("sent")
        await Corrector(post.store).merge(part, whole, by="a test")
        delivery.nudge()
        struck = await ada.hears("part of another visit")
        await post.until("sent", 3)
    assert [button["callback_data"] for button in buttons(struck)] == [f"1v:{whole}:new"]
    assert len(ada.private.bot_messages) == 2


async def test_what_turns_out_to_be_one_visit_leaves_one_card_and_its_reports(post: Post) -> None:
    """A report that joins two visits strikes the card of one, whose reader gets the other's in silence."""
    today = datetime.now(UTC).date()
    early, late = (f"{day:%B} {day.day}, {day.year}" for day in (today - timedelta(days=6), today))
    arrived = f"Prosecutor General of Azerbaijan Kamran Aliyev arrived in Manama on a visit on {early}."
    talks = "for talks on extradition with Attorney General Ali bin Fadhel Al Buainain."
    met = f"Kamran Aliyev, the Azerbaijani Prosecutor General, came to Manama, Bahrain, on {late} {talks}"
    stay = f"Kamran Aliyev is paying a working visit to Manama from {early} to {late}, he told the press."
    whole = await post.news(("A visit", arrived))
    ada = await post.subscriber("Ada", "BH")
    part = await post.news(("A meeting", met), "b")
    async with post.working() as delivery:
        await ada.hears("Manama")
        await post.until("sent")
        await Corrector(post.store).report(ada.id, part, "wrong_fact")
        async with post.store.writing() as tx:
            await chats.unsubscribe(tx, ada.id, None)
        assert await post.news(("Talks", f"Azerbaijan's Prosecutor General {stay}"), "c") == whole
        delivery.nudge()
        await ada.hears("part of another visit")
        await post.until("sent", 3)
    assert len(ada.private.bot_messages) == 2
    async with post.store.reading() as tx:
        assert [(one.visit.id, one.reports) for one in await reports.waiting(tx, 9)] == [
            (whole, {"wrong_fact": 1})
        ]


async def test_operators_get_what_readers_report(post: Post) -> None:
    """The report comes with the card, the number of reports and the keys that decide."""
    olga = await post.subscriber("Olga", "TR")
    ada = await post.subscriber("Ada", "TR")
    visit = await post.news(BAHRAIN)
    corrector = Corrector(post.store, {olga.id})
    for chat in (olga.id, ada.id):
        await corrector.report(chat, visit, "not_visit")
    async with post.working():
        told = await olga.hears("No visit (2)")
    assert "Manama" in told["text"] and visit in told["text"]
    assert [one["text"] for one in buttons(told)] == ["✅ It is right", "🚫 No such visit", "✏️ Put right"]


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
