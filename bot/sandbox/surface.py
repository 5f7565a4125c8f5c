"""The Bot API over HTTP: reads a request as Telegram does, lets faults befall it, answers in its shape."""

from __future__ import annotations

import asyncio
import hmac
import inspect
import json
import logging
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, Faults, Limits
from bot.sandbox.methods import METHODS
from bot.sandbox.wire import Json, Params, Refusal, Upload
from bot.sandbox.world import World

_log = logging.getLogger(__name__)
REMEMBERED = 5000  # calls


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot and its answer; `body` is what was sent back, None when nothing was."""

    method: str  # as the bot wrote it
    params: Params
    status: int
    body: Json | None
    at: float


Observer = Callable[[Call], None]


class Surface:
    """The routes of /bot<token>/ and /file/bot<token>/, and /faults beside them."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.faults = Faults()
        self.limits: Limits | None = None  # none: as fast as you like
        self.observers: list[Observer] = []
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token:[^/]*}/{method:.*}", self._call)
        app.router.add_get("/file/bot{token:[^/]*}/files/{file_id}", self._download)
        app.router.add_get("/faults", self._list_faults)
        app.router.add_post("/faults", self._add_faults)
        app.router.add_delete("/faults", self._clear_faults)

    # -- calls --------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
            params = await read_params(request)
        except Refusal as refusal:
            return answer(refusal.code, refusal.body())
        method = request.match_info["method"]
        fault = self.faults.take(method.lower(), params)
        if fault is not None and fault.reset == "before":
            return await _cut(request, fault)
        status, body = await self._perform(method, params, fault)
        self._observe(Call(method, params, status, body, self.world.now()))
        return await _befall(request, fault, answer(status, body))

    async def _perform(self, method: str, params: Params, fault: Fault | None) -> tuple[int, Json]:
        try:
            if fault is not None and (refusal := fault.refusal()):
                raise refusal
            if self.limits is not None and (refusal := self.limits.refusal(method, params, time.monotonic())):
                raise refusal
            return 200, {"ok": True, "result": await self.invoke(method, params)}
        except Refusal as refusal:
            return refusal.code, refusal.body()
        except Exception:
            _log.exception("%s broke the sandbox", method)
            return 500, Refusal(500, "Internal Server Error").body()

    async def invoke(self, method: str, params: Params) -> Any:
        """Do a call; raises Refusal."""
        perform = METHODS.get(method.lower())
        if perform is None:
            raise Refusal(404, "Not Found")
        result = perform(self.world, params)
        return await result if inspect.isawaitable(result) else result

    def _check_token(self, token: str) -> None:
        if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
            raise Refusal(404, "Not Found")
        if not hmac.compare_digest(token, self.token):
            raise Refusal(401, "Unauthorized")

    def _observe(self, call: Call) -> None:
        self.calls.append(call)
        for observer in tuple(self.observers):
            observer(call)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        upload = self.world.files.get(request.match_info["file_id"])
        if upload is None or request.match_info["token"] != self.token:
            return answer(404, Refusal(404, "Not Found").body())
        return web.Response(body=upload.content, content_type=upload.content_type)

    # -- faults -------------------------------------------------------------------------------

    async def _list_faults(self, request: web.Request) -> web.StreamResponse:
        return web.json_response([_described(fault) for fault in self.faults.pending])

    async def _add_faults(self, request: web.Request) -> web.StreamResponse:
        """Take one fault or a list of them, in JSON with the names of `Fault`."""
        try:
            given = await request.json()
            faults = [Fault(**fault) for fault in (given if isinstance(given, list) else [given])]
        except (ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        for fault in faults:
            self.faults.add(fault)
        return await self._list_faults(request)

    async def _clear_faults(self, request: web.Request) -> web.StreamResponse:
        self.faults.clear()
        return await self._list_faults(request)


def _described(fault: Fault) -> Json:
    return {name: getattr(fault, name) for name in Fault.__slots__}


async def read_params(request: web.Request) -> Params:
    """Read parameters wherever the Bot API takes them: query, form, multipart or a JSON body."""
    raw: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        raw |= await _json_body(request)
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read(), value.content_type)
            else:
                raw[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return Params(raw, files)


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(400, "Bad Request: can't parse JSON object")
    return body


def answer(status: int, body: Json) -> web.Response:
    """Write a body as Telegram does; a 429 says its seconds in a header too."""
    response = web.json_response(body, status=status)
    seconds = body.get("parameters", {}).get("retry_after")
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


async def _befall(request: web.Request, fault: Fault | None, response: web.Response) -> web.StreamResponse:
    if fault is None:
        return response
    if fault.reset == "after":
        return await _cut(request, fault)
    await asyncio.sleep(fault.delay)
    if fault.garbled:
        return web.Response(body=b'{"ok":true,"result":{"messa', content_type="application/json")
    return response


async def _cut(request: web.Request, fault: Fault) -> web.StreamResponse:
    await asyncio.sleep(fault.delay)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
