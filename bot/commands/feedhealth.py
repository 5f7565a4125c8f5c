"""How the feeds do, at a glance: those that need a hand come first, with what to do about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from bot.alarms import outage
from bot.commands.columns import labelled, short, table
from bot.feedstate import FeedState
from bot.health import Health, Standing

_ORDER: Final[tuple[Standing, ...]] = ("stopped", "failing", "silent", "new", "ok", "off")
TROUBLED: Final[frozenset[Standing]] = frozenset(_ORDER[:3])
_HEAD = ("FEED", "FROM", "STATE", "SINCE", "LAST OK", "A DAY", "DELAY")
_NAME = 26  # columns
_INDENT = 4
_WIDE = 110  # columns, from which there is room for the address
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def by_need(lines: Sequence[Health]) -> list[Health]:
    """Put first what needs a hand, the longest in need before the others; else the order stays."""
    return sorted(lines, key=lambda one: (_ORDER.index(one.standing), one.since or _LATE))


_LATE = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


def listing(lines: Sequence[Health], now: datetime, columns: int) -> Iterator[str]:
    """Lay the feeds out as a table; below one that is not well stands what to do."""
    rows = [_row(one, now, columns) for one in lines]
    head, *laid_out = table([(*_HEAD, "ADDRESS" if columns >= _WIDE else ""), *rows], columns)
    yield head
    for one, row in zip(lines, laid_out, strict=True):
        yield row
        yield from labelled([("", advice) for advice in _advice(one)], columns, _INDENT)
    yield _summary(lines)


def _row(one: Health, now: datetime, columns: int) -> tuple[str, ...]:
    feed, state = one.feed, one.state
    return (
        short(feed.name, _NAME),
        feed.country or "-",
        one.standing,
        _age(one.since, now),
        _age(state.last_ok_at if state else None, now),
        "" if one.per_day is None else f"{one.per_day:.1f}",
        _length(state.delay if state else None),
        feed.url if columns >= _WIDE else "",
    )


def _advice(one: Health) -> Iterator[str]:
    """Say what is wrong with a feed and what can be done, in a sentence each."""
    state, name = one.state, one.feed.name
    if state is None or not one.feed.enabled:
        return
    if one.standing == "stopped":
        yield f"ended by its publisher (410): look for its new address, or visitwire feeds remove '{name}'"
    elif one.standing == "failing":
        yield f"{state.error_kind or 'failed'} ×{state.failures}: {state.last_error}"
    elif one.standing == "silent":
        yield f"nothing new, against its own rhythm: look at it with visitwire feeds check '{name}'"
    if one.feed.interval and state.span and one.feed.interval > state.span:
        yield (
            f"shows what {_length(state.span)} bring and is polled every {_length(one.feed.interval)}: "
            "what comes and goes in between is missed; give it a shorter interval, or none"
        )
    if state.moved_to:
        yield f"has moved for good to {state.moved_to}: write that into feeds.toml"
    if state.note:
        yield state.note
    if state.odd and state.odd_at:
        yield f"{state.odd_at:%Y-%m-%d %H:%M}: {state.odd}"


def _summary(lines: Sequence[Health]) -> str:
    counts = Counter(one.standing for one in lines)
    parts = [f"{standing} {counts[standing]}" for standing in _ORDER if counts[standing]]
    return f"feeds {len(lines)}: {', '.join(parts) or 'none'}"


def in_all(known: Sequence[Health]) -> Iterator[str]:
    """Say what no single feed shows: that there is none, or that the trouble of most is ours."""
    polled = [one.state for one in known if one.state is not None and one.feed.enabled]
    if not known:
        yield "add one with: visitwire feeds add https://…"
    if since := outage(polled, len(polled)):
        yield (
            f"most of them began to fail about {since:%Y-%m-%d %H:%M} UTC: the trouble is probably ours; "
            "look at this machine's network and name server"
        )


def to_json(one: Health) -> dict[str, Any]:
    """Give what a script may want to know of a feed; lengths of time in seconds, moments in RFC 3339."""
    feed, state = one.feed, one.state
    known = state or FeedState(feed.name, feed.url)
    return {
        "name": feed.name, "url": feed.url, "country": feed.country, "language": feed.language,
        "tier": feed.tier, "state": one.standing, "since": _moment(one.since),
        "last_ok": _moment(known.last_ok_at), "next_poll": _moment(known.due_at),
        "entries_a_day": one.per_day, "delay": known.delay, "window": known.span,
        "failures": known.failures, "class": known.error_kind, "error": known.last_error,
        "moved_to": known.moved_to, "note": known.note,
        "odd": known.odd, "odd_at": _moment(known.odd_at), "advice": list(_advice(one)),
    }  # fmt: skip


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _age(moment: datetime | None, now: datetime) -> str:
    return _length((now - moment).total_seconds()) if moment else ""


def _length(seconds: float | None) -> str:
    """Write a length of time in its largest unit."""
    if seconds is None:
        return ""
    unit, size = next(((unit, size) for unit, size in _UNITS if seconds >= 2 * size), _UNITS[-1])
    return f"{max(seconds / size, 1):.0f} {unit}"
