"""Articles as they come in: a text file, one JSON object, or JSON Lines; read as a stream."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import BadArticle, UsageError
from bot.model import Article
from bot.records import article_from_json

_TITLE = 200  # characters; headlines are shorter, paragraphs longer
_DATE = re.compile(
    r"\s*date[ \t:]+(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))?)(?![\d-])", re.IGNORECASE
)
_SENTENCE_ENDS = (".", ":", "。", "।")
_JSON_ENDINGS = frozenset({".json", ".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class BadLine:
    """An input that is no article, and where it stood."""

    id: str | None
    line: int
    error: str


Item = Article | BadLine


def read(name: str, *, lines_only: bool = False) -> Iterator[Item]:
    """Read the articles of a file, or of stdin for "-", in their order; UsageError if it cannot be opened.

    With `lines_only` the input is JSON Lines whatever it looks like.
    """
    if name == "-":
        yield from _items(sys.stdin.buffer, json_expected=lines_only)
        return
    path = Path(name)
    try:
        with path.open("rb") as file:
            yield from _items(file, json_expected=lines_only or path.suffix.lower() in _JSON_ENDINGS)
    except OSError as error:
        raise UsageError(f"cannot read {name}: {error.strerror or error}") from error


def _items(lines: Iterable[bytes], *, json_expected: bool) -> Iterator[Item]:
    rest = iter(lines)
    head = list(_until_two_lines(rest))
    both = itertools.chain(head, rest)
    if json_expected or _looks_like_json(head):
        yield from from_json(both)
    else:
        yield _from_bytes(b"".join(both))


def _until_two_lines(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Take lines until two are not blank: enough to tell a text from JSON Lines with a bad first line."""
    seen = 0
    for line in lines:
        yield line
        seen += bool(line.strip())
        if seen == 2 or line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return


def _looks_like_json(head: list[bytes]) -> bool:
    return any(line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") for line in head if line.strip())


def _from_bytes(content: bytes) -> Item:
    try:
        return from_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return BadLine(None, 1, f"not UTF-8 text (byte {error.start})")


def from_text(content: str) -> Item:
    """Make an article of a plain text: an optional `date YYYY-MM-DD`, an optional title line, the text.

    The first line is the title when it is short, more follows, and it does not end like a sentence.
    """
    match = _DATE.match(content)
    text = content[match.end() if match else 0 :].strip()
    first, _, more = text.partition("\n")
    is_title = more.strip() and len(first) <= _TITLE and not first.rstrip().endswith(_SENTENCE_ENDS)
    title, text = (first.strip(), more.strip()) if is_title else ("", text)
    return _checked({"title": title, "text": text, "published": match[1] if match else None}, 1)


def from_json(lines: Iterable[bytes]) -> Iterator[Item]:
    """Read JSON Lines; an object may also stretch over several lines, as pretty printers write it."""
    kept: list[str] = []
    start = 1
    for number, raw in enumerate(lines, start=1):
        line = _decoded(raw)
        if line is None:
            yield BadLine(None, number, "not UTF-8 text")
        elif kept and not _is_object(line):
            kept.append(line)
            if line.rstrip().endswith("}") and (item := _whole("".join(kept), start)):
                kept = []
                yield item
        elif line.strip():
            if kept:
                yield _item("".join(kept), start)
            kept, start = ([line], number) if _is_begun(line) else ([], number)
            if not kept:
                yield _item(line, number)
    if kept:
        yield _item("".join(kept), start)


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _is_begun(line: str) -> bool:
    """Tell the first line of an object over several lines: it opens and ends where more must follow."""
    return line.lstrip().startswith("{") and line.rstrip().endswith(("{", "[", ",", ":"))


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    return isinstance(_parsed(line), dict)


def _whole(text: str, number: int) -> Item | None:
    return _item(text, number) if isinstance(_parsed(text), dict) else None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return error


def _item(text: str, number: int) -> Item:
    value = _parsed(text)
    if isinstance(value, RecursionError):
        return BadLine(None, number, "nested too deeply")
    if isinstance(value, ValueError):
        return BadLine(None, number, f"not JSON: {value}")
    return _checked(value, number)


def _checked(value: object, number: int) -> Item:
    try:
        return article_from_json(value)
    except BadArticle as error:
        id_ = value.get("id") if isinstance(value, dict) else None
        return BadLine(id_ if isinstance(id_, str) else None, number, str(error))
