"""/why, as conversations."""

from __future__ import annotations

import pytest

from bot.model import Article, Verdict
from bot.sandbox.people import Person
from bot.storage import Store, articles
from tests.handlers.conftest import Happened
from tests.renderer.samples import NOW
from tests.storage.situations import TODAY, one_taken_in, sighting

pytestmark = pytest.mark.usefixtures("bot")
LINK = "https://a.example/1"


async def test_a_link_that_was_never_read(ada: Person) -> None:
    """Of a link that no feed has shown it is said what may be the cause."""
    ada.say(f"/why {LINK}")
    await ada.hears("was not read")


async def test_an_article_without_a_visit(ada: Person, store: Store) -> None:
    """An article without a visit has its verdict told, also under another spelling of its link."""
    verdict = Verdict("not_visit", 0.12, "en")
    article = Article("Court sits", "", url=LINK, published=TODAY.isoformat())
    async with store.writing() as tx:
        await articles.save(tx, article, verdict, key=LINK, day=TODAY, now=NOW, feed="Gazette")
    ada.say("/why http://www.a.example/1?utm_source=chat#top")
    told = (await ada.hears("Court sits"))["text"]
    assert "Seen on “Gazette”" in told and "Read as no visit (12 %)" in told


async def test_a_chat_without_subscriptions(ada: Person, store: Store) -> None:
    """Whoever subscribed to nothing learns that this is why."""
    await one_taken_in(store, LINK, sighting())
    ada.say(f"/why {LINK}")
    told = (await ada.hears("Read as a visit of a head"))["text"]
    assert "Shown; reports: 1" in told and "has no subscriptions" in told


@pytest.mark.parametrize(
    ("wish", "reason"),
    [("/subscribe FR", "None of this chat's subscriptions"), ("/subscribe BH", "subscribed after")],
)
async def test_a_chat_that_was_not_told(ada: Person, store: Store, wish: str, reason: str) -> None:
    """The reason is that of the matching itself."""
    await one_taken_in(store, LINK, sighting())
    ada.say(wish)
    await ada.hears("Subscribed")
    ada.say(f"/why {LINK}")
    assert reason in (await ada.hears("Read as a visit"))["text"]


async def test_a_chat_whose_alert_waits(ada: Person, store: Store) -> None:
    """An alert in the queue is told of with its time."""
    ada.say("/subscribe BH")
    await ada.hears("Subscribed")
    await one_taken_in(store, LINK, sighting())
    ada.say(f"/why {LINK}")
    assert "Waits to be sent to this chat" in (await ada.hears("Read as a visit"))["text"]


async def test_a_visit_by_its_id(ada: Person, happened: Happened) -> None:
    """The id of a card does as well; without anything the command says how it is used."""
    visit = await happened()
    ada.say(f"/why {visit.id}")
    await ada.hears("Shown; reports:")
    ada.say("/why")
    await ada.hears("in reply to a card")
    ada.say("/why 2345678")
    await ada.hears("no longer on record")


async def test_a_card_opened_from_a_list(ada: Person, store: Store) -> None:
    """A reply to it is understood as one to an alert, although nobody has noted where it stands."""
    await one_taken_in(store, LINK, sighting())
    ada.say("/latest")
    listed = await ada.hears("1 visit")
    ada.say("/why", reply_to=listed)
    await ada.hears("in reply to a card")
    await ada.answered(ada.tap("🇧🇭"))
    ada.say("/why", reply_to=ada.private.messages[listed["message_id"]])
    assert "has no subscriptions" in (await ada.hears("Shown; reports: 1"))["text"]
