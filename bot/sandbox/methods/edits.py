"""Changing and deleting what the bot has written."""

from __future__ import annotations

from bot.sandbox.formatted import read_text
from bot.sandbox.keyboards import read_keyboard
from bot.sandbox.methods.messages import writable_room
from bot.sandbox.rooms import ADMINS, Room
from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World

LATEST_DELETION = 48 * 3600  # seconds; a bot may delete messages only so long
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Json:
    text, entities = read_text(params)
    keyboard = read_keyboard(params)
    preview = params.object("link_preview_options", "link preview options")
    room, message = _own_message(world, params, "message to edit")
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    content = {"text": text, "entities": world.with_people(entities), "link_preview_options": preview}
    return _replace(world, room, message, content | {"reply_markup": keyboard})


def edit_message_reply_markup(world: World, params: Params) -> Json:
    keyboard = read_keyboard(params)
    room, message = _own_message(world, params, "message to edit")
    return _replace(world, room, message, {"reply_markup": keyboard})


def _replace(world: World, room: Room, message: Json, changes: Json) -> Json:
    changed = {key: value for key, value in {**message, **changes}.items() if value}
    seen = ("text", "entities", "reply_markup", "link_preview_options")
    if all(changed.get(key) == message.get(key) for key in seen):
        raise bad(_SAME)
    return world.change(room, changed, by_bot=True)


def _own_message(world: World, params: Params, what: str) -> tuple[Room, Json]:
    room = world.find_room(params.text("chat_id"))
    room.require_access(to_write=True)
    number = params.integer("message_id")
    if number not in room.messages:
        raise bad(f"{what} not found")
    if number not in room.own:
        raise bad("message can't be edited")
    return room, room.messages[number]


def delete_message(world: World, params: Params) -> bool:
    if not params.has("chat_id"):
        raise bad("chat identifier is not specified")
    if params.integer("message_id") == 0:
        raise bad("message identifier is not specified")
    room = writable_room(world, params)
    number = params.integer("message_id")
    if number not in room.messages:
        raise bad("message to delete not found")
    if not _may_delete(world, room, number):
        raise bad("message can't be deleted")
    world.delete(room, number)
    return True


def _may_delete(world: World, room: Room, number: int) -> bool:
    if world.clock() - int(room.messages[number]["date"]) > LATEST_DELETION:
        return False
    return number in room.own or room.type == "private" or room.status(world.bot["id"]) in ADMINS


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
