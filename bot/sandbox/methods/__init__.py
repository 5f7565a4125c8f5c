"""The Bot API's methods, one small function each: world and parameters in, result out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.methods import answers, chats, edits, files, messages, profile, updates
from bot.sandbox.wire import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Any | Awaitable[Any]]

# As Telegram does, names are looked up without regard to capitals.
METHODS: dict[str, Method] = {
    name.lower(): method
    for subject in (answers, chats, edits, files, messages, profile, updates)
    for name, method in subject.METHODS.items()
}
