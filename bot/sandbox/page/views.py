"""What the page is told of the world."""

from __future__ import annotations

from bot.sandbox.methods.profile import shown_commands
from bot.sandbox.newsroom import Newsroom
from bot.sandbox.rooms import ADMINS, Room
from bot.sandbox.wire import Json
from bot.sandbox.world import World

NEWEST = 200  # messages of a chat that a page shows when it opens


def people(world: World) -> list[Json]:
    return [person.user for person in world.people.values()]


def chats(world: World) -> list[Json]:
    return [_chat(world, room) for room in world.rooms.values() if room.moved_to is None]


def _chat(world: World, room: Room) -> Json:
    return {
        "chat": room.chat,
        "title": room.title,
        "members": [number for number in room.members if number in world.people],
        "admins": [
            number for number, status in room.members.items() if status in ADMINS and number in world.people
        ],
        "bot_status": room.status(world.bot["id"]),
        "topics": [{"id": thread, "name": name} for thread, name in room.topics.items()],
        "messages": [
            {"message": message, "own": number in room.own, "silent": number in room.silent}
            for number, message in list(room.messages.items())[-NEWEST:]
        ],
        "commands": {str(person.id): _commands(world, room, person.user) for person in world.people.values()},
    }


def _commands(world: World, room: Room, user: Json) -> list[Json]:
    is_admin = room.status(int(user["id"])) in ADMINS
    return shown_commands(world, room.chat, user, is_admin=is_admin)


def stories(newsroom: Newsroom) -> Json:
    out = [
        {"title": issue.story.title, "slug": issue.story.slug, "lang": issue.story.lang,
         "published": issue.published.isoformat()}
        for issue in newsroom.newest()
    ]  # fmt: skip
    return {"out": out, "waiting": len(newsroom.waiting)}


def event_view(event: Json, world: World, newsroom: Newsroom) -> Json:
    """Fill an event with what the page needs to redraw what it is about."""
    if event["type"] in ("rooms", "commands"):
        return event | {"chats": chats(world), "people": people(world)}
    if event["type"] == "stories":
        return event | {"stories": stories(newsroom)}
    if event["type"] == "inline":
        return event
    return event
