"""Whether a word that is a town's is a person's here: scripts without capitals do not tell."""

from __future__ import annotations

from bot.reading.names.caseless import BETWEEN, HARMLESS, is_caseless, name_joins
from bot.reading.names.eastern_names import is_name_first
from bot.reading.names.persons import ANCHORS
from bot.reading.words.scene import Scene

_STRANGERS = 6  # unknown words that may stand before an office
_GIVEN_NAMES = 3  # words of a name that may stand before one that is a town as well


def may_be_person(scene: Scene, first: int, last: int) -> bool:
    """Without capitals a town where nobody is said to be may be a man: by itself, or what stands before."""
    if not is_caseless(scene) or last - first > 1:
        return False
    behind_office = _is_behind_office(scene, first)
    in_name = scene.says(first - 1, "particle") or (last < len(scene.tokens) and scene.says(last, "particle"))
    if is_name_first(scene) and (_leads_to_office(scene, last) or _is_before_head(scene, last)):
        return True
    if _is_dotted_to(scene, first - 1, first) or _is_dotted_to(scene, last, last):
        return True
    return first > 0 and (behind_office or in_name or scene.says(first, "given_name"))


def _is_dotted_to(scene: Scene, stranger: int, behind: int) -> bool:
    """ "アンヘル・バレンシア", "约翰·华盛顿": the dot of a foreign name parts the word from a stranger."""
    inside = 0 <= stranger < len(scene.tokens) and scene.same_sentence(stranger, behind - 1)
    return (
        inside
        and scene.document.gap(behind - 1) in scene.language.words("name_dots")
        and not any(span.first <= stranger < span.last and span.kind != "person" for span in scene.spans)
    )


def _is_behind_office(scene: Scene, index: int) -> bool:
    """Tell whether an office stands before a word or before the name that it ends: "نظيره لي جيان"."""
    for at in range(index, max(index - _GIVEN_NAMES, 0), -1):
        if scene.ending(at, *ANCHORS, "adjective") is not None:
            return True
        before = at - 1
        if (country := scene.ending(at, "country")) is not None and _is_office_of(scene, country.first):
            return True
        known = scene.ending(at, *BETWEEN, "travel", "meet", "receive", "body", "sign", "event") is not None
        if known or scene.says(before, "not_a_name") or scene.says(before, "place"):
            return False
        if scene.document.gap(before) != " " or not scene.same_sentence(before, index):
            return False
    return False


def _is_office_of(scene: Scene, at: int) -> bool:
    """ "رئيس النيابة العامة بالمغرب هشام بلاوي": an office stands before "in Morocco"."""
    while at > 0 and scene.says(at - 1, "inside_office"):
        at -= 1
    return scene.ending(at, *ANCHORS) is not None


def _leads_to_office(scene: Scene, at: int) -> bool:
    """Tell of "하산 유수포프 우즈베키스탄 검찰총장" that a name goes on before the office."""
    joins, strangers = name_joins(scene), 0
    while at < len(scene.tokens) and strangers <= _STRANGERS:
        gap = scene.document.gap(at - 1)
        if scene.starting(at, *ANCHORS) is not None:
            return strangers > 0
        if (country := scene.starting(at, "country")) is not None and strangers:
            at = country.last
        elif gap not in joins or scene.says(at, "ends_name") or not _is_stranger(scene, at):
            return False
        else:
            strangers, at = strangers + 1, at + 1
    return False


def _is_before_head(scene: Scene, last: int) -> bool:
    """ "ガーランド司法長官", "가랜드 법무장관": no town has a head of prosecution."""
    office = scene.starting(last, "office") if last < len(scene.tokens) else None
    return (
        office is not None
        and scene.same_sentence(last, last - 1)
        and scene.document.gap(last - 1) in ("", " ")
    )


def _is_stranger(scene: Scene, index: int) -> bool:
    return not any(span.first == index and span.kind not in HARMLESS for span in scene.spans)
