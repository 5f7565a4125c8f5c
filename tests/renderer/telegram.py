"""What Telegram makes of a message: its own parser and its own hunt for links, mentions and commands."""

from __future__ import annotations

from typing import Any

from tests.oracles import execute

Entity = tuple[str, str]  # kind, text


def parsed(markup: str) -> tuple[str, list[Entity]]:
    """Parse a message as Telegram does; AssertionError in Telegram's words where it refuses."""
    mode = {"@type": "textParseModeHTML"}
    answer = execute({"@type": "parseTextEntities", "text": markup, "parse_mode": mode})
    assert answer["@type"] == "formattedText", (answer, markup)
    return answer["text"], _entities(answer["text"], answer["entities"])


def found_by_telegram(text: str) -> list[Entity]:
    """List what Telegram makes clickable in a plain text by itself."""
    return _entities(text, execute({"@type": "getTextEntities", "text": text})["entities"])


def uninvited(text: str, entities: list[Entity]) -> list[Entity]:
    """List what Telegram finds besides the clock times that we wrote as instants ourselves."""
    ours = " ".join(shown for kind, shown in entities if kind == "DateTime")
    return [
        (kind, shown)
        for kind, shown in found_by_telegram(text)
        if kind != "MediaTimestamp" or shown not in ours
    ]


def _entities(text: str, entities: list[dict[str, Any]]) -> list[Entity]:
    units = text.encode("utf-16-le")
    return [
        (
            entity["type"]["@type"].removeprefix("textEntityType"),
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"),
        )
        for entity in entities
    ]
