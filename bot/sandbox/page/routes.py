"""The page's routes: its files, one stream of events, and one door for everything a person does."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from aiohttp import web

from bot.sandbox.newsroom import Newsroom
from bot.sandbox.page.deeds import DEEDS, Deed
from bot.sandbox.page.views import chats, event_view, people, stories
from bot.sandbox.wire import Json, Upload
from bot.sandbox.world import World

_FOLDER = Path(__file__).parent
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_ASSETS = {path.name for path in _FOLDER.iterdir() if path.suffix in _TYPES}
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
KEEP_ALIVE = 15.0  # seconds between comments on a silent stream


class Page:
    """Serves the chat page to browsers of this machine."""

    def __init__(self, world: World, newsroom: Newsroom) -> None:
        self.world = world
        self.newsroom = newsroom
        newsroom.listeners.append(lambda: world.bell.ring({"type": "stories"}))

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        app.router.add_get("/page/events", self._events)
        app.router.add_get("/page/photo/{file_id}", self._file)
        app.router.add_post("/page/{deed}", self._deed)
        app.router.add_get("/page/{name}", self._asset)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _asset("index.html")

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        return _asset(name) if name in _ASSETS else web.Response(status=404, text="Not found.\n")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        upload = self.world.files.get(request.match_info["file_id"])
        if upload is None:
            return web.Response(status=404, text="Not found.\n")
        return _as_file(upload)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._snapshot())

    def _snapshot(self) -> Json:
        return {
            "bot": self.world.bot,
            "people": people(self.world),
            "chats": chats(self.world),
            "stories": stories(self.newsroom),
        }

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Send Server-Sent Events: first the whole state, then every change."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        events: asyncio.Queue[Json] = asyncio.Queue()
        stop = self.world.bell.listen(events.put_nowait)
        try:
            await _write(response, {"type": "state", **self._snapshot()})
            while True:
                await self._pass_on(response, events)
        except ConnectionResetError:
            return response
        finally:
            stop()

    async def _pass_on(self, response: web.StreamResponse, events: asyncio.Queue[Json]) -> None:
        try:
            event = await asyncio.wait_for(events.get(), KEEP_ALIVE)
        except TimeoutError:
            await response.write(b": still here\n\n")
        else:
            await _write(response, event_view(event, self.world, self.newsroom))

    async def _deed(self, request: web.Request) -> web.StreamResponse:
        """Do what a person did. Only JSON is taken, which no foreign page can send unasked."""
        deed: Deed | None = DEEDS.get(request.match_info["deed"])
        if deed is None or request.content_type != "application/json":
            return web.Response(status=404 if deed is None else 415, text="No such deed.\n")
        try:
            result = deed(self.world, self.newsroom, await request.json())
        except (LookupError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(result or {})


async def _write(response: web.StreamResponse, event: Json) -> None:
    await response.write(f"data: {json.dumps(event)}\n\n".encode())


def _asset(name: str) -> web.Response:
    body = (_FOLDER / name).read_bytes()
    kind, fresh = _TYPES[Path(name).suffix], {"Cache-Control": "no-cache"}
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=fresh)


def _as_file(upload: Upload) -> web.Response:
    """Only pictures are shown as what they claim to be; nothing uploaded may run as a page."""
    if upload.content_type in _PICTURES:
        return web.Response(body=upload.content, content_type=upload.content_type)
    download = {"Content-Disposition": "attachment"}
    return web.Response(body=upload.content, content_type="application/octet-stream", headers=download)
