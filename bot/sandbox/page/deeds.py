"""What a person can do on the page; each deed takes the JSON that the page sent."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.newsroom import Newsroom
from bot.sandbox.people import Person
from bot.sandbox.rooms import Room
from bot.sandbox.wire import Json
from bot.sandbox.world import World

Deed = Callable[[World, Newsroom, Json], Json | None]
LONGEST_TEXT = 4096


def say(world: World, newsroom: Newsroom, deed: Json) -> Json:
    text = str(deed["text"]).strip()[:LONGEST_TEXT]
    if not text:
        raise ValueError("nothing to say")
    person, room = _person(world, deed), _room(world, deed)
    reply_to = room.messages.get(int(deed.get("reply_to") or 0))
    topic = int(deed["topic"]) if deed.get("topic") else None
    return person.say(text, room, topic=topic, reply_to=reply_to, anonymously=bool(deed.get("anonymously")))


def tap(world: World, newsroom: Newsroom, deed: Json) -> Json:
    room = _room(world, deed)
    message = room.messages[int(deed["message_id"])]
    return {"query_id": _person(world, deed).press(str(deed["data"]), message, room)}


def inline(world: World, newsroom: Newsroom, deed: Json) -> Json:
    return {
        "query_id": _person(world, deed).asks_inline(str(deed["query"])[:256], str(deed.get("offset", "")))
    }


def choose(world: World, newsroom: Newsroom, deed: Json) -> Json | None:
    """Send one result of an inline question into a chat, as the person who asked."""
    answer = world.queries[str(deed["query_id"])].answer or {}
    result = {offered["id"]: offered for offered in answer["results"]}[deed["result_id"]]
    content = result["input_message_content"]
    room = _room(world, deed)
    return world.post(
        room, sender=_person(world, deed).user, via_bot=world.bot, text=content["text"],
        entities=content["entities"], reply_markup=result.get("reply_markup"),
    )  # fmt: skip


def language(world: World, newsroom: Newsroom, deed: Json) -> None:
    _person(world, deed).speaks(str(deed["language_code"])[:8] or None)
    world.bell.ring({"type": "commands"})


def membership(world: World, newsroom: Newsroom, deed: Json) -> None:
    """Block and unblock the bot in a private chat; add, promote or remove it in a group or channel."""
    status = str(deed["status"])
    if status not in ("member", "administrator", "kicked"):
        raise ValueError(f"no such status: {status}")
    world.set_member(_room(world, deed), world.bot, status, by=_person(world, deed).user)


def publish(world: World, newsroom: Newsroom, deed: Json) -> None:
    newsroom.publish_next()


def _person(world: World, deed: Json) -> Person:
    return world.people[int(deed["user_id"])]


def _room(world: World, deed: Json) -> Room:
    return world.rooms[int(deed["chat_id"])]


DEEDS: dict[str, Deed] = {
    "say": say,
    "tap": tap,
    "inline": inline,
    "choose": choose,
    "language": language,
    "membership": membership,
    "publish": publish,
}
