"""Asking about chats and their members."""

from __future__ import annotations

from bot.sandbox.rooms import ADMINS, PRESENT, Room
from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, params: Params) -> Json:
    room = world.find_room(params.text("chat_id"))
    room.require_access(to_write=False)
    full = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    return room.chat | full


def get_chat_member(world: World, params: Params) -> Json:
    room = _readable_group(world, params)
    number = params.integer("user_id")
    user = world.user_record(number)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return world.member(user, room.status(number))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    room = _readable_group(world, params)
    if room.type == "private":
        raise bad("there are no administrators in the private chat")
    return [
        world.member(user, status)
        for number, status in room.members.items()
        if status in ADMINS and (user := world.user_record(number)) and number != world.bot["id"]
    ]


def get_chat_member_count(world: World, params: Params) -> int:
    room = _readable_group(world, params)
    return sum(status in PRESENT for status in room.members.values())


def _readable_group(world: World, params: Params) -> Room:
    room = world.find_room(params.text("chat_id"))
    room.require_access(to_write=room.type == "group")
    return room


def leave_chat(world: World, params: Params) -> bool:
    room = world.find_room(params.text("chat_id"))
    room.require_access(to_write=False)
    if room.type == "private":
        raise bad("chat member status can't be changed in private chats")
    world.set_member(room, world.bot, "left", by=world.bot)
    return True


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
