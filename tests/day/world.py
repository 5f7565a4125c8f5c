"""The world of that day, in the same process: a forgetful Telegram, a thousand newspapers, people."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.faults.stories import Story, stories

HOUR = 3600.0
PEOPLE = range(5_000_000, 5_000_300)
_SHOWN = 20  # items on a feed
_A_NEW_ITEM = 7.2  # seconds, somewhere: twelve a day on each of a thousand feeds
_A_VISIT = 600.0
_SOMEBODY = 30.0  # seconds between two messages of people
_ASKED = (
    "/visits Bahrain", "/subscribe BH", "/subscribe all", "/unsubscribe BH", "/latest", "/subscriptions",
    "/language ru", "/language en", "/help", "/upcoming",
)  # fmt: skip
_LOSS = 0.05  # of the feeds fail at any time
_ONCE_TOLD: dict[str, Any] = {"id": 7_000_000_001, "is_bot": True, "first_name": "Bot", "username": "the_bot"}


class World:
    """Everything around the program; what it keeps is as large at the end as at the beginning."""

    def __init__(self, feeds: int) -> None:
        self.dice = random.Random(1)
        self.seen: Counter[str] = Counter()
        self.port = 0
        self.numbers = itertools.count(1)
        self.papers = [deque((next(self.numbers) for _ in range(_SHOWN)), _SHOWN) for _ in range(feeds)]
        self.told: dict[int, tuple[str, str]] = {}  # the items that are no weather
        self.failing: set[int] = set()
        self.gone: set[int] = set()
        self._updates: deque[dict[str, Any]] = deque()
        self._update = asyncio.Event()
        self._update_ids, self._messages = itertools.count(1), itertools.count(1)
        self._stories: Iterator[Story] = stories(1)
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/feed/{number}.xml", self._feed)
        app.router.add_get("/n/{number}", self._page)
        app.router.add_route("*", "/bot{token}/{method}", self._telegram)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = int(self._runner.addresses[0][1])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        await self._runner.cleanup()

    def begin(self) -> None:
        """Let things happen: news, visits, failures, people."""
        happens = {self._news: _A_NEW_ITEM * 1000 / len(self.papers), self._visit: _A_VISIT,
                   self._weather: HOUR, self._somebody: _SOMEBODY}  # fmt: skip
        self._tasks = [asyncio.create_task(_every(pause, what)) for what, pause in happens.items()]

    def end(self) -> None:
        """Let nothing more happen."""
        for task in self._tasks:
            task.cancel()

    def address(self, number: int) -> str:
        return f"http://127.0.0.1:{self.port}/feed/{number}.xml"

    # -- what happens -----------------------------------------------------------------------------

    def _news(self) -> None:
        self._print(next(self.numbers))

    def _visit(self) -> None:
        """A visit in two newspapers, and every third time the signature in one of them, later."""
        if (story := next(self._stories, None)) is None:
            return
        self.seen["visits"] += 1
        self._tell(story.first)
        self._tell(story.first)
        if self.seen["visits"] % 3 == 0:
            asyncio.get_running_loop().call_later(HOUR / 2, self._tell, story.second)

    def _tell(self, text: tuple[str, str]) -> None:
        number = next(self.numbers)
        self.told[number] = text
        if len(self.told) > 200:
            del self.told[next(iter(self.told))]
        self._print(number)

    def _print(self, number: int) -> None:
        self.dice.choice(self.papers).appendleft(number)

    def _weather(self) -> None:
        """Others of the feeds fail, and other people have gone or come back."""
        numbers = range(len(self.papers))
        self.failing = set(self.dice.sample(numbers, int(_LOSS * len(self.papers))))
        back, self.gone = self.gone, set(self.dice.sample(PEOPLE, 10))
        for person in back:
            self._say(person, "/subscribe all")

    def _somebody(self) -> None:
        """Somebody asks for something; every tenth time a newcomer, of five hundred who take turns."""
        turn = self.seen["updates"]
        newcomer = PEOPLE.stop + turn % 500
        if turn % 10 == 0:
            self._say(newcomer, "/start")
        else:
            self._say(self.dice.choice(PEOPLE), self.dice.choice(_ASKED))

    def _say(self, person: int, text: str) -> None:
        self.seen["updates"] += 1
        who = {"id": person, "is_bot": False, "first_name": "Ada", "language_code": "en"}
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        message = {
            "message_id": next(self._messages), "date": _now(), "from": who, "text": text,
            "chat": {"id": person, "type": "private", "first_name": "Ada"}, "entities": [command],
        }  # fmt: skip
        self._updates.append({"update_id": next(self._update_ids), "message": message})
        self._update.set()

    # -- newspapers -------------------------------------------------------------------------------

    async def _feed(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        self.seen["polls"] += 1
        if number in self.failing:
            return web.Response(status=503 if number % 2 else 404)
        items = self.papers[number]
        tag = f'"{items[0]}-{number}"'
        if request.headers.get("If-None-Match") == tag:
            self.seen["unchanged"] += 1
            return web.Response(status=304)
        inside = f"<title>Paper {number}</title>{''.join(map(self._item, items))}"
        body = f"<rss version='2.0'><channel>{inside}</channel></rss>"
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": tag})

    def _item(self, number: int) -> str:
        title = self.told[number][0] if number in self.told else f"Rain expected on coast {number}"
        when = format_datetime(datetime.now(UTC))
        return (
            f"<item><title>{escape(title)}</title><link>http://127.0.0.1:{self.port}/n/{number}</link>"
            f"<guid>{number}</guid><pubDate>{when}</pubDate></item>"
        )

    async def _page(self, request: web.Request) -> web.Response:
        self.seen["pages"] += 1
        title, text = self.told.get(int(request.match_info["number"]), ("Rain", "Rain."))
        parts = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        page = (
            f"<html><head><title>{escape(title)}</title></head><body><article>{parts}</article></body></html>"
        )
        return web.Response(text=page, content_type="text/html")

    # -- Telegram ---------------------------------------------------------------------------------

    async def _telegram(self, request: web.Request) -> web.Response:
        method, given = request.match_info["method"].lower(), dict(await request.post())
        self.seen[method] += 1
        if method == "getme":
            return _ok(_ONCE_TOLD)
        if method == "getupdates":
            return _ok(
                await self._updates_from(
                    int(str(given.get("offset", 0))), float(str(given.get("timeout", 0)))
                )
            )
        if method in ("sendmessage", "editmessagetext"):
            return self._message(given)
        return _ok(True)

    async def _updates_from(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates and seconds:
            self._update.clear()
            try:
                await asyncio.wait_for(self._update.wait(), seconds)
            except TimeoutError:
                return []
        return list(self._updates)[:100]

    def _message(self, given: dict[str, Any]) -> web.Response:
        chat = int(given["chat_id"])
        if chat in self.gone:
            return _refused(403, "Forbidden: bot was blocked by the user")
        if self.dice.random() < 0.0005:
            self.seen["floods"] += 1
            return _refused(429, "Too Many Requests: retry after 3", {"retry_after": 3})
        number = int(given.get("message_id") or next(self._messages))
        where = {"id": chat, "type": "private", "first_name": "Ada"}
        return _ok({"message_id": number, "date": _now(), "chat": where, "from": _ONCE_TOLD, "text": "told"})


async def _every(pause: float, what: Any) -> None:
    while True:
        what()
        await asyncio.sleep(pause)


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


def _ok(result: object) -> web.Response:
    return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")


def _refused(status: int, said: str, more: dict[str, Any] | None = None) -> web.Response:
    body = {"ok": False, "error_code": status, "description": said, "parameters": more or {}}
    return web.json_response(body, status=status)
