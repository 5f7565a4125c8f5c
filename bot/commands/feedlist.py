"""Changes to the text of feeds.toml that leave everything else, comments included, as it is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable

from bot.feeds.catalogue import values
from bot.model import Feed

Rewrite = Callable[[str], str]
Change = Callable[[str, str], str]

_HEAD = "[[feed]]"


def added(text: str, feeds: Iterable[Feed]) -> str:
    """Give the text with a table for each of `feeds` at the end."""
    return "\n\n".join((text.rstrip("\n"), *(table(feed) for feed in feeds))).lstrip("\n") + "\n"


def table(feed: Feed) -> str:
    """Write a feed as feeds.toml has it."""
    # JSON's strings, numbers and truth are TOML's.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values(feed).items())
    return "\n".join((_HEAD, *lines))


def removed(text: str, name: str) -> str:
    """Give the text without the table called `name`."""
    return "".join(block for block in _blocks(text) if _name(block) != name)


def switched(text: str, name: str, *, on: bool) -> str:
    """Give the text with `enabled` of the table called `name` set."""
    return "".join(_switched(block, on) if _name(block) == name else block for block in _blocks(text))


def _blocks(text: str) -> list[str]:
    """Cut the text before every [[feed]]; joined, the pieces are the text again."""
    blocks = [""]
    for line in text.splitlines(keepends=True):
        if line.split("#")[0].strip().replace(" ", "") == _HEAD:
            blocks.append("")
        blocks[-1] += line
    return blocks


def _name(block: str) -> str | None:
    tables = tomllib.loads(block).get("feed", [])
    return tables[0].get("name") if tables else None


def _switched(block: str, on: bool) -> str:
    wanted = f"enabled = {'true' if on else 'false'}\n"
    head, *rest = block.splitlines(keepends=True)
    kept = [line for line in rest if line.split("=")[0].strip() != "enabled"]
    return "".join((head, wanted, *kept))
