"""People, offices and countries as a reader's language shows them, ready to stand in a message."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot import countries
from bot.languages.speech import Speaker, city, inflect, knows, script
from bot.model import Agreement, Host, Official, Visitor
from bot.renderer.dates import partial
from bot.renderer.markup import clean, esc
from bot.text import fold

_SCRIPT_NAMES = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC"}
_NAME_LIMIT = 80
_OFFICE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Country:
    """A country in a sentence: `{host}` gives its name, `{host:genitive}` the form of the pack."""

    lang: str
    code: str

    def __str__(self) -> str:
        return esc(country_name(self.code, self.lang))

    def __format__(self, form: str) -> str:
        return esc(inflect(self.lang, form, country_name(self.code, self.lang))) if form else str(self)

    @property
    def flag(self) -> str:
        return flag(self.code)


def country_name(code: str, lang: str) -> str:
    """Name a country; the code stands for one that CLDR does not know."""
    return countries.name(code, lang) if code in countries.codes() else code


def flag(code: str) -> str:
    """Give the flag of a country, a white one where there is none."""
    return countries.flag(code) if code in countries.codes() else "🏳"


def person(name: str | None, name_latin: str | None, lang: str) -> str | None:
    """Choose the writing of a name that the reader can read, escaped: their script, else the Latin form."""
    written = clean(name or "") or None
    if written and name_latin and not _reads(written, script(lang)):
        written = name_latin
    return esc(written, _NAME_LIMIT) if written else None


def readable(text: str | None, lang: str) -> str | None:
    """Give a text as it was written where the reader knows its letters: their own or Latin ones."""
    return text if text and (_reads(text, script(lang)) or _reads(text, "Latn")) else None


def office(visitor: Visitor, speak: Speaker) -> str:
    """Name the visitor's office in the reader's language, by grade, with its country."""
    return speak(f"office.{visitor.office}", country=Country(speak.lang, visitor.country))


def visitor_line(visitor: Visitor, speak: Speaker) -> str:
    """Tell who travels: name and office, or the office alone."""
    name = person(visitor.name, visitor.name_latin, speak.lang)
    title = office(visitor, speak)
    return speak("card.person", name=f"<b>{name}</b>", office=title) if name else title


def official_line(official: Official, at_home: str, speak: Speaker) -> str | None:
    """Tell of somebody met: name, office as written, the flag when they are not of the host country."""
    name = person(official.name, official.name_latin, speak.lang)
    written = official.office_as_written
    title = esc((readable(written, speak.lang) if name else written) or "", _OFFICE_LIMIT)
    if not name and not title:
        return None
    line = speak("card.person", name=name, office=title) if name and title else name or title
    foreign = official.country and official.country != at_home
    return f"{line} {flag(official.country)}" if foreign and official.country else line


def place(host: Host, speak: Speaker) -> str:
    """Tell where: city and country, or the country alone."""
    country = Country(speak.lang, host.country)
    if not host.city:
        return str(country)
    key = "card.place_inferred" if host.city_inferred else "card.place"
    return speak(key, city=esc(city(speak.lang, host.city), _NAME_LIMIT), country=country)


def agreement_line(agreement: Agreement, speak: Speaker) -> str:
    """Tell of a document: its kind, its title as written, its own date."""
    line = speak(f"agreement.{agreement.kind}")
    title = readable(agreement.title, speak.lang)
    if title:
        # "memorandum “Memorandum of Understanding”" says one thing twice.
        key = "card.title_alone" if fold(line) in fold(title) else "card.titled"
        line = speak(key, kind=line, title=esc(title, _OFFICE_LIMIT))
    if agreement.date and not agreement.signed:
        line = speak("card.dated", what=line, date=esc(partial(agreement.date, speak.lang)))
    return line


def topic_name(topic: str, speak: Speaker) -> str:
    """Name a topic; one that a pack does not know yet is told by its id."""
    key = f"topic.{topic}"
    return speak(key) if knows(speak.lang, key) else esc(topic.replace("_", " "))


@lru_cache(maxsize=4096)
def _reads(text: str, wanted: str) -> bool:
    letter = next((char for char in text if char.isalpha()), "")
    return not letter or unicodedata.name(letter, "").startswith(_SCRIPT_NAMES.get(wanted, "LATIN"))
