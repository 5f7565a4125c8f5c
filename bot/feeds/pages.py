"""Article pages: each is fetched once, even where several feeds ask for it at the same time."""

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

_Asked = tuple[str, str | None, bool]  # a page, and in what manner it is asked for


@dataclass(slots=True)
class Pages:
    """Reads pages; of one that is under way the others get the same answer, and nothing is kept of it."""

    fetcher: Getter
    workers: Workers
    _under_way: dict[_Asked, asyncio.Future[Page]] = field(default_factory=dict)

    async def read(self, url: str, feed: Feed) -> Page:
        """Read a page for a feed; FeedError as of `reader.read_page`."""
        asked = (canonical(url), feed.user_agent, feed.obey_robots)
        while under_way := self._under_way.get(asked):
            await asyncio.wait([under_way])
            if not under_way.cancelled():
                return under_way.result()
        mine = self._under_way[asked] = asyncio.get_running_loop().create_future()
        try:
            mine.set_result(await self._fetched(url, feed))
        except FeedError as error:
            mine.set_exception(error)
        finally:
            del self._under_way[asked]
            mine.cancel()  # nothing, unless this reading was itself cut off
        page: Page = mine.result()
        return page

    async def _fetched(self, url: str, feed: Feed) -> Page:
        return await reader.read_page(
            self.fetcher, self.workers, url, user_agent=feed.user_agent, obey_robots=feed.obey_robots
        )
