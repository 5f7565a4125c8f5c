"""Everything on one person: who that is, in which parts, where to; the list of visits stands below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.languages.speech import Speaker, speaker
from bot.looking import Part
from bot.model import Button, Official, Visitor
from bot.renderer import actions
from bot.renderer.markup import bold, clean, esc
from bot.renderer.names import flag, office, person, readable
from bot.wishes import LONGEST_NAME, Subject

PARTS: tuple[Part, ...] = ("visitor", "inviter", "met")
_HOSTS = 12  # flags; more would fill the screen
_NAMESAKES = 4
_OFFICE = 160

Parts = Sequence[dict[Part, Visitor | Official]]  # of each visit, newest first


def person_head(found: Parts, hosts: Sequence[str], lang: str) -> str:
    """Write who somebody is by the newest reports; `hosts` are the countries of the visits made."""
    speak = speaker(lang)
    counts = Counter(part for parts in found for part in parts)
    told = [speak(f"person.{part}", n=counts[part]) for part in PARTS if counts[part]]
    flags = " ".join(f"{flag(code)} {n}" for code, n in Counter(hosts).most_common(_HOSTS))
    lines = (*_who(found, speak), " · ".join(told), flags and speak.mark + flags)
    return "\n".join(filter(None, lines))


def _who(found: Parts, speak: Speaker) -> list[str]:
    """Name the person with the office; namesakes of several countries in a line each."""
    people = _people(found)
    if len(people) == 1:
        return [f"{speak.mark}👤 {bold(_name(people[0], speak.lang))}", _office(people[0], speak)]
    return [
        f"{speak.mark}👤 "
        + speak("card.person", name=bold(_name(one, speak.lang)), office=_office(one, speak))
        for one in people[:_NAMESAKES]
    ]


def _people(found: Parts) -> list[Visitor | Official]:
    """Take the newest report on somebody from each country, as visitor where there is one."""
    everybody = [one for part in PARTS for parts in found for at, one in parts.items() if at == part]
    by_country = {one.country: one for one in reversed(everybody) if one.country}
    return sorted(by_country.values(), key=everybody.index) or [_newest(found)]


def follow_person_key(found: Parts, lang: str) -> Button:
    """Give the key that subscribes to a person, by the Latin name, in which most reports agree."""
    name = clean(_newest(found).name_latin or _newest(found).name or "")[:LONGEST_NAME]
    data = actions.write(actions.SUBSCRIBE, actions.subject(Subject(person=actions.fitting_name(name))))
    return Button(speaker(lang)("button.follow_person"), data=data)


def _newest(found: Parts) -> Visitor | Official:
    """Take the newest report of somebody as visitor, which tells most, else of any part."""
    as_visitor = (parts["visitor"] for parts in found if "visitor" in parts)
    return next(as_visitor, None) or next(iter(found[0].values()))


def _name(one: Visitor | Official, lang: str) -> str:
    return person(one.name, one.name_latin, lang) or ""


def _office(one: Visitor | Official, speak: Speaker) -> str:
    if isinstance(one, Visitor):
        return office(one, speak)
    title = esc(readable(one.office_as_written, speak.lang) or "", _OFFICE)
    return " ".join(filter(None, (title, one.country and flag(one.country))))
