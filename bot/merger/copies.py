"""Syndicated copies: three-word runs, hashed, compared by Jaccard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any
from zlib import crc32

from bot import days
from bot.merger.names import are_two
from bot.model import Told
from bot.text import fold
from bot.windows import COPIED_WITHIN, Window, block, published

# Scripts without spaces count by character. Hangul has spaces.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+?(?=[\u3040-\u30ff\u3400-\u9fff])|[^\W_]+"
)
# "BAKU, Azerbaijan, January 26 (Trend) -" and the like: up to a dash or bracket early in the text.
_DATELINE = re.compile(r"\A[^\n]{0,70}?(?:\)\s*[-:.]?|\s-|/)\s+")
_JACCARD = 0.5  # found 94 % of edited copies and no false one; different reports of one visit reach .06
_FEWEST = 8  # runs; below that two headlines are alike by chance
# Hashes are as good as drawn by lot: of two texts that share half, the smallest 24 of each have twelve in
# common, and none once in 10 ** 7. So most pairs are told apart at a glance.
_GLANCE = 24


def shingles(text: str) -> frozenset[int]:
    """Hash the three-word runs of a text without its dateline and source line; the same on every machine."""
    body = _DATELINE.sub("", fold(text.strip()), count=1)
    found = _WORD.findall(_without_source_line(body))
    return frozenset(
        crc32(" ".join(run).encode("utf-8", "replace"))
        for run in zip(found, found[1:], found[2:], strict=False)
    )


def is_copy(of: frozenset[int], others: Iterable[frozenset[int]]) -> bool:
    """Say whether a text is a syndicated copy of one of the others (Jaccard at least .5)."""
    return len(of) >= _FEWEST and any(_jaccard(of, other) >= _JACCARD for other in others)


@dataclass(frozen=True, slots=True)
class Family:
    """A report and its copies, which have no voice of their own."""

    original: Told
    glance: frozenset[int]
    published: Window
    copies: list[Told] = field(default_factory=list)

    @property
    def members(self) -> tuple[Told, ...]:
        return self.original, *self.copies

    @property
    def bound(self) -> str | None:
        """Give the visit under which an operator has put one of them."""
        return next((one.home for one in self.members if one.bound), None)


def families(told: Iterable[Told]) -> list[Family]:
    """Put every copy behind its original, the report that is trusted most; in the order of trust."""
    found: list[Family] = []
    for one in sorted(told, key=trust):
        new = Family(one, frozenset(nsmallest(_GLANCE, one.shingles)), published(one))
        home = next((family for family in found if _belongs(new, family)), None)
        if home is None:
            found.append(new)
        else:
            home.copies.append(one)
    return found


def trust(told: Told) -> tuple[Any, ...]:
    """Order reports: an office's own word, then originals, then copies; the earlier first."""
    source = told.source
    return (
        source.syndicated_from is not None,
        source.official_source is None,
        days.published_days(source.published, told.day),
        source.published or "",
        source.url or "",
        source.title,
        repr(told.sighting),
    )


def _belongs(one: Family, to: Family) -> bool:
    """A copy follows its original whatever dates it claims: feeds of aggregators get those wrong."""
    if one.glance.isdisjoint(to.glance) or one.published.gap(to.published) > COPIED_WITHIN:
        return False
    ours, theirs = one.original.sighting, to.original.sighting
    return (
        block(ours) == block(theirs)
        and not are_two(ours.visitor, theirs.visitor)
        and one.bound in (None, to.bound or one.bound)
        and is_copy(one.original.shingles, [to.original.shingles])
    )


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    if len(b) < _FEWEST or min(len(a), len(b)) < _JACCARD * max(len(a), len(b)):
        return 0.0
    both = len(a & b)
    return both / (len(a) + len(b) - both)


def _without_source_line(body: str) -> str:
    """Drop a last line of a few words: "Source: Trend", "(VNA)", a byline, a copyright."""
    head, _, last = body.rstrip().rpartition("\n")
    return head if head and len(last.split()) <= 6 else body
