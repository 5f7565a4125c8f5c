"""Polling: what is new is taken in once, what fails is done again, and nothing is lost in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.app import opened_poller
from bot.errors import StorageError
from bot.intake import Intake
from bot.model import Article, Carried, Feed
from bot.pipeline import Report
from bot.settings import Settings
from bot.storage import Store
from bot.storage import feeds as feed_states
from tests.app.conftest import Poll, alerts, known
from tests.app.paper import BAHRAIN, KAZAKHSTAN, WEATHER, Paper


async def test_the_first_poll_is_a_baseline(poll: Poll, paper: Paper, store: Store) -> None:
    """The visits of a feed's first poll are stored and alert nobody; those of the second do."""
    paper.publish(BAHRAIN)
    assert (await poll()).entries == 1
    assert (await known(store), await alerts(store)) == (1, 0)
    paper.publish(KAZAKHSTAN)
    assert (await poll()).entries == 1
    assert (await known(store), await alerts(store)) == (2, 1)


async def test_a_feed_that_turns_up_with_other_stories_alerts_of_the_newest(
    poll: Poll, paper: Paper, store: Store
) -> None:
    """When all is new at once an old visit is stored in silence, and one published since alerts."""
    for number in range(6):
        paper.publish((f"Weather report number {number}", WEATHER[1]), days_ago=4)
    await poll()
    paper.items.clear()
    for number in range(4):
        paper.publish((f"Football report number {number}", WEATHER[1]), days_ago=2)
    paper.publish(BAHRAIN, days_ago=1)
    paper.publish(KAZAKHSTAN)
    report = await poll()
    assert (report.entries, report.silent) == (6, 5)
    assert (await known(store), await alerts(store)) == (2, 1)
    assert (await state_of(store)).odd == report.note
    assert report.note is not None
    assert report.note.startswith("6 of 6 entries were new at once")


async def test_a_deleted_story_brings_no_old_one_to_the_chat(poll: Poll, paper: Paper, store: Store) -> None:
    """A visit of last week that slides into the window is stored and alerts nobody."""
    for number in range(3):
        paper.publish((f"Weather report number {number}", WEATHER[1]))
    await poll()
    paper.items.pop(1)
    story = paper.publish(BAHRAIN, days_ago=5)
    paper.items.append(paper.items.pop(paper.items.index(story)))
    assert (await poll()).silent == 1
    assert (await known(store), await alerts(store)) == (1, 0)


async def test_an_unchanged_feed_is_not_sent_again(poll: Poll, paper: Paper) -> None:
    """The second poll of an unchanged feed is answered with 304, and brings nothing."""
    paper.publish(BAHRAIN)
    await poll()
    report = await poll()
    assert paper.asked["304"] == 1
    assert (report.entries, report.error) == (0, None)


async def test_only_candidates_cost_a_page(poll: Poll, paper: Paper) -> None:
    """The page of a headline that has nothing to do with prosecution is never fetched."""
    weather, visit = paper.publish(WEATHER), paper.publish(BAHRAIN)
    await poll()
    assert paper.asked[f"/n/{weather.slug}"] == 0
    assert paper.asked[f"/n/{visit.slug}"] == 1


@pytest.mark.parametrize(
    ("carried", "long", "pages"),
    [("full", 1, 0), ("summaries", 4, 1), ("headlines", 4, 1), (None, 1, 1), (None, 4, 0)],
)
async def test_what_a_feed_carries_decides_over_pages(
    settings: Settings,
    feeds: tuple[Feed, ...],
    paper: Paper,
    store: Store,
    carried: Carried | None,
    long: int,
    pages: int,
) -> None:
    """A feed of whole articles costs no page, one of summaries always does; untold, the length decides."""
    item = paper.publish(BAHRAIN, summary=BAHRAIN[1] * long)
    feed = replace(feeds[0], text=carried)
    async with opened_poller(settings, [feed], store) as poller:
        await poller.once([feed.name])
    assert await known(store) == 1
    assert paper.asked[f"/n/{item.slug}"] == pages


async def test_a_poll_cut_off_in_the_middle_is_done_again(
    poll: Poll, paper: Paper, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the store fails after the first of two articles, the next poll takes in the other, once each."""
    await poll()
    paper.publish(KAZAKHSTAN)
    paper.publish(BAHRAIN)
    really, calls = Intake.take_in, []

    async def fails_at_the_second(self: Intake, article: Article, **rest: object) -> object:
        calls.append(article)
        if len(calls) == 2:
            raise StorageError("disk full")
        return await really(self, article, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Intake, "take_in", fails_at_the_second)
    with pytest.raises(IndexError):  # no report came of it
        await poll()
    assert await known(store) == 1
    report = await poll()
    assert report.entries == 1
    assert (await known(store), await alerts(store)) == (2, 2)


async def test_a_failing_feed_is_left_alone_for_longer_and_longer(
    poll: Poll, paper: Paper, store: Store
) -> None:
    """Failures are counted and put the next poll off; one success forgets them."""
    paper.failing["/feed.xml"] = 500
    waits = []
    for _ in range(3):
        report = await poll()
        assert report.error is not None
        assert report.error.kind == "http_500"
        state = await state_of(store)
        assert state.due_at is not None
        waits.append((state.due_at - datetime.now(UTC)).total_seconds())
    assert waits[0] < waits[1] < waits[2]
    assert state.failures == 3
    paper.failing.clear()
    await poll()
    assert ((await state_of(store)).failures, (await state_of(store)).last_error) == (0, None)


async def state_of(store: Store) -> feed_states.FeedState:
    async with store.reading() as tx:
        return (await feed_states.states(tx))["Gazette"]


async def test_the_claim_of_a_dead_process_is_not_waited_out(
    settings: Settings, feeds: tuple[Feed, ...], paper: Paper, store: Store
) -> None:
    """A feed that a killed process was polling is polled at once by the next one."""
    reports: list[Report] = []
    async with opened_poller(settings, feeds, store, on_report=reports.append) as poller:
        async with store.writing() as tx:  # and then the process was killed
            assert await feed_states.claim_due(tx, datetime.now(UTC), 8, names=["Gazette"])
        await poller.tick()
        await poller.release()
        await poller.tick()
        await poller.drain(5)
    assert len(reports) == 1


async def test_one_bad_feed_does_not_stop_another(settings: Settings, paper: Paper, store: Store) -> None:
    """In one round a broken feed fails and the feed beside it is read."""
    paper.publish(BAHRAIN)
    feeds = (Feed("Bad", "http://127.0.0.1:1/none"), Feed("Gazette", paper.feed_url))
    reports: dict[str, Report] = {}

    def note(report: Report) -> None:
        reports[report.feed] = report

    async with opened_poller(settings, feeds, store, on_report=note) as poller:
        await poller.once(["Bad", "Gazette"])
    assert reports["Bad"].error is not None
    assert reports["Gazette"].entries == 1


@pytest.mark.parametrize("body", [b"", b"hello", b"\x00\xff" * 50])
async def test_a_broken_feed_is_a_report_and_no_exception(poll: Poll, paper: Paper, body: bytes) -> None:
    """Whatever the body, a poll ends in a report, and the next good body is read."""
    paper.body = body
    report = await poll()
    assert report.error is not None
    assert report.error.kind
    paper.body = None
    paper.publish(BAHRAIN)
    assert (await poll()).entries == 1


async def test_a_feed_cut_off_before_its_first_entry_is_no_baseline(
    poll: Poll, paper: Paper, store: Store
) -> None:
    """When the first answer of a feed was cut short, the next one is the baseline and alerts nobody."""
    paper.body = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Pros</tit'
    await poll()
    paper.body = None
    paper.publish(BAHRAIN)
    await poll()
    assert (await known(store), await alerts(store)) == (1, 0)


async def test_entries_and_state_are_one_transaction(poll: Poll, paper: Paper, store: Store) -> None:
    """After a poll every entry is marked and the validators are kept, so that nothing is read twice."""
    paper.publish(WEATHER)
    await poll()
    state = await state_of(store)
    assert state.etag
    assert state.baseline_at
    async with store.writing() as tx:  # as if the server had forgotten its validators
        await feed_states.save_state(tx, replace(state, etag=None, last_modified=None, body_hash=None))
    assert (await poll()).entries == 0
    assert paper.asked["304"] == 0
