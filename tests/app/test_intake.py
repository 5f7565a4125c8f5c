"""Taking in an article: what it changes, once; whom it alerts, and whom not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.correcting import Corrector
from bot.intake import Intake
from bot.model import Article
from bot.storage import Store, chats, outbox, reports, visits
from bot.wishes import Subject
from tests.app.conftest import READER, alerts
from tests.app.paper import BAHRAIN, KAZAKHSTAN, WEATHER

# Nobody says whose prosecutor this is; the country is only spoken of.
GUESSED = (
    "Talks in Tbilisi",
    "Prosecutor General Ion Rusu was received in Tbilisi by Georgia's Prosecutor General Giorgi "
    "Gabitashvili. They signed a memorandum. The two spoke of trafficking from Moldova.",
)
STATED = (
    "Moldovan Prosecutor General in Georgia",
    "Moldova's Prosecutor General Ion Rusu is on a working visit to Tbilisi, his office said. He was "
    "received by the Prosecutor General of Georgia Giorgi Gabitashvili.",
)


def article(story: tuple[str, str], *, days_ago: float = 0, url: str | None = "https://e.org/a") -> Article:
    published = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")
    return Article(title=story[0], text=story[1], url=url, published=published, publisher="Gazette")


@pytest.fixture
async def intake(store: Store) -> Intake:
    """A store with one subscriber to everything."""
    async with store.writing() as tx:
        await chats.ensure(tx, READER, "private", "en")
        await chats.subscribe(tx, READER, Subject())
    return Intake(store)


async def test_a_visit_is_stored_and_alerted_in_one_go(intake: Intake, store: Store) -> None:
    """The first report of a visit makes it, with its source, and queues one alert for each subscriber."""
    taken = await intake.take_in(article(BAHRAIN))
    assert taken.label == "visit"
    ((id_, change),) = taken.visits
    assert change == "new"
    assert id_ is not None
    async with store.reading() as tx:
        visit = await visits.get(tx, id_)
    assert visit is not None
    assert (visit.record.visitor.country, visit.record.host.country) == ("AZ", "BH")
    assert [source.url for source in visit.sources] == ["https://e.org/a"]
    assert await alerts(store) == 1


async def test_the_same_article_again_changes_nothing(intake: Intake, store: Store) -> None:
    """Taken in again, an article answers `none` with the same visit, also under a tracking link."""
    first = await intake.take_in(article(BAHRAIN))
    again = await intake.take_in(article(BAHRAIN))
    tracked = await intake.take_in(article(BAHRAIN, url="https://www.e.org/a?utm_source=x"))
    assert again.visits == tracked.visits == ((first.visits[0][0], "none"),)
    assert again.score == first.score
    assert await alerts(store) == 1


async def test_an_article_without_a_link_is_known_by_its_text(intake: Intake) -> None:
    """An article that has no link is recognised when it comes again."""
    first = await intake.take_in(article(BAHRAIN, url=None))
    again = await intake.take_in(article(BAHRAIN, url=None))
    assert again.visits == ((first.visits[0][0], "none"),)


async def test_an_edited_article_is_read_again(intake: Intake, store: Store) -> None:
    """Another text under the same link is news about the same visit, and known from then on."""
    first = await intake.take_in(article(BAHRAIN))
    told = article((BAHRAIN[0], BAHRAIN[1] + "\n\nThe sides signed a memorandum of understanding in Manama."))
    edited = await intake.take_in(told)
    assert edited.visits[0][0] == first.visits[0][0]
    assert edited.visits[0][1] != "new"
    assert (await intake.take_in(told)).visits[0][1] == "none"


async def test_an_edit_takes_back_what_the_old_text_said(intake: Intake, store: Store) -> None:
    """A corrected country corrects the visit, its card and its one source; it makes no second visit."""
    wrong = (BAHRAIN[0].replace("Bahrain", "Qatar"), BAHRAIN[1].replace("Bahrain", "Qatar"))
    wrong = (wrong[0].replace("Manama", "Doha"), wrong[1].replace("Manama", "Doha"))
    first = await intake.take_in(article(wrong))
    edited = await intake.take_in(article(BAHRAIN))
    assert edited.visits == ((first.visits[0][0], "material"),)
    async with store.reading() as tx:
        (visit,) = await visits.query(tx)
    assert (visit.record.host.country, len(visit.sources)) == ("BH", 1)
    assert visit.sources[0].title == BAHRAIN[0]


async def test_an_edit_that_tells_no_visit_leaves_the_old_word(intake: Intake, store: Store) -> None:
    """A page that was cut, moved or locked takes no visit back."""
    first = await intake.take_in(article(BAHRAIN))
    assert (await intake.take_in(article(WEATHER))).visits == ((first.visits[0][0], "none"),)
    async with store.reading() as tx:
        assert await visits.count(tx) == 1


async def test_one_article_under_ten_links_is_one_voice(intake: Intake, store: Store) -> None:
    """However many addresses a text has, it is one visit, one alert, and one source that is no copy."""
    taken = [await intake.take_in(article(BAHRAIN, url=f"https://e.org/{number}")) for number in range(10)]
    assert [one.visits[0][1] for one in taken] == ["new", *["copy"] * 9]
    async with store.reading() as tx:
        (visit,) = await visits.query(tx)
    assert sum(not source.copied for source in visit.sources) == 1
    assert await alerts(store) == 1


@pytest.mark.parametrize("published", ["1970-01-01T00:00:00Z", "2999-05-01T00:00:00Z", "1970"])
async def test_an_impossible_date_is_none(intake: Intake, store: Store, published: str) -> None:
    """A date of the future, or from before the web, counts as no date: the article is of the day it came."""
    taken = await intake.take_in(replace(article(BAHRAIN), published=published))
    assert taken.visits[0][1] == "new"
    async with store.reading() as tx:
        (visit,) = await visits.query(tx)
    assert visit.sources[0].published is None


async def test_a_syndicated_copy_is_one_source_more(intake: Intake, store: Store) -> None:
    """The same text elsewhere is a copy: a second source, no second visit, no second alert."""
    first = await intake.take_in(article(BAHRAIN))
    copy = await intake.take_in(article(BAHRAIN, url="https://other.example/b"))
    assert copy.visits == ((first.visits[0][0], "copy"),)
    async with store.reading() as tx:
        visit = await visits.get(tx, first.visits[0][0] or "")
    assert visit is not None
    assert len(visit.sources) == 2
    assert await alerts(store) == 1


async def test_quiet_stores_and_alerts_nobody(intake: Intake, store: Store) -> None:
    """With `quiet` the visit is there and the outbox is empty."""
    assert (await intake.take_in(article(BAHRAIN), quiet=True)).visits[0][1] == "new"
    assert await alerts(store) == 0


async def test_old_news_alerts_nobody(intake: Intake, store: Store) -> None:
    """An article published more than seven days before it is read is stored and alerts nobody."""
    assert (await intake.take_in(article(BAHRAIN, days_ago=8.1))).visits[0][1] == "new"
    assert await alerts(store) == 0
    await intake.take_in(article(KAZAKHSTAN, days_ago=6, url="https://e.org/k"))
    assert await alerts(store) == 1


async def test_what_is_no_visit_leaves_no_visit(intake: Intake, store: Store) -> None:
    """An irrelevant article is remembered as such and makes nothing."""
    taken = await intake.take_in(article(WEATHER))
    assert (taken.label, taken.visits) == ("not_visit", ())
    async with store.reading() as tx:
        assert await visits.count(tx) == 0


async def test_all_of_it_or_nothing(intake: Intake, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When queueing the alerts fails, neither article nor visit stays, and the next try does it all."""

    async def fails(*_: object, **__: object) -> int:
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "put", fails)
        with pytest.raises(RuntimeError):
            await intake.take_in(article(BAHRAIN))
    async with store.reading() as tx:
        assert await visits.count(tx) == 0
    assert (await intake.take_in(article(BAHRAIN))).visits[0][1] == "new"
    assert await alerts(store) == 1


async def test_whoever_sends_is_told(store: Store, intake: Intake) -> None:
    """Queued alerts wake the delivery; an article that queues none does not."""
    woken: list[int] = []
    waking = replace(intake, on_notices=lambda: woken.append(1))
    await waking.take_in(article(WEATHER))
    assert not woken
    await waking.take_in(article(BAHRAIN))
    assert woken == [1]


async def test_a_paused_chat_gets_nothing(intake: Intake, store: Store) -> None:
    """A chat that blocked the bot has no row in the outbox."""
    async with store.writing() as tx:
        await chats.pause(tx, READER, "blocked")
    await intake.take_in(article(BAHRAIN))
    assert await alerts(store) == 0


async def test_a_very_long_article_is_read_beside_the_loop(intake: Intake) -> None:
    """A text of a hundred thousand characters is taken in like any other."""
    long = BAHRAIN[1] + "\n\n" + " ".join(["The weather stayed fine in the whole country."] * 2500)
    taken = await intake.take_in(article((BAHRAIN[0], long)))
    assert taken.label == "visit"


async def test_an_old_plan_is_not_confirmed(intake: Intake, store: Store) -> None:
    """A plan of last year that nothing in the store has confirmed is kept as not confirmed, in silence."""
    text = (
        "The Prosecutor General of Azerbaijan Kamran Aliyev will pay an official visit to Manama on "
        "10-12 March 2025 at the invitation of Bahrain's Attorney General, his office said."
    )
    told = Article(
        "Prosecutor General of Azerbaijan to visit Bahrain", text, published="2025-03-03T09:00:00Z"
    )
    ((id_, change),) = (await intake.take_in(told)).visits
    assert id_ is not None
    async with store.reading() as tx:
        visit = await visits.get(tx, id_)
    assert visit is not None
    assert (change, visit.record.status, visit.record.end) == ("new", "not_confirmed", "2025-03-12")
    assert await alerts(store) == 0


async def waiting(store: Store) -> list[str]:
    async with store.reading() as tx:
        return [one.visit.id for one in await reports.waiting(tx, 9)]


async def test_a_guessed_country_waits_for_the_operator(intake: Intake, store: Store) -> None:
    """Nobody is alerted before he has said yes; then further reports that do not name it are held no more."""
    [(id_, change)] = (await intake.take_in(article(GUESSED))).visits
    assert (change, await alerts(store), await waiting(store)) == ("held", 0, [id_])
    await Corrector(store).accept(id_, by="a test")
    assert (await alerts(store), await waiting(store)) == (1, [])
    again = (GUESSED[0], GUESSED[1].replace("trafficking from", "cases in"))
    [(same, change)] = (await intake.take_in(article(again, url="https://e.org/b"))).visits
    assert (same, change, await waiting(store)) == (id_, "copy", [])


@pytest.mark.parametrize("stories", [(GUESSED, STATED), (STATED, GUESSED)])
async def test_a_guess_that_another_report_confirms_is_news(
    intake: Intake, store: Store, stories: tuple[tuple[str, str], ...]
) -> None:
    """In either order it ends as one visit that is shown, with one alert."""
    fates = [
        (await intake.take_in(article(story, url=f"https://{number}.example/"))).visits[0]
        for number, story in enumerate(stories)
    ]
    assert fates[0][0] == fates[1][0] and "new" in {change for _, change in fates}
    assert (await alerts(store), await waiting(store)) == (1, [])
