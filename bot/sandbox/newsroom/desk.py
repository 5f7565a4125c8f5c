"""The desk: which stories are out, the feed that lists them and the pages that tell them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from bot.sandbox.newsroom import stories
from bot.sandbox.newsroom.layout import article_page, feed
from bot.sandbox.newsroom.stories import Issue, Story


class Newsroom:
    """Serves /news/feed.xml (headlines only) and /news/<slug>; `publish_next` brings out a story."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self.out = [_archived(story, now()) for story in stories.load("published")]
        self.waiting = list(stories.load("upcoming"))
        self.read = asyncio.Event()  # the feed was fetched once
        self.listeners: list[Callable[[], None]] = []

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/news/feed.xml", self._feed)
        app.router.add_get("/news/{slug}", self._article)

    def publish_next(self) -> Issue | None:
        """Bring out the next story; None when all are out."""
        return self.publish(self.waiting.pop(0)) if self.waiting else None

    def publish(self, story: Story) -> Issue:
        """Bring out a story now; the tests hand in their own."""
        moment = self._now().replace(microsecond=0)
        issue = Issue(story.on(moment), moment)
        self.out.append(issue)
        for listener in tuple(self.listeners):
            listener()
        return issue

    def newest(self, count: int = 30) -> list[Issue]:
        return sorted(self.out, key=lambda issue: issue.published, reverse=True)[:count]

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        body = feed(self.newest(), f"http://{request.host}").encode()
        tag, changed = hashlib.sha256(body).hexdigest()[:16], self.newest(1)[0].published
        self.read.set()
        headers = {"ETag": f'"{tag}"', "Last-Modified": format_datetime(changed, usegmt=True)}
        if _is_known(request, tag, changed):
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers=headers, content_type="application/rss+xml", charset="utf-8")

    async def _article(self, request: web.Request) -> web.StreamResponse:
        found = next((issue for issue in self.out if issue.story.slug == request.match_info["slug"]), None)
        if found is None:
            return web.Response(status=404, text="No such story.\n")
        page = article_page(found, self.newest(6), f"http://{request.host}")
        return web.Response(text=page, content_type="text/html")


def _archived(story: Story, now: datetime) -> Issue:
    moment = stories.midday(now, story.day)
    return Issue(story.on(moment), moment)


def _is_known(request: web.Request, tag: str, changed: datetime) -> bool:
    """Answer a conditional request: the tag decides where one is given, else the date."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        return f'"{tag}"' in asked or asked.strip() == "*"
    since = request.headers.get("If-Modified-Since")
    try:
        return since is not None and changed <= parsedate_to_datetime(since)
    except ValueError:
        return False
