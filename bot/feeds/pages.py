"""Article pages: each is fetched once, even where several feeds ask for it at about the same time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.errors import FeedError
from bot.feeds import reader
from bot.feeds.fetch import Getter
from bot.feeds.results import Page
from bot.feeds.workers import Workers
from bot.links import canonical
from bot.model import Feed

# Seconds. Who has looked into the store before the article was there may ask right after it was read.
_KEPT = 5.0

_Asked = tuple[str, str | None, bool]  # a page, and in what manner it is asked for


@dataclass(slots=True)
class Pages:
    """Reads pages; whoever asks for one again at once gets the same answer, unless it was a failure."""

    fetcher: Getter
    workers: Workers
    _asked: dict[_Asked, asyncio.Future[Page]] = field(default_factory=dict)

    async def read(self, url: str, feed: Feed) -> Page:
        """Read a page for a feed; FeedError as of `reader.read_page`."""
        asked = (canonical(url), feed.user_agent, feed.obey_robots)
        while there := self._asked.get(asked):
            await asyncio.wait([there])
            if not there.cancelled():
                return there.result()
        mine = self._asked[asked] = asyncio.get_running_loop().create_future()
        try:
            mine.set_result(await self._fetched(url, feed))
        except FeedError as error:
            mine.set_exception(error)
        finally:
            mine.cancel()  # nothing, unless this reading was itself cut off
            is_read = not mine.cancelled() and mine.exception() is None
            asyncio.get_running_loop().call_later(_KEPT if is_read else 0, self._asked.pop, asked)
        page: Page = mine.result()
        return page

    async def _fetched(self, url: str, feed: Feed) -> Page:
        return await reader.read_page(
            self.fetcher, self.workers, url, user_agent=feed.user_agent, obey_robots=feed.obey_robots
        )
