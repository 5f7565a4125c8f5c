"""One row of the outbox goes out: drafted, in its topic, with or without a sound, as a message or an edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.drafting import Drafts, labelled
from bot.hours import is_quiet
from bot.model import Message
from bot.outcomes import Outcome, Pointless, Refused, Sent
from bot.storage import Store, chats, outbox
from bot.storage.outbox import Due
from bot.wishes import Chat

_TOPIC_IS_GONE = ("message thread not found", "topic_deleted", "topic_closed")
_CARD_IS_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Output(Protocol):
    """Where messages go; every answer is an Outcome, only a refused token is an exception."""

    def halted(self) -> float:
        """Say for how many seconds nothing at all may be sent."""

    async def answers(self) -> bool:
        """Ask whether messages are taken at all."""

    def link_to(self, visit_id: str) -> str | None:
        """Give the address at which a reader finds the card of a visit."""

    async def send(
        self,
        chat_id: int,
        message: Message,
        *,
        silent: bool = False,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Outcome: ...

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome: ...


class Sender:
    """Sends what rows of the outbox say, by an output."""

    def __init__(self, store: Store, output: Output, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._output = output
        self._clock = clock
        self._drafts = Drafts(store, clock, output.link_to)

    async def send(self, due: Due) -> tuple[Outcome, str | None]:
        """Send or edit what a row says, and give the hash of it; TokenRefused, StorageError."""
        draft = await self._drafts.of(due)
        if draft is None:
            return Refused("the visit is not in the store any more"), None
        if draft.message is None:
            return Pointless("there is nothing to say any more"), None
        if due.notice.kind == "edit":
            return await self._edit(due, draft.message, draft.hash), draft.hash
        message = labelled(draft.message, due.chat.language) if due.again else draft.message
        return await self._post(due, message), draft.hash

    async def _post(self, due: Due, message: Message) -> Outcome:
        """Send a message of its own; where its topic is no more, it stands in the general one."""
        send = partial(
            self._output.send,
            due.chat.id,
            message,
            silent=due.notice.silent or due.again or self._wants_silence(due.chat),
            reply_to=due.message_id if due.notice.kind == "reply" else None,
        )
        outcome = await send(thread=due.thread)
        if due.thread is None or not _says(outcome, _TOPIC_IS_GONE):
            return outcome
        async with self._store.writing() as tx:
            await chats.forget_thread(tx, due.chat.id, due.thread)
        return await send(thread=None)

    def _wants_silence(self, chat: Chat) -> bool:
        return chat.habits.silent or is_quiet(chat.habits, self._clock())

    async def _edit(self, due: Due, message: Message, hash_: str) -> Outcome:
        if due.message_id is None:
            return Refused("there is no message to edit")
        if due.rendered == hash_:
            return Sent(due.message_id)
        outcome = await self._output.edit(due.chat.id, due.message_id, message)
        if _says(outcome, _CARD_IS_GONE):
            async with self._store.writing() as tx:
                await outbox.forget_message(tx, due.chat.id, due.notice.visit_id, now=self._clock())
        return outcome


def _says(outcome: Outcome, signs: Sequence[str]) -> bool:
    return isinstance(outcome, Refused) and any(sign in outcome.reason.lower() for sign in signs)
