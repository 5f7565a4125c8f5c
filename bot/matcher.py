"""Matching: what changed × who subscribes → the notices that are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot import days
from bot.freshness import is_fresh
from bot.model import Change, Notice, Visit
from bot.wishes import Wish, subjects, sureness

_NEWS: tuple[Change, ...] = ("new", "material")
EDITING = timedelta(days=14)  # after the visit its cards are left alone


def match(
    change: Change,
    visit: Visit,
    audience: Mapping[Wish, Sequence[int]],
    shown: Mapping[int, bool],
    *,
    now: datetime,
    before: Visit | None = None,
) -> tuple[Notice, ...]:
    """Say who gets what; `audience` are those who wait for it, and `shown` is what `outbox.shown` answers.

    Who has the card sees it edited, with a short reply when it matters. Who has not is alerted, if the
    filters let the visit through, when it is new or when something that matters has happened since; also when
    it is only now, and was not as it stood `before`, a visit that was wished for.
    """
    notices = _to_those_who_have_it(change, visit, shown, now)
    if change in _NEWS:
        before = None
    if change != "held" and (change in _NEWS or before) and is_fresh(visit, now):
        notices += _to_those_who_wait(visit, audience, shown, before)
    return tuple(notices)


def may_pass_late(before: Visit, visit: Visit) -> bool:
    """Say whether a report that is no news in itself may let a visit through filters, or be about more."""
    return (
        not subjects(visit) <= subjects(before)
        or sureness(visit) > sureness(before)
        or bool({one.lang for one in visit.sources} - {one.lang for one in before.sources})
    )


def _to_those_who_wait(
    visit: Visit, audience: Mapping[Wish, Sequence[int]], shown: Mapping[int, bool], before: Visit | None
) -> Iterator[Notice]:
    told = set(shown)
    known = subjects(before) if before else frozenset()
    for wish, chats in audience.items():
        passed = before is not None and wish.key in known and wish.filters.let(before, wish.key)
        if not passed and wish.filters.let(visit, wish.key):
            new = dict.fromkeys(chat for chat in chats if chat not in told)
            told.update(new)
            for chat in new:
                yield _telling(chat, visit, wish)


def _telling(chat: int, visit: Visit, wish: Wish) -> Notice:
    if wish.mode == "instant":
        return Notice(chat, visit.id, visit.revision, "alert", thread=wish.thread)
    return Notice(chat, visit.id, visit.revision, "line")


def _to_those_who_have_it(
    change: Change, visit: Visit, shown: Mapping[int, bool], now: datetime
) -> list[Notice]:
    if change not in (*_NEWS, "minor") or now.astimezone(UTC).date() - _last_day(visit) > EDITING:
        return []
    within_reach = [chat for chat, editable in shown.items() if editable]
    matters = change == "material"
    # A silent edit may wait for the next one; an edit itself never makes a sound, so its reply does.
    notices = [Notice(chat, visit.id, visit.revision, "edit", silent=not matters) for chat in within_reach]
    if matters:
        known = visit.revision - 1
        notices += [Notice(chat, visit.id, visit.revision, "reply", since=known) for chat in within_reach]
    return notices


def _last_day(visit: Visit) -> date:
    """Take the end of the visit, or where no report names a day, its last word."""
    ended = visit.record.end or visit.record.start
    return days.span(ended)[1] if ended is not None else visit.updated_at.date()
