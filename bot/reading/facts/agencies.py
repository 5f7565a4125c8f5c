"""News agencies by name, in scripts whose letters do not show what is a name."""

from __future__ import annotations

from bot.reading.story import Story

_DATELINE = 8  # words in which an agency opens a text: 【ソウル聯合ニュース】, 新华社曼谷9月18日电
_CLOSING = frozenset("/(=")  # what stands before the agency that closes a text: "/연합뉴스"


def known_agency(story: Story) -> str | None:
    """Give the agency of the pack's list that opens or closes the text."""
    scene = story.scene
    if not scene.language.words("agencies"):
        return None
    start = next((first for first, _ in scene.document.sentences[scene.document.title_sentences :]), 0)
    for index in range(start, len(scene.tokens)):
        if not scene.says(index, "agencies"):
            continue
        opens = index < start + _DATELINE and scene.same_sentence(start, index)
        closing = index + 1 == len(scene.tokens)
        if opens or (closing and _CLOSING.intersection(scene.document.gap(index - 1))):
            return scene.tokens[index].text
    return None
