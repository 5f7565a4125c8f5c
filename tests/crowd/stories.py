"""One visit as hundreds of papers tell it, and stories about prosecutors who go nowhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path

Story = tuple[str, str, str]  # language, title, text

_WORDS = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))


def visit_told(count: int) -> list[Story]:
    """Tell one visit so many times: a third copies of a wire, a third retold, a third in other languages."""
    abroad = [cycle(_told_in(language)) for language in _WORDS["told"] if language != "en"]
    ways = cycle((_copies(), cycle(_told_in("en")), _in_turn(abroad)))
    return [next(way) for way in islice(ways, count)]


def _in_turn(ways: list[Iterator[Story]]) -> Iterator[Story]:
    for way in cycle(ways):
        yield next(way)


def _copies() -> Iterator[Story]:
    wire = _WORDS["wire"]
    for town, agency in cycle(product(wire["towns"], wire["agencies"])):
        yield "en", wire["title"], f"{town}, {agency} - {wire['text']}\n\nSource: {agency}"


def _told_in(language: str) -> list[Story]:
    """Tell the visit in every way that a language has; neighbours differ in more than one sentence."""
    parts = _WORDS["told"][language]
    ways = list(product(*(parts[name] for name in ("titles", "leads", "meetings", "topics"))))
    stride = next(step for step in (7, 5, 3) if len(ways) % step)
    return [
        (language, title, "\n\n".join(sentences))
        for title, *sentences in (ways[number * stride % len(ways)] for number in range(len(ways)))
    ]


def no_visits(count: int) -> list[Story]:
    """Tell so many stories of prosecutors who are at home, on the telephone, or somebody else."""
    home = _WORDS["at_home"]
    told = (
        ("en", *(story[part].format(land=land, town=town, name=name) for part in ("title", "text")))
        for name, (land, town), story in product(home["names"], home["lands"], home["story"])
    )
    return list(islice(told, count))
