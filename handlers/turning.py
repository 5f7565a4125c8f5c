"""Turning the pages of a list: by the visits at their edges, so that nothing shifts under the reader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.model import Visit
from bot.renderer.listings import Place
from bot.renderer.lists import PAGE_SIZE, Page

# Lists visits in order, at most so many, `after` or `before` one of them.
Source = Callable[..., Awaitable[list[Visit]]]


async def turn(place: Place, total: int, listed: Source) -> Page:
    """Read one page of a list; a page that has run empty, or reached the top, gives the first one."""
    beyond = {"<": "before", ">": "after"}.get(place.cursor[:1])
    edge = {beyond: place.cursor[1:]} if beyond else {}
    found = await listed(PAGE_SIZE + 1, **edge)
    more = len(found) > PAGE_SIZE
    if beyond and (not found or (beyond == "before" and not more)):
        return await turn(replace(place, cursor="", number=1), total, listed)
    if beyond == "before":
        return Page(place, tuple(found[-PAGE_SIZE:]), total, newer=True, older=True)
    return Page(place, tuple(found[:PAGE_SIZE]), total, newer=beyond is not None, older=more)
