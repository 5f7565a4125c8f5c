"""Whoever waits for something to change in the world waits here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.sandbox.wire import Json

Listener = Callable[[Json], None]


class Bell:
    """Tells listeners what has happened and wakes those who wait for a condition."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._woken: set[asyncio.Event] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every event from now on; the answer stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def ring(self, event: Json) -> None:
        for listener in tuple(self._listeners):
            listener(event)
        for waiting in tuple(self._woken):
            waiting.set()

    async def until(self, is_true: Callable[[], bool], seconds: float) -> bool:
        """Wait until the condition holds; False when it still does not after so many seconds."""
        rung = asyncio.Event()
        self._woken.add(rung)
        try:
            async with asyncio.timeout(seconds):
                while not is_true():
                    await rung.wait()
                    rung.clear()
        except TimeoutError:
            return is_true()
        finally:
            self._woken.discard(rung)
        return True
