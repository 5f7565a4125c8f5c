"""Personal names in scripts without capitals: unknown words beside an office, and the same words elsewhere.

What ends a name, how long it may be and on which side of an office it stands are options of the pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.names.eastern_names import (
    in_full,
    is_abroad,
    is_in_town,
    is_native,
    is_of_title,
    is_verb,
    joined,
    past_bracket,
)
from bot.reading.names.latin_names import latin_names
from bot.reading.names.name_anchors import bracketed, dealt_with, leading, listed
from bot.reading.names.persons import ANCHORS, Name
from bot.reading.names.repeated import LETTERS, again, apart, in_order
from bot.reading.words.construct import past_construct
from bot.reading.words.lexicon import Span, is_spaceless
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import script

# What may stand between an office and the name of its holder.
BETWEEN = ("country", "adjective", "demonym", "body", "honorific", "acting", "former", "deputy")
# Words of these kinds do not end a name: too many of them are names as well.
HARMLESS = frozenset(("given_name", "decoy", "person", "town"))
_STEPS = 6  # words or phrases that may stand between an office and a name
_SHORTEST_BEHIND_AND = 5  # letters of a strange word that has the "and" on it


@dataclass(frozen=True, slots=True)
class _Rules:
    """How names look in one language."""

    sides: tuple[str, ...]  # of an office: "behind", "before", the likelier first
    longest: int  # words, or letters where each letter is a token
    shortest: int  # letters of a whole name
    joins: frozenset[str]
    known_only: bool  # the words of names have been found by their letters already


def is_caseless(scene: Scene) -> bool:
    """Tell whether the pack says that names are not marked by capitals."""
    return bool(scene.language.options.get("unmarked_names", False))


def unmarked(scene: Scene, taken: frozenset[int]) -> list[Name]:
    """List the names in reading order; `taken` tokens belong to something else."""
    rules = _rules(scene)
    latin = list(latin_names(scene, _known(scene))) if is_spaceless(scene.language.options) else []
    if rules.known_only:
        return apart(sorted([*joined(scene, _known(scene), rules.joins), *latin], key=in_order))
    closed = taken | _known(scene)
    found = {name.first: name for name in [*latin, *_anchored(scene, closed, rules)]}
    for name in _begun(scene, closed, rules):
        found.setdefault(name.first, name)
    for name in again(scene, list(found.values()), closed):
        found.setdefault(name.first, name)
    told = apart(sorted(found.values(), key=in_order))
    return in_full(scene, told, closed) if is_spaceless(scene.language.options) else told


def name_joins(scene: Scene) -> frozenset[str]:
    """Give what may stand between two words of a name."""
    return frozenset(scene.language.options.get("name_joins", (" ", "-")))


def _rules(scene: Scene) -> _Rules:
    options = scene.language.options
    return _Rules(
        sides=tuple(options.get("names_stand", ("behind", "before"))),
        longest=options.get("longest_name", 5),
        shortest=options.get("shortest_name", 2),
        joins=name_joins(scene),
        known_only=options.get("known_names_only", False),
    )


def _known(scene: Scene) -> frozenset[int]:
    return frozenset(
        index for span in scene.spans if span.kind not in HARMLESS for index in range(span.first, span.last)
    )


def _anchored(scene: Scene, closed: frozenset[int], rules: _Rules) -> Iterator[Name]:
    brackets = list(bracketed(scene))
    for span in dealt_with(scene):
        name = _at_side(scene, span, "behind", closed, rules)
        if name is not None and len(name.keys) > 1:
            yield name
    for span in (*scene.of(*ANCHORS), *listed(scene), *leading(scene), *brackets):
        sides = ("before",) if span in brackets else rules.sides
        beside = (_at_side(scene, span, side, closed, rules) for side in sides)
        name = next((name for name in beside if name is not None), None)
        if name is not None:
            yield name


def _at_side(scene: Scene, span: Span, side: str, closed: frozenset[int], rules: _Rules) -> Name | None:
    if side == "behind":
        if rules.sides[0] == "before" and scene.document.in_title(span.first):
            return None  # "검찰총장 동유럽 순방": headlines are loose with what stands behind
        first = _past(scene, past_construct(scene, span))
        return _name(scene, first, _forward(scene, first, closed, rules), rules)
    if span.kind == "honorific" and not is_spaceless(scene.language.options):
        return None
    last = _back_past(scene, span.first)
    return _name(scene, _backward(scene, last, closed, rules), last, rules)


def _begun(scene: Scene, closed: frozenset[int], rules: _Rules) -> Iterator[Name]:
    """A word that is a given name and nothing else begins a name anywhere."""
    for index in range(len(scene.tokens)):
        if index not in closed and scene.says(index, "given_name"):
            last = _forward(scene, index, closed, rules)
            if last - index > 1 and (name := _name(scene, index, last, rules)) is not None:
                yield name


def _past(scene: Scene, index: int) -> int:
    """Step forward over the country, titles and small words between an office and a name."""
    for _ in range(_STEPS):
        if index >= len(scene.tokens) or not scene.same_sentence(index - 1, index):
            break
        if (span := scene.starting(index, *BETWEEN)) is not None:
            index = span.last
        elif scene.says(index, "before_name"):
            index += 1
        else:
            break
    return index


def _back_past(scene: Scene, index: int) -> int:
    index = past_bracket(scene, index) if is_spaceless(scene.language.options) else index
    for _ in range(_STEPS):
        if index <= 0 or not scene.same_sentence(index - 1, min(index, len(scene.tokens) - 1)):
            break
        if (span := scene.ending(index, *BETWEEN)) is not None:
            index = span.first
        elif scene.says(index - 1, "behind_name") or is_of_title(scene, index - 1):
            index -= 1
        else:
            break
    return index


def _forward(scene: Scene, first: int, closed: frozenset[int], rules: _Rules) -> int:
    """Give the end of the run of unknown words that begins at `first`."""
    last = first
    while last < len(scene.tokens) and last - first < rules.longest and _may_stand(scene, last, closed):
        if last > first and not _joined(scene, last, rules):
            break
        last += 1
    if last > first and is_native(scene, first) and not is_abroad(scene, first):
        return first + 1
    while last > first and scene.says(last - 1, "particle") and not scene.says(last - 1, "after_name"):
        last -= 1
    return last


def _backward(scene: Scene, last: int, closed: frozenset[int], rules: _Rules) -> int:
    first = last
    while first > 0 and last - first < rules.longest and _may_stand(scene, first - 1, closed):
        if first < last and (not _joined(scene, first, rules) or _ends_phrase(scene, first - 1)):
            break
        first -= 1
    native = first < last and is_native(scene, last - 1) and not is_abroad(scene, last)
    return last - 1 if native and not is_in_town(scene, first) else first


def _may_stand(scene: Scene, index: int, closed: frozenset[int]) -> bool:
    token = scene.tokens[index]
    if index in closed or token.text[0].isdigit() or _is_small_word(scene, index):
        return False
    if scene.says(index, "after_name"):
        return index > 0 and _may_stand(scene, index - 1, closed)
    barred = scene.says(index, "not_a_name") or scene.says(index, "ends_name") or is_verb(scene, index)
    barred = barred or _is_opening_verb(scene, index)
    return not barred or _is_spelled_as_given(scene, index)


def _is_opening_verb(scene: Scene, index: int) -> bool:
    """Where verbs stand first, a word that opens a sentence with the letter of one is one: "يقوم الداكي"; and
    so, in a text, is whatever stands alone before an office: "أطلق رئيس النيابة العامة".
    """
    verbs = scene.language.words("lone_verbs")
    first, last = scene.document.sentences[scene.sentence(index)]
    opens = index == first or (index == first + 1 and scene.says(first, "and"))
    if not (opens and verbs):
        return False
    told = index + 1 < last and scene.starting(index + 1, *ANCHORS) is not None
    told = told and not (scene.document.in_title(index) or scene.says(index, "given_name"))
    return told or scene.tokens[index].folded[0] in verbs


def _is_small_word(scene: Scene, index: int) -> bool:
    """Where all nouns have capitals, what has none is no name, but for the end of one: Mo-il."""
    tied = index > 0 and scene.document.gap(index - 1) in {"-", "'", "’"}
    return scene.tokens[index].text[0].islower() and not (tied or scene.says(index, "particle"))


def _is_spelled_as_given(scene: Scene, index: int) -> bool:
    """Tell the name علي from the preposition على, which folding makes one."""
    return (
        scene.says(index, "given_name")
        and scene.says(index, "spelling_tells")
        and scene.tokens[index].text in scene.language.options["given_name"]
    )


def _joined(scene: Scene, index: int, rules: _Rules) -> bool:
    """Tell whether a token goes on with the one before it: by what stands between, and in one script."""
    if not scene.same_sentence(index - 1, index):
        return False
    gap, before = scene.document.gap(index - 1), scene.tokens[index - 1].text
    if gap:
        return gap in rules.joins or (gap.strip() == "." and len(before) == 1 and before.isupper())
    return script(scene.tokens[index - 1].text) == script(scene.tokens[index].text)


def _ends_phrase(scene: Scene, index: int) -> bool:
    """Where words carry particles behind them, one that ends in a particle is no part of a name."""
    return scene.document.gap(index)[:1].isspace() and scene.says(index, "word_end")


def _name(scene: Scene, first: int, last: int, rules: _Rules) -> Name | None:
    if last <= first or script(scene.tokens[first].text) == "hiragana":
        return None
    text, keys = scene.text(first, last), _keys(scene, first, last)
    if sum(map(str.isalpha, text)) < rules.shortest or _is_lone_verb(scene, first, last):
        return None
    if keys and _begins_with_and(scene, first):
        text, keys = text[1:], (keys[0][1:], *keys[1:])
    return Name(text, first, last, keys) if keys else None


def _is_lone_verb(scene: Scene, first: int, last: int) -> bool:
    """Of one unknown word the first letter may tell that it is a verb: "النائب العام يشهد"."""
    begins = scene.tokens[first].folded[0] in scene.language.words("lone_verbs")
    return begins and last - first == 1 and not scene.says(first, "given_name")


def _begins_with_and(scene: Scene, first: int) -> bool:
    """ "… the prosecutor, wa-Beatriz Buchili": a strange name away from any office has the "and" on it."""
    token = scene.tokens[first]
    return (
        scene.language.clitics is not None
        and len(token.text) > _SHORTEST_BEHIND_AND
        and token.folded[0] in scene.language.words("and")
        and not scene.says(first, "given_name")
        and (
            scene.ending(first, *ANCHORS, *BETWEEN) is None
            or (first > 0 and scene.document.gap(first - 1) != " ")
        )
    )


def _keys(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The words of a name; letters that stand close together are one word."""
    words: list[str] = []
    for index in range(first, last):
        token = scene.tokens[index]
        glued = index > first and not scene.document.gap(index - 1) and LETTERS.match(token.text)
        if glued and words:
            words[-1] += token.folded
        elif not scene.says(index, "particle"):
            words.append(token.folded)
    return tuple(word for word in words if len(word) > 1)
