"""The only code that opens an address on the web: bounded in time, size, redirects and reach."""

from __future__ import annotations

import asyncio
import re
import socket
import time
import zlib
from collections.abc import Collection
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Final, Protocol, Self
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from bot.errors import FeedError
from bot.feeds import failures
from bot.feeds.guard import PORTS, AddressInfo, Metered, guarded_socket, is_own
from bot.feeds.headers import Purpose, default_user_agent, fresh_for, request_headers, validator
from bot.feeds.names import Lookup, Names
from bot.feeds.results import Fetched, NotModified
from bot.feeds.robots import Robots
from bot.feeds.trips import Trip, read_url
from bot.feeds.turns import Turns
from bot.feeds.unpack import ENCODINGS, TooBig, Unpacker

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_WITHOUT_A_WHOLE: Final = (204, 205, 206)
_BUSY: Final = (429, 503)
_REST: Final = 60.0  # seconds without a request to a host that says "too many" and not until when
_CHUNK: Final = 64 * 1024
_NAMES_KEPT: Final = 60  # seconds; each connection is checked all the same
_OPEN: Final = 256  # connections, from which none is kept open: 10,000 hosts would use up the system's files
_OWN_ROBOTS: Final = 2.0  # seconds that the robots.txt of a private address may take
# Answers that leave a robots.txt out (RFC 9309, 2.3.1.3); after all others it may exist.
_ROBOTLESS: Final = re.compile(r"http_4(?!29)..|redirect_loop|bad_scheme|bad_port|bad_url|forbidden_address")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. The longest real feed met had 2.5 MB; Miniflux waits 20 s, reader 60 s."""

    # Seconds, redirects and robots.txt included, waiting for the host's turn not; with giving up no 30.
    total: float = 29.5
    connect: float = 10.0  # seconds
    body: int = 8 * 2**20  # bytes, decompressed
    redirects: int = 5
    per_host: int = 2  # requests at a time
    pause: float = 1.0  # seconds between two requests to a host, but for the operator's own
    robots_total: float = 10.0  # seconds
    robots_body: int = 500 * 1024  # bytes; RFC 9309, 2.5: at least so much is read


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
        obey_robots: bool = True,
    ) -> Fetched | NotModified: ...


class Fetcher:
    """Fetches over one session; use it as an async context manager, one in a process.

    `contact` (an address or e-mail) goes into the user agent, so that a publisher can reach the operator.
    `hurries`: the operator wants his own servers asked without the pause that their robots.txt names.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        hurries: bool = False,
        limits: Limits = Limits(),
        ports: Collection[int] = PORTS,
        lookup: Lookup = socket.getaddrinfo,
    ) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._hurries = hurries
        self._ports = ports
        self._lookup = lookup
        self._user_agent = default_user_agent(contact)
        self._session: aiohttp.ClientSession | None = None
        self._brief: aiohttp.ClientSession | None = None  # keeps no connection for later
        self._turns = Turns(limits.per_host)
        self._robots = Robots()
        self._open: WeakValueDictionary[int, Metered] = WeakValueDictionary()  # by number of file

    async def __aenter__(self) -> Self:
        self._session, self._brief = self._opened(), self._opened(force_close=True)
        return self

    def _opened(self, *, force_close: bool = False) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            socket_factory=self._socket,
            resolver=Names(self._lookup),
            ttl_dns_cache=_NAMES_KEPT,
            limit=0,  # whoever asks is bounded; a hundred silent servers must be no wall for others
            force_close=force_close,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect),
            auto_decompress=False,  # unpack.py does it
            trust_env=False,  # a proxy would connect where the guard cannot see
            # Some publishers send one very long security policy; aiohttp's own limit of 8 KiB refuses them.
            max_line_size=32 * 1024,
            max_field_size=32 * 1024,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in filter(None, (self._session, self._brief)):
            await session.close()
        self._session = self._brief = None

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        user_agent: str | None = None,
        kind: Purpose = "feed",
        obey_robots: bool = True,
    ) -> Fetched | NotModified:
        """Fetch a feed or page; FeedError with a stable kind says why there is none and what to do.

        Kinds: timeout, dns, connect, tls, truncated, too_large, redirect_loop, forbidden_address, bad_scheme,
        bad_port, bad_url, bad_encoding, bad_response, robots, host_rests and http_<status>; the last two may
        have `retry_after`. While a robots.txt cannot be had the kind is that of its failure.
        """
        headers = request_headers(kind, user_agent or self._user_agent)
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return await self._travel(Trip(read_url(url), kind, headers, self._limits.total, obey_robots))

    async def _travel(self, trip: Trip) -> Fetched | NotModified:
        began, budget = str(trip.url), trip.left
        try:
            return await self._follow(trip)
        except TimeoutError:
            raise failures.timed_out(began, budget) from None
        except (aiohttp.ClientError, OSError, ValueError, EOFError) as error:
            raise failures.explain(error, began) from error

    async def _follow(self, trip: Trip) -> Fetched | NotModified:
        for _ in range(self._limits.redirects + 1):
            self._check(trip.url)
            if trip.obeys:
                await self._obey(trip)
            answer = await self._hop(trip)
            if not isinstance(answer, URL):
                return answer
            if not trip.goes_on(answer):
                break
        raise failures.redirect_loop(str(trip.url), self._limits.redirects)

    async def _obey(self, trip: Trip) -> None:
        read = partial(self._robots_txt, trip)
        if not await self._robots.allow(trip.url, read, often=trip.kind == "feed"):
            raise failures.forbidden_by_robots(str(trip.url))

    async def _robots_txt(self, trip: Trip, url: URL) -> str:
        """Read a robots.txt out of the time of the trip that needs it; "" where there is none.

        On the operator's own machine one that cannot be had is none: nobody is there to be polite to.
        """
        is_own = self._is_own(url)
        budget = min(_OWN_ROBOTS if is_own else self._limits.robots_total, trip.left)
        headers = request_headers("robots", trip.headers["User-Agent"])
        inner = Trip(url, "robots", headers, budget, obeys=False)
        try:
            answer = await self._travel(inner)
        except FeedError as error:
            if is_own or _ROBOTLESS.fullmatch(error.kind):
                return ""
            raise
        finally:
            trip.left -= budget - inner.left
        return answer.body.decode("utf-8-sig", "replace") if isinstance(answer, Fetched) else ""

    async def _hop(self, trip: Trip) -> Fetched | NotModified | URL:
        """Make one request: its answer, or where it redirects to."""
        async with self._turn(trip):
            began = time.monotonic()
            try:
                async with asyncio.timeout(max(0.0, trip.left)):
                    return await self._request(trip)
            finally:
                trip.left -= time.monotonic() - began

    def _turn(self, trip: Trip) -> AbstractAsyncContextManager[None]:
        """Wait for the host's turn: at the operator's own there is none, unless it asks for a pause."""
        host = trip.url.host_port_subcomponent or ""
        pause, is_own = self._robots.delays.get(host, 0.0), self._is_own(trip.url)
        if is_own and (self._hurries or not pause):
            return nullcontext()
        if not is_own:
            pause = max(pause, self._limits.pause)
        return self._turns.turn(host, 0.0 if trip.kind == "robots" else pause)

    def _is_own(self, url: URL) -> bool:
        return self._allow_private and is_own(url.host or "")

    async def _request(self, trip: Trip) -> Fetched | NotModified | URL:
        if self._session is None or self._brief is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        session = self._brief if len(self._open) >= _OPEN else self._session
        async with session.get(trip.url, headers=trip.headers, allow_redirects=False) as response:
            self._let_body_in(response)
            return await self._answer(trip, response)

    def _let_body_in(self, response: aiohttp.ClientResponse) -> None:
        connection = response.connection  # None where all has arrived
        if connection is not None and connection.transport is not None:
            number = connection.transport.get_extra_info("socket").fileno()  # -1 where it has just ended
            if there := self._open.get(number):
                there.takes_body()

    async def _answer(self, trip: Trip, response: aiohttp.ClientResponse) -> Fetched | NotModified | URL:
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location:
            return trip.redirected(response.status, location)
        moved_to = str(trip.moved_to) if trip.moved_to is not None else None
        fresh = fresh_for(response.headers)
        if response.status == 304 and (
            "If-None-Match" in trip.headers or "If-Modified-Since" in trip.headers
        ):
            return NotModified(str(trip.url), moved_to, fresh)
        if not 200 <= response.status < 300 or response.status in _WITHOUT_A_WHOLE:
            raise self._refused(trip.url, response.status, response.headers.get("Retry-After"))
        return Fetched(
            url=str(trip.url),
            body=await self._body(response, trip.kind),
            content_type=response.headers.get("Content-Type", ""),
            etag=validator(response.headers.get("ETag")),
            last_modified=validator(response.headers.get("Last-Modified")),
            moved_to=moved_to,
            fresh_for=fresh,
        )

    def _refused(self, url: URL, status: int, retry_after: str | None) -> FeedError:
        """Tell of a refusal; one for being busy holds for all of the host."""
        error = failures.bad_status(status, str(url), retry_after)
        rest = error.retry_after or (_REST if status == 429 else 0.0)
        if status in _BUSY and rest and not self._is_own(url):
            self._turns.rest(url.host_port_subcomponent or "", rest)
        return error

    async def _body(self, response: aiohttp.ClientResponse, kind: Purpose) -> bytes:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ENCODINGS:
            raise failures.badly_packed(str(response.url), f"as {encoding[:40]!r}, which was not offered")
        unpacker = Unpacker(encoding, self._limits.robots_body if kind == "robots" else self._limits.body)
        try:
            async for chunk in response.content.iter_chunked(_CHUNK):
                unpacker.feed(chunk)
            return unpacker.done()
        except TooBig:
            if kind == "robots":  # what stands in the part that is read counts
                return unpacker.begun()
            raise failures.too_big(str(response.url), self._limits.body) from None
        except zlib.error as error:
            raise failures.badly_packed(str(response.url), f"as {encoding}, but: {error}") from error

    def _check(self, url: URL) -> None:
        if url.scheme not in ("http", "https") or not url.host:
            raise FeedError("bad_scheme", f"{url}: only http:// and https:// addresses are read")
        if not self._allow_private and url.port not in self._ports:
            ports = ", ".join(map(str, self._ports))
            raise FeedError("bad_port", f"{url}: only ports {ports} are read; use an address without a port")

    def _socket(self, info: AddressInfo) -> socket.socket:
        made = guarded_socket(info, allow_private=self._allow_private, ports=self._ports)
        self._open[made.fileno()] = made
        return made
