"""Cards: what a visit has become is told where it was told, and what readers say of it to the operators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.correcting import Corrector
from bot.model import Notice
from bot.sandbox.people import buttons
from bot.storage import chats, outbox, reports
from tests.app.paper import BAHRAIN, BAHRAIN_SIGNED, KAZAKHSTAN, PLANNED
from tests.app.post import Post


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
