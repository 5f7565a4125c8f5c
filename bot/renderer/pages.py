"""Lists that page: visits with a button each, countries with their counts; the choice of languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.languages.speech import Speaker, city, native_name, speaker, ui_codes
from bot.model import Button, Message, Visit
from bot.renderer import actions
from bot.renderer.actions import Listing, Place
from bot.renderer.dates import span
from bot.renderer.markup import bold, esc
from bot.renderer.names import Country, country_name, flag, office, person
from bot.renderer.summary import SIGNS, flags, shown_status

PAGE_SIZE = 5
COUNTRIES_A_PAGE = 16
_ROW = 2  # three names a row are cut off on a phone
_LABEL = 60

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of a list shows."""

    place: Place
    visits: tuple[Visit, ...]
    total: int
    newer: bool  # whether there are pages before this one
    older: bool  # … and behind it


def visits_page(page: Page, lang: str, *, now: datetime) -> Message:
    """Write a list, one line a visit, with a button for each card and arrows to its neighbours."""
    speak = speaker(lang)
    listing = page.place.listing
    if not page.visits:
        return Message(_nothing(listing, speak), _offers(listing, speak))
    lines = "\n".join(_line(visit, speak, now) for visit in page.visits)
    rows = tuple((_open(visit, page.place, speak),) for visit in page.visits)
    keys = (*rows, *_arrows(page, speak), *_beside(listing, speak))
    return Message(f"{_title(listing, page.total, speak)}\n\n{lines}", keys)


def back_row(place: Place | None, lang: str) -> Rows:
    """Give the key that puts the list back from which a card was opened."""
    if place is None:
        return ()
    return ((Button(speaker(lang)("button.back"), data=actions.write(actions.PAGE, *place.args)),),)


def follow_row(visit: Visit, lang: str) -> Rows:
    """Give the keys that subscribe to either country of a visit."""
    speak = speaker(lang)
    codes = (visit.record.visitor.country, visit.record.host.country)
    return (tuple(_follow(code, speak) for code in dict.fromkeys(codes)),)


def report_row(visit: Visit, lang: str) -> Rows:
    """Give the key that reports a mistake in a card."""
    return ((Button(speaker(lang)("button.report"), data=actions.write(actions.REPORT, visit.id)),),)


def _follow(code: str, speak: Speaker) -> Button:
    label = speak("button.follow", flag=flag(code), country=plain_name(code, speak.lang))
    return Button(label, data=actions.write(actions.SUBSCRIBE, code))


def _line(visit: Visit, speak: Speaker, now: datetime) -> str:
    record = visit.record
    who = person(record.visitor.name, record.visitor.name_latin, speak.lang) or office(record.visitor, speak)
    if record.visitor.name and record.visitor.grade != "head":
        who = speak("list.of_grade", who=who, grade=speak(f"grade.{record.visitor.grade}"))
    dates = span(record, speak) or speak("when.unknown")
    sign = SIGNS[shown_status(visit, now)]
    line = f"{sign} {bold(dates)} · {flags(record)} {who}"
    return f"{line} · {esc(city(speak.lang, record.host.city))}" if record.host.city else line


def _open(visit: Visit, place: Place, speak: Speaker) -> Button:
    dates = span(visit.record, speak) or speak("when.unknown")
    return Button(f"{flags(visit.record)} · {dates}", data=actions.write(actions.CARD, visit.id, *place.args))


def _arrows(page: Page, speak: Speaker) -> Rows:
    if not (page.newer or page.older):
        return ()
    here = page.place
    pages = max(-(-page.total // PAGE_SIZE), here.number)
    left = Place(here.listing, f"<{page.visits[0].id}", max(here.number - 1, 1))
    right = Place(here.listing, f">{page.visits[-1].id}", here.number + 1)
    return (
        (
            _arrow("◂", left if page.newer else None),
            Button(f"{here.number}/{pages}", data=actions.write(actions.NOTHING)),
            _arrow("▸", right if page.older else None),
        ),
    )


def _arrow(sign: str, there: Place | None) -> Button:
    if there is None:  # a blank keeps the other arrow where the thumb is
        return Button("·", data=actions.write(actions.NOTHING))
    return Button(sign, data=actions.write(actions.PAGE, *there.args))


def _title(listing: Listing, total: int, speak: Speaker) -> str:
    return speak("list.title", what=bold(what(listing, speak)), count=speak("list.count", n=total))


def _beside(listing: Listing, speak: Speaker) -> Rows:
    """Under the list of one country: the way to subscribe to it, and to the other countries."""
    if len(listing.countries) != 1:
        return ()
    every = Button(speak("button.countries"), data=actions.write(actions.COUNTRIES, "0"))
    return ((_follow(listing.countries[0], speak), every),)


def what(listing: Listing, speak: Speaker) -> str:
    """Name what a list holds."""
    named = [f"{flag(code)} {Country(speak.lang, code)}" for code in listing.countries]
    told = speak(f"list.{listing.kind}") if not named else " – ".join(named)
    return speak("list.in_year", what=told, year=listing.year) if listing.year else told


def _nothing(listing: Listing, speak: Speaker) -> str:
    if listing.countries or listing.year:
        return speak("list.none_for", what=bold(what(listing, speak)))
    return speak("list.no_upcoming" if listing.kind == "upcoming" else "list.none")


def _offers(listing: Listing, speak: Speaker) -> Rows:
    rows: Rows = ()
    if listing.year:
        every = Place(Listing(listing.kind, listing.countries))
        rows += ((Button(speak("button.all_years"), data=actions.write(actions.PAGE, *every.args)),),)
    if listing.countries:
        return rows + tuple((_follow(code, speak),) for code in listing.countries)
    return (*rows, (Button(speak("button.subscribe"), data=actions.write(actions.CHOOSE, "0")),))


def countries_page(counts: Sequence[tuple[str, int]], page: int, lang: str) -> Message:
    """Write the countries with their number of visits, a button each."""
    speak = speaker(lang)
    if not counts:
        return Message(speak("list.none"), _offers(Listing(), speak))
    keys = [_counted(code, n, speak) for code, n in counts]
    return Message(speak("countries.title", n=len(counts)), paged(keys, page, actions.COUNTRIES))


def _counted(code: str, n: int, speak: Speaker) -> Button:
    label = f"{flag(code)} {plain_name(code, speak.lang)} · {n}"
    return Button(label, data=actions.write(actions.PAGE, *Place(Listing(countries=(code,))).args))


def guesses(codes: Sequence[str], query: str, lang: str) -> Message:
    """Ask which country was meant, a button each."""
    speak = speaker(lang)
    if not codes:
        every = Button(speak("button.countries"), data=actions.write(actions.COUNTRIES, "0"))
        return Message(speak("ask.unknown", query=esc(query, 60)), ((every,),))
    rows = tuple((_guess(code, speak),) for code in codes)
    return Message(speak("ask.did_you_mean", query=esc(query, 60)), rows)


def _guess(code: str, speak: Speaker) -> Button:
    there = Place(Listing(countries=(code,)))
    return Button(
        f"{flag(code)} {plain_name(code, speak.lang)}", data=actions.write(actions.PAGE, *there.args)
    )


def languages_page(lang: str) -> Message:
    """Write the choice of languages, each in its own name."""
    speak = speaker(lang)
    keys = [_tongue(code, lang) for code in ui_codes()]
    return Message(speak("language.choose"), in_rows(keys))


def _tongue(code: str, lang: str) -> Button:
    mark = "✅ " if code == lang else ""
    return Button(mark + native_name(code), data=actions.write(actions.LANGUAGE, code))


def paged(keys: Sequence[Button], page: int, verb: str) -> Rows:
    """Lay keys out in two columns, with arrows to the other pages, which go round."""
    last = max(len(keys) - 1, 0) // COUNTRIES_A_PAGE
    page = min(max(page, 0), last)
    rows = in_rows(keys[page * COUNTRIES_A_PAGE : (page + 1) * COUNTRIES_A_PAGE])
    if last == 0:
        return rows
    left, right = ((page - 1) % (last + 1), (page + 1) % (last + 1))
    return (
        *rows,
        (
            Button("◂", data=actions.write(verb, str(left))),
            Button(f"{page + 1}/{last + 1}", data=actions.write(actions.NOTHING)),
            Button("▸", data=actions.write(verb, str(right))),
        ),
    )


def in_rows(keys: Sequence[Button]) -> Rows:
    """Lay keys out in two columns."""
    return tuple(tuple(keys[place : place + _ROW]) for place in range(0, len(keys), _ROW))


def plain_name(code: str, lang: str) -> str:
    """Name a country as plain text for a key."""
    return country_name(code, lang)[:_LABEL]
