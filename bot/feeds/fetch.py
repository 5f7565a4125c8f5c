"""The only code that opens an address on the web: bounded in time, size, redirects and reach."""

from __future__ import annotations

import asyncio
import importlib.metadata
import re
import time
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Literal, Protocol, Self
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from bot.errors import FeedError
from bot.feeds import failures
from bot.feeds.guard import PORTS, socket_factory
from bot.feeds.results import Fetched, NotModified
from bot.feeds.unpack import ENCODINGS, TooBig, Unpacker

Purpose = Literal["feed", "page"]

_ACCEPT: Final[Mapping[Purpose, str]] = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
}
_PERMANENT: Final = (301, 308)
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. The longest real feed met had 2.5 MB; Miniflux waits 20 s, reader 60 s."""

    total: float = 30.0  # seconds, redirects included, waiting for the host's turn not
    connect: float = 10.0  # seconds
    body: int = 8 * 2**20  # bytes, decompressed
    redirects: int = 5
    per_host: int = 2  # requests at a time


class Getter(Protocol):
    """What the rest of the program knows of the web; Fetcher is the one that is real."""

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        user_agent: str | None = None,
        kind: Purpose = "feed",
    ) -> Fetched | NotModified: ...


@dataclass(slots=True)
class _Trip:
    """One request and its redirects."""

    url: URL
    headers: Mapping[str, str]
    deadline: float  # of time.monotonic, moved on while another request has the host's turn
    seen: set[URL]
    moved_to: URL | None = None
    only_permanent: bool = True


class Fetcher:
    """Fetches over one session; use it as an async context manager, one in a process.

    `contact` (an address or e-mail) goes into the user agent, so that a publisher can reach the operator.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        limits: Limits = Limits(),
        ports: Collection[int] = PORTS,
    ) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._ports = ports
        self._user_agent = default_user_agent(contact)
        self._session: aiohttp.ClientSession | None = None
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            socket_factory=socket_factory(allow_private=self._allow_private, ports=self._ports)
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect),
            auto_decompress=False,  # unpack.py does it
            trust_env=False,  # a proxy would connect where the guard cannot see
            # Some publishers send one very long security policy; aiohttp's own limit of 8 KiB refuses them.
            max_line_size=32 * 1024,
            max_field_size=32 * 1024,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        user_agent: str | None = None,
        kind: Purpose = "feed",
    ) -> Fetched | NotModified:
        """Fetch a feed or page; FeedError with a stable kind says why there is none and what to do.

        Kinds: timeout, dns, connect, tls, truncated, too_large, redirect_loop, forbidden_address, bad_scheme,
        bad_port, bad_url, bad_encoding, bad_response and http_<status>; only the last has `retry_after`.
        """
        headers = {
            "Accept": _ACCEPT[kind],
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": user_agent or self._user_agent,
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        start = _read_url(url)
        trip = _Trip(start, headers, time.monotonic() + self._limits.total, {start})
        try:
            return await self._follow(trip)
        except TimeoutError:
            raise failures.timed_out(url, self._limits.total) from None
        except (aiohttp.ClientError, OSError, ValueError, EOFError) as error:
            raise failures.explain(error, url) from error

    async def _follow(self, trip: _Trip) -> Fetched | NotModified:
        for _ in range(self._limits.redirects + 1):
            answer = await self._hop(trip)
            if not isinstance(answer, URL):
                return answer
            if answer in trip.seen:
                break
            trip.seen.add(answer)
            trip.url = answer
        raise FeedError(
            "redirect_loop",
            f"{trip.url} redirects in a circle or more than {self._limits.redirects} times; "
            "open it in a browser and use the address that it ends at",
        )

    async def _hop(self, trip: _Trip) -> Fetched | NotModified | URL:
        """Make one request: its answer, or where it redirects to."""
        self._check(trip.url)
        host = trip.url.host or ""
        turn = self._turns.get(host) or self._turns.setdefault(host, asyncio.Semaphore(self._limits.per_host))
        asked = time.monotonic()
        async with turn:
            trip.deadline += time.monotonic() - asked
            async with asyncio.timeout(max(0.0, trip.deadline - time.monotonic())):
                return await self._request(trip)

    async def _request(self, trip: _Trip) -> Fetched | NotModified | URL:
        if self._session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        async with self._session.get(trip.url, headers=trip.headers, allow_redirects=False) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                return _redirected(trip, response.status, location)
            moved_to = str(trip.moved_to) if trip.moved_to is not None else None
            fresh_for = _max_age(response.headers.get("Cache-Control", ""))
            if response.status == 304 and (
                "If-None-Match" in trip.headers or "If-Modified-Since" in trip.headers
            ):
                return NotModified(str(trip.url), moved_to, fresh_for)
            if not 200 <= response.status < 300:
                raise failures.bad_status(response.status, str(trip.url), response.headers.get("Retry-After"))
            return Fetched(
                url=str(trip.url),
                body=await self._body(response),
                content_type=response.headers.get("Content-Type", ""),
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
                moved_to=moved_to,
                fresh_for=fresh_for,
            )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ENCODINGS:
            raise failures.badly_packed(str(response.url), f"as {encoding[:40]!r}, which was not offered")
        unpacker = Unpacker(encoding, self._limits.body)
        try:
            async for chunk in response.content.iter_chunked(_CHUNK):
                unpacker.feed(chunk)
            return unpacker.done()
        except TooBig:
            raise failures.too_big(str(response.url), self._limits.body) from None
        except zlib.error as error:
            raise failures.badly_packed(str(response.url), f"as {encoding}, but: {error}") from error

    def _check(self, url: URL) -> None:
        if url.scheme not in ("http", "https") or not url.host:
            raise FeedError("bad_scheme", f"{url}: only http:// and https:// addresses are read")
        if not self._allow_private and url.port not in self._ports:
            ports = ", ".join(map(str, self._ports))
            raise FeedError("bad_port", f"{url}: port {url.port} is not among those allowed ({ports})")


def default_user_agent(contact: str | None = None) -> str:
    """Say who asks, and where the operator can be reached."""
    about = f"news feed reader; +{contact}" if contact else "news feed reader"
    try:
        version = importlib.metadata.version("visitwire")
    except importlib.metadata.PackageNotFoundError:  # run from a folder that was never installed
        version = "0"
    return f"Visitwire/{version} ({about})"


def _read_url(url: str) -> URL:
    try:
        return URL(url.strip())
    except ValueError as error:
        raise failures.explain(aiohttp.InvalidURL(url, str(error)), url) from error


def _redirected(trip: _Trip, status: int, location: str) -> URL:
    target = trip.url.join(URL(location)).with_fragment(None)
    if target.user is not None:
        # A user and password are taken from the operator's own address only.
        target = target.with_user(None)
    trip.only_permanent = trip.only_permanent and status in _PERMANENT
    if trip.only_permanent:
        trip.moved_to = target
    return target


def _max_age(cache_control: str) -> float | None:
    match = re.search(r"(?:^|[\s,])max-age=\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return float(match.group(1)) if match else None
