"""Articles taken in (facts and links, never their text) and the feed entries already seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.model import Article, Label, Verdict
from bot.storage import Tx


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that was taken in before."""

    id: int
    key: str
    text_hash: str
    label: Label
    visits: tuple[str, ...]  # ids of the visits it tells of


def text_hash(article: Article) -> str:
    """Hash title and text, so that an edited article is noticed without keeping it."""
    raise NotImplementedError


async def known(tx: Tx, keys: Sequence[str]) -> dict[str, Taken]:
    """Say which of these keys (canonical links, or whatever `save` was given) were taken in before."""
    raise NotImplementedError


async def save(
    tx: Tx,
    article: Article,
    verdict: Verdict,
    *,
    key: str,
    day: date,
    now: datetime,
    feed: str | None = None,
    shingles: frozenset[int] = frozenset(),
) -> int | None:
    """Keep the article's facts and give its number; None when `key` is already there.

    `key` is the canonical link, or another stable name for an article without one. `day` is that of
    publication. `shingles` are needed for articles that tell of a visit, and wasted on others.
    """
    raise NotImplementedError


async def entries_seen(tx: Tx, feed: str, keys: Sequence[str]) -> set[str]:
    """Say which of these entry keys this feed has shown before."""
    raise NotImplementedError


async def mark_entries(tx: Tx, feed: str, keys: Sequence[str], *, now: datetime) -> None:
    """Remember that this feed has shown these entries; an entry shown again stays young."""
    raise NotImplementedError


async def forget_entries(tx: Tx, before: datetime) -> int:
    """Forget entries that no feed has shown since; gives how many."""
    raise NotImplementedError
