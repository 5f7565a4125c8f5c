"""A chat of the emulated Telegram: who is in it, what was written there, what the bot may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.wire import Json, Refusal, bad

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.world import World

ADMINS = ("creator", "administrator")
PRESENT = (*ADMINS, "member", "restricted")


@dataclass(frozen=True, slots=True)
class Arrival:
    """The bot wrote or changed a message: the message as it was then."""

    number: int
    message: Json
    silent: bool
    edited: bool


@dataclass(slots=True, eq=False)
class Room:
    """One chat; `chat` is the Bot API's Chat object, `members` maps user ids to their status."""

    world: World
    chat: Json
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    own: set[int] = field(default_factory=set)  # messages by the bot
    silent: set[int] = field(default_factory=set)  # those of them that made no sound
    topics: dict[int, str] = field(default_factory=dict)  # message_thread_id -> name
    arrivals: list[Arrival] = field(default_factory=list)
    moved_to: int | None = None
    deactivated: bool = False
    counter: int = 0

    @property
    def id(self) -> int:
        return int(self.chat["id"])

    @property
    def type(self) -> str:
        return str(self.chat["type"])

    @property
    def title(self) -> str:
        return str(self.chat.get("title") or self.chat.get("first_name", ""))

    @property
    def last(self) -> Json | None:
        """The newest message, whoever wrote it."""
        return next(reversed(self.messages.values()), None)

    @property
    def bot_messages(self) -> list[Json]:
        """What the bot wrote and has not deleted, as it reads now, oldest first."""
        return [message for number, message in self.messages.items() if number in self.own]

    def texts(self) -> list[str]:
        """The texts or captions of the bot's messages, oldest first."""
        return [str(message.get("text", message.get("caption", ""))) for message in self.bot_messages]

    def status(self, user_id: int) -> str:
        return self.members.get(user_id, "left")

    def next_message_id(self) -> int:
        """Supergroups and channels count for themselves; private chats and groups share a counter."""
        if self.type in ("supergroup", "channel"):
            self.counter += 1
            return self.counter
        return self.world.next_message_id()

    def require_access(self, *, to_write: bool) -> None:
        """Refuse, in Telegram's words, what the bot may not do here."""
        if self.type == "private":
            self._require_private(to_write)
        elif self.moved_to is not None:
            if to_write:
                raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to)
        else:
            self._require_membership(to_write)

    def _require_private(self, to_write: bool) -> None:
        if not to_write:
            return
        if self.deactivated:
            raise Refusal(403, "Forbidden: user is deactivated")
        if self.status(self.world.bot["id"]) == "kicked":
            raise Refusal(403, "Forbidden: bot was blocked by the user")

    def _require_membership(self, to_write: bool) -> None:
        status = self.status(self.world.bot["id"])
        if self.deactivated and to_write:
            raise Refusal(403, f"Forbidden: the {self.type} chat was deleted")
        if status == "kicked":
            raise Refusal(403, f"Forbidden: bot was kicked from the {self.type} chat")
        if status == "left":
            raise Refusal(403, f"Forbidden: bot is not a member of the {self.type} chat")
        if to_write and self.type == "channel" and status not in ADMINS:
            raise bad("need administrator rights in the channel chat")
        if to_write and status == "restricted":
            raise bad("not enough rights to send text messages to the chat")

    def topic(self, name: str) -> int:
        """Open a topic and give its message_thread_id."""
        thread = self.next_message_id()
        self.topics[thread] = name
        return thread

    def delete_topic(self, thread: int) -> None:
        self.topics.pop(thread, None)

    def promote(self, person: Person) -> None:
        self.world.set_member(self, person.user, "administrator", by=person.user)

    def demote(self, person: Person) -> None:
        self.world.set_member(self, person.user, "member", by=person.user)

    def migrate(self) -> Room:
        """Make a supergroup of this group, as Telegram does; gives the new room."""
        return self.world.migrate(self)
