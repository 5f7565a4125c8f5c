"""What a request costs: processor time of the fetcher, `python -m tests.bench_fetch` (part of `make bench`).

The server is a process of its own on loopback with 40 feeds and a robots.txt to be obeyed, asked 100 at once.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import sys
import time
from asyncio.subprocess import PIPE

from bot.feeds.fetch import Fetcher, Limits
from tests.figures import Figure, at_most, table

_FEEDS = 40
_REQUESTS = 1_500
_ROUNDS = 5
_PACKED = 40_000  # bytes of a body as it travels
_ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search\nAllow: /\n"


def main() -> None:
    """Measure both and print the table."""
    print(table(asyncio.run(measured())))


async def measured() -> list[Figure]:
    """Ask a server that says 304, then one that sends everything."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench_fetch", "server", stdout=PIPE
    )
    assert server.stdout is not None
    base = f"http://127.0.0.1:{int(await server.stdout.readline())}"
    try:
        async with Fetcher(allow_private=True, limits=Limits(per_host=100)) as fetcher:
            unchanged = await _best(fetcher, f"{base}/304", '"1"')
            whole = await _best(fetcher, f"{base}/200", None)
    finally:
        server.kill()
        await server.wait()
    return [
        at_most("a conditional request answered 304", unchanged, "µs of CPU", 400),
        at_most("a body of 40 kB, packed", whole, "µs of CPU", 1200),
    ]


async def _best(fetcher: Fetcher, base: str, etag: str | None) -> float:
    """Give the microseconds of the best round: others on the machine only ever add."""
    found = []
    for _ in range(_ROUNDS):
        numbers = iter(range(_REQUESTS))

        async def one(numbers: object = numbers) -> None:
            for number in numbers:  # type: ignore[attr-defined]  # an iterator that all share
                await fetcher.get(f"{base}/{number % _FEEDS}", etag=etag)

        began = time.process_time()
        await asyncio.gather(*(one() for _ in range(100)))
        found.append((time.process_time() - began) / _REQUESTS * 1e6)
    return min(found)


async def _serve() -> None:
    words = [bytes(random.choices(b"abcdefghijklmnop", k=6)) for _ in range(4000)]
    body = b""
    while len(packed := gzip.compress(body)) < _PACKED:
        body += b" ".join(random.choices(words, k=2000))
    whole = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\n"
    answers = {
        b"/robots.txt": b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(_ROBOTS), _ROBOTS),
        b"/304": b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nCache-Control: max-age=60\r\n\r\n',
        b"/200": whole + b"Content-Length: %d\r\n\r\n%s" % (len(packed), packed),
    }

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1]
                writer.write(answers[path if path in answers else path[:4]])
        except EOFError:
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve()) if sys.argv[1:] else main()
