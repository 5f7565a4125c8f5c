"""The bot's own face: who it is, its commands and descriptions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.wire import Json, Params, bad
from bot.sandbox.world import World

MOST_COMMANDS = 100
LONGEST_COMMANDS_NAME = 32
LONGEST_COMMANDS_DESCRIPTION = 256
_SCOPES = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
    "chat", "chat_administrators", "chat_member",
)  # fmt: skip
_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
    "supports_guest_queries": False,
}


def get_me(world: World, params: Params) -> Json:
    return world.bot | _ABILITIES


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.array("commands", "BotCommand") or []
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(params)] = [_command(command) for command in commands]
    world.bell.ring({"type": "commands"})
    return True


def _command(command: Any) -> Json:
    name = str(command.get("command", "")).removeprefix("/") if isinstance(command, dict) else ""
    description = str(command.get("description", "")) if isinstance(command, dict) else ""
    if not re.fullmatch(rf"[a-z0-9_]{{1,{LONGEST_COMMANDS_NAME}}}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_COMMANDS_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_scope(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_scope(params), None)
    world.bell.ring({"type": "commands"})
    return True


def _scope(params: Params) -> tuple[str, int, int, str]:
    """Give the key of a set of commands: scope, chat, user, language."""
    scope = params.object("scope", "BotCommandScope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad("unsupported type specified")
    language = params.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("invalid language code specified")
    return scope["type"], params.number("chat_id", scope), params.number("user_id", scope), language


def shown_commands(world: World, chat: Json, user: Json, *, is_admin: bool) -> list[Json]:
    """Look commands up in Telegram's order: narrow scopes first, and in each the user's language first."""
    chat_id, language = int(chat["id"]), str(user.get("language_code", ""))[:2]
    if chat["type"] == "private":
        scopes = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [("chat_member", chat_id, int(user["id"])), ("chat", chat_id, 0), ("all_group_chats", 0, 0)]
        if is_admin:
            scopes[1:1] = [("chat_administrators", chat_id, 0)]
            scopes[-1:-1] = [("all_chat_administrators", 0, 0)]
    keys = [(*scope, code) for scope in [*scopes, ("default", 0, 0)] for code in (language, "")]
    return next((world.commands[key] for key in keys if key in world.commands), [])


def _setter(name: str, longest: int) -> Callable[[World, Params], bool]:
    def set_it(world: World, params: Params) -> bool:
        value = params.text(name)
        if len(value) > longest:
            raise bad(f"{name.replace('_', ' ')} is too long")
        world.descriptions[name, params.text("language_code")] = value
        return True

    return set_it


def _getter(name: str) -> Callable[[World, Params], Json]:
    def get_it(world: World, params: Params) -> Json:
        default = world.bot["first_name"] if name == "name" else ""
        return {name: world.descriptions.get((name, params.text("language_code")), default)}

    return get_it


METHODS: dict[str, Callable[[World, Params], Any]] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
