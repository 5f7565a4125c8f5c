"""The emulated Telegram without its wire: people, chats, messages and the updates they cause."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from bot.sandbox.bell import Bell
from bot.sandbox.people import ANONYMOUS, Person
from bot.sandbox.queries import Query
from bot.sandbox.rooms import Arrival, Room
from bot.sandbox.updates import Updates
from bot.sandbox.wire import Json, Upload, bad

BOT: Json = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "Visitwire",
    "username": "visitwire_sandbox_bot",
}


class World:
    """All state of the sandbox's Telegram; no network, the clock can be handed in."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.bot = dict(BOT)
        self.bell = Bell()
        self.updates = Updates()
        self.rooms: dict[int, Room] = {}
        self.people: dict[int, Person] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, int, int, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.files: dict[str, Upload] = {}
        self.now = now
        self._counters: dict[str, int] = {}

    # -- people and chats ---------------------------------------------------------------------

    def user(self, name: str, *, language_code: str | None = "en") -> Person:
        """Give the person of this name; made at the first call, with a private chat with the bot."""
        known = next((person for person in self.people.values() if person.user["first_name"] == name), None)
        if known is not None:
            return known
        user: Json = {"id": 100_000_000 + self.count("user"), "is_bot": False, "first_name": name}
        if language_code:
            user["language_code"] = language_code
        chat = {"id": user["id"], "type": "private", "first_name": name}
        room = self._room(chat, {user["id"]: "member", self.bot["id"]: "member"})
        person = self.people[user["id"]] = Person(self, user, room)
        return person

    def group(
        self, title: str, *, owner: Person, members: Iterable[Person] = (), bot: str = "member"
    ) -> Room:
        """Open a basic group; `bot` is the bot's status in it ("left" to keep it out for now)."""
        chat = {"id": -(200_000_000 + self.count("group")), "type": "group", "title": title}
        return self._room(chat, self._membership(owner, members, bot))

    def supergroup(
        self,
        title: str,
        *,
        owner: Person,
        members: Iterable[Person] = (),
        bot: str = "member",
        forum: bool = False,
    ) -> Room:
        """Open a supergroup; with `forum` it has topics, opened by `Room.topic(name)`."""
        chat: Json = {"id": -1_001_000_000_000 - self.count("group"), "type": "supergroup", "title": title}
        if forum:
            chat["is_forum"] = True
        room = self._room(chat, self._membership(owner, members, bot))
        room.counter = 1  # the service message of a supergroup's birth
        return room

    def channel(self, title: str, *, owner: Person, bot: str = "administrator", username: str = "") -> Room:
        """Open a channel in which the bot may post."""
        chat: Json = {"id": -1_001_000_000_000 - self.count("group"), "type": "channel", "title": title}
        if username:
            chat["username"] = username
        return self._room(chat, self._membership(owner, (), bot))

    def _membership(self, owner: Person, members: Iterable[Person], bot: str) -> dict[int, str]:
        return {**{member.id: "member" for member in members}, owner.id: "creator", self.bot["id"]: bot}

    def _room(self, chat: Json, members: dict[int, str]) -> Room:
        room = self.rooms[chat["id"]] = Room(self, chat, members)
        self.bell.ring({"type": "rooms"})
        return room

    def find_room(self, chat_id: str) -> Room:
        """Look up a chat by its number or @username, in Telegram's words when there is none."""
        if not chat_id:
            raise bad("chat_id is empty")
        if chat_id.lstrip("-").isdecimal() and int(chat_id) in self.rooms:
            return self.rooms[int(chat_id)]
        for room in self.rooms.values():
            if chat_id == f"@{room.chat.get('username')}":
                return room
        raise bad("chat not found")

    def with_people(self, entities: list[Json] | None) -> list[Json] | None:
        """Put the person into every text_mention; one of a stranger is dropped, as Telegram does."""
        known = [
            entity | {"user": user}
            for entity in entities or []
            if entity["type"] == "text_mention" and (user := self.user_record(entity["user"]["id"]))
        ]
        others = [entity for entity in entities or [] if entity["type"] != "text_mention"]
        return sorted(known + others, key=lambda entity: (entity["offset"], -entity["length"])) or None

    def user_record(self, user_id: int) -> Json | None:
        if user_id == self.bot["id"]:
            return self.bot
        person = self.people.get(user_id)
        return person.user if person else None

    def migrate(self, room: Room) -> Room:
        """Turn a group into a supergroup: both service messages, and the old id refuses from now on."""
        chat = {"id": -1_001_000_000_000 - self.count("group"), "type": "supergroup", "title": room.title}
        new = self._room(chat, dict(room.members))
        room.moved_to = new.id
        owner = next(user for user, status in room.members.items() if status == "creator")
        self.post(room, sender=self.user_record(owner), migrate_to_chat_id=new.id)
        self.post(new, sender=ANONYMOUS, sender_chat=new.chat, migrate_from_chat_id=room.id)
        return new

    def set_member(self, room: Room, user: Json, status: str, *, by: Json) -> None:
        """Change somebody's standing in a chat and tell the bot, if it is about it or it may know."""
        old, room.members[user["id"]] = room.status(user["id"]), status
        change = {
            "chat": room.chat,
            "from": by,
            "date": self.clock(),
            "old_chat_member": self.member(user, old),
            "new_chat_member": self.member(user, status),
        }
        about_bot = user["id"] == self.bot["id"]
        if about_bot or room.status(self.bot["id"]) in ("creator", "administrator"):
            self.updates.push("my_chat_member" if about_bot else "chat_member", change)
        self.bell.ring({"type": "rooms"})

    def member(self, user: Json, status: str) -> Json:
        """Describe a ChatMember with every field that the Bot API calls required."""
        return {"user": user, "status": status} | _MEMBER_FIELDS.get(status, {})

    # -- messages -----------------------------------------------------------------------------

    def post(
        self,
        room: Room,
        *,
        sender: Json | None,
        silent: bool = False,
        by_bot: bool = False,
        **content: object,
    ) -> Json:
        """Write a message into a chat and tell everyone whom it concerns."""
        message: Json = {"message_id": room.next_message_id(), "date": self.clock(), "chat": room.chat}
        if room.type == "channel":
            message["sender_chat"] = room.chat
        elif sender is not None:
            message["from"] = sender
        message |= {name: value for name, value in content.items() if value is not None}
        self._keep(room, message, by_bot=by_bot, silent=silent, edited=False)
        if not by_bot and _bot_may_see(room, message, self.bot):
            self.updates.push("channel_post" if room.type == "channel" else "message", message)
        return message

    def change(self, room: Room, message: Json, *, by_bot: bool = False) -> Json:
        """Put `message` in place of the one with its number, as an edit."""
        message = message | {"edit_date": self.clock()}
        self._keep(room, message, by_bot=by_bot, silent=True, edited=True)
        if not by_bot and _bot_may_see(room, message, self.bot):
            self.updates.push("edited_channel_post" if room.type == "channel" else "edited_message", message)
        return message

    def _keep(self, room: Room, message: Json, *, by_bot: bool, silent: bool, edited: bool) -> None:
        number = message["message_id"]
        room.messages[number] = message
        if by_bot:
            room.own.add(number)
            room.arrivals.append(Arrival(self.count("arrival"), message, silent, edited))
        if by_bot and silent and not edited:
            room.silent.add(number)
        self.bell.ring({"type": "edited" if edited else "message", "chat_id": room.id, "message": message,
                        "own": number in room.own, "silent": number in room.silent})  # fmt: skip

    def delete(self, room: Room, number: int) -> None:
        room.messages.pop(number, None)
        room.own.discard(number)
        self.bell.ring({"type": "deleted", "chat_id": room.id, "message_id": number})

    # -- numbers and time ---------------------------------------------------------------------

    def clock(self) -> int:
        return int(self.now())

    def count(self, what: str) -> int:
        """Give the next number of a series."""
        self._counters[what] = self._counters.get(what, 0) + 1
        return self._counters[what]

    def next_message_id(self) -> int:
        return self.count("message")


_RIGHTS = """
    can_be_edited can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members
    can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories
    can_delete_stories can_post_messages can_edit_messages can_pin_messages can_manage_topics
    can_send_welcome_messages
"""
_PERMISSIONS = """
    can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos
    can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages
    can_add_web_page_previews can_change_info can_invite_users can_pin_messages can_manage_topics
    can_edit_tag can_react_to_messages
"""
_MEMBER_FIELDS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {"is_anonymous": False, **dict.fromkeys(_RIGHTS.split(), True)},
    "restricted": {"until_date": 0, "is_member": True, **dict.fromkeys(_PERMISSIONS.split(), False)},
    "kicked": {"until_date": 0},
}


def _bot_may_see(room: Room, message: Json, bot: Json) -> bool:
    """Say whether an update goes out: privacy mode, which every bot has until its owner ends it.

    Telegram hands a plain /command in a group to the bot that spoke last; here there is only one bot.
    """
    status = room.status(bot["id"])
    if status in ("left", "kicked"):
        return False
    if room.type in ("private", "channel") or status == "administrator":
        return True
    return "text" not in message or _concerns(message, bot)


def _concerns(message: Json, bot: Json) -> bool:
    if message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]:
        return True
    text, name = message["text"], f"@{bot['username']}".lower()
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return name in text.lower()
