"""Names written like a known word and more: 이상훈 before an office, 나라얀 before "네팔 검찰총장"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reading.words.letters import Letters
from bot.reading.words.lexicon import Entry, Language

_OFFICES = frozenset(("office", "deputy_office", "honorific", "role", "counterpart"))
_GIVEN = 2  # letters of a native given name
_WORDS = 3  # of a foreign name
_LENGTHS = range(2, 8)  # letters of one word of a foreign name

_HAN = range(3, 7)  # letters of a whole name in Han before its title
_DOTTED = range(2, 5)  # the same before a dot
_PERSONS = frozenset(("minister", "leader", "judge", "parliament"))

Known = Sequence[Sequence[tuple[int, Sequence[Entry]]]]


def runs_called(letters: Letters, language: Language, known: Known) -> dict[int, int]:
    """Give the first and last letters of what is a name by what stands behind it: an office, or a foreign
    country and an office.
    """
    if language.options.get("names_stand", ("behind",))[0] != "before":
        return {}
    offices = {first for first, found in enumerate(known) if _holds(found, _OFFICES)}
    native, foreign = set(offices), set()
    for first, found in enumerate(known):
        for last, entries in found:
            if last in offices and any(entry.kind in ("country", "body") for entry in entries):
                native.add(first)
            if last in offices and any(_is_abroad(entry, language) for entry in entries):
                foreign.add(first)
    surnames = language.words("surnames")
    called: dict[int, int] = {}
    for at in native:
        run = _run_before(letters, at)
        if run is not None and _is_native(letters, run, surnames):
            called[run] = at
    for at in foreign:
        called.update(_words_before(letters, at, known, language))
    for at in (at for at, found in enumerate(known) if at and _is_borne(found)):
        if (run := _han_before(letters, at, known)) is not None:
            called[run] = at
    return called


def _holds(found: Sequence[tuple[int, Sequence[Entry]]], kinds: frozenset[str]) -> bool:
    return any(entry.kind in kinds for _, entries in found for entry in entries)


def _is_abroad(entry: Entry, language: Language) -> bool:
    return entry.kind == "country" and entry.value != language.options.get("home")


def _is_borne(found: Sequence[tuple[int, Sequence[Entry]]]) -> bool:
    """Tell of a title, or of an institution before it, that a name may stand right before."""
    return any(
        entry.kind in ("office", "deputy_office", "honorific", "body")
        or (entry.kind == "role" and entry.value in _PERSONS)
        for _, entries in found
        for entry in entries
    )


def _han_before(letters: Letters, at: int, known: Known) -> int | None:
    """Give where the Han letters begin that a title follows, though numbers or words are among them:
    高橋一郎検事総長, 程立新・最高人民検察院検察長.
    """
    dotted = not letters.glued[at] and letters.document.gap(at - 1) == "・"
    if letters.scripts[at - 1] != "han" or not (letters.glued[at] or dotted):
        return None
    first = at - 1
    while not letters.starts[first]:
        first -= 1
    words = any(last - first > 1 for last, _ in known[first]) or any(
        last == at for before in range(first, at - 1) for last, _ in known[before]
    )
    return first if not words and at - first in (_DOTTED if dotted else _HAN) else None


def _run_before(letters: Letters, at: int) -> int | None:
    """Give where the run of Hangul begins behind which, and a space, something stands."""
    if at == 0 or letters.glued[at] or letters.scripts[at - 1] != "hangul":
        return None
    if letters.document.gap(at - 1) != " ":
        return None
    first = at - 1
    while not letters.starts[first]:
        first -= 1
    return first


def _is_native(letters: Letters, first: int, surnames: frozenset[str]) -> bool:
    return letters.folded[first] in surnames and letters.run_end[first] - first == 1 + _GIVEN


def _words_before(letters: Letters, at: int, known: Known, language: Language) -> Iterator[tuple[int, int]]:
    """List the words before a foreign office, from right to left, as long as each may be one of a name."""
    tails = language.words("noun_tails")
    particles = tuple(one for one in language.words("particles_behind") if len(one) > 1)
    for _ in range(_WORDS):
        first = _run_before(letters, at)
        if first is None or at - first not in _LENGTHS:
            return
        ends = [last for last, _ in known[first] if last <= at]
        if any(last == at or letters.text(last, at) in tails for last in ends):
            return
        if letters.text(first, at).endswith(particles):
            return
        yield first, at
        at = first
