"""Names in Chinese, Japanese and Korean: surnames first, often alone, among words cut out of letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.names.persons import ANCHORS, Name
from bot.reading.words.lexicon import is_spaceless
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import script

_SHORT = range(2, 9)  # letters of a name with a surname that the pack does not list
_SAID = 6  # words between brackets
_GIVEN = (1, 2)  # letters of a given name


def joined(scene: Scene, closed: Collection[int], joins: frozenset[str]) -> list[Name]:
    """Join the words that were cut out as names; beside an office a short unknown word will do."""
    words = {span.first for span in scene.of("person")}
    words |= {at for at in _beside(scene) if at not in closed and _is_short(scene.tokens[at].text)}
    found: list[Name] = []
    for index in sorted(words):
        goes_on = found and found[-1].last == index and scene.document.gap(index - 1) in joins - {" "}
        first = found.pop().first if goes_on else index
        keys = tuple(token.folded for token in scene.tokens[first : index + 1])
        found.append(Name(scene.text(first, index + 1), first, index + 1, keys))
    return _by_surname(scene, [_round_office(scene, name) for name in found])


def _round_office(scene: Scene, name: Name) -> Name:
    """ "顏檢察總長大和": the family name before the office, the given name behind it."""
    office = scene.ending(name.first, "office", "deputy_office", "role")
    at = -1 if office is None or scene.document.gap(name.first - 1) else office.first - 1
    given = scene.tokens[name.first]
    if at < 0 or name.last - name.first > 1 or len(given.folded) not in _GIVEN or not _is_surname(scene, at):
        return name
    if _is_native_word(scene, given.folded) and not _is_unknown(scene, at):
        return name  # 任检察长张军: he became it
    whole = scene.tokens[at].folded + given.folded
    return replace(name, text=scene.tokens[at].text + given.text, keys=(whole,))


def is_round(scene: Scene, at: int, names: Mapping[int, Name]) -> bool:
    """Tell of the 顏 in "檢察署顏檢察總長大和" that with what stands behind it is the name."""
    office = scene.starting(at + 1, "office", "deputy_office", "role")
    name = None if office is None else names.get(office.last)
    if name is None or name.last - name.first > 1:
        return False
    return name.keys[0] == scene.tokens[at].folded + scene.tokens[name.first].folded


def _by_surname(scene: Scene, found: list[Name]) -> list[Name]:
    """Know 顏檢察總長 and 应检察长 for the only one of that family who is named in full."""
    told = list(found)
    behind = {name.first for name in found}
    for span in scene.of("office", "deputy_office", "counterpart"):
        at = span.first - 1
        if at < 0 or span.last in behind or not _is_surname(scene, at):
            continue
        surname = scene.tokens[at].folded
        whole = {name.keys for name in found if len(name.keys) == 1 and _begins(name, surname)}
        if len(whole) == 1 and (name := next(one for one in found if one.keys in whole)):
            told.append(Name(name.text, at, at + 1, name.keys))
    return sorted(told, key=lambda name: name.first)


def _is_surname(scene: Scene, at: int) -> bool:
    """Tell of a letter right before an office that it is a family name and nothing that leads up to it."""
    return (
        scene.says(at, "surnames")
        and scene.same_sentence(at, at + 1)
        and not scene.document.gap(at)
        and scene.starting(at, "country", "adjective", "person") is None
        and not (scene.says(at, "never_in_names") or scene.says(at, "before_office"))
    )


def _is_unknown(scene: Scene, at: int) -> bool:
    return not any(span.first <= at < span.last for span in scene.spans)


def _beside(scene: Scene) -> Iterator[int]:
    for span in scene.of("office", "deputy_office"):
        if scene.same_sentence(span.last, span.first) and not scene.document.gap(span.last - 1):
            yield span.last


def _is_short(text: str) -> bool:
    return script(text) == "han" and len(text) in _SHORT


def is_name_first(scene: Scene) -> bool:
    """Tell whether names stand before offices: 심우정 검찰총장, 甲斐行夫検事総長."""
    return bool(scene.language.options.get("names_stand", ("behind",))[0] == "before")


def before(scene: Scene, at: int) -> tuple[int, str]:
    """Give where to read on to the left of a token, and what stands there."""
    on = past_bracket(scene, at) if is_name_first(scene) else at
    return on, scene.document.gap(at - 1) if on == at else ""


def past_bracket(scene: Scene, index: int) -> int:
    """Step back over how a name is said: 鄭宇鎮（チョン・ウジン）検事総長."""
    if index <= 0 or scene.document.gap(index - 1).strip() != ")":
        return index
    opened = (
        at for at in range(index - 1, max(index - _SAID, 0), -1) if scene.document.gap(at - 1).strip() == "("
    )
    return next(opened, index)


def is_native(scene: Scene, index: int) -> bool:
    """Tell whether one word is a whole Korean name: a surname of the pack and two letters, or two and two."""
    surnames = scene.language.words("surnames")
    word = scene.tokens[index].folded
    return script(word) == "hangul" and any(
        word[:size] in surnames and len(word) == size + max(_GIVEN) for size in (1, 2)
    )


def is_abroad(scene: Scene, index: int) -> bool:
    """Tell whether a foreign country stands beside the place of a name: "솜차이 위라퐁 태국 검찰총장"."""
    near = scene.starting(index, "country") or scene.starting(index, "adjective")
    if near is None and (title := scene.ending(index, *ANCHORS)) is not None:
        near = scene.ending(title.first, "country", "adjective")
    return near is not None and near.value != scene.language.options.get("home")


def is_in_town(scene: Scene, first: int) -> bool:
    """Tell whether a name stands right behind a town: "멕시코시티에서 에르네스티나 고도이 검찰총장"."""
    placed = first > 1 and scene.says(first - 1, "place_after")
    return placed and scene.ending(first - 1, "town", "country") is not None


def is_of_title(scene: Scene, index: int) -> bool:
    """ "ダウレン・サギンタエフ国際協力局長": a word between a name and a title that belongs to the title."""
    return is_spaceless(scene.language.options) and scene.says(index, "institution")


def is_foreign(scene: Scene, name: Name) -> bool:
    """Tell by how a name is written that its bearer is not of the country whose script it is: アストリッド,
    안드레이 시베드, 安德烈·科诺年科, Ana Costa.
    """
    written = script(scene.tokens[name.first].text)
    several = name.last - name.first > 1 or not _is_native_word(scene, scene.tokens[name.first].folded)
    by_home = {
        "JP": written == "katakana",
        "KR": written == "hangul" and several,
        "CN": written == "han" and several,
    }
    home = str(scene.language.options.get("home"))
    return is_spaceless(scene.language.options) and (written == "other" or by_home.get(home, False))


def _is_native_word(scene: Scene, word: str) -> bool:
    """Tell of 应勇 and 구자현 that a surname of the pack and a given name, or one of both, make them up; of
    克利缅科 and 욜도셰프 that none do.
    """
    surnames = scene.language.words("surnames")
    return len(word) == 1 or any(
        word[:size] in surnames and len(word) <= size + max(_GIVEN) for size in (1, 2)
    )


def is_native_before(scene: Scene, name: Name) -> bool:
    """Tell whether somebody of the home country may be called by his name and, right behind it, his title."""
    sides = scene.language.options.get("names_stand", ())
    return is_spaceless(scene.language.options) and sides[-1:] == ["before"] and not is_foreign(scene, name)


def is_verb(scene: Scene, index: int) -> bool:
    """Tell whether an unknown word ends like a verb."""
    word = scene.tokens[index].folded
    return any(word.endswith(ending) for ending in scene.language.words("verb_endings"))


def in_full(scene: Scene, found: Sequence[Name], closed: Collection[int]) -> list[Name]:
    """Know 심 총장 and 甲斐総長 for those who are named in full elsewhere."""
    full = [name for name in found if len(name.keys) == 1]
    told = [_of_whole(name, full) for name in found]
    taken = {index for name in told for index in range(name.first, name.last)}
    for span in scene.of(*ANCHORS):
        at = span.first - 1
        free = at >= 0 and at not in taken and (at not in closed or _is_plain(scene, at))
        if free and scene.same_sentence(at, span.first):
            word = scene.tokens[at]
            whole = next((name for name in full if _begins(name, word.folded)), None)
            if whole is not None:
                told.append(Name(whole.text, at, at + 1, whole.keys))
                taken.add(at)
    return sorted(told, key=lambda name: name.first)


def _is_plain(scene: Scene, index: int) -> bool:
    """Tell of the 신 in "신 총장" that it is an ordinary word besides a surname, and nothing more."""
    kinds = {span.kind for span in scene.spans if span.first <= index < span.last}
    return kinds <= {"word", "person"} and scene.says(index, "surnames")


def _of_whole(name: Name, full: Sequence[Name]) -> Name:
    whole = next((other for other in full if len(name.keys) == 1 and _begins(other, name.keys[0])), None)
    return name if whole is None else replace(name, text=whole.text, keys=whole.keys)


def _begins(whole: Name, word: str) -> bool:
    return whole.keys[0].startswith(word) and len(whole.keys[0]) > len(word)
