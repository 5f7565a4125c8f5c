"""Understanding what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import countries
from bot.languages.speech import ui_codes
from bot.renderer import actions
from bot.renderer.actions import Listing, Place, read, read_place, read_subject, write
from handlers.limits import Limits
from handlers.queries import (
    Doubtful,
    TooMany,
    Wanted,
    deep_link,
    language_named,
    means_everything,
    understand,
)


@pytest.mark.parametrize(
    ("typed", "codes", "year"),
    [
        ("", (), None),
        ("  ", (), None),
        ("Bahrain", ("BH",), None),
        ("bahrain?", ("BH",), None),
        ("«Бахрейн»", ("BH",), None),
        ("saudi arabia", ("SA",), None),
        ("Trinidad and Tobago", ("TT",), None),
        ("Bosnia & Herzegovina", ("BA",), None),
        ("Guinea-Bissau", ("GW",), None),
        ("Türkiye", ("TR",), None),
        ("turkiye", ("TR",), None),
        ("az tr", ("AZ", "TR"), None),
        ("AZ-TR", ("AZ", "TR"), None),
        ("🇦🇿🇹🇷", ("AZ", "TR"), None),
        ("🇦🇿 → 🇹🇷", ("AZ", "TR"), None),
        ("Azerbaijan and Saudi Arabia", ("AZ", "SA"), None),
        ("from Azerbaijan to Bahrain 2025", ("AZ", "BH"), 2025),
        ("Азербайджан и Турция", ("AZ", "TR"), None),
        ("Bahrain, Bahrain", ("BH",), None),
        ("2025", (), 2025),
        ("Bahrain 2024", ("BH",), 2024),
        ("2024 🇧🇭", ("BH",), 2024),
        ("Bah\u200brain", ("BH",), None),
    ],
)
def test_what_people_type_is_understood(typed: str, codes: tuple[str, ...], year: int | None) -> None:
    """Names, codes, flags, pairs and years in the ways that people write them."""
    assert understand(typed) == Wanted(codes, year)


@pytest.mark.parametrize("lang", ui_codes())
def test_every_country_is_understood_in_every_language_of_ours(lang: str) -> None:
    """The name that we show is a name that we understand; none means another country."""
    wrong = {
        name: asked
        for code in countries.codes()
        if (asked := understand(name := countries.name(code, lang))) != Wanted((code,))
    }
    assert not wrong


@pytest.mark.parametrize("typed", ["Bahrian", "Azerbaijan and Trukey", "Saudi Arbaia", "Khazakhstan"])
def test_a_typing_error_gives_guesses_and_no_country(typed: str) -> None:
    """A misspelt name is asked about and never taken for another country."""
    asked = understand(typed)
    assert isinstance(asked, Doubtful) and asked.guesses


def test_a_name_of_several_countries_is_asked_about() -> None:
    """Congo is two countries."""
    asked = understand("Congo")
    assert isinstance(asked, Doubtful) and set(asked.guesses) == {"CD", "CG"}


@pytest.mark.parametrize("typed", ["blah blah blah", "?", "/etc/passwd", "x" * 5000])
def test_nonsense_is_no_country(typed: str) -> None:
    """What is no country is not taken for one."""
    asked = understand(typed)
    assert asked == Wanted() or isinstance(asked, Doubtful)


def test_three_countries_are_too_many() -> None:
    """A list holds one country or a pair."""
    assert understand("AZ TR BH") == TooMany()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_typed(typed: str) -> None:
    """No text is too strange to be answered."""
    assert isinstance(understand(typed), Wanted | Doubtful | TooMany)


@pytest.mark.parametrize(
    ("typed", "everything"), [("all", True), ("ВСЕ", True), ("*", True), ("BH", False), ("", False)]
)
def test_everything_has_a_word_in_each_language(typed: str, everything: bool) -> None:
    """/subscribe all works in the reader's language too."""
    assert means_everything(typed) is everything


@pytest.mark.parametrize(
    ("typed", "code"), [("ru", "ru"), ("Russian", "ru"), ("русский", "ru"), ("EN", "en"), ("xx", None)]
)
def test_a_language_answers_to_its_names(typed: str, code: str | None) -> None:
    """Code, English name or own name."""
    assert language_named(typed) == code


def test_links_are_read_strictly() -> None:
    """A payload is one of ours or none."""
    assert deep_link("v_abc-D_1") == ("v", "abc-D_1")
    assert deep_link("x_abc") is deep_link("v_") is deep_link("v_a b") is deep_link("") is None


@pytest.mark.parametrize(
    "place",
    [
        Place(Listing()),
        Place(Listing("visits", ("AZ", "TR"), 2025), ">b2c3d4f", 12),
        Place(Listing("upcoming"), "<zzzzzzz", 3),
    ],
)
def test_a_page_survives_its_button(place: Place) -> None:
    """What a button carries comes back as it was, within 64 bytes."""
    action = read(write(actions.CARD, "b2c3d4f", *place.args))
    assert action is not None and read_place(action.args[1:]) == place


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=70), st.text(alphabet="1vpstux:AZBH<>*0new", max_size=40))
def test_made_up_buttons_are_read_as_ours_or_not_at_all(any_text: str, near_ours: str) -> None:
    """Mutated callback data gives values that the program could have written, or none."""
    for data in (any_text, near_ours):
        action = read(data)
        if action is None:
            continue
        place, subject = read_place(action.args[:3]), read_subject(action.arg(0))
        assert place is None or place.args == action.args[:3]
        assert subject is None or len(subject) <= 2
        assert 0 <= actions.number(action.arg(0)) < 1000


def test_a_button_that_does_not_fit_is_our_mistake() -> None:
    """Over 64 bytes Telegram would refuse the whole message."""
    with pytest.raises(ValueError, match="64 bytes"):
        write(actions.CARD, "x" * 70)


def test_twenty_at_once_then_one_every_three_seconds() -> None:
    """The allowance refills evenly, one warning marks its end, and people do not share it."""
    limits = Limits()
    assert [limits.rule(1, 0.0) for _ in range(22)] == ["pass"] * 20 + ["warn", "drop"]
    assert limits.rule(2, 0.0) == "pass"
    assert limits.rule(1, 3.1) == "pass" and limits.rule(1, 3.2) == "warn"
    assert limits.rule(1, 100.0) == "pass"
