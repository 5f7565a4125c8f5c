"""One request on its way from redirect to redirect, and the time that it has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from yarl import URL

from bot.feeds import failures
from bot.feeds.headers import Purpose

_PERMANENT: Final = (301, 308)


@dataclass(slots=True)
class Trip:
    """A request and its redirects."""

    url: URL
    kind: Purpose
    headers: Mapping[str, str]
    left: float  # seconds, of which waiting for a host's turn takes none
    obeys: bool  # robots.txt
    moved_to: URL | None = None  # where every redirect so far was for good
    _only_permanent: bool = True
    _seen: set[URL] = field(default_factory=set)

    def redirected(self, status: int, location: str) -> URL:
        """Read where an answer redirects to; ValueError where that is no address."""
        target = self.url.join(URL(location)).with_fragment(None)
        if target.user is not None:
            # A user and password are taken from the operator's own address only.
            target = target.with_user(None)
        self._only_permanent = self._only_permanent and status in _PERMANENT
        if self._only_permanent:
            self.moved_to = target
        return target

    def goes_on(self, target: URL) -> bool:
        """Go there next, unless it was seen before."""
        self._seen.add(self.url)
        self.url = target
        return target not in self._seen


def read_url(url: str) -> URL:
    """Read an address; FeedError `bad_url` where it is none."""
    try:
        return URL(url.strip())
    except ValueError as error:
        raise failures.explain(aiohttp.InvalidURL(url, str(error)), url) from error
