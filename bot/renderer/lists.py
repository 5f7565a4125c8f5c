"""Lists of visits: a line each with a key to its card, arrows to the pages beside, what else can be done."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from datetime import datetime

from bot.languages.speech import Speaker, city, speaker
from bot.model import Button, Message, Visit
from bot.renderer import actions
from bot.renderer.dates import between, partial, span
from bot.renderer.listings import Listing, Place
from bot.renderer.markup import bold, esc, link
from bot.renderer.names import Country, country_name, flag, office, person
from bot.renderer.pages import Rows, follow_key, turn_row
from bot.renderer.summary import SIGNS, flags, shown_status

PAGE_SIZE = 5
_TITLE = 120  # code points; apps show one line


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of a list shows."""

    place: Place
    visits: tuple[Visit, ...]
    total: int
    newer: bool  # whether there are pages before this one
    older: bool  # … and behind it
    is_least: bool = False  # whether there may be more than `total`


def visits_page(page: Page, lang: str, *, now: datetime, head: str = "", keys: Rows = ()) -> Message:
    """Write a list, one line a visit, with a button for each card and arrows to its neighbours.

    It may have a `head` of its own in place of its title, and further `keys`.
    """
    speak = speaker(lang)
    listing = page.place.listing
    if not page.visits:
        return Message(_nothing(listing, speak), _offers(listing, speak))
    lines = "\n".join(line(visit, speak, now) for visit in page.visits)
    rows = tuple((open_key(visit, lang, *page.place.args),) for visit in page.visits)
    save = Button(speak("button.save"), data=actions.write(actions.SAVE, str(listing)))
    below = (*rows, *_arrows(page, speak), *_beside(listing, speak), *keys, *_drawn(listing, speak), (save,))
    return Message(f"{head or _title(page, speak)}\n\n{lines}", below)


def line(visit: Visit, speak: Speaker, now: datetime, url: str | None = None) -> str:
    """Write a visit in one line; its dates lead to the address where one is given."""
    record = visit.record
    who = person(record.visitor.name, record.visitor.name_latin, speak.lang) or office(record.visitor, speak)
    if record.visitor.name and record.visitor.grade != "head":
        who = speak("list.of_grade", who=who, grade=speak(f"grade.{record.visitor.grade}"))
    dates = span(record, speak) or speak("when.unknown")
    sign = SIGNS[shown_status(visit, now)]
    told = f"{speak.mark}{sign} {bold(link(url, dates))} · {flags(record, speak)} {who}"
    return f"{told} · {esc(city(speak.lang, record.host.city))}" if record.host.city else told


def plain_line(visit: Visit, speak: Speaker) -> tuple[str, str]:
    """Write a visit in two short lines without markup: from where to where and when, and who."""
    record = visit.record
    home, host = (country_name(code, speak.lang) for code in (record.visitor.country, record.host.country))
    dates = span(record, speak) or speak("when.unknown")
    who = person(record.visitor.name, record.visitor.name_latin, speak.lang) or office(record.visitor, speak)
    way = f"{flags(record, speak)} {speak.join('card.way', (home, host))}"
    return way[:_TITLE], f"{speak.mark}{dates} · {html.unescape(who)}"[:_TITLE]


def open_key(visit: Visit, lang: str, *origin: str) -> Button:
    """Give the key that opens the card of a visit; `origin` says where its way back leads."""
    speak = speaker(lang)
    dates = span(visit.record, speak) or speak("when.unknown")
    return Button(
        f"{flags(visit.record, speak)} · {dates}", data=actions.write(actions.CARD, visit.id, *origin)
    )


def _arrows(page: Page, speak: Speaker) -> Rows:
    if not (page.newer or page.older):
        return ()
    here = page.place
    pages = max(-(-page.total // PAGE_SIZE), here.number)
    left = Place(here.listing, f"<{page.visits[0].id}", max(here.number - 1, 1))
    right = Place(here.listing, f">{page.visits[-1].id}", here.number + 1)
    back = actions.write(actions.PAGE, *left.args) if page.newer else None
    forward = actions.write(actions.PAGE, *right.args) if page.older else None
    return (turn_row(back, forward, (here.number - 1, pages), speak.lang),)


def _title(page: Page, speak: Speaker) -> str:
    count = ("≥ " if page.is_least else "") + speak("list.count", n=page.total)
    return speak("list.title", what=bold(what(page.place.listing, speak)), count=count)


def _beside(listing: Listing, speak: Speaker) -> Rows:
    """Give what a list leads to: the same in both directions, a subscription, the other countries."""
    codes = listing.countries
    if listing.role == "from" and len(codes) == 2:
        both = Place(replace(listing, role="either"))
        label = f"{flag(codes[0])} ⇄ {flag(codes[1])}"
        return ((Button(label, data=actions.write(actions.PAGE, *both.args)),),)
    if len(codes) != 1:
        return ()
    every = Button(speak("button.countries"), data=actions.write(actions.COUNTRIES, "0"))
    return ((follow_key(codes[0], speak.lang), every),)


def _drawn(listing: Listing, speak: Speaker) -> Rows:
    """Give the pictures of a country or pair; three words fit beside each other on a phone."""
    if listing.kind != "visits" or not listing.countries:
        return ()
    about = str(listing)
    keys = (
        Button(speak(f"button.{one}"), data=actions.write(actions.PICTURE, one, about))
        for one in actions.PICTURES
    )
    return (tuple(keys),)


def what(listing: Listing, speak: Speaker) -> str:
    """Name what a list holds: "🇦🇿 Azerbaijan → 🌍, March 2026"."""
    named = [f"{flag(code)} {Country(speak.lang, code)}" for code in listing.countries]
    if listing.words:
        told = speak("list.found", words=esc(listing.words))
    elif not named:
        told = speak(f"list.{listing.kind}")
    elif listing.role == "either":
        told = " – ".join(named) if len(named) == 2 else speak.join("card.also", named)
    elif listing.role == "from" and len(named) == 2:
        told = speak.join("card.way", named)
    else:
        every = speak.join("card.also", named)
        told = speak.join("card.way", (every, "🌍") if listing.role == "from" else ("🌍", every))
    if named and listing.kind == "upcoming":
        told = f"{SIGNS['planned']} {told}"
    return (
        speak("list.in_period", what=told, period=esc(period_name(listing, speak.lang)))
        if listing.period
        else told
    )


def period_name(listing: Listing, lang: str) -> str:
    """Write the period of a list, unescaped."""
    first, _, last = listing.period.partition("/")
    if not last:
        return partial(first, lang)
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return f"{first[:4]}–{last[:4]}"
    return between(first, last, lang)


def nothing_found(listing: Listing, lang: str) -> Message:
    """Say that nothing has these words, or nobody this name."""
    speak = speaker(lang)
    every = Button(speak("button.countries"), data=actions.write(actions.COUNTRIES, "0"))
    return Message(speak(f"search.no_{listing.kind}", words=esc(listing.words)), ((every,),))


def _nothing(listing: Listing, speak: Speaker) -> str:
    if listing.is_narrow:
        return speak("list.none_for", what=bold(what(listing, speak)))
    return speak("list.no_upcoming" if listing.kind == "upcoming" else "list.none")


def _offers(listing: Listing, speak: Speaker) -> Rows:
    rows: Rows = ()
    if listing.period:
        every = Place(replace(listing, period=""))
        rows += ((Button(speak("button.all_years"), data=actions.write(actions.PAGE, *every.args)),),)
    if listing.countries:
        return rows + tuple((follow_key(code, speak.lang),) for code in listing.countries)
    return (*rows, (Button(speak("button.subscribe"), data=actions.write(actions.CHOOSE, "0")),))
