"""What people and news may call a country."""

from __future__ import annotations

import random
import string

import pytest
from babel import Locale

from bot import countries, languages
from bot.countries import forms, lookup, suggest

UN_MEMBERS = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN
CO KM CG CR CI HR CU CY CZ CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY
HT HN HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR
MU MX FM MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG KP MK NO OM PK PW PA PG PY PE PH PL PT QA KR RO RU RW
KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG
UA AE GB TZ US UY UZ VU VE VN YE ZM ZW
""".split()  # noqa: SIM905  # a list of 193 quoted codes cannot be read
LOCALES = """
en az ru tr uk kk uz ar fa es pt fr de it zh ja ko vi id sr sr_Latn uz_Cyrl
""".split()  # noqa: SIM905  # as above
SHARED = {frozenset(("CD", "CG"))}  # "Congo"


def test_there_are_193_un_members_and_the_places_that_are_none() -> None:
    """Every UN member has a code, and so have Kosovo, Palestine, Taiwan, Hong Kong, Macao and the Vatican."""
    assert len(UN_MEMBERS) == 193
    assert set(UN_MEMBERS) | {"XK", "PS", "TW", "HK", "MO", "VA"} <= set(countries.codes())
    assert len(countries.codes()) == 250


@pytest.mark.parametrize("locale", LOCALES)
def test_every_un_member_is_found_by_its_name(locale: str) -> None:
    """The name that CLDR gives a country in one of our languages finds it, in any case."""
    names = Locale.parse(locale).territories
    for code in UN_MEMBERS:
        ours = countries.name(code, locale)
        for text in {ours, ours.title(), ours.lower()}:
            found = lookup(text)
            assert code in found and (len(found) == 1 or frozenset(found) in SHARED), (text, found)
        assert code in lookup(names[code]), names[code]


@pytest.mark.parametrize("locale", ["en", "az", "tr", "vi", "fr", "es", "pt", "de"])
def test_accents_may_be_left_out(locale: str) -> None:
    """A name typed without its diacritics finds the same country, or asks among several with it."""
    plain = str.maketrans("əıöüğşçéèêëáàâãíóôõúñäåİ", "eiougsceeeeaaaaiooounaaI")
    for code in UN_MEMBERS:
        assert code in lookup(countries.name(code, locale).translate(plain)), (code, locale)


def test_codes_and_flags_find_their_country() -> None:
    """Two- and three-letter codes and flags find exactly one country, the right one."""
    from bot.gazetteer import country_names

    right = [
        lookup(text) == (code,)
        for code in countries.codes()
        for text in (code, country_names()[code]["iso3"], countries.flag(code), f" {countries.flag(code)} ")
    ]
    assert sum(right) / len(right) >= 0.99
    assert all(code in lookup(code.lower()) for code in countries.codes())
    assert lookup("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f") == ("GB",)
    assert countries.flag("AZ") == "🇦🇿"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("UK", "GB"), ("usa", "US"), ("U.S.A.", "US"), ("uae", "AE"), ("Turkey", "TR"), ("turkiye", "TR")),
        *(("Burma", "MM"), ("Ivory Coast", "CI"), ("Cote d'Ivoire", "CI"), ("ROK", "KR"), ("DPRK", "KP")),
        *(("Holland", "NL"), ("The Netherlands", "NL"), ("Czech Republic", "CZ"), ("Swaziland", "SZ")),
        *(("Kingdom of Bahrain", "BH"), ("Republic of Azerbaijan", "AZ"), ("Kyrgyz Republic", "KG")),
        *(("Holy See", "VA"), ("England", "GB"), ("Scotland", "GB"), ("Macau", "MO"), ("Türkiye", "TR")),
        *(
            ("Azeri", "AZ"),
            ("Polish", "PL"),
            ("bahraini", "BH"),
            ("English", "GB"),
            ("азербайджанский", "AZ"),
        ),
        *(("Бахрейна", "BH"), ("США", "US"), ("ЮАР", "ZA"), ("россияне", "RU"), ("BƏƏ", "AE"), ("ABŞ", "US")),
        *(
            ("Manama", "BH"),
            ("Manamə", "BH"),
            ("Bakı", "AZ"),
            ("Анкара", "TR"),
            ("北京", "CN"),
            ("Niger", "NE"),
        ),
        *(
            ("Áo", "AT"),
            ("Mỹ", "US"),
            ("미국", "US"),
            ("韓國", "KR"),
            ("Oman", "OM"),
            ("Guinea", "GN"),
            ("Mali", "ML"),
        ),
    ],
)
def test_common_words_for_a_country_are_understood(text: str, code: str) -> None:
    """Aliases, adjectives and capitals mean one country."""
    assert lookup(text) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"), [("Congo", {"CD", "CG"}), ("Korea", {"KP", "KR"}), ("dominican", {"DM", "DO"})]
)
def test_a_word_that_fits_several_countries_gives_them_all(text: str, codes: set[str]) -> None:
    """What could be meant is asked, not guessed."""
    assert set(lookup(text)) == codes


@pytest.mark.parametrize(
    "text", ["", "  ", "xyz", "Atlantis", "12", "🏴", "prosecutor", "Azerbajan", "🇿🇿", "*"]
)
def test_what_is_no_country_finds_none(text: str) -> None:
    """A word that names no country, or names one wrongly, is not taken for one."""
    assert lookup(text) == ()


def test_one_typo_suggests_the_right_country_and_never_chooses_a_wrong_one() -> None:
    """With one wrong letter in a name of six or more the country is suggested, and no other is taken."""
    dice = random.Random(1)
    tried = [
        (code, _with_typo(name, dice))
        for locale in ("en", "az", "ru", "tr", "es")
        for code in UN_MEMBERS
        if len(name := countries.name(code, locale)) >= 6
    ]
    suggested = [code in suggest(text) for code, text in tried]
    assert sum(suggested) / len(tried) >= 0.95
    taken = {(code, text, lookup(text)) for code, text in tried if lookup(text) and code not in lookup(text)}
    # One letter makes Turkish Ireland (İrlanda) Iceland (İzlanda): no typo any more, but another name.
    assert {text for _, text, found in taken if text not in _own_names(found)} == set()


def _own_names(codes: tuple[str, ...]) -> set[str]:
    return {countries.name(code, locale) for code in codes for locale in LOCALES}


def _with_typo(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name) - 1)
    letter = dice.choice("абвгдеиклмнопрст" if name[at] > "Ѐ" else string.ascii_lowercase)
    return dice.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        *(
            ("TR", "en", "Türkiye"),
            ("PS", "en", "Palestine"),
            ("CD", "en", "DR Congo"),
            ("MM", "en", "Myanmar"),
        ),
        *(("HK", "en", "Hong Kong"), ("XK", "en", "Kosovo"), ("BA", "en", "Bosnia and Herzegovina")),
        *(("KN", "en", "Saint Kitts and Nevis"), ("US", "ru", "США"), ("KR", "ru", "Южная Корея")),
        *(
            ("AZ", "az", "Azərbaycan"),
            ("HK", "fr", "Hong Kong"),
            ("GE", "ka", "საქართველო"),
            ("DE", "hy", "Գերմանիա"),
        ),
    ],
)
def test_names_are_those_of_newspapers(code: str, lang: str, name: str) -> None:
    """A country is shown as newspapers write it, in languages outside our table as CLDR has it."""
    assert countries.name(code, lang) == name


def test_a_language_without_a_pack_has_the_names_of_cldr() -> None:
    """A new language starts with all countries before anybody writes its pack."""
    assert {form.code for form in forms("ka")} == set(countries.codes())
    assert {form.kind for form in forms("ka")} == {"name"}
    assert countries.endings("ka") == () and countries.decoys("ka") == ()


def test_an_unknown_code_has_no_name() -> None:
    """A code that nobody has is a mistake of the caller."""
    with pytest.raises(KeyError):
        countries.name("ZZ", "en")


@pytest.mark.parametrize("lang", languages.codes())
def test_a_pack_speaks_only_of_what_is_read(lang: str) -> None:
    """The countries' section of a pack has no table, country or kind of word that nobody would look at."""
    section = languages.pack(lang).get("countries", {})
    tables = {"names", "aliases", "people", "queries"}
    assert set(section) <= tables | {"endings", "last_word_only", "extras", "never", "decoys"}
    assert {code for table in tables for code in section.get(table, {})} <= set(countries.codes())
    assert {kind for row in section.get("people", {}).values() for kind in row} <= {"adjective", "demonym"}
