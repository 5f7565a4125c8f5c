"""Whatever a bot sends, the sandbox answers in Telegram's shape."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.methods import METHODS
from bot.sandbox.surface import Surface
from bot.sandbox.wire import Params, Refusal
from bot.sandbox.world import World

NAMES = [
    "chat_id", "text", "parse_mode", "entities", "reply_markup", "reply_parameters", "message_id", "user_id",
    "link_preview_options", "message_thread_id", "callback_query_id", "inline_query_id", "results",
    "commands", "scope", "language_code", "allowed_updates", "caption", "photo", "document", "file_id",
]  # fmt: skip
KEYS = st.sampled_from(
    ["text", "url", "inline_keyboard", "offset", "length", "type", "id", "message_id", "command", "chat_id"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
IDS = st.sampled_from(["100000001", "-200000001", "1", "HTML"])
VALUES = st.text(max_size=6) | JSON.map(json.dumps) | JSON | IDS


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"getupdates"}))
@settings(max_examples=60, deadline=None)
@given(raw=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_nonsense_is_refused_and_breaks_nothing(method: str, raw: dict[str, Any]) -> None:
    """Any parameters give a result or a refusal with one of Telegram's codes, never an exception."""
    world = World()
    ada = world.user("Ada")
    world.group("Desk", owner=ada)
    world.post(ada.private, sender=world.bot, by_bot=True, text="x")
    raw = {"chat_id": ada.id, "message_id": 1} | raw
    try:
        asyncio.run(Surface(world, "1:x").invoke(method, Params(raw)))
    except Refusal as refusal:
        assert refusal.code in (400, 403) and refusal.description
