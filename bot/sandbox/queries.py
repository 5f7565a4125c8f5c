"""Pressed buttons and inline questions: what a person asks and the bot must answer in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.rooms import Room
from bot.sandbox.wire import Json

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.world import World


@dataclass(slots=True)
class Query:
    """A pressed button or an inline question, and the answer it got."""

    payload: Json
    answer: Json | None = None


def press(world: World, person: Person, data: str, message: Json, room: Room) -> str:
    """Queue a callback query. It carries the person's own id even from an anonymous administrator."""
    payload = {
        "id": _query_id(world),
        "from": person.user,
        "message": room.messages.get(message["message_id"], message),
        "chat_instance": str(room.id * 7919),
        "data": data,
    }
    return _ask(world, "callback_query", payload)


def ask(world: World, person: Person, query: str, offset: str) -> str:
    """Queue an inline query."""
    payload = {"id": _query_id(world), "from": person.user, "query": query, "offset": offset}
    return _ask(world, "inline_query", payload)


def _query_id(world: World) -> str:
    return str(4_000_000_000 + world.count("query"))


def _ask(world: World, kind: str, payload: Json) -> str:
    world.queries[payload["id"]] = Query(payload)
    world.updates.push(kind, payload)
    return str(payload["id"])
