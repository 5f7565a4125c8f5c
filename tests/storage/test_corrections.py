"""What operators decide stands above all articles, reaches those who were told, and can be undone."""

from __future__ import annotations

import pytest

from bot.correcting import Corrector
from bot.model import Visit
from bot.outcomes import Sent
from bot.storage import Store, chats, corrections, reports, visits
from tests.storage.deciding import LATER, deliver, done, listed, news, stands, why
from tests.storage.sending import claim, finish
from tests.storage.situations import chat_subscribed

BY = "operator 7"


async def test_a_rejected_visit_is_struck_where_it_was_seen(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """It is in no list and no count any more, its card is edited, and nobody else hears of it."""
    assert done(await corrector.reject(told.id, by=BY)).after.state == "rejected"
    assert await listed(store) == set()
    async with store.reading() as tx:
        assert (await visits.count(tx), await visits.counts(tx)) == (0, [])
        assert await visits.query(tx, visits.Filter(("AZ", "BH"), pair=True)) == []
        assert await visits.followed(tx, told.id) is None
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "edit")]
    assert why(await corrector.reject(told.id, by=BY)) == "already"


async def test_an_alert_that_waits_is_withdrawn(store: Store, corrector: Corrector) -> None:
    """Who has not been told of a false alarm yet never is."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    visit = await news(store, "a")
    await corrector.reject(visit.id, by=BY)
    assert await deliver(store) == []


async def test_an_alert_on_its_way_is_followed_by_its_correction(store: Store, corrector: Corrector) -> None:
    """A card that arrives after the rejection is struck through as well."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    visit = await news(store, "a")
    (under_way,) = await claim(store)
    await corrector.reject(visit.id, by=BY)
    await finish(store, under_way, Sent(9))
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "edit")]


async def test_later_reports_of_a_rejected_visit_alert_nobody(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """A report that comes after the rejection joins the visit, which stays away."""
    await corrector.reject(told.id, by=BY)
    await deliver(store)
    joined = await news(store, "b", end="2026-01-26")
    assert (joined.id, joined.state) == (told.id, "rejected")
    assert await deliver(store) == []
    assert await listed(store) == set()


async def test_undoing_a_rejection_restores_what_the_sightings_say_now(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """The visit is back with what was reported meanwhile, its card is restored, nobody is alerted twice."""
    await corrector.reject(told.id, by=BY)
    await deliver(store)
    await news(store, "b", end="2026-01-26")
    back = done(await corrector.undo(told.id)).after
    assert (back.state, back.record.end) == ("shown", "2026-01-26")
    assert await listed(store) == {told.id}
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "edit")]
    assert why(await corrector.undo(told.id)) == "nothing"


async def test_a_withdrawn_alert_comes_with_the_undoing(store: Store, corrector: Corrector) -> None:
    """Who was to be told before the rejection is told after it was taken back."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    visit = await news(store, "a")
    await corrector.reject(visit.id, by=BY)
    await corrector.undo(visit.id)
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "alert")]


async def test_a_fixed_field_stays_fixed(store: Store, corrector: Corrector, told: Visit) -> None:
    """Whatever later reports say, the fix stands, the rest grows, and undone the reports decide again."""
    fixed = done(await corrector.fix(told.id, "host.city", "Muharraq", by=BY))
    assert (fixed.before.record.host.city, fixed.after.record.host.city) == (None, "Al Muharraq")
    grown = await news(store, "b", city="Manama", end="2026-01-26")
    assert (grown.id, grown.record.host.city, grown.record.end) == (told.id, "Al Muharraq", "2026-01-26")
    back = done(await corrector.undo(told.id)).after
    assert (back.record.host.city, back.record.end) == ("Manama", "2026-01-26")


async def test_the_newest_fix_of_a_field_counts(store: Store, corrector: Corrector, told: Visit) -> None:
    """Fixes are undone one by one, the newest first."""
    for city in ("Muharraq", "Manama"):
        await corrector.fix(told.id, "host.city", city, by=BY)
    assert (await stands(store, told.id)).record.host.city == "Manama"
    assert done(await corrector.undo(told.id)).after.record.host.city == "Al Muharraq"
    async with store.reading() as tx:
        log = await corrections.log(tx, told.id)
    assert [(one.detail["value"], one.undone_at) for one in log] == [("Al Muharraq", None), ("Manama", LATER)]


async def test_a_fix_reaches_those_who_have_the_card(store: Store, corrector: Corrector, told: Visit) -> None:
    """A fix that matters edits and replies, another only edits."""
    await corrector.fix(told.id, "status", "cancelled", by=BY)
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "edit"), (1, "reply")]
    await corrector.fix(told.id, "topics", "corruption", by=BY)
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "edit")]


async def test_a_fixed_country_moves_the_visit_and_keeps_its_reports(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """The visit is found under its true host; a later report with the same mistake makes no second one."""
    done(await corrector.fix(told.id, "host.country", "KZ", by=BY))
    async with store.reading() as tx:
        assert [code for code, _ in await visits.counts(tx)] == ["AZ", "KZ"]
    assert (2, "alert") in [(one.chat_id, one.kind) for one in await deliver(store)]
    assert (await news(store, "b", end="2026-01-26")).id == told.id
    assert (await stands(store, told.id)).record.host.country == "KZ"


async def test_what_cannot_be_is_refused_and_changes_nothing(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """A wrong value, a day out of order, a visit to oneself and an unknown id are told."""
    assert why(await corrector.fix(told.id, "status", "done", by=BY)) == "value"
    assert why(await corrector.fix(told.id, "end", "2026-01-01", by=BY)) == "value"
    assert why(await corrector.fix(told.id, "host.country", "AZ", by=BY)) == "value"
    assert why(await corrector.reject("nothing", by=BY)) == "unknown"
    assert why(await corrector.accept(told.id, by=BY)) == "already"
    assert why(await corrector.merge(told.id, told.id, by=BY)) == "itself"
    assert why(await corrector.split(told.id, [1], by=BY)) == "whole"
    assert why(await corrector.split(told.id, [2], by=BY)) == "source"
    assert why(await corrector.keep(told.id)) == "nothing"
    assert await stands(store, told.id) == told


async def test_a_held_visit_is_shown_once_accepted(store: Store, corrector: Corrector) -> None:
    """Its countries must be certain first; then whoever subscribes is alerted, and undone it waits again."""
    async with store.writing() as tx:
        await chat_subscribed(tx, 1)
    held = await news(store, "a", host="AZ")
    assert held.state == "held"
    assert await deliver(store) == []
    assert why(await corrector.accept(held.id, by=BY)) == "unsure"
    assert done(await corrector.fix(held.id, "host.country", "BH", by=BY)).after.state == "held"
    assert done(await corrector.accept(held.id, by=BY)).after.state == "shown"
    assert [(one.chat_id, one.kind) for one in await deliver(store)] == [(1, "alert")]
    assert done(await corrector.undo(held.id)).after.state == "held"
    assert await listed(store) == set()


@pytest.fixture
async def two(store: Store, told: Visit) -> tuple[Visit, Visit]:
    """Two visits, a month apart; chat 1 has the card of each."""
    other = await news(store, "b", start="2026-02-20", end="2026-02-21", status="planned")
    await deliver(store)
    assert other.id != told.id
    return told, other


async def test_merged_visits_are_one(store: Store, corrector: Corrector, two: tuple[Visit, Visit]) -> None:
    """The part leads to the whole, which has the sources of both; the part's card is struck."""
    part, whole = two
    merged = done(await corrector.merge(part.id, whole.id, by=BY))
    assert len(merged.after.sources) == 2
    assert await listed(store) == {whole.id}
    async with store.reading() as tx:
        found = await visits.followed(tx, part.id)
    assert found is not None and found.id == whole.id
    assert why(await corrector.fix(part.id, "status", "planned", by=BY)) == "merged"
    kinds = [(one.visit_id, one.kind) for one in await deliver(store)]
    assert (part.id, "edit") in kinds and (part.id, "alert") not in kinds


async def test_readers_of_the_part_alone_get_the_whole_in_silence(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """Who had only the card of the part gets that of the whole without a sound, so that it grows on."""
    async with store.writing() as tx:
        await chats.unsubscribe(tx, 1, None)
    other = await news(store, "b", start="2026-02-20", status="planned")
    await corrector.merge(told.id, other.id, by=BY)
    sent = await deliver(store)
    assert [(one.visit_id, one.kind, one.silent) for one in sent if one.kind == "alert"] == [
        (other.id, "alert", True)
    ]


@pytest.mark.parametrize("by_part", [True, False])
async def test_a_merger_is_undone_from_either_side(
    store: Store, corrector: Corrector, two: tuple[Visit, Visit], by_part: bool
) -> None:
    """Both are what they were, with what they brought."""
    part, whole = two
    await corrector.merge(part.id, whole.id, by=BY)
    done(await corrector.undo(part.id if by_part else whole.id))
    assert await listed(store) == {part.id, whole.id}
    for before in two:
        after = await stands(store, before.id)
        assert (after.record, after.sources, after.into) == (before.record, before.sources, None)
    assert why(await corrector.undo(part.id)) == "nothing"


async def test_a_split_gives_two_visits_and_undone_one(
    store: Store, corrector: Corrector, told: Visit
) -> None:
    """The named sources tell of a visit of their own, which is news; taken back, all is as it was."""
    both = await news(store, "b")
    assert both.id == told.id
    split = done(await corrector.split(told.id, [2], by=BY))
    assert split.other is not None
    assert [source.url for source in split.after.sources] == ["https://e.org/a"]
    assert [source.url for source in split.other.sources] == ["https://e.org/b"]
    assert await listed(store) == {told.id, split.other.id}
    assert (split.other.id, "alert") in [(one.visit_id, one.kind) for one in await deliver(store)]
    whole = done(await corrector.undo(told.id))
    assert len(whole.after.sources) == 2
    assert await listed(store) == {told.id}
    async with store.reading() as tx:
        found = await visits.followed(tx, split.other.id)
    assert found is not None and found.id == told.id


async def test_later_articles_part_and_join_nothing_that_was_decided(
    store: Store, corrector: Corrector, two: tuple[Visit, Visit]
) -> None:
    """What was split stays two and what was merged stays one, whatever is told of either afterwards."""
    first, second = two
    both = await news(store, "c")
    assert both.id == first.id
    part = done(await corrector.split(first.id, [2], by=BY)).other
    assert part is not None
    await news(store, "d", end="2026-01-26")
    assert await listed(store) == {first.id, second.id, part.id}
    await corrector.merge(second.id, first.id, by=BY)
    assert (await news(store, "e", start="2026-02-20", status="planned")).id == first.id
    assert await listed(store) == {first.id, part.id}


async def test_the_part_of_a_merger_leaves_nothing_to_decide(
    store: Store, corrector: Corrector, two: tuple[Visit, Visit]
) -> None:
    """Reports of a visit that became part of another are settled with it."""
    await corrector.report(1, two[0].id, "not_visit")
    await corrector.merge(two[0].id, two[1].id, by=BY)
    async with store.reading() as tx:
        assert await reports.number_waiting(tx) == await reports.number_reported(tx) == 0
