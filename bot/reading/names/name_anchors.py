"""Words beside which a name stands where capitals do not show it, besides the offices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.reading.names.eastern_names import is_name_first
from bot.reading.names.persons import Name
from bot.reading.words.lexicon import Span
from bot.reading.words.scene import Scene

_COMMAS = frozenset({",", "、", "，", "·"})
_WHOLE = 2  # words of a name at least
_NAME = 8  # tokens of a country's little word and a name

_HELD = ("office", "deputy_office", "role")


def leading(scene: Scene) -> Iterator[Span]:
    """ "Unter Leitung von Kim Min-ho", "ihre Stellvertreterin Ana Costa": where nouns have capitals, a name
    may follow.
    """
    for span in (*scene.of("lead"), *scene.of("deputy")):
        first = span.last
        while first < len(scene.tokens) and scene.says(first, "before_name"):
            first += 1
        if first < len(scene.tokens) and scene.tokens[first].is_capital:
            yield span


def listed(scene: Scene) -> Iterator[Span]:
    """ "The prosecutors general of Czechia, Stříž, and of Slovakia, Žilinka": a comma behind each country."""
    if is_name_first(scene):
        yield from _enumerated(scene)
    for plural in scene.of("office_plural"):
        for span in scene.within(scene.sentence(plural.first), "country"):
            if span.first >= plural.last and scene.document.gap(span.last - 1).strip() == ",":
                yield span


def dealt_with(scene: Scene) -> Iterator[Span]:
    """ "با کامران علی‌اف دیدار کرد": where the verb ends the clause, a name stands behind "with"; where it
    opens the sentence, behind the verb: "التقى إيجور كراسنوف النائب العام".
    """
    if scene.language.words("lone_verbs"):
        yield from filter(lambda met: _opens(scene, met), scene.of("meet", "receive"))
    if not scene.language.options.get("verb_behind", False):
        return
    for met in scene.of("meet", "sign"):
        for at in range(max(met.first - _NAME, 1), met.first):
            if scene.says(at, "with") and scene.same_sentence(at, met.first):
                yield Span("with", "", at, at + 1)


def _opens(scene: Scene, verb: Span) -> bool:
    """Tell whether a verb opens its sentence and, words behind it, an office follows."""
    first, last = scene.document.sentences[scene.sentence(verb.first)]
    behind = range(verb.last + _WHOLE, min(verb.last + _NAME, last))
    return verb.first == first and any(scene.starting(at, *_HELD) is not None for at in behind)


def bracketed(scene: Scene) -> Iterator[Span]:
    """ "Kim Min-ho (Korea), Ana Costa (Angola)": countries behind whose brackets names stand, in a list."""
    if not scene.of("office_plural"):
        return
    found = [
        span
        for span in scene.of("country")
        if span.first > 0
        and scene.document.gap(span.first - 1).strip() == "("
        and scene.document.gap(span.last - 1).startswith(")")
    ]
    yield from found if len(found) > 1 else ()


def is_addressed(scene: Scene, name: Name, office: Span) -> bool:
    """Where the pack allows it, a name between "Counsellor", "with" or "and" and an office is its holder's,
    and so is one that opens the sentence.
    """
    if not scene.language.options.get("holder_before") or office.kind not in _HELD:
        return False
    if scene.document.sentences[scene.sentence(name.first)][0] == name.first:
        return True
    if any(scene.says(name.first - 1, word) for word in ("with", "and", "met_before")):
        return True
    if scene.ending(name.first, "lead") is not None:
        return True  # "a delegation led by Ana Costa, head of …"
    if scene.ending(name.first, "country", "adjective") and "," in scene.document.gap(name.first - 1):
        return True  # "… of Tajikistan, Berik Asylov prosecutor general of …": the next of a list
    address = scene.ending(name.first, "honorific")
    return address is not None and scene.ending(address.first, *_HELD) is None


def _enumerated(scene: Scene) -> Iterator[Span]:
    """ "マレーシアのモクタル、シンガポールのウォンの各検事総長": before each further country of a list stands
    the name of somebody of the country before it.
    """
    for office in scene.of("office"):
        here = [
            one for one in scene.within(scene.sentence(office.first), "country") if one.first < office.first
        ]
        for before, span in pairwise(here):
            parted = scene.document.gap(span.first - 1).strip() in _COMMAS
            if parted and scene.says(before.last, "before_office") and 1 < span.first - before.last < _NAME:
                yield span
