"""Understanding what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import countries
from bot.languages.speech import ui_codes
from bot.renderer import actions
from bot.renderer.actions import read, read_subject, write
from bot.renderer.listings import Listing, Place, of_words, read_listing, read_place
from handlers.limits import Limits
from handlers.queries import (
    Doubtful,
    TooMany,
    Wanted,
    ask,
    deep_link,
    language_named,
    means_everything,
    understand,
)

TODAY = date(2026, 1, 26)


@pytest.mark.parametrize(
    ("typed", "listing"),
    [
        ("", "v"),
        ("  ", "v"),
        ("visits", "v"),
        ("Bahrain", "vBH"),
        ("bahrain?", "vBH"),
        ("«Бахрейн»", "vBH"),
        ("saudi arabia", "vSA"),
        ("Trinidad and Tobago", "vTT"),
        ("Bosnia & Herzegovina", "vBA"),
        ("Guinea-Bissau", "vGW"),
        ("turkiye", "vTR"),
        ("Manama", "vBH"),
        ("турецкий", "vTR"),
        ("IN", "vIN"),
        ("to Tonga", "vTO<"),
        ("az tr", "vAZTR"),
        ("AZ-TR", "vAZTR"),
        ("🇦🇿🇹🇷", "vAZTR"),
        ("🇦🇿 → 🇹🇷", "vAZTR"),
        ("Azerbaijan and Saudi Arabia", "vAZSA"),
        ("Азербайджан и Турция", "vAZTR"),
        ("Bahrain, Bahrain", "vBH"),
        ("AZ TR BH", "vAZTRBH"),
        ("Bah\u200brain", "vBH"),
        ("from Azerbaijan to Bahrain 2025", "vAZBH>2025"),
        ("AZ to TR", "vAZTR>"),
        ("to BH from AZ", "vAZBH>"),
        ("from Bahrain", "vBH>"),
        ("visits to the Netherlands", "vNL<"),
        ("planned Bahrain", "uBH"),
        ("2025", "v2025"),
        ("Bahrain 2024", "vBH2024"),
        ("2024 🇧🇭", "vBH2024"),
        ("2024–2025 BH", "vBH2024010120251231"),
        ("March 2026", "v202603"),
        ("Mar 2026", "v202603"),
        ("MAR 2026", "vMA2026"),
        ("march", "v202503"),
        ("24 January 2026 Bahrain", "vBH20260124"),
        ("24.01.2026", "v20260124"),
        ("2026-01-24", "v20260124"),
        ("2026年3月", "v202603"),
        ("Bahrain last month", "vBH202512"),
        ("this week", "v2026012620260201"),
        ("last year", "v2025"),
    ],
)
def test_what_people_type_is_understood(typed: str, listing: str) -> None:
    """Names, codes, flags, several countries, who travels where, and periods, as people write them."""
    assert str(ask(typed, "en", TODAY)) == listing


@pytest.mark.parametrize(
    ("typed", "listing"),
    [
        ("из Азербайджана в Турцию", "vAZTR>"),
        ("визиты в Турцию в прошлом месяце", "vTR<202512"),
        ("Турция 2025 год", "vTR2025"),
        ("январь 2026", "v202601"),
        ("24 января 2026", "v20260124"),
        ("в 2024 году из Китая", "vCN>2024"),
        ("предстоящие визиты в Бахрейн", "uBH<"),
        ("from Bahrain last week", "vBH>2026011920260125"),
    ],
)
def test_questions_are_asked_in_the_language_of_the_chat_and_in_english(typed: str, listing: str) -> None:
    """A Russian chat understands both, with cases and prepositions."""
    assert str(ask(typed, "ru", TODAY)) == listing


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


@pytest.mark.parametrize("typed", ["Nigerda", "Guinea-Bissa", "Nhật Bả", "Ganada"])
def test_what_is_one_slip_from_another_countrys_name_is_asked_about(typed: str) -> None:
    """A case of one country's name, or the half of a pair, is often a misspelt name of another."""
    asked = ask(typed, "en", TODAY)
    assert isinstance(asked, Doubtful) and asked.guesses


def test_a_question_about_a_misspelt_country_keeps_the_rest() -> None:
    """The period and the role that were understood stand behind the guesses."""
    asked = ask("to Bahrian 2025", "en", TODAY)
    assert isinstance(asked, Doubtful) and asked.around.period == "2025"


def test_a_subscription_holds_one_country_or_a_pair_and_a_list_six() -> None:
    """More would be a list that nobody reads, or a button that has no room."""
    assert understand("AZ TR BH") == TooMany()
    assert ask("AZ TR BH KZ UZ RU CN", "en", TODAY) == TooMany()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_typed(typed: str) -> None:
    """No text is too strange to be answered, and every answer fits into a button."""
    assert isinstance(understand(typed), Wanted | Doubtful | TooMany)
    asked = ask(typed, "ru", TODAY)
    assert not isinstance(asked, Listing) or read_listing(str(asked)) == asked


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
        Place(Listing("visits", ("AZ", "TR"), period="2025"), ">b2c3d4f", 12),
        Place(
            Listing("visits", ("AZ", "TR", "BH", "KZ", "UZ", "RU"), "to", "2026-01-19/2026-01-25"),
            ">b2c3d4f",
            99999,
        ),
        Place(Listing("found", words="камран алиев"), ">b2c3d4f", 99999),
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
        assert subject is None or len(subject.countries) <= 2
        assert 0 <= actions.number(action.arg(0)) < 1000


@given(st.text(max_size=80))
def test_what_was_searched_for_is_cut_to_what_a_button_holds(words: str) -> None:
    """Of a long search the first words are kept; what is kept comes back from the button."""
    listing = of_words("found", words)
    assert len(str(listing).encode()) <= 32
    assert not listing.words or read_listing(str(listing)) == listing


def test_a_button_that_does_not_fit_is_our_mistake() -> None:
    """Over 64 bytes Telegram would refuse the whole message."""
    with pytest.raises(ValueError, match="64 bytes"):
        write(actions.CARD, "x" * 70)


def test_twenty_at_once_then_one_every_three_seconds() -> None:
    """The allowance refills evenly, one warning marks its end, and people do not share it."""
    limits = Limits()
    assert [limits.rule(1, 0.0) for _ in range(22)] == ["pass"] * 20 + ["warn", "drop"]
    assert limits.rule(2, 0.0) == "pass"
    assert limits.rule(1, 3.1) == "pass" and limits.rule(1, 3.2) == "drop"
    assert limits.rule(1, 100.0) == "pass"


def test_somebody_who_goes_on_is_warned_once_a_minute() -> None:
    """However many come, and whatever passes in between, a second warning is a minute after the first."""
    limits = Limits()
    rulings = [(at / 10, limits.rule(1, at / 10)) for at in range(1_200)]
    first, second = [at for at, ruling in rulings if ruling == "warn"]
    assert second - first == pytest.approx(60)
