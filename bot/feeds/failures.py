"""What can go wrong on the way to a feed or page: each failure gets a stable kind and a line of advice."""

from __future__ import annotations

import re
import ssl
from datetime import UTC, datetime
from typing import Final

import aiohttp

from bot.errors import FeedError
from bot.feeds.guard import FLOOD, MARK, PRIVATE
from bot.feeds.headers import moment

_ADVICE: Final = {
    204: "it has nothing to say; open the address in a browser to see why",
    205: "it has nothing to say; open the address in a browser to see why",
    206: "it sends a part of something, although we asked for all; it is tried again later",
    304: "it claims to know what we have, although we did not say; it is tried again later",
    400: "the server did not like the request; another user_agent for this feed in feeds.toml may help",
    401: "the server wants a password; use an address that is open to everybody",
    403: "the server refuses us; another user_agent for this feed in feeds.toml may help",
    404: "there is nothing at this address; look for the feed's new address on the publisher's site",
    410: "the publisher has ended this feed; remove it or look for its successor",
    429: "we ask too often; raise this feed's interval",
    451: "blocked for legal reasons; try from another network",
    503: "the server is overloaded or down for maintenance; it is tried again later",
}
_PRIVATE: Final = "leads to a private address; if that is meant, set allow_private_addresses = true"
_NEVER: Final = (
    "leads to an address that no news is read from (link-local, cloud metadata, multicast or reserved); "
    "use the public address of the publisher's site"
)
_RETRY_AFTER_CEILING: Final = 86_400.0  # seconds; nobody is believed to want us away for longer than a day


def bad_status(status: int, url: str, retry_after: str | None) -> FeedError:
    """Tell of an answer that is neither a body nor a redirect; its kind is `http_<status>`."""
    general = (
        "the server is in trouble; it is tried again later"
        if status >= 500
        else "open it in a browser to see why"
    )
    advice = _ADVICE.get(status, general)
    return FeedError(
        f"http_{status}", f"{shown(url)} answered {status}: {advice}", retry_after=seconds(retry_after)
    )


def shown(url: str) -> str:
    """Give an address as it may be printed, without user and password."""
    return re.sub(r"(?<=://)[^/@\s]*@", "", url)


def seconds(retry_after: str | None, now: datetime | None = None) -> float | None:
    """Read a Retry-After header (seconds or an HTTP date) into seconds, at most a day; None if unreadable."""
    if not retry_after:
        return None
    given = retry_after.strip()
    if given.isascii() and given.isdigit():
        wait = float(given[:9])
    elif (until := moment(given)) is not None:
        wait = (until - (now or datetime.now(UTC))).total_seconds()
    else:
        return None
    return min(max(wait, 0.0), _RETRY_AFTER_CEILING)


def too_big(url: str, limit: int) -> FeedError:
    return FeedError(
        "too_large",
        f"{shown(url)} gives more than {limit / 2**20:g} MiB; look for a shorter feed of the same publisher",
    )


def badly_packed(url: str, how: str) -> FeedError:
    return FeedError("bad_encoding", f"{shown(url)} packs its answer {how}; the publisher must mend it")


def timed_out(url: str, limit: float) -> FeedError:
    return FeedError(
        "timeout",
        f"{shown(url)} was not done within {limit:g} s; it is tried again later, remove it if it stays so",
    )


def redirect_loop(url: str, limit: int) -> FeedError:
    return FeedError(
        "redirect_loop",
        f"{shown(url)} redirects in a circle or more than {limit} times; "
        "open it in a browser and use the address that it ends at",
    )


def forbidden_by_robots(url: str) -> FeedError:
    return FeedError(
        "robots",
        f"{shown(url)}: the publisher's robots.txt asks machines to stay away; remove the feed, "
        "or set obey_robots = false for it if the publisher has agreed",
    )


def explain(error: Exception, url: str) -> FeedError:
    """Give the FeedError for what aiohttp or the system raised while fetching `url`."""
    kind, advice = _classify(error)
    said = " ".join(str(error).split()) or type(error).__name__
    return FeedError(kind, f"{shown(url)}: {advice} ({said[:200]})")


def _classify(error: Exception) -> tuple[str, str]:
    # Happy eyeballs may have folded several errors into one, and aiohttp prints only one with an errno.
    told = f"{error} {getattr(error, 'os_error', '')}"
    if MARK in told:
        return "forbidden_address", _PRIVATE if PRIVATE in told else _NEVER
    if "WRONG_VERSION_NUMBER" in told:  # how OpenSSL calls an answer in plain text
        return "tls", "the server speaks no TLS there; write the address with http:// if you trust the way"
    if FLOOD in str(error):
        return "too_large", "the server sends without end; look for another feed of the same publisher"
    for kinds, kind, advice in _FAMILIES:
        if isinstance(error, kinds):
            return kind, advice
    return "connect", "the connection failed; it is tried again later"


_FAMILIES: Final[tuple[tuple[tuple[type[Exception], ...], str, str], ...]] = (
    (
        (aiohttp.ClientConnectorDNSError,),
        "dns",
        "the name is not known; check the address for a typing mistake",
    ),
    (
        (aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError, ssl.SSLError),
        "tls",
        "the server's certificate cannot be trusted; check it in a browser, the publisher must mend it",
    ),
    (
        (aiohttp.ClientPayloadError, EOFError),
        "truncated",
        "the body ended too early; it is tried again later",
    ),
    ((ValueError,), "bad_url", "this is no address; write it as https://host/path"),
    (
        (aiohttp.ClientResponseError,),
        "bad_response",
        "the server does not speak proper HTTP; check the address in a browser",
    ),
)
