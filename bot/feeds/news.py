"""Which entries of a feed are news: pure, from what it shows now and what it has shown before.

    entries | known? | all new at once? | slid in from below? | too many? → news, silent ones, a note

Silent entries are stored and nobody is alerted. docs/feeds.md tells the rules in words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Final

from bot.feeds.identity import tells_a_story
from bot.model import Entry

LOOKED_AT: Final = 1_000  # entries of a document, the newest
_READ: Final = 500  # unknown entries in one poll
_AT_ONCE, _PER_HOUR = 60, 60  # news in one poll, and so many more for each hour since the last
_UPHEAVAL: Final = 5  # entries that all new at once are no coincidence
_FEW: Final = 0.1  # of the entries
_LONG_AGO: Final = timedelta(days=30)  # not read since: it is taken in silently again
_LATE: Final = timedelta(hours=1)  # from published to shown, where only its date speaks for an entry
_ALIKE: Final = 3  # known entries whose identifiers are all unknown: identifiers say nothing in this feed

Names = tuple[str, ...]  # of an entry; no two entries of a document share one


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a feed before it is read again."""

    shown: Mapping[str, date]  # names that it has shown, with the last day of it, at most a week too early
    read_at: datetime | None  # when it was read the last time; None: never


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a document brought; news and silent ones as they are to be read, the oldest first."""

    looked_at: tuple[Entry, ...] = ()  # all these are known from now on
    news: tuple[Entry, ...] = ()
    silent: tuple[Entry, ...] = ()  # unknown, and yet no news
    note: str | None = None  # for an operator: what was odd about the document


def sort(entries: Sequence[Entry], past: Past, now: datetime) -> Sorted:
    """Say which of a document's entries, given in its own order, are news."""
    newest = _newest_first(entries)[:LOOKED_AT]
    looked_at = {entry.names for entry in newest}
    known = _known(newest, past.shown)
    unknown = [entry for entry in newest if entry.names not in known]
    in_order = [entry for entry in entries if entry.names in looked_at]
    news, why = _news(in_order, unknown, known, past, now)
    loud = [entry for entry in unknown if entry.names in news][: _allowed(past.read_at, now)]
    alerting = {entry.names for entry in loud}
    silent = [entry for entry in unknown if entry.names not in alerting]
    read = silent[: _READ - min(len(loud), _READ)]
    return Sorted(
        looked_at=tuple(newest),
        news=tuple(reversed(loud)),
        silent=tuple(reversed(read)),
        note=_note(why, len(entries), len(news) - len(loud), len(silent) - len(read)),
    )


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Order by date where all have one; else the document's own order, which has the newest on top."""
    if all(entry.published for entry in entries):
        return sorted(entries, key=lambda entry: entry.published or "", reverse=True)
    return list(entries)


def _known(entries: Iterable[Entry], shown: Mapping[str, date]) -> set[Names]:
    """Find those that the feed has shown before, under whatever name can be trusted."""
    by_name = {True: set[Names](), False: set[Names]()}
    for entry in entries:
        by_name[_is_shown(entry, shown)].add(entry.names)
    worthless = {kind for kind in ("guid", "link") if _is_worthless(kind, by_name[True], shown)}
    by_title = {
        entry.names
        for entry in entries
        if _title_is_shown(entry, shown) and {_kind(name) for name in entry.names} <= worthless | {"title"}
    }
    return by_name[True] | by_title


def _is_shown(entry: Entry, shown: Mapping[str, date]) -> bool:
    if any(name in shown for name in entry.names if _kind(name) != "title"):
        return True
    return _title_is_shown(entry, shown) and tells_a_story(_title(entry).partition(":")[2])


def _title_is_shown(entry: Entry, shown: Mapping[str, date]) -> bool:
    """Say whether its title was shown, and not only before it was published: that was another story."""
    day = shown.get(_title(entry))
    return day is not None and (entry.published or "")[:10] <= day.isoformat()


def _is_worthless(kind: str, known: Iterable[Names], shown: Mapping[str, date]) -> bool:
    """Say whether names of this kind have changed under stories that are known by another."""
    named = [names for names in known if any(_kind(name) == kind for name in names)]
    kept = sum(any(name in shown for name in names if _kind(name) == kind) for names in named)
    return len(named) >= _ALIKE and kept <= _FEW * len(named)


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _title(entry: Entry) -> str:
    return next((name for name in entry.names if _kind(name) == "title"), "")


def _news(
    entries: Sequence[Entry], unknown: Sequence[Entry], known: Collection[Names], past: Past, now: datetime
) -> tuple[set[Names], str | None]:
    """Choose the news among the unknown, and say why it is not all that one would expect."""
    if past.read_at is None:
        return set(), None
    if now - past.read_at > _LONG_AGO:
        return set(), f"not read for {(now - past.read_at).days} days: taken in silently, as a new feed is"
    if not _is_upheaval(entries, unknown, known):
        slid = _slid_in(entries, known, past.read_at)
        return {entry.names for entry in unknown if entry.names not in slid}, None
    since = _written(past.read_at - _LATE)
    news = {
        entry.names
        for entry in unknown
        if (entry.published or "") > since and _title(entry) not in past.shown
    }
    if len(news) == len(unknown):
        return news, None
    why = f"{len(unknown)} of {len(entries)} entries were new at once"
    return news, f"{why}: taken in silently, but for {len(news)} published since"


def _is_upheaval(entries: Sequence[Entry], unknown: Sequence[Entry], known: Collection[Names]) -> bool:
    """Say whether (nearly) all is new at once, and the old does not just stand below the new."""
    if len(unknown) < _UPHEAVAL or len(known) > _FEW * len(entries):
        return False
    return not known or any(entry.names not in known for entry in entries[-len(known) :])


def _slid_in(entries: Sequence[Entry], known: Collection[Names], read_at: datetime) -> set[Names]:
    """Find those that came up from below because something above was deleted, or the window grew.

    They stand below all known entries, and are older than these or without a date.
    """
    dates = [entry.published for entry in entries if entry.names in known and entry.published]
    oldest = min(dates, default=_written(read_at))
    slid: set[Names] = set()
    for entry in entries if _ascend(dates) else reversed(entries):
        if entry.names in known:
            return slid
        if (entry.published or "") < oldest:
            slid.add(entry.names)
    return set()


def _ascend(dates: Sequence[str]) -> bool:
    """Say whether a document has its newest entries at the end."""
    pairs = list(pairwise(dates))
    return sum(one < next_ for one, next_ in pairs) > sum(one > next_ for one, next_ in pairs)


def _allowed(read_at: datetime | None, now: datetime) -> int:
    hours = (now - read_at) / timedelta(hours=1) if read_at else 0.0
    return min(_AT_ONCE + int(_PER_HOUR * max(hours, 0.0)), _READ)


def _written(moment: datetime) -> str:
    """Write a moment as entries have it, so that the two compare as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _note(why: str | None, entries: int, hushed: int, unread: int) -> str | None:
    notes = [why] if why else []
    if hushed:
        notes.append(f"a flood of news: {hushed} of them were taken in silently")
    if unread:
        notes.append(f"more new entries than are read at once: {unread} were left out")
    if entries > LOOKED_AT:
        notes.append(f"only the newest {LOOKED_AT} of its {entries} entries are looked at")
    return "; ".join(notes) or None
