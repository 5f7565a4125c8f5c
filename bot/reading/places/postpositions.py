"""Places in languages that put "in" and "to" behind them: ソウルで, 베트남을 방문, ベトナム訪問.

A pack lists these words under `place_after`, those that lead there also under `goal_after`, and what
marks the goal of a journey under `object_after`."""

from __future__ import annotations

from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_QUARTERS = 6  # words from a city to "in" over its streets and houses
_DEEDS = ("office", "deputy_office", "role", "travel", "visit", "meet", "receive", "country", "counterpart")
_JOURNEY = 6  # words from "Vietnam" with the mark of an object to its "visited"


def marks_behind(scene: Scene) -> bool:
    """Tell whether the language marks places behind them."""
    return bool(scene.language.words("place_after"))


def case_behind(scene: Scene, first: int, last: int) -> str | None:
    """Say what the words behind a place make of it: "place", "goal" or nothing."""
    at = last if scene.starting(first, "country") is not None else _past_quarters(scene, last)
    while _goes_on(scene, at) and (scene.says(at, "place_suffix") or scene.says(at, "aside")):
        at += 1
    if not _goes_on(scene, at):
        return None
    if scene.starting(at, "located") is not None:
        return "place"
    if scene.starting(at, "travel", "visit") is not None:
        return "goal"
    if scene.says(at, "staying_after"):
        return "place"  # "서울 머물러"
    if scene.says(at, "place_after"):
        return "goal" if scene.says(at, "goal_after") else "place"
    if scene.says(at, "object_after"):
        return "goal" if _is_visited(scene, at + 1) else None
    if scene.says(at, "before_office") and _is_of_attended(scene, at + 1):
        return "place"  # "요하네스버그의 제23회 IAP 총회에 참석한다"
    if scene.says(at, "lying"):
        return _of_house(scene, at + 1)
    body = scene.starting(at, "body")
    if body is not None and _goes_on(scene, body.last) and scene.says(body.last, "object_after"):
        return "goal" if _is_visited(scene, body.last + 1) else None
    if body is not None and _goes_on(scene, body.last) and scene.says(body.last, "place_after"):
        return "place" if scene.within(scene.sentence(at), "meet", "receive", "sign") else None
    return None


def _of_house(scene: Scene, first: int) -> str | None:
    """ "리야드 소재 반부패기구를 방문한다": whoever visits a house goes where it stands."""
    for at in range(first, min(first + _JOURNEY, len(scene.tokens))):
        if not _goes_on(scene, at) or scene.starting(at, "country") is not None:
            return None
        if scene.says(at, "place_after"):
            return "place" if scene.within(scene.sentence(at), "meet", "receive", "sign", "attend") else None
        if scene.says(at, "object_after"):
            return "goal" if _is_visited(scene, at + 1) else None
    return None


def is_foreign_seat(scene: Scene, span: Span) -> bool:
    """Tell of "러시아 대검찰청에서" that it is not the newsroom's own office."""
    country = scene.ending(span.first, "country", "adjective") if span.kind == "located" else None
    return country is not None and country.value != span.value and marks_behind(scene)


def _past_quarters(scene: Scene, last: int) -> int:
    """Step over the parts of a town: 서울 서초구 대검찰청에서."""
    for at in range(last, min(last + _QUARTERS, len(scene.tokens))):
        if not _goes_on(scene, at):
            break
        if scene.says(at, "place_after") or scene.starting(at, "body", "located") is not None:
            return at
        country = scene.starting(at, "country")
        if country is not None and scene.starting(country.last, "body", "located") is not None:
            return country.last
        if scene.starting(at, *_DEEDS) is not None or (
            scene.says(at, "ends_name") and not scene.says(at, "aside")
        ):
            break
    return last


def _goes_on(scene: Scene, index: int) -> bool:
    return scene.same_sentence(index, index - 1) and not any(
        mark in scene.document.gap(index - 1) for mark in ",;:.、，；："
    )


def _is_of_attended(scene: Scene, first: int) -> bool:
    """Tell whether an event follows close by, and behind it that somebody attends it."""
    behind = range(first, min(first + _JOURNEY, len(scene.tokens)))
    event = next((at for at in behind if scene.starting(at, "event") is not None), None)
    if event is None or not all(_goes_on(scene, at) for at in range(first, event + 1)):
        return False
    return any(
        scene.starting(at, "attend", "travel") for at in range(event + 1, min(event + 4, len(scene.tokens)))
    )


def _is_visited(scene: Scene, index: int) -> bool:
    """ "베트남을 공식 방문한": the journey follows before anything else is named."""
    for at in range(index, min(index + _JOURNEY, len(scene.tokens))):
        if not _goes_on(scene, at) or scene.starting(at, "office", "country") is not None:
            return False
        if scene.starting(at, "travel", "visit") is not None:
            return True
    return False
