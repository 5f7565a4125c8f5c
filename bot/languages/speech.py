"""What the program says to people: sentences out of the packs, plural forms, names bent to fit a sentence."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from typing import Any

from babel.plural import PluralRule

from bot.languages import codes, pack

FALLBACK = "en"
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

_log = logging.getLogger(__name__)
_strict = False


def be_strict(strict: bool = True) -> None:
    """Make a missing sentence an error instead of falling back to English; the tests do."""
    global _strict
    _strict = strict


@cache
def ui_codes() -> tuple[str, ...]:
    """List the languages in which the program can talk, in the order of their codes."""
    return tuple(code for code in codes() if pack(code).get("ui"))


def nearest(code: str | None) -> str:
    """Give the language of ours for an IETF tag such as `pt-BR`; English where we have none or know none."""
    base = re.split(r"[-_]", code or "")[0].lower()
    return base if base in ui_codes() else FALLBACK


@cache
def native_name(lang: str) -> str:
    """Name a language as its speakers do."""
    return str(pack(lang)["native_name"])


def say(lang: str, key: str, /, **values: object) -> str:
    """Fill the sentence `key` (dotted, as in "card.met"); where it has plural forms, `n` chooses.

    Values go in as they are: text from outside must have been escaped. KeyError for a key that English
    lacks too, and in strict mode for one that `lang` lacks.
    """
    sentence, spoken = _find(lang, key)
    if not isinstance(sentence, str):
        sentence = _form(spoken, sentence, values["n"])
    return sentence.format_map(values) if values else sentence.format()


@dataclass(frozen=True, slots=True)
class Speaker:
    """`say` with its language fixed."""

    lang: str

    def __call__(self, key: str, /, **values: object) -> str:
        return say(self.lang, key, **values)

    def join(self, key: str, parts: Iterable[str]) -> str:
        """Put parts together as the sentence `key` puts {one} and {other}; nothing for none."""
        told = list(parts)
        return reduce(lambda one, other: self(key, one=one, other=other), told) if told else ""

    @property
    def mark(self) -> str:
        """Give the invisible sign before a line that may begin with a flag, a digit or a foreign name.

        Apps turn a line to the direction of its first letter, and flags are letters from left to right.
        """
        return "\u200f" if is_rtl(self.lang) else ""


@cache
def speaker(lang: str) -> Speaker:
    """Give the voice of a language; of English for one that we do not speak."""
    return Speaker(nearest(lang))


def knows(lang: str, key: str) -> bool:
    """Tell whether the pack itself has the sentence."""
    return key in sentences(lang)


@cache
def sentences(lang: str) -> Mapping[str, str | Mapping[str, str]]:
    """Give every sentence of a pack under its dotted key: a string, or plural form → string."""
    return dict(_flatten("", pack(lang).get("ui", {})))


@lru_cache(maxsize=4096)
def inflect(lang: str, form: str, text: str) -> str:
    """Bend a name into a form such as "genitive" by the first rule of the pack that matches.

    A form that the pack does not name leaves the text alone, so a language without cases needs no rules.
    """
    for pattern, replacement in _names(lang).get("forms", {}).get(form, ()):
        bent, found = re.subn(pattern, replacement, text, count=1)
        if found:
            return bent
    return text


def city(lang: str, name: str) -> str:
    """Name a city of the gazetteer in `lang`; in English where the pack does not know it."""
    return str(_names(lang).get("cities", {}).get(name, name))


@cache
def is_rtl(lang: str) -> bool:
    """Tell whether a language is written from right to left."""
    return str(pack(lang)["direction"]) == "rtl"


@cache
def script(lang: str) -> str:
    """Give the script of a language by its ISO 15924 code."""
    return str(pack(lang)["script"])


@cache
def date_locale(lang: str) -> str:
    """Give the CLDR locale by which a language writes its dates."""
    return str(_names(lang).get("date_locale", lang))


@cache
def year_ends_ranges(lang: str) -> bool:
    """Tell whether a pack overrules CLDR, which puts the year of a range of days first."""
    return bool(_names(lang).get("year_last"))


@cache
def plural_rule(lang: str) -> PluralRule:
    """Read the plural rule of a pack: CLDR's `form: condition`, joined by semicolons, `other` left out."""
    rule = str(pack(lang).get("plural", ""))
    pairs = (part.split(":", 1) for part in rule.split(";") if part.strip())
    return PluralRule({name.strip(): condition.strip() for name, condition in pairs})


@cache
def _names(lang: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = pack(lang).get("names", {})
    return table


def _find(lang: str, key: str) -> tuple[str | Mapping[str, str], str]:
    own = sentences(lang).get(key)
    if own is not None:
        return own, lang
    if _strict:
        raise KeyError(f"{lang} does not say {key}")
    _log.warning("%s does not say %s, English is used", lang, key)
    return sentences(FALLBACK)[key], FALLBACK


def _form(lang: str, forms: Mapping[str, str], n: object) -> str:
    return forms.get(plural_rule(lang)(int(str(n))), forms["other"])


def _flatten(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, str | Mapping[str, str]]]:
    found: list[tuple[str, str | Mapping[str, str]]] = []
    for name, value in table.items():
        if isinstance(value, str) or set(value) <= PLURAL_FORMS:
            found.append((prefix + name, value))
        else:
            found += _flatten(f"{prefix}{name}.", value)
    return found
