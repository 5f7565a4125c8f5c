"""How a chat is told: one page of what is set, and the choices of hours and time zones behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_day_names

from bot.languages.speech import Speaker, date_locale, speaker
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.markup import bold, esc
from bot.renderer.pages import Rows, in_rows, turn_row
from bot.text import fold
from bot.wishes import Habits

MODES = ("instant", "daily", "weekly")
NIGHTS = ((), (20, 8), (21, 7), (22, 7), (22, 8), (23, 7), (23, 8), (0, 7), (0, 8))
_HOURS_A_ROW = 4
_ZONES_A_PAGE = 24
# Parts of the world, with the number by which CLDR names each and the oceans that its zones are called after.
REGIONS = {
    "Africa": ("002", ()),
    "America": ("019", ()),
    "Asia": ("142", ("Indian",)),
    "Europe": ("150", ("Atlantic",)),
    "Pacific": ("009", ("Australia",)),
}


def settings_page(habits: Habits, lang: str) -> Message:
    """Write what is set; a tap sets the next, or opens the choice."""
    speak = speaker(lang)
    return Message(speak("settings.title"), (*_mode_rows(habits, speak), *_sound_rows(habits, speak)))


def _mode_rows(habits: Habits, speak: Speaker) -> Rows:
    mode = _set(speak(f"settings.mode.{habits.mode}"), "mode", _next(MODES, habits.mode))
    alive = _set(
        speak("settings.alive_on" if habits.alive else "settings.alive_off"), "alive", _switch(habits.alive)
    )
    hour = _open(speak("settings.hour", time=clock(habits.hour)), "hour")
    day = _set(f"📅 {_day(habits.weekday, speak.lang)}", "weekday", str((habits.weekday + 1) % 7))
    weekly = habits.mode == "weekly" or habits.alive
    when = () if habits.mode == "instant" and not habits.alive else ((hour, day) if weekly else (hour,),)
    return ((mode,), (alive,), *when)


def _sound_rows(habits: Habits, speak: Speaker) -> Rows:
    night = (
        speak("settings.quiet", hours=hours(habits.quiet, speak))
        if habits.quiet
        else speak("settings.no_quiet")
    )
    sound = speak("settings.silent" if habits.silent else "settings.loud")
    return (
        (_set(sound, "silent", _switch(habits.silent)), _open(night, "quiet")),
        (_open(speak("settings.zone", zone=zone_label(habits.zone, speak.lang)), "zone"),),
        (Button(speak("button.language"), data=actions.write(actions.LANGUAGE)),),
    )


def _next(values: Sequence[str], value: str) -> str:
    return values[(values.index(value) + 1) % len(values)]


def _switch(on: bool) -> str:
    return "off" if on else "on"


def _set(label: str, field: str, value: str) -> Button:
    return Button(label, data=actions.write(actions.SET, field, value))


def _open(label: str, *page: str) -> Button:
    return Button(label, data=actions.write(actions.SETTINGS, *page))


def clock(hour: int) -> str:
    """Write an hour of the day."""
    return f"{hour:02}:00"


def hours(quiet: Sequence[int], speak: Speaker) -> str:
    """Write from when until when."""
    return speak.mark + "–".join(map(clock, quiet))


@cache
def _day(weekday: int, lang: str) -> str:
    names = get_day_names("wide", "stand-alone", locale=Locale.parse(date_locale(lang)))
    name = str(names[weekday])
    return name[:1].upper() + name[1:]


def hours_page(habits: Habits, lang: str) -> Message:
    """Write the choice of the hour at which digests come."""
    speak = speaker(lang)
    keys = [_set(_marked(clock(hour), hour == habits.hour), "hour", str(hour)) for hour in range(24)]
    rows = tuple(tuple(keys[place : place + _HOURS_A_ROW]) for place in range(0, 24, _HOURS_A_ROW))
    zone = zone_label(habits.zone, lang)
    return Message(speak("settings.choose_hour", zone=bold(esc(zone))), (*rows, (_back(speak),)))


def nights_page(habits: Habits, lang: str) -> Message:
    """Write the choice of quiet hours."""
    speak = speaker(lang)
    keys = [_night(night, habits, speak) for night in NIGHTS]
    zone = zone_label(habits.zone, lang)
    return Message(speak("settings.choose_quiet", zone=bold(esc(zone))), (*in_rows(keys), (_back(speak),)))


def _night(night: tuple[int, ...], habits: Habits, speak: Speaker) -> Button:
    label = hours(night, speak) if night else speak("settings.no_quiet")
    return _set(_marked(label, night == habits.quiet), "quiet", "-".join(map(str, night)))


def _marked(label: str, chosen: bool) -> str:
    return f"✅ {label}" if chosen else label


def _back(speak: Speaker) -> Button:
    return _open(speak("button.back"))


def regions_page(lang: str) -> Message:
    """Write the parts of the world, as the first half of choosing a time zone."""
    speak, names = speaker(lang), Locale.parse(date_locale(lang)).territories
    keys = [_open(str(names[number]), "zone", region, "0") for region, (number, _) in REGIONS.items()]
    return Message(
        speak("settings.choose_zone"), (*in_rows([*keys, _set("UTC", "zone", "UTC")]), (_back(speak),))
    )


def zones_page(region: str, page: int, lang: str) -> Message:
    """Write a page of the time zones of one part of the world."""
    speak, names = speaker(lang), _zones_of(region, lang)
    last = max(len(names) - 1, 0) // _ZONES_A_PAGE
    page = min(page, last)
    shown = names[page * _ZONES_A_PAGE : (page + 1) * _ZONES_A_PAGE]
    keys = [_set(zone_label(name, lang), "zone", name) for name in shown]
    there = [
        actions.write(actions.SETTINGS, "zone", region, str((page + step) % (last + 1))) for step in (-1, 1)
    ]
    turn = turn_row(there[0], there[1], (page, last + 1), lang)
    return Message(
        speak("settings.choose_zone"), (*in_rows(keys), turn, (_open(speak("button.back"), "zone"),))
    )


def which_zone(names: Sequence[str], lang: str) -> Message:
    """Ask which of several zones of a country is meant; the whole choice where there is none."""
    if not names:
        return regions_page(lang)
    keys = [_set(zone_label(name, lang), "zone", name) for name in names[:_ZONES_A_PAGE]]
    return Message(speaker(lang)("settings.choose_zone"), in_rows(keys))


@cache
def all_zones() -> frozenset[str]:
    """Give the zones that can be chosen: CLDR names each place once, where IANA has older names as well."""
    return frozenset(available_timezones() & get_global("zone_territories").keys())


@cache
def _zones_of(region: str, lang: str) -> tuple[str, ...]:
    """List the zones of a part of the world in the order of their cities' names."""
    parts = (region, *REGIONS[region][1])
    found = (name for name in all_zones() if name.partition("/")[0] in parts)
    return tuple(sorted(found, key=lambda name: (fold(zone_label(name, lang)), name)))


def zone_label(name: str, lang: str) -> str:
    """Name a zone by its city as the language calls it, or by its offset."""
    if "/" not in name:
        return f"{name[:-2]}:{name[-2:]}" if name != "UTC" else name
    known = Locale.parse(date_locale(lang)).time_zones
    cities = (known.get(one, {}).get("city") for one in (name, *_older_names().get(name, ())))
    return str(next(filter(None, cities), None) or name.rsplit("/", 1)[1].replace("_", " "))


@cache
def _older_names() -> dict[str, list[str]]:
    """Give the names that a zone had before, by which CLDR still calls some: Asia/Calcutta."""
    names: dict[str, list[str]] = {}
    for old, name in get_global("zone_aliases").items():
        names.setdefault(name, []).append(old)
    return names
