"""The library's requests over aiohttp: a third of the processor time of its own client, same errors."""

from __future__ import annotations

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Failures in which not one byte of the request can have reached Telegram.
UNSENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientProxyConnectionError,
    aiohttp.InvalidURL,
)
_KEEP_ALIVE = 15.0  # seconds; shorter than Telegram's, or a request might meet a connection just closed
_SLACK = 10.0  # seconds beside connecting and reading: for writing, which has no limit of its own


class Request(BaseRequest):
    """At most `connections` requests at the same time; times in seconds."""

    def __init__(self, connections: int, *, connect: float, read: float) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Open the pool of connections; again, it changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_KEEP_ALIVE)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)

    async def shutdown(self) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; NetworkError or TimedOut by their cause (`UNSENT`: nothing was sent)."""
        if self._session is None:
            raise RuntimeError("the pool of connections is not open")
        read = read_timeout if isinstance(read_timeout, (int, float)) else self._read
        timeout = aiohttp.ClientTimeout(
            total=self._connect + read + _SLACK, connect=self._connect, sock_read=read
        )
        body = _body(request_data)
        try:
            async with self._session.request(method, url, data=body, timeout=timeout) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its text may hold the address, and that the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error


def _body(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form
