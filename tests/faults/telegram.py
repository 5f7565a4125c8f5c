"""Telegram in a process of its own: `python -m tests.faults.telegram LEDGER PEOPLE [--strict] [--asking]`.

Prints its port, and writes every request that took effect or was refused as a line of JSON. With
`--strict` it keeps Telegram's speed limits as `bot.sandbox.faults.Limits` does; with `--asking` somebody asks
for visits every few seconds, and how long the answer took is written down too.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from bot.sandbox import Limits, Sandbox
from bot.sandbox.surface import Call

_KEPT = ("sendmessage", "editmessagetext")
_ASKING = 2.3  # seconds between two questions; no multiple of anything
FIRST_PERSON = 100_000_001  # the sandbox numbers people from here


class Book:
    """Writes down what happened, at once: the process may be the next to be killed."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)

    def write(self, **line: object) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def __call__(self, call: Call) -> None:
        if call.method.lower() not in _KEPT:
            return
        result = (call.body or {}).get("result")
        self.write(
            at=time.time(),
            method=call.method.lower(),
            chat=call.params.integer("chat_id"),
            status=call.status,
            silent=call.params.flag("disable_notification"),
            message=result["message_id"] if isinstance(result, dict) else None,
            text=result["text"] if isinstance(result, dict) else None,
            reply_to=(call.params.object("reply_parameters", "reply") or {}).get("message_id"),
            wait=((call.body or {}).get("parameters") or {}).get("retry_after"),
        )


async def _ask(sandbox: Sandbox, book: Book) -> None:
    """Ask for visits again and again, and write down how long the answers took."""
    person = sandbox.world.user("Asker")
    while True:
        await asyncio.sleep(_ASKING)
        began = time.monotonic()
        person.say("/visits Bahrain")
        await person.hears("", seconds=60)
        book.write(at=time.time(), method="answer", chat=0, status=0, took=time.monotonic() - began)


async def main(ledger: Path, people: int, *, strict: bool, asking: bool) -> None:
    """Serve until killed."""
    async with Sandbox(demo=False) as sandbox:
        for number in range(people):
            sandbox.world.user(f"P{number}").say("/start")
        sandbox.world.updates.clear()
        sandbox.surface.limits = Limits() if strict else None
        book = Book(ledger)
        sandbox.observers.append(book)
        print(sandbox.port, flush=True)
        if asking:
            await _ask(sandbox, book)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(
        main(
            Path(sys.argv[1]), int(sys.argv[2]), strict="--strict" in sys.argv, asking="--asking" in sys.argv
        )
    )
