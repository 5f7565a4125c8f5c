"""Places of a circumstance or a matter, where nobody is: "在古巴刚通过新宪法的背景下", "对沙特同行"."""

from __future__ import annotations

from bot.reading.words.scene import Scene

_REACH = 12  # tokens from "in" and its place to the words that close the circumstance
_VISIT = 12  # tokens from a place to the visit there
_PEOPLE = ("counterpart", "guest", "delegation", "staff", "office", "body", "role", "personnel")
_DEEDS = ("meet", "sign", "travel", "event")


def is_framed(scene: Scene, last: int) -> bool:
    """Tell whether the clause of a place ends in one of the words of the pack's `frame`."""
    if "frame" not in scene.language.sets:
        return False
    for at in range(last, min(last + _REACH, len(scene.tokens))):
        parted = any(mark in scene.document.gap(at - 1) for mark in ",;:，；：、")
        if parted or not scene.same_sentence(at, last - 1):
            return False
        if scene.says(at, "place") or scene.starting(at, *_DEEDS) is not None:
            return False
        if scene.says(at, "frame"):
            return True
    return False


def is_visited_behind(scene: Scene, last: int) -> bool:
    """Tell "对沙特进行正式访问", "对沙特的访问" from "对沙特同行的来访表示欢迎" and "对沙特的支持"."""
    if last >= len(scene.tokens) or scene.starting(last, *_PEOPLE) is not None:
        return False
    behind = range(last, min(last + _VISIT, len(scene.tokens)))
    near = [at for at in behind if scene.same_sentence(at, last - 1)]
    return any(scene.starting(at, "travel", "visit") is not None for at in near)
