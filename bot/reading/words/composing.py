"""Letters as reading wants them: accents and letters as one, no silent signs, no lines cut at a width."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_WIDTH = 100  # columns of a text cut into lines, as mail and some agencies send it
# Vowel signs and strokes of Arabic, signs of direction, soft hyphens: the word is the same without them.
_SILENT = re.compile(
    "[\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
_CLUSTER = re.compile(
    rf".[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u20d0-\u20ff]+|{_SILENT.pattern}", re.DOTALL
)
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


def composed(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Write letters and their accents as one (NFC) and drop silent signs; with it, where each letter stood,
    if any has moved.
    """
    if unicodedata.is_normalized("NFC", text) and not _SILENT.search(text):
        return text, None
    letters: list[str] = []
    origin: list[int] = []
    done = 0
    for cluster in _CLUSTER.finditer(text):
        whole = _SILENT.sub("", unicodedata.normalize("NFC", cluster.group()))
        letters += (text[done : cluster.start()], whole)
        origin += (*range(done, cluster.start()), *[cluster.start()] * len(whole))
        done = cluster.end()
    letters.append(text[done:])
    return "".join(letters), (*origin, *range(done, len(text) + 1))


def unwrapped(raw: str, text: int) -> str:
    """Write the breaks of lines that were cut at a fixed width as spaces; the text begins at `text`."""
    return raw[:text] + _LINE_END.sub(" ", raw[text:]) if _is_wrapped(raw) else raw


def _is_wrapped(raw: str) -> bool:
    """Tell a text whose lines were cut at a fixed width from one with a paragraph a line."""
    lines = [line.rstrip() for line in raw.split("\n")[1:]]
    full = [line for line, below in pairwise(lines) if line and below]
    open_ended = sum(line[-1].isalnum() or line[-1] in ",-" for line in full)
    return len(full) > 2 and max(map(len, full)) <= _WIDTH and 2 * open_ended > len(full)
