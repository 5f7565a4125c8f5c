"""robots.txt (RFC 9309): what a site asks of machines that read it, asked once a day and remembered."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from weakref import WeakValueDictionary

from protego import Protego
from yarl import URL

from bot.errors import FeedError
from bot.feeds.failures import shown

TOKEN: Final = "visitwire"  # noqa: S105 - the name by which a robots.txt speaks of us
LONGEST_DELAY: Final = 10.0  # seconds between requests; who asks for more gets this much
_KEEP: Final = 86_400.0  # seconds; RFC 9309, 2.4: no longer than a day
_KEEP_AFTER_FAILURE: Final = 3_600.0  # seconds in which what was known before, or guessed, is in force
_TRIES: Final = 3  # in which a robots.txt cannot be had before it counts as missing
_LINES: Final = 10_000  # of rules for us; the longest of a newspaper seen had some hundreds
_LONG: Final = 32 * 1024  # characters from which reading would hold up the loop
_ORIGINS: Final = 20_000
_TEXTS: Final = 16 * 2**20  # characters of all files together
_ADDRESSES: Final = 20_000
_AGENT: Final = re.compile(r"user[\s-]*agent\b[\s:]*(\*|[a-z_-]*)", re.IGNORECASE)
_RULE: Final = re.compile(r"(?:allow|di[a-z]{4,8}|crawl[\s-]*delay)\b", re.IGNORECASE)

Read = Callable[[URL], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What an origin asks of us, as text: parsed files of thousands of hosts would fill the memory."""

    text: str | None = None  # None: it could not be had yet
    delay: float = 0.0  # seconds between requests
    until: float = 0.0  # when it is asked again
    tries: int = 0  # in a row without an answer


class Robots:
    """Remembers what origins ask; all that is kept is bounded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rules: dict[str, _Rules] = {}  # by origin, the one learnt longest ago first
        self._size = 0
        self._allowed: dict[str, float] = {}  # addresses of feeds, and until when they need no second look
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.delays: dict[str, float] = {}  # seconds by host and port, where one was asked for

    async def allow(self, url: URL, read: Read, *, often: bool = False) -> bool:
        """Say whether we may ask for this address; one asked for `often` is answered in a microsecond.

        `read` gives the text of a robots.txt, "" where there is none, FeedError where it cannot be had;
        that error comes through the first times, unless an older text is known.
        """
        address = str(url)
        if self._allowed.get(address, 0.0) > self._clock():
            return True
        try:
            rules = await self._learn(url.origin(), read)
        except FeedError as error:
            told = f"{shown(address)} waits for its robots.txt, up to the third try: {error}"
            raise FeedError(error.kind, told, retry_after=error.retry_after) from error
        text = rules.text or ""
        where = f"{url.origin()}{url.raw_path_qs}"
        if len(text) < _LONG:
            is_allowed = permits(text, where)
        else:
            is_allowed = await asyncio.to_thread(permits, text, where)
        if is_allowed and often:
            if len(self._allowed) >= _ADDRESSES:
                del self._allowed[next(iter(self._allowed))]
            self._allowed[address] = rules.until
        return is_allowed

    async def _learn(self, origin: URL, read: Read) -> _Rules:
        key = str(origin)
        async with self._asking.setdefault(key, asyncio.Lock()):
            rules = self._rules.get(key)
            if rules is None or rules.until <= self._clock():
                try:
                    rules = await _asked(await read(origin.with_path("/robots.txt")), self._clock())
                    self._keep(origin, rules)
                except FeedError as error:
                    # Where the name is not known no server is there to be spared.
                    delay = 0.0 if error.kind == "dns" else LONGEST_DELAY
                    rules = _unanswered(rules or _Rules(), delay, self._clock())
                    self._keep(origin, rules)
                    if rules.text is None:
                        raise
            return rules

    def _keep(self, origin: URL, rules: _Rules) -> None:
        self._drop(str(origin))
        self._rules[str(origin)] = rules
        self._size += len(rules.text or "")
        if rules.delay:
            self.delays[origin.host_port_subcomponent or ""] = rules.delay
        while self._size > _TEXTS or len(self._rules) > _ORIGINS:
            self._drop(next(iter(self._rules)))

    def _drop(self, origin: str) -> None:
        if (rules := self._rules.pop(origin, None)) is not None:
            self._size -= len(rules.text or "")
            self.delays.pop(URL(origin).host_port_subcomponent or "", None)


def ours(text: str) -> str:
    """Keep the groups of a robots.txt that speak of us or of everybody, without what is no rule.

    Protego gives each rule of a group to each of its names: half a megabyte of both would take it minutes.
    """
    kept: list[str] = []
    is_ours = has_rules = False
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if agent := _AGENT.match(line):
            if has_rules:
                is_ours = has_rules = False
            if (name := agent.group(1).lower()) in ("*", TOKEN):
                is_ours = True
                kept.append(f"User-agent: {name}")
        elif _RULE.match(line):
            has_rules = True
            if is_ours:
                kept.append(line)
        if len(kept) >= _LINES:
            break
    return "\n".join(kept)


def permits(text: str, url: str) -> bool:
    """Say whether the rules that `ours` has kept let us ask for `url`."""
    return not text or _parsed(text).can_fetch(url, TOKEN)


@lru_cache(maxsize=2)  # of a long one, ten megabytes: just enough for the pages of one site in a row
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


async def _asked(text: str, now: float) -> _Rules:
    kept = await asyncio.to_thread(ours, text) if len(text) >= _LONG else ours(text)
    if not kept:
        return _Rules("", until=now + _KEEP)
    parsed = await asyncio.to_thread(_parsed, kept) if len(kept) >= _LONG else _parsed(kept)
    return _Rules(kept, min(parsed.crawl_delay(TOKEN) or 0.0, LONGEST_DELAY), now + _KEEP)


def _unanswered(before: _Rules, delay: float, now: float) -> _Rules:
    """Decide without an answer: by the last one; with none, nothing is asked until the third try."""
    if before.text is not None:
        return replace(before, until=now + _KEEP_AFTER_FAILURE)
    tries = before.tries + 1
    if tries < _TRIES:
        return _Rules(tries=tries)
    return _Rules("", delay, now + _KEEP_AFTER_FAILURE)
