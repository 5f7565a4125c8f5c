"""`python -m tests.feeds.meeting [NAME …]`: every server that misbehaves, met with the real limits.

Each is met by a process of its own, once with and once without robots.txt. Measured are the kind of failure,
the seconds, and by how much its anonymous memory grew at the worst. Status 1 if one is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass

from tests.feeds.servers import BEHAVIOURS, CERTIFICATES, serving

_SECONDS, _MEGABYTES = 30.0, 32.0
_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one request."""

    name: str
    kind: str
    seconds: float
    megabytes: float

    @property
    def fits(self) -> bool:
        is_named = self.kind in BEHAVIOURS[self.name].kinds
        return is_named and self.seconds <= _SECONDS and self.megabytes <= _MEGABYTES


def main() -> int:
    """Meet those that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.feeds.meeting")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BEHAVIOURS))
    names = parser.parse_args().names or list(BEHAVIOURS)
    met = asyncio.run(_meet_all(names))
    for one in met:
        told = "ok" if one.fits else "MISSED"
        print(f"{one.name:32} {one.kind:18} {one.seconds:5.1f} s {one.megabytes:5.1f} MB  {told}")
    missed = [one.name for one in met if not one.fits]
    print(
        f"{len(names)} servers, {len(met)} requests: at most {max(one.seconds for one in met):.1f} s and "
        f"{max(one.megabytes for one in met):.1f} MB; missed: {', '.join(missed) or 'none'}"
    )
    return int(bool(missed))


async def _meet_all(names: list[str]) -> list[Met]:
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str, obey: bool) -> Met:
        async with places, serving(name) as url:
            return await meet(name, url, obey_robots=obey)

    return await asyncio.gather(*(one(name, obey) for name in names for obey in (True, False)))


async def meet(name: str, url: str, limits: str = "{}", *, obey_robots: bool = True) -> Met:
    """Let a new process fetch the address; `limits` are settings of Limits in JSON."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.feeds.visitor", url, limits, str(int(obey_robots)), stdout=PIPE,
        env=os.environ | {"SSL_CERT_FILE": str(CERTIFICATES / "authority.pem")},
    )  # fmt: skip
    out, _ = await process.communicate()
    return Met(name, **json.loads(out))


if __name__ == "__main__":
    sys.exit(main())
