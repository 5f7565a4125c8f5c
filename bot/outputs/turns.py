"""Whose turn it is: chats are served side by side, what comes from one chat in its order."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import ChatType

from bot.outputs.limiter import held

_log = logging.getLogger(__name__)

# Questions of one person that wait in a chat while it is held to its pace. In a group, where an answer may
# leave every four seconds, the other members wait for as many at most.
_WAITING = 10

Serve = Callable[[Update], Coroutine[Any, Any, Any]]


class Turns:
    """Updates on their way to the handlers.

    A chat is pressing while what it asked is being worked on. It is not any more once an answer has to wait
    for the chat's own pace: nobody else has to wait for that.
    """

    def __init__(self, serve: Serve, turn_away: Serve) -> None:
        self._handle = serve
        self._turn_away = turn_away
        self._queues: dict[str, deque[Update]] = {}  # what waits in each chat that is being served
        self._pressing: set[str] = set()
        self._calm = asyncio.Event()
        self._calm.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, update: Update) -> None:
        """Put an update behind those of its chat; whoever has too many questions there is turned away."""
        chat = _chat(update)
        queue = self._queues.get(chat)
        if queue is None:
            queue = self._queues[chat] = deque()
            self._press(chat)
            self._start(self._serve(chat, queue))
        if _is_question(update) and _waiting(queue, update.effective_sender) >= _WAITING:
            self._start(self._turn_away(update))
        else:
            queue.append(update)

    async def settle(self, seconds: float) -> None:
        """Wait until no chat is pressing; whoever still is after so many seconds is waited for no more."""
        try:
            async with asyncio.timeout(seconds):
                await self._calm.wait()
        except TimeoutError:
            self._pressing.clear()
            self._calm.set()

    async def close(self, seconds: float) -> bool:
        """Give everybody so long to be served, then stop; say whether all were."""
        if not self._tasks:
            return True
        _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
        for queue in self._queues.values():
            queue.clear()
        for task in unfinished:
            task.cancel()
        if unfinished:  # what they have to tidy up needs the connection that is closed next
            await asyncio.wait(unfinished, timeout=seconds)
        return not unfinished

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: str, queue: deque[Update]) -> None:
        held.set(partial(self._release, chat))
        while queue:
            update = queue.popleft()
            try:
                await self._handle(update)
            except Exception:
                _log.exception("update %s could not be handled", update.update_id)
        del self._queues[chat]
        self._release(chat)

    def _press(self, chat: str) -> None:
        self._pressing.add(chat)
        self._calm.clear()

    def _release(self, chat: str) -> None:
        self._pressing.discard(chat)
        if not self._pressing:
            self._calm.set()


def _chat(update: Update) -> str:
    """Name where an answer goes; what is typed inline is answered elsewhere than in the private chat."""
    if update.inline_query is not None:
        return f"inline {update.inline_query.from_user.id}"
    return str(update.effective_chat.id if update.effective_chat else "")


def _is_question(update: Update) -> bool:
    """Tell what may be turned away from who joined, what moved, and what members say to each other."""
    if update.callback_query is not None or update.inline_query is not None:
        return True
    message = update.message
    return message is not None and (
        message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/")
    )


def _waiting(queue: deque[Update], sender: object) -> int:
    return sum(_is_question(update) and update.effective_sender == sender for update in queue)
