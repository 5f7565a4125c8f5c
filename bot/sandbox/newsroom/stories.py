"""Stories as files: TOML with dates that are relative to the day of publication."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
}  # fmt: skip
_DATE = re.compile(r"\{(day|date|month|year):([+-]?\d+)\}")


@dataclass(frozen=True, slots=True)
class Story:
    """One story; `day` is when it was published, in days from today (0 for the upcoming ones)."""

    slug: str
    title: str
    text: str  # paragraphs with an empty line between them
    section: str
    lang: str = "en"
    day: int = 0

    def on(self, published: datetime) -> Story:
        """Write the dates out for one day of publication."""
        return replace(
            self, title=_dated(self.title, published, self.lang), text=_dated(self.text, published, self.lang)
        )

    @property
    def paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in self.text.strip().split("\n\n")]


def _dated(text: str, published: datetime, lang: str) -> str:
    """Replace {day:-2} by "November 19", {date:-2} with the year, {month:-2} and {year:-2} by parts of it."""

    def write(match: re.Match[str]) -> str:
        day = published + timedelta(days=int(match.group(2)))
        month = _MONTHS[lang][day.month - 1]
        in_order = f"{day.day} {month}" if lang == "ru" else f"{month} {day.day}"
        with_year = f"{in_order} {day.year} года" if lang == "ru" else f"{in_order}, {day.year}"
        return {"day": in_order, "date": with_year, "month": month, "year": str(day.year)}[match.group(1)]

    return _DATE.sub(write, text)


@dataclass(frozen=True, slots=True)
class Issue:
    """A story that is out, its dates written."""

    story: Story
    published: datetime


@cache
def load(name: str) -> tuple[Story, ...]:
    """Read one file of this folder: `published` (the archive) or `upcoming`."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tuple(Story(**story) for story in tomllib.load(file)["story"])


def midday(now: datetime, day: int) -> datetime:
    """Give the moment at which an archived story came out."""
    return (now.astimezone(UTC) + timedelta(days=day)).replace(hour=9, minute=30, second=0, microsecond=0)
