"""Choices that page: countries with their counts, languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.languages.speech import Speaker, is_rtl, native_name, speaker, ui_codes
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.listings import ALL, Listing, Place
from bot.renderer.markup import esc
from bot.renderer.names import country_name, flag
from bot.widths import lines

COUNTRIES_A_PAGE = 16
_ROW = 2  # three names a row are cut off on a phone
_LABEL = 60

Rows = tuple[tuple[Button, ...], ...]


def countries_page(counts: Sequence[tuple[str, int]], page: int, lang: str) -> Message:
    """Write the countries with their number of visits, a button each."""
    speak = speaker(lang)
    if not counts:
        choose = Button(speak("button.subscribe"), data=actions.write(actions.CHOOSE, "0"))
        return Message(speak("list.none"), ((choose,),))
    keys = [_counted(code, n, speak) for code, n in counts]
    return Message(speak("countries.title", n=len(counts)), paged(keys, page, actions.COUNTRIES, lang))


def _counted(code: str, n: int, speak: Speaker) -> Button:
    label = f"{flagged_name(code, speak.lang)} · {n}"
    return Button(label, data=actions.write(actions.PAGE, *Place(Listing(countries=(code,))).args))


def follow_key(code: str, lang: str) -> Button:
    """Give the key that subscribes to a country."""
    label = speaker(lang)("button.follow", country=flagged_name(code, lang))
    return Button(label, data=actions.write(actions.SUBSCRIBE, code))


def guesses(codes: Sequence[str], query: str, lang: str, around: Listing = ALL) -> Message:
    """Ask which country was meant, a button each; `around` is what else was asked."""
    speak = speaker(lang)
    if not codes:
        every = Button(speak("button.countries"), data=actions.write(actions.COUNTRIES, "0"))
        return Message(speak("ask.unknown", query=esc(query, 60)), ((every,),))
    rows = tuple((_guess(code, around, speak),) for code in codes)
    return Message(speak("ask.did_you_mean", query=esc(query, 60)), rows)


def _guess(code: str, around: Listing, speak: Speaker) -> Button:
    there = Place(replace(around, countries=(code,)))
    return Button(flagged_name(code, speak.lang), data=actions.write(actions.PAGE, *there.args))


def languages_page(lang: str) -> Message:
    """Write the choice of languages, each in its own name."""
    speak = speaker(lang)
    keys = [_tongue(code, lang) for code in ui_codes()]
    return Message(speak("language.choose"), in_rows(keys))


def _tongue(code: str, lang: str) -> Button:
    mark = "✅ " if code == lang else ""
    return Button(mark + native_name(code), data=actions.write(actions.LANGUAGE, code))


def paged(keys: Sequence[Button], page: int, verb: str, lang: str) -> Rows:
    """Lay keys out in two columns, with arrows to the other pages, which go round."""
    last = max(len(keys) - 1, 0) // COUNTRIES_A_PAGE
    page = min(max(page, 0), last)
    rows = in_rows(keys[page * COUNTRIES_A_PAGE : (page + 1) * COUNTRIES_A_PAGE])
    if last == 0:
        return rows
    left, right = ((page - 1) % (last + 1), (page + 1) % (last + 1))
    turns = turn_row(actions.write(verb, str(left)), actions.write(verb, str(right)), (page, last + 1), lang)
    return (*rows, turns)


def turn_row(back: str | None, forward: str | None, place: tuple[int, int], lang: str) -> tuple[Button, ...]:
    """Lay out the keys that turn pages: what each does, and which page, from 0, of how many is shown.

    A dot stands where there is no page. Where lines run from the right, forward is to the left.
    """
    nothing = actions.write(actions.NOTHING)
    signs = ("▸", "◂") if is_rtl(lang) else ("◂", "▸")
    behind, ahead = (
        Button(sign if data else "·", data=data or nothing)  # the other key stays where the thumb is
        for sign, data in zip(signs, (back, forward), strict=True)
    )
    number = Button(f"{place[0] + 1}/{place[1]}", data=nothing)
    return (ahead, number, behind) if is_rtl(lang) else (behind, number, ahead)


def in_rows(keys: Sequence[Button]) -> Rows:
    """Lay keys out in two columns; a long one has a row for itself."""
    return lines(keys, _ROW)


def flagged_name(code: str, lang: str) -> str:
    """Name a country behind its flag as plain text for a key."""
    return f"{speaker(lang).mark}{flag(code)} {country_name(code, lang)[:_LABEL]}"
