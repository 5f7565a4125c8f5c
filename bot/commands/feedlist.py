"""Changes to the text of feeds.toml that leave everything else, comments included, as it is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from itertools import takewhile

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
    """Cut the text into tables, each with the comment right above it, and what stands between them.

    Joined, the pieces are the text again.
    """
    blocks: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if _is_head(line):
            blocks[-1:] = _parted(blocks[-1])
        blocks[-1].append(line)
    return ["".join(block) for block in blocks]


def _parted(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part what precedes a table into the table before, comments of neither, and the comment on top of it."""
    comment = len(list(takewhile(_is_comment, reversed(lines))))
    top = len(lines) - comment or len(lines)  # what the file begins with is about the file
    end = top
    while end and (_is_comment(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    while end < top and not lines[end].strip():
        end += 1
    return lines[:end], lines[end:top], lines[top:]


def _is_comment(line: str) -> bool:
    return line.startswith("#")


def _is_head(line: str) -> bool:
    return line.split("#")[0].strip().replace(" ", "") == _HEAD


def _name(block: str) -> str | None:
    tables = tomllib.loads(block).get("feed", [])
    return tables[0].get("name") if tables else None


def _switched(block: str, on: bool) -> str:
    lines = [line for line in block.splitlines(keepends=True) if line.split("=")[0].strip() != "enabled"]
    head = next(number for number, line in enumerate(lines, start=1) if _is_head(line))
    lines.insert(head, f"enabled = {'true' if on else 'false'}\n")
    return "".join(lines)
