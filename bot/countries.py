"""Countries: codes, flags, and every name under which people and news know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Literal

from bot import gazetteer, languages
from bot.gazetteer.endings import Rows, inflect
from bot.gazetteer.keys import loose, strict
from bot.languages.suffixes import Suffixes
from bot.text import fold

Kind = Literal["name", "adjective", "demonym"]
_MOST_LETTERS_AFTER_A_STEM = 5
_ALIKE_ENOUGH = 0.7  # of 1; below it a suggestion is noise
_SHORTEST_MISSPELT = 5  # letters; among shorter names one slip makes others
_FLAG_OF = {"gbeng": "GB", "gbsct": "GB", "gbwls": "GB"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a country in one language.

    Words are separated by single spaces. A small letter stands for itself in either case, a capital letter
    only for a capital ("Polish" is no polish). A word that ends in `*` may go on with any letters.
    Of two forms that match at one place the longer is meant.
    """

    text: str
    code: str
    kind: Kind


def codes() -> tuple[str, ...]:
    """List all countries and territories by ISO 3166-1 alpha-2 code (XK for Kosovo), sorted."""
    return tuple(gazetteer.country_names())


def name(code: str, lang: str) -> str:
    """Name a country as `lang` shows it: the pack's own word, else CLDR's; KeyError for an unknown code."""
    shown = _shown(lang).get(code)
    return shown or gazetteer.country_names()[code].get(lang) or _from_babel(code, lang)


def _from_babel(code: str, lang: str) -> str:
    from babel import Locale  # only for languages outside the table: a locale costs 10 ms and 2 MB

    return str(Locale.parse(lang, sep="_").territories[code])


def flag(code: str) -> str:
    """Draw a country's flag as an emoji."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


def endings(lang: str) -> Rows:
    """Give the table by which names of places change in `lang`, empty where they do not."""
    return _endings(lang)


@cache
def _endings(lang: str) -> Rows:
    return tuple(tuple(row) for row in _section(lang).get("endings", ()))


def suffixes(lang: str) -> Suffixes | None:
    """Give the endings that `lang` hangs on words, None where it does not or has no pack."""
    return languages.suffixes(lang) if lang in languages.codes() else None


@cache
def basic_names(lang: str) -> Mapping[str, frozenset[str]]:
    """Give the names of each country without endings, folded, in every alphabet of `lang`."""
    aliases = _section(lang).get("aliases", {})
    return {
        code: frozenset(
            fold(spelling)
            for text in (name(code, lang), *aliases.get(code, ()))
            for spelling in languages.spellings(lang, text)
        )
        for code in codes()
    }


def forms(lang: str) -> tuple[Form, ...]:
    """List every form by which news in `lang` writes a country; without a pack these are CLDR's names.

    A text that several countries share ("Congolese") comes once for each, in the order of the codes. It is
    not remembered, for who asks keeps what he makes of it; Kazakh has 26,000 forms and takes 0.2 s.
    """
    section = _section(lang)
    written = chain(
        ((code, "name", (name(code, lang),)) for code in codes()),
        ((code, "name", texts) for code, texts in section.get("aliases", {}).items()),
        (
            (code, kind, texts)
            for code, row in section.get("people", {}).items()
            for kind, texts in row.items()
        ),
    )
    found = [Form(text, code, kind) for code, kind, texts in written for text in _cases(texts, section, lang)]
    found += _derived(lang)
    unwanted = frozenset(section.get("never", ()))
    return tuple(form for form in dict.fromkeys(found) if form.text not in unwanted)


def _derived(lang: str) -> Iterator[Form]:
    """Make the adjectives that a language forms of every country's name by an ending: "bəhreynli"."""
    table = suffixes(lang)
    for code in codes() if table is not None and table.adjectives else ():
        for text in (name(code, lang), *_section(lang).get("aliases", {}).get(code, ())):
            for adjective in table.derived(text) if table is not None else ():
                yield from (Form(form, code, "adjective") for form in languages.spellings(lang, adjective))


def _cases(texts: Iterable[str], section: Mapping[str, Any], lang: str) -> Iterator[str]:
    last = section.get("last_word_only", False)
    table = suffixes(lang)
    for text in texts:
        if "*" in text:
            yield text
        elif table is not None:
            yield from (form for written in table.forms(text) for form in languages.spellings(lang, written))
        else:
            for spelling in _spellings(text, lang):
                yield from inflect(spelling, _endings(lang), last_word_only=last)


def _spellings(text: str, lang: str) -> tuple[str, ...]:
    return languages.spellings(lang, text) if lang in languages.codes() else (text,)


def decoys(lang: str) -> tuple[str, ...]:
    """List phrases that hold a country's name and are none: "Latin American", "New Mexico"."""
    return tuple(_section(lang).get("decoys", ()))


@cache
def _shown(lang: str) -> Mapping[str, str]:
    return dict(_section(lang).get("names", {}))


def _section(lang: str) -> Mapping[str, Any]:
    if lang not in languages.codes():
        return {}
    section: Mapping[str, Any] = languages.pack(lang).get("countries", {})
    return section


def lookup(query: str) -> tuple[str, ...]:
    """Find the country meant by a name in any language, an adjective, a code, a flag or a capital.

    Several codes: the query fits them all ("Congo"). None: it is exactly none of them; see `suggest`.
    """
    word = query.strip()
    if word.isascii() and word.isupper() and word in _by_code():
        return (_by_code()[word],)
    if not strict(word):
        return _of_flag(word)
    for found in (_among_names(word), _among_names(_bare(word))):
        if found:
            return found
    return tuple(dict.fromkeys(city.country for city in gazetteer.named(word) if city.capital))


def prepare() -> None:
    """Load the names that `lookup` knows, a second's work, so that the first to ask need not wait for it."""
    _shelves()


def _of_flag(text: str) -> tuple[str, ...]:
    places = [ord(char) for char in text]
    letters = "".join(chr(place - 0x1F1E6 + ord("A")) for place in places if 0x1F1E6 <= place <= 0x1F1FF)
    tags = "".join(chr(place - 0xE0000) for place in places if 0xE0061 <= place <= 0xE007A)
    code = letters or _FLAG_OF.get(tags, "")
    return (code,) if code in gazetteer.country_names() else ()


def _among_names(word: str) -> tuple[str, ...]:
    for shelf in _shelves():
        for key in (strict(word), loose(word)):
            if found := shelf.whole.get(key) or shelf.by_stem(key):
                return found
    return ()


def _bare(word: str) -> str:
    """Drop "Republic of" and the like, and an article."""
    small = word.casefold()
    for extra in _extras():
        if small.startswith(extra + " "):
            return word[len(extra) + 1 :]
        if small.endswith(" " + extra):
            return word[: -len(extra) - 1]
    return ""


@cache
def _extras() -> tuple[str, ...]:
    return tuple(extra for lang in languages.codes() for extra in _section(lang).get("extras", ()))


@cache
def _by_code() -> Mapping[str, str]:
    names = gazetteer.country_names()
    return {code: code for code in names} | {names[code]["iso3"]: code for code in names}


@dataclass(frozen=True, slots=True)
class _Shelf:
    whole: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]

    def put(self, text: str, code: str) -> None:
        side = self.stems if text.endswith("*") else self.whole
        for key in {strict(text), loose(text)} - {""}:
            before = side.get(key)
            if before is None:
                side[key] = _alone()[code]
            elif code not in before:
                side[key] = (*before, code)

    def by_stem(self, key: str) -> tuple[str, ...]:
        shortest = max(3, len(key) - _MOST_LETTERS_AFTER_A_STEM)
        found = (self.stems.get(key[:size]) for size in range(len(key), shortest - 1, -1))
        return next(filter(None, found), ())


@cache
def _alone() -> Mapping[str, tuple[str]]:
    """Give each country as what its tens of thousands of names stand for: one tuple for all of them."""
    return {code: (code,) for code in codes()}


@cache
def _shelves() -> tuple[_Shelf, _Shelf]:
    """Give the names of countries in all languages, and the words for their people and what is theirs."""
    names, others = _Shelf({}, {}), _Shelf({}, {})
    for code, row in gazetteer.country_names().items():
        for key in row.keys() - {"iso3"}:
            for text in row[key].split("|"):
                names.put(text, code)
    for code in codes():
        names.put(code, code)
    for lang in languages.codes():
        for form in forms(lang):
            (names if form.kind == "name" else others).put(form.text, form.code)
    for lang in languages.codes():
        for code, texts in _section(lang).get("queries", {}).items():
            for text in texts:
                others.put(text, code)
    # In small letters a name is likelier than a code: "nga" is Vietnamese for Russia, "NGA" is Nigeria.
    for key, code in _by_code().items():
        names.whole.setdefault(key.lower(), _alone()[code])
    return names, others


def suggest(query: str, limit: int = 3) -> tuple[str, ...]:
    """List the countries whose names look most like `query`, best first: to ask, not to choose.

    One letter put in, left out, replaced or swapped with its neighbour counts as one slip.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key, names = loose(query), _basic()
    found = list(lookup(query))
    if len(key) >= 3:
        near = process.extract(
            key, names.keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE_ENOUGH, limit=40
        )
        found += [code for text, _, _ in near for code in names[text]]
    return tuple(dict.fromkeys(found))[:limit]


def rivals(query: str) -> tuple[str, ...]:
    """List the countries whose names are one slip away from `query`; none where it is a name or a capital."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key, names = loose(query), _basic()
    if len(key) < _SHORTEST_MISSPELT or key in names or any(city.capital for city in gazetteer.named(query)):
        return ()
    near = process.extract(key, names.keys(), scorer=OSA.distance, score_cutoff=1, limit=10)
    return tuple(dict.fromkeys(code for text, _, _ in near for code in names[text]))


@cache
def _basic() -> Mapping[str, tuple[str, ...]]:
    """Give the names without endings, folded, that are long enough to be recognised when misspelt."""
    found: dict[str, dict[str, None]] = {}
    for code, row in gazetteer.country_names().items():
        texts = [text for key in row.keys() - {"iso3"} for text in row[key].split("|")]
        for text in chain(texts, *(basic_names(lang)[code] for lang in languages.codes())):
            found.setdefault(loose(text), {})[code] = None
    return {key: tuple(codes) for key, codes in found.items() if len(key) > 3 or not key.isascii()}
