"""`/healthz` and `/metrics` on a local port, and the pulse that systemd's watchdog listens for."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import StorageError, UsageError
from bot.settings import Monitoring
from bot.storage import Store
from bot.storage.overview import Overview, overview
from bot.vitals import Vitals

if TYPE_CHECKING:
    from aiohttp import web
    from prometheus_client.core import Metric

_PATIENCE = 5.0  # seconds that the store may take for an answer
_OPEN = ("queued", "sending")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the program; `trouble` says why it is not well."""

    trouble: str | None
    seconds: float  # that the store took
    store: Overview | None


async def look(store: Store, vitals: Vitals) -> Look:
    """See whether the loops move and the store answers."""
    began = time.perf_counter()
    try:
        async with asyncio.timeout(_PATIENCE), store.reading() as tx:
            found = await overview(tx, datetime.now(UTC))
    except (StorageError, TimeoutError) as error:
        trouble = str(error) or f"the store has not answered for {_PATIENCE:.0f} s"
        return Look(trouble, time.perf_counter() - began, None)
    return Look(vitals.stuck(), time.perf_counter() - began, found)


@asynccontextmanager
async def watched(store: Store, vitals: Vitals, settings: Monitoring) -> AsyncIterator[None]:
    """Answer on the port, if one is set, and let systemd feel the pulse, if it asks for it."""
    pulse = asyncio.create_task(_pulse(vitals, os.environ))
    try:
        if settings.port is None:
            yield
        else:
            async with _served(store, vitals, settings.host, settings.port):
                yield
    finally:
        pulse.cancel()
        await asyncio.gather(pulse, return_exceptions=True)


@asynccontextmanager
async def _served(store: Store, vitals: Vitals, host: str, port: int) -> AsyncIterator[None]:
    # Both take memory, and who asks for no port does not need them.
    from aiohttp import web
    from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

    async def healthz(_request: web.Request) -> web.Response:
        seen = await look(store, vitals)
        said = f"{seen.trouble or 'ok'}\n"
        return web.Response(text=said, status=503 if seen.trouble else 200)

    async def metrics(_request: web.Request) -> web.Response:
        page = generate_latest(_Collected(vitals, await look(store, vitals)))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, host, port))
        yield
    finally:
        await runner.cleanup()


async def _listen(site: web.TCPSite) -> None:
    try:
        await site.start()
    except OSError as error:
        raise UsageError(f"{site.name} cannot be had for /healthz: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class _Collected:
    """Everything that Prometheus is told, in its own words."""

    vitals: Vitals
    seen: Look

    def collect(self) -> Iterator[Metric]:
        yield from self._counted()
        yield from self._measured()
        if self.seen.store is not None:
            yield from self._stored(self.seen.store)

    def _counted(self) -> Iterator[Metric]:
        vitals = self.vitals
        yield _counter("polls", "Polls of feeds, by result.", "result", vitals.polls)
        yield _counter("articles_read", "Articles read, by verdict.", "label", vitals.articles)
        yield _counter("visits", "Visits told of, by what was new about them.", "change", vitals.visits)
        yield _counter("telegram_halts", "Times that Telegram wanted a pause.", "", {"": vitals.halts})
        yield _sends(vitals)

    def _measured(self) -> Iterator[Metric]:
        yield _gauge("healthy", "1 when /healthz says so.", {"": float(self.seen.trouble is None)})
        yield _gauge("leader", "1 when this process talks to Telegram.", {"": float(self.vitals.leads)})
        yield _gauge("database_seconds", "How long the store took for this page.", {"": self.seen.seconds})
        if self.vitals.heard_at is not None:
            heard = "When getUpdates was answered last, seconds since 1970."
            yield _gauge("telegram_heard_timestamp_seconds", heard, {"": self.vitals.heard_at})

    def _stored(self, found: Overview) -> Iterator[Metric]:
        age = (datetime.now(UTC) - found.due_since).total_seconds() if found.due_since else 0.0
        waiting = {state: float(found.waiting.get(state, 0)) for state in _OPEN}
        yield _gauge("outbox_rows", "Messages not sent yet, by state.", waiting, "state")
        yield _gauge("outbox_oldest_due_seconds", "For how long the oldest of them is due.", {"": age})
        yield _gauge("feeds_failing", "Feeds whose last poll failed.", {"": float(found.failing)})
        quiet = "Feeds that bring nothing for longer than they ever rest."
        yield _gauge("feeds_silent", quiet, {"": float(found.silent)})
        yield _gauge("feeds_stopped", "Feeds that their publisher has ended.", {"": float(found.stopped)})


def _counter(name: str, help_: str, label: str, values: Mapping[str, int]) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily(f"visitwire_{name}", help_, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


def _sends(vitals: Vitals) -> Metric:
    from prometheus_client.core import CounterMetricFamily

    family = CounterMetricFamily("visitwire_sends", "Messages sent, by outcome.", labels=["kind", "outcome"])
    for (kind, outcome), number in vitals.sends.items():
        family.add_metric([kind, outcome], number)
    return family


def _gauge(name: str, help_: str, values: Mapping[str, float], label: str = "") -> Metric:
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily(f"visitwire_{name}", help_, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


async def _pulse(vitals: Vitals, environ: Mapping[str, str]) -> None:
    """Say to systemd that the program has started, and from then on that its loops move.

    A store or a Telegram that is away is no reason to be restarted, and does not stop the pulse.
    """
    if not (address := environ.get("NOTIFY_SOCKET")):
        return
    _notify(address, "READY=1")
    if not (microseconds := environ.get("WATCHDOG_USEC", "")).isdecimal():
        return
    while True:
        if vitals.stuck() is None:
            _notify(address, "WATCHDOG=1")
        await asyncio.sleep(int(microseconds) / 3e6)


def _notify(address: str, state: str) -> None:
    """Write to systemd as sd_notify(3) says; an address with an @ is in the abstract namespace."""
    path = "\0" + address[1:] if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.connect(path)
        line.send(state.encode())
