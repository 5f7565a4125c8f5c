"""Reads a feed or a page in one call: fetch, compare with what is known, parse in the worker."""

from __future__ import annotations

import hashlib
import re
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Final

from bot.errors import FeedError
from bot.feeds.fetch import Getter
from bot.feeds.results import FeedState, Fetched, NotModified, Page, Parsed, Polled, Unchanged
from bot.feeds.workers import Workers
from bot.model import Feed

# Some publishers stamp every answer with the moment it was made; the news is the same.
_STAMP: Final = re.compile(rb"<lastBuildDate>[^<]{0,80}</lastBuildDate>")
_HEAD: Final = 8 * 1024


async def poll(
    fetcher: Getter,
    workers: Workers,
    feed: Feed,
    state: FeedState,
    slow: AbstractAsyncContextManager[None] | None = None,
) -> Polled | Unchanged:
    """Read a feed since `state`; save the new state in the transaction that saves the entries.

    `slow` is held while the feed's server is waited for.
    FeedError where there was nothing to read, the old state then stays in force: the kinds of `Fetcher.get`,
    and not_a_feed, sitemap_index, malformed_no_entries, rejected, too_big, timeout, memory, parser_error of
    the parser.
    """
    async with slow or nullcontext():
        answer = await fetcher.get(
            feed.url,
            etag=state.etag,
            last_modified=state.last_modified,
            user_agent=feed.user_agent,
            obey_robots=feed.obey_robots,
        )
    if isinstance(answer, NotModified):
        return Unchanged(state, answer.moved_to, answer.fresh_for)
    now_known = FeedState(answer.etag, answer.last_modified, body_hash(answer.body))
    if now_known.body_hash == state.body_hash:
        return Unchanged(now_known, answer.moved_to, answer.fresh_for)
    parsed = await _parse(workers, answer, feed)
    return Polled(
        state=now_known,
        entries=parsed.entries,
        kind=parsed.kind,
        title=parsed.title,
        language=parsed.language,
        message=parsed.message,
        moved_to=answer.moved_to,
        fresh_for=answer.fresh_for,
        rests_for=parsed.rests_for,
    )


async def read_page(
    fetcher: Getter, workers: Workers, url: str, *, user_agent: str | None = None, obey_robots: bool = True
) -> Page:
    """Read an article page; FeedError of `Fetcher.get` or `Workers.page` where there is none."""
    answer = await fetcher.get(url, user_agent=user_agent, kind="page", obey_robots=obey_robots)
    if isinstance(answer, NotModified):  # nothing was asked that this could answer
        raise FeedError("bad_response", f"{url} answered 304 to a plain request; it is tried again later")
    return await workers.page(answer.body, content_type=answer.content_type, url=answer.url)


def body_hash(body: bytes) -> str:
    """Give the fingerprint by which an unchanged feed is known, the publisher's time stamp left out."""
    return hashlib.sha256(_STAMP.sub(b"", body[:_HEAD]) + body[_HEAD:]).hexdigest()


async def _parse(workers: Workers, answer: Fetched, feed: Feed) -> Parsed:
    parsed = await workers.parse(
        answer.body,
        content_type=answer.content_type,
        url=answer.url,
        kind=feed.kind,
        timezone=feed.timezone,
    )
    if not parsed.is_usable:
        raise FeedError(parsed.kind, f"{answer.url}: {parsed.message}")
    return parsed
