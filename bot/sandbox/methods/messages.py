"""Writing into a chat."""

from __future__ import annotations

from bot.sandbox.formatted import read_caption, read_text
from bot.sandbox.keyboards import read_keyboard
from bot.sandbox.methods.files import take_file
from bot.sandbox.rooms import Room
from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(world: World, params: Params) -> Json:
    text, entities = read_text(params)
    keyboard = read_keyboard(params)
    preview = params.object("link_preview_options", "link preview options")
    room = writable_room(world, params)
    content = {"text": text, "entities": world.with_people(entities), "link_preview_options": preview}
    return send(world, room, params, content, keyboard)


def send(world: World, room: Room, params: Params, content: Json, keyboard: Json | None) -> Json:
    """Post what the bot says, with what every kind of message may carry."""
    content = content | _place(room, params) | _reply(room, params)
    if keyboard and "inline_keyboard" in keyboard:
        content["reply_markup"] = keyboard
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    silent = params.flag("disable_notification")
    return world.post(room, sender=world.bot, silent=silent, by_bot=True, **content)


def writable_room(world: World, params: Params) -> Room:
    room = world.find_room(params.text("chat_id"))
    room.require_access(to_write=True)
    return room


def _place(room: Room, params: Params) -> Json:
    thread = params.integer("message_thread_id")
    if thread == 0 or not room.chat.get("is_forum"):
        return {}
    if thread not in room.topics:
        raise bad("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _reply(room: Room, params: Params) -> Json:
    reply = params.object("reply_parameters", "reply parameters") or {}
    number = params.number("message_id", reply) or params.integer("reply_to_message_id")
    if number == 0:
        return {}
    message = room.messages.get(number)
    if message is not None:
        return {
            "reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}
        }
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def send_photo(world: World, params: Params) -> Json:
    content = read_caption(params)
    keyboard = read_keyboard(params)
    room = writable_room(world, params)
    stored = take_file(world, params, "photo", "there is no photo in the request")
    size = {"file_id": stored.id, "file_unique_id": stored.id[-12:], "width": 640, "height": 480,
            "file_size": stored.size}  # fmt: skip
    return send(world, room, params, content | {"photo": [size]}, keyboard)


def send_document(world: World, params: Params) -> Json:
    content = read_caption(params)
    keyboard = read_keyboard(params)
    room = writable_room(world, params)
    stored = take_file(world, params, "document", "there is no document in the request")
    document = {"file_id": stored.id, "file_unique_id": stored.id[-12:], "file_name": stored.name,
                "mime_type": stored.content_type, "file_size": stored.size}  # fmt: skip
    return send(world, room, params, content | {"document": document}, keyboard)


def send_chat_action(world: World, params: Params) -> bool:
    if params.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    room = writable_room(world, params)
    world.bell.ring({"type": "action", "chat_id": room.id, "action": params.text("action")})
    return True


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}
