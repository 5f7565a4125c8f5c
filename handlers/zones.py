"""Which time zones somebody means who names a city or a country. Pure."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global

from bot import countries, gazetteer
from bot.renderer.settings import all_zones
from bot.text import fold


def zones_named(text: str) -> tuple[str, ...]:
    """Give the IANA names that a zone's own name, a city or a country stands for; none for others."""
    said = fold(text.strip()[:60])
    if exact := _by_name().get(said):
        return (exact,)
    city = next(iter(gazetteer.named(text)), None)
    if city and (own := _by_name().get(fold(city.name))):
        return (own,)
    codes = countries.lookup(text) or ((city.country,) if city else ())
    return tuple(zone for code in codes for zone in _of_country(code))


def _of_country(code: str) -> tuple[str, ...]:
    return tuple(name for name in get_global("territory_zones").get(code, ()) if name in all_zones())


@cache
def _by_name() -> dict[str, str]:
    """Give each zone under its whole name and under its city's."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    cities = {fold(name.rsplit("/", 1)[1].replace("_", " ")): name for name in names}
    return cities | {fold(name): name for name in names}
