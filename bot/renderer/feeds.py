"""What operators read of the feeds: what has happened to them, and how all of them do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.alarms import Trouble, Watched
from bot.feedstate import FeedState
from bot.health import Health, Standing, help_for
from bot.languages.speech import Speaker, speaker
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.dates import local_time
from bot.renderer.markup import bold, esc
from bot.renderer.pages import Rows, turn_row

TROUBLED, SLOW = "t", "s"  # the two lists of a page of feeds

_PAGE = 6  # feeds, of which each takes three of the ninety entities of a message
_TOLD = 20  # feeds in one notice; /feeds has the others
_NAME = 60  # code points
_STANDINGS: tuple[Standing, ...] = ("ok", "failing", "silent", "stopped", "new", "off")
_WORST_FIRST: tuple[Standing, ...] = ("stopped", "failing", "silent")
_SECTIONS: tuple[tuple[Trouble | None, Standing], ...] = (
    ("stopped", "stopped"), ("day", "failing"), ("failing", "failing"), ("silent", "silent"), (None, "ok"),
)  # fmt: skip


def feeds_told(watched: Sequence[Watched], lang: str) -> Message:
    """Tell operators of feeds that have come into trouble or out of it."""
    speak = speaker(lang)
    shown, lines = watched[:_TOLD], []
    for trouble, standing in _SECTIONS:
        if some := [one.state for one in shown if one.told == trouble]:
            lines += ["", speak(f"feeds.told.{trouble or 'well'}")]
            lines += [_line(state, standing, speak) for state in some]
    if len(watched) > _TOLD:
        lines += ["", speak("feeds.more", n=len(watched) - _TOLD)]
    return Message("\n".join(lines[1:]))


def outage(began: datetime, ended: datetime | None, lang: str) -> Message:
    """Tell operators that most feeds fail at once, or that this is over."""
    speak = speaker(lang)
    if ended is None:
        return Message(speak("feeds.outage", since=local_time(began, speak)))
    return Message(speak("feeds.outage_over", since=local_time(began, speak), until=local_time(ended, speak)))


def feeds_page(feeds: Sequence[Health], which: str, page: int, lang: str) -> Message:
    """Count the feeds by how they do; list those in trouble, or those that bring their news the latest."""
    speak = speaker(lang)
    counts = Counter(one.standing for one in feeds)
    head = [speak(f"feeds.{standing}", n=counts[standing]) for standing in _STANDINGS if counts[standing]]
    listed = _slowest(feeds, speak) if which == SLOW else _troubled(feeds, speak)
    pages = max(1, -(-len(listed) // _PAGE))
    page = min(page, pages - 1)
    shown = listed[page * _PAGE : (page + 1) * _PAGE]
    title = speak("feeds.slowest" if which == SLOW else "feeds.troubled")
    body = [title, *shown] if shown else [speak("feeds.nothing")]
    return Message("\n".join([*head, "", *body]), _keys(which, page, pages, speak))


def _keys(which: str, page: int, pages: int, speak: Speaker) -> Rows:
    other, label = (TROUBLED, "button.troubled") if which == SLOW else (SLOW, "button.slowest")
    switch = (Button(speak(label), data=actions.write(actions.FEEDS, other, "0")),)
    if pages == 1:
        return (switch,)
    left, right = [actions.write(actions.FEEDS, which, str((page + step) % pages)) for step in (-1, 1)]
    return (turn_row(left, right, (page, pages), speak.lang), switch)


def _troubled(feeds: Iterable[Health], speak: Speaker) -> list[str]:
    """Write those in trouble, the worst first and of these those that are in it the longest."""
    found = [one for one in feeds if one.standing in _WORST_FIRST and one.state and one.since]
    found.sort(key=lambda one: (_WORST_FIRST.index(one.standing), one.since, one.feed.name))
    return [_line(one.state, one.standing, speak) for one in found if one.state]


def _slowest(feeds: Iterable[Health], speak: Speaker) -> list[str]:
    known = [(one.state.delay, one.feed.name) for one in feeds if one.state and one.state.delay]
    return [f"{bold(esc(name, _NAME))} · {_length(delay, speak)}" for delay, name in sorted(known)[::-1]]


def _line(state: FeedState, standing: Standing, speak: Speaker) -> str:
    """Write one feed: its name, since when what is the matter, and what to do."""
    name = f"• {bold(esc(state.name, _NAME))}"
    moments = {"failing": state.failing_since, "silent": state.new_at, "stopped": state.stopped_at}
    moment = moments.get(standing)
    if moment is None:
        return name
    kind = f"<code>{esc(state.error_kind or '?')}</code>"
    line = speak(f"feeds.line.{standing}", name=name, kind=kind, since=local_time(moment, speak))
    return f"{line}\n{speak(f'feeds.help.{help_for(state.error_kind)}')}" if standing == "failing" else line


def _length(seconds: float, speak: Speaker) -> str:
    """Write a length of time in its largest unit."""
    for unit, size in (("days", 86_400), ("hours", 3_600)):
        if seconds >= 2 * size:
            return speak(f"feeds.{unit}", n=round(seconds / size))
    return speak("feeds.minutes", n=max(1, round(seconds / 60)))
