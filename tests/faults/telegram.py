"""Telegram in a process of its own: `python -m tests.faults.telegram LEDGER PEOPLE [--strict]`.

Prints its port, and writes every request that took effect or was refused as a line of JSON. With
`--strict` it keeps Telegram's speed limits as `bot.sandbox.faults.Limits` does.
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
FIRST_PERSON = 100_000_001  # the sandbox numbers people from here


class Book:
    """Writes down what happened, at once: the process may be the next to be killed."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)

    def __call__(self, call: Call) -> None:
        if call.method.lower() not in _KEPT:
            return
        result = (call.body or {}).get("result")
        line = {
            "at": time.time(),
            "method": call.method.lower(),
            "chat": call.params.integer("chat_id"),
            "status": call.status,
            "silent": call.params.flag("disable_notification"),
            "message": result["message_id"] if isinstance(result, dict) else None,
            "text": result["text"] if isinstance(result, dict) else None,
            "reply_to": (call.params.object("reply_parameters", "reply") or {}).get("message_id"),
            "wait": ((call.body or {}).get("parameters") or {}).get("retry_after"),
        }
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")


async def main(ledger: Path, people: int, *, strict: bool) -> None:
    """Serve until killed."""
    async with Sandbox(demo=False) as sandbox:
        for number in range(people):
            sandbox.world.user(f"P{number}").say("/start")
        sandbox.world.updates.clear()
        sandbox.surface.limits = Limits() if strict else None
        sandbox.observers.append(Book(ledger))
        print(sandbox.port, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), strict="--strict" in sys.argv))
