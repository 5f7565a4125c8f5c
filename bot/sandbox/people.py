"""A person of the emulated Telegram: writes, taps, blocks, and hears what the bot answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import queries
from bot.sandbox.autolinks import find
from bot.sandbox.rooms import Arrival, Room
from bot.sandbox.wire import Json

if TYPE_CHECKING:
    from bot.sandbox.world import World

ANONYMOUS: Json = {
    "id": 1087968824,  # Telegram's own number for whoever writes in a group's name
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


class Person:
    """Somebody with a private chat with the bot; `room=None` means that chat everywhere below."""

    def __init__(self, world: World, user: Json, private: Room) -> None:
        self.world = world
        self.user = user
        self.private = private
        self._heard: dict[int, int] = {}  # chat -> number of the newest arrival that was asked about

    @property
    def id(self) -> int:
        return int(self.user["id"])

    def speaks(self, language_code: str | None) -> None:
        """Change the language of this person's app, which every update carries."""
        self.user = {key: value for key, value in self.user.items() if key != "language_code"}
        if language_code:
            self.user["language_code"] = language_code

    def say(
        self,
        text: str,
        room: Room | None = None,
        *,
        topic: int | None = None,
        reply_to: Json | None = None,
        anonymously: bool = False,
    ) -> Json:
        """Write a text; `anonymously` in the group's name, as its administrators may."""
        room = room or self.private
        extra: Json = {"reply_to_message": _without_chain(reply_to) if reply_to else None}
        if topic is not None:
            extra |= {"message_thread_id": topic, "is_topic_message": True}
        if anonymously:
            extra["sender_chat"] = room.chat
        sender = ANONYMOUS if anonymously else self.user
        return self.world.post(room, sender=sender, text=text, entities=find(text) or None, **extra)

    def edits(self, message: Json, text: str, room: Room | None = None) -> Json:
        """Change an own message."""
        return self.world.change(room or self.private, message | {"text": text, "entities": find(text)})

    def tap(self, label: str, room: Room | None = None, *, message: Json | None = None) -> str:
        """Press the button whose text contains `label`, on the newest message that has one.

        Gives the id of the callback query; LookupError when there is no such button.
        """
        room = room or self.private
        candidates = [message] if message else list(reversed(room.bot_messages))
        for candidate in candidates:
            for button in buttons(candidate):
                if label in button["text"] and "callback_data" in button:
                    return self.press(button["callback_data"], candidate, room)
        raise LookupError(
            f"no button {label!r}; there are {[b['text'] for m in candidates for b in buttons(m)]}"
        )

    def press(self, data: str, message: Json, room: Room | None = None) -> str:
        """Send a callback query with any data, also such as no button carries."""
        return queries.press(self.world, self, data, message, room or self.private)

    def asks_inline(self, query: str, offset: str = "") -> str:
        """Type "@bot query" somewhere; gives the id under which the answer can be awaited."""
        return queries.ask(self.world, self, query, offset)

    async def answered(self, query_id: str, seconds: float = 5.0) -> Json:
        """Wait for the bot's answer to a tap or an inline question; TimeoutError without one."""
        query = self.world.queries[query_id]
        if not await self.world.bell.until(lambda: query.answer is not None, seconds):
            raise TimeoutError(f"the bot has not answered {query.payload}")
        assert query.answer is not None  # noqa: S101  (until() has just said so; for the type checker)
        return query.answer

    async def hears(self, snippet: str = "", room: Room | None = None, *, seconds: float = 5.0) -> Json:
        """Wait for a message of the bot, new or edited, that contains `snippet` and was not heard yet."""
        room = room or self.private

        def found() -> Arrival | None:
            heard = self._heard.get(room.id, 0)
            return next(
                (a for a in room.arrivals if a.number > heard and snippet in readable(a.message)), None
            )

        if not await self.world.bell.until(lambda: found() is not None, seconds):
            said = [readable(arrival.message) for arrival in room.arrivals[-5:]]
            raise TimeoutError(f"{snippet!r} not heard in {room.title}; the bot's last words: {said}")
        arrival = found()
        assert arrival is not None  # noqa: S101  (until() has just said so; for the type checker)
        self._heard[room.id] = arrival.number
        return arrival.message

    def blocks_bot(self) -> None:
        self.world.set_member(self.private, self.world.bot, "kicked", by=self.user)

    def unblocks_bot(self) -> None:
        self.world.set_member(self.private, self.world.bot, "member", by=self.user)

    def adds_bot(self, room: Room, status: str = "member") -> None:
        self.world.set_member(room, self.world.bot, status, by=self.user)

    def removes_bot(self, room: Room) -> None:
        self.world.set_member(room, self.world.bot, "kicked", by=self.user)


def buttons(message: Json) -> list[Json]:
    """List the inline buttons under a message, row after row."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def readable(message: Json) -> str:
    """Give the text or caption of a message."""
    return str(message.get("text", message.get("caption", "")))


def _without_chain(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "reply_to_message"}
