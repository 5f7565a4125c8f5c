"""Words, places, names and offices by hand: small texts whose parts anybody can point at."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model import Article
from bot.reading.dates.when import Today
from bot.reading.names.persons import is_same
from bot.reading.staging import tell
from bot.reading.story import Story
from bot.reading.words.composing import composed
from bot.reading.words.lexicon import language
from bot.reading.words.tokens import document
from bot.romanising import latin


def story(text: str, title: str = "", home: str | None = None) -> Story:
    """Read the words of an English article of 18 June 2025."""
    article = Article(title, text, publisher_country=home)
    return tell(article, language("en"), Today(date(2025, 6, 18)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He came. She left.", 2),
        ("Gen. Lee met K. Aliyev. They talked.", 2),
        ("The U.S. attorney general came.", 1),
        ("One line\nanother line", 2),
        ("He asked: why? Nobody knew!", 2),
        ("", 0),
    ],
)
def test_counts_sentences(text: str, count: int) -> None:
    """Full stops end sentences, those of initials and abbreviations do not."""
    assert len(document("", text, ("gen",)).sentences) == count


def test_composed_letters_keep_their_places() -> None:
    """After composing, every letter still knows where it stood."""
    text, origin = composed("e\u0301a")
    assert (text, origin) == ("\u00e9a", (0, 2, 3))
    assert composed("plain") == ("plain", None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He arrived in Tbilisi.", [("GE", "Tbilisi", True)]),
        ("He flew to Dushanbe, Tajikistan.", [("TJ", "Dushanbe", True), ("TJ", None, True)]),
        ("He was in France and the Netherlands.", [("FR", None, True), ("NL", None, True)]),
        ("He went to Guatemala City.", [("GT", "Guatemala City", True)]),
        ("He was in the Turkish capital.", [("TR", "Ankara", True)]),
        ("The U.S. delegation came.", [("US", None, False)]),
        ("Latin American lawyers met.", []),
        ("Mr Jordan bought a polish.", []),
    ],
)
def test_finds_places(text: str, places: list[tuple[str, str | None, bool]]) -> None:
    """Countries and cities are found with their role; people and polish are none."""
    assert [(one.country, one.city, one.is_location) for one in story(text).places] == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prosecutor General Ali bin Fadhel Al Buainain spoke.", "Ali bin Fadhel Al Buainain"),
        ("Minister Nawaf Al Ma'awda spoke.", "Nawaf Al Ma'awda"),
        ("Prosecutor General Han Ji-woong spoke.", "Han Ji-woong"),
        ("Attorney General Nihal Perera PC spoke.", "Nihal Perera"),
        ("Attorney General Sheikh Khalid Al-Mutlaq spoke.", "Khalid Al-Mutlaq"),
    ],
)
def test_finds_names(text: str, name: str) -> None:
    """A name keeps its particles and hyphens and loses its titles."""
    assert [mention.name.text for mention in story(text).mentions if mention.name] == [name]


def test_compares_and_romanises_names() -> None:
    """A surname fits the full name; Cyrillic is transliterated, other scripts are left alone."""
    assert is_same(("aliyev",), ("kamran", "aliyev"))
    assert not is_same(("kamran", "aliyev"), ("kamran", "mammadov"))
    assert latin("Рустам") == "Rustam"
    assert latin("北京") is None


@pytest.mark.parametrize(
    ("text", "country", "deputy", "flags"),
    [
        ("Prosecutor General of Armenia Aram Petrosyan", "AM", False, set()),
        ("Azerbaijan's acting First Deputy Prosecutor General Elkhan Safarov", "AZ", True, {"acting"}),
        ("the U.S. attorney general, Dana Whitlock", "US", False, set()),
        ("Texas Attorney General Mark Dolan", None, False, {"subnational"}),
        ("former Prosecutor General of Moldova Vasile Groza", "MD", False, {"former"}),
        ("Prosecutor General Chea Sovann of Cambodia", "KH", False, set()),
        ("the head of the Jordanian public prosecution, Yousef Thiabat", "JO", False, set()),
        (
            "a delegation of the United Arab Emirates headed by Attorney General Rashid Al Suwaidi",
            "AE",
            False,
            set(),
        ),
    ],
)
def test_reads_an_office(text: str, country: str | None, deputy: bool, flags: set[str]) -> None:
    """An office comes with its country, its rank and what disqualifies it."""
    mention = next(one for one in story(f"We saw {text} yesterday.").mentions if one.name is not None)
    assert (mention.country, mention.deputy, set(mention.flags)) == (country, deputy, flags)


@pytest.mark.parametrize(
    "text",
    [
        "The office of Cambodia's Prosecutor General sent a letter.",
        "The Supreme Public Prosecutor's Office said so.",
        "A team from Norway's Director of Public Prosecutions came.",
    ],
)
def test_tells_an_institution_from_its_head(text: str) -> None:
    """An office building is nobody who travels."""
    assert {mention.kind for mention in story(text).mentions} == {"body"}


def test_pairs_a_list_of_countries_with_names() -> None:
    """Heads who are called prosecutors general together get a country each."""
    text = "The prosecutors general of Georgia and Armenia, Levan Tsiklauri and Narek Vardanyan, met."
    found = {mention.name.text: mention.country for mention in story(text).mentions if mention.name}
    assert found == {"Levan Tsiklauri": "GE", "Narek Vardanyan": "AM"}


def test_takes_a_prosecutor_without_country_for_the_newsrooms_own() -> None:
    """Without a country in the text the publisher's counts; the guest has one of his own."""
    text = "Prosecutor General Levan Kapanadze received Prosecutor General of Armenia Aram Petrosyan."
    found = {actor.name.text: actor.country for actor in story(text, home="GE").actors if actor.name}
    assert found == {"Levan Kapanadze": "GE", "Aram Petrosyan": "AM"}
