"""Many visits in one message, a line each, and the word that there were none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from bot.languages.speech import Speaker, speaker
from bot.model import Message, Visit
from bot.renderer.dates import span
from bot.renderer.lists import line
from bot.renderer.markup import bold, first_fitting, link
from bot.renderer.summary import Shown, flags, shown_status

_SECTIONS: Mapping[Shown, int] = {"planned": 0, "ongoing": 1, "lapsed": 1, "completed": 2}
_NAMES = ("upcoming", "ongoing", "completed", "off")
Link = Callable[[str], str | None]  # from the id of a visit


def digest_page(visits: Sequence[Visit], lang: str, *, now: datetime, link_to: Link) -> Message:
    """Write a digest: what is planned, under way, over and called off; dates link to the cards."""
    speak = speaker(lang)
    ordered = sorted(visits, key=lambda visit: (_section(visit, now), visit.record.start or ""))
    return Message(first_fitting(partial(_text, ordered, speak, now, write) for write in _writers(link_to)))


def _text(
    visits: Sequence[Visit], speak: Speaker, now: datetime, write: Callable[[Visit, Speaker, datetime], str]
) -> str:
    parts = [speak("digest.title", count=speak("list.count", n=len(visits)))]
    for section, some in groupby(visits, partial(_section, now=now)):
        head = bold(speak(f"digest.{_NAMES[section]}"))
        parts.append("\n".join((head, *(write(visit, speak, now) for visit in some))))
    return "\n\n".join(parts)


def _writers(link_to: Link) -> tuple[Callable[[Visit, Speaker, datetime], str], ...]:
    """Give the ways to write a line: whole, and where that would be too long in all, without names."""

    def whole(visit: Visit, speak: Speaker, now: datetime) -> str:
        return line(visit, speak, now, link_to(visit.id))

    def short(visit: Visit, speak: Speaker, now: datetime) -> str:
        return f"{flags(visit.record, speak)} {link(link_to(visit.id), _dates(visit, speak))}"

    return whole, short


def _dates(visit: Visit, speak: Speaker) -> str:
    return span(visit.record, speak) or speak("when.unknown")


def _section(visit: Visit, now: datetime) -> int:
    return _SECTIONS.get(shown_status(visit, now), len(_NAMES) - 1)


def alive_page(feeds: int, lang: str) -> Message:
    """Say that a week has brought no visit, and that so many feeds were read meanwhile."""
    return Message(speaker(lang)("digest.alive", n=feeds))
