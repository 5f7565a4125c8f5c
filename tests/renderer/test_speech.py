"""Every language that talks says everything, in its own plural forms, with the same placeholders."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

import pytest

from bot import countries
from bot.languages import pack, speech
from bot.languages.speech import PLURAL_FORMS, inflect, nearest, plural_rule, say, sentences, ui_codes
from bot.model import OFFICE_OF_GRADE
from bot.renderer import actions
from handlers import commands
from handlers.menus import ADMINS, GROUP, OPERATORS, PRIVATE

_WORD_LISTS = ("ask.", "period.")
each_language = pytest.mark.parametrize("lang", ui_codes())


def texts(sentence: str | Mapping[str, str]) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms_used(lang: str) -> set[str]:
    parts = [
        part
        for one in sentences(lang).values()
        for text in texts(one)
        for part in string.Formatter().parse(text)
    ]
    return {form for _, name, form, _ in parts if name is not None and form}


def test_english_and_russian_talk() -> None:
    """The two languages of the start are there."""
    assert {"en", "ru"} <= set(ui_codes())


@each_language
def test_the_keys_of_pictures_fit_beside_each_other_on_a_phone(lang: str) -> None:
    """A third of a phone's width holds a sign and ten letters."""
    for name in actions.PICTURES:
        assert len(say(lang, f"button.{name}")) <= 12


@each_language
def test_a_language_has_every_sentence_and_no_other(lang: str) -> None:
    """No language says less than English, or more."""
    assert sentences(lang).keys() == sentences("en").keys()


@each_language
def test_placeholders_are_those_of_english(lang: str) -> None:
    """A translation drops no value and invents none; a single plural form may leave out the number."""
    for key, sentence in sentences(lang).items():
        english = set().union(*map(placeholders, texts(sentences("en")[key])))
        own = set().union(*map(placeholders, texts(sentence)))
        assert own | {"n"} == english | {"n"}, key
        assert "" not in own, key


@each_language
def test_plural_sentences_have_exactly_the_forms_of_the_rule(lang: str) -> None:
    """As many plural forms as the language has, no more and no fewer."""
    wanted = set(plural_rule(lang).tags) | {"other"}
    assert wanted <= PLURAL_FORMS
    for key, sentence in sentences(lang).items():
        if not isinstance(sentence, str):
            assert set(sentence) == wanted, key
        else:
            assert isinstance(sentences("en")[key], str), f"{key} needs plural forms"


@each_language
def test_signs_stand_as_the_language_sets_them(lang: str) -> None:
    """No two spaces or signs together; no line begins with a French high sign or a Spanish %."""
    for key, sentence in sentences(lang).items():
        for text in [] if key.startswith(_WORD_LISTS) else texts(sentence):
            assert not re.search(r"  |[ ][,.]|[,;:]{2}", text), key
            if lang == "fr":
                assert not re.search(r" [;:?!%»]|« ", text), key
            if lang == "es":
                assert " %" not in text, key


@each_language
def test_forms_of_names_have_rules(lang: str) -> None:
    """A form that a sentence asks for is in the pack, and bends every country."""
    known = pack(lang).get("names", {}).get("forms", {})
    for form in forms_used(lang):
        assert form in known, form
        assert all(inflect(lang, form, countries.name(code, lang)) for code in countries.codes())


@each_language
def test_every_command_is_described_in_at_most_256_characters(lang: str) -> None:
    """Telegram takes descriptions of 1 to 256 characters, and every command in a menu exists."""
    assert set(PRIVATE) | set(GROUP) | set(ADMINS) | set(OPERATORS) <= commands().keys()
    for name in commands():
        assert 1 <= len(say(lang, f"commands.{name}")) <= 256


@each_language
def test_every_toast_fits(lang: str) -> None:
    """Telegram takes at most 200 characters in the answer to a tap."""
    for key in ("group.admins_as_group", "trouble.storage", "trouble.unforeseen", "trouble.old_button"):
        assert len(say(lang, key)) <= 200


@each_language
def test_every_office_and_grade_has_words(lang: str) -> None:
    """What the model can hold can be said."""
    for grade, office in OFFICE_OF_GRADE.items():
        assert {f"office.{office}", f"who.{grade}", f"who.{grade}_named", f"grade.{grade}"} <= sentences(
            lang
        ).keys()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 визит"),
        (2, "2 визита"),
        (5, "5 визитов"),
        (11, "11 визитов"),
        (21, "21 визит"),
        (104, "104 визита"),
    ],
)
def test_russian_counts_as_russians_do(n: int, said: str) -> None:
    """The plural rule of the pack chooses the form."""
    assert say("ru", "list.count", n=n) == said


@pytest.mark.parametrize(
    ("lang", "form", "code", "bent"),
    [
        ("ru", "genitive", "AZ", "Азербайджана"),
        ("ru", "genitive", "SA", "Саудовской Аравии"),
        ("ru", "genitive", "EG", "Египта"),
        ("ru", "genitive", "NL", "Нидерландов"),
        ("ru", "genitive", "CI", "Кот-д’Ивуара"),
        ("ru", "genitive", "KE", "Кении"),
        ("ru", "genitive", "PE", "Перу"),
        ("ru", "to", "BH", "в Бахрейн"),
        ("ru", "to", "TR", "в Турцию"),
        ("ru", "to", "CU", "на Кубу"),
        ("ru", "to", "FR", "во Францию"),
        ("ru", "to", "BA", "в Боснию и Герцеговину"),
        ("en", "the", "US", "the United States"),
        ("en", "the", "BH", "Bahrain"),
        ("en", "the", "AE", "the United Arab Emirates"),
        ("fr", "of", "AZ", "d’Azerbaïdjan"),
        ("fr", "of", "EC", "de l’Équateur"),
        ("fr", "to", "AZ", "en Azerbaïdjan"),
        ("fr", "to", "BH", "à Bahreïn"),
        ("fr", "to", "AE", "aux Émirats arabes unis"),
        ("es", "of", "GB", "del Reino Unido"),
        ("es", "of", "KZ", "de Kazajistán"),
        ("es", "to", "AE", "a los Emiratos Árabes Unidos"),
        ("es", "to", "DO", "a la República Dominicana"),
        ("es", "to", "SV", "a El Salvador"),
        ("tr", "to", "BH", "Bahreyn’e"),
        ("tr", "to", "AE", "Birleşik Arap Emirlikleri’ne"),
        ("tr", "to", "SN", "Senegal’e"),
    ],
)
def test_countries_bend_to_fit_a_sentence(lang: str, form: str, code: str, bent: str) -> None:
    """A country stands in a sentence in the form that a native speaker would use."""
    assert inflect(lang, form, countries.name(code, lang)) == bent


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("ru", "ru"), ("ru-RU", "ru"), ("EN_gb", "en"), ("ja", "en"), (None, "en"), ("", "en"), ("../ru", "en")],
)
def test_the_nearest_language_is_found(tag: str | None, lang: str) -> None:
    """Any tag gives a language that we speak."""
    assert nearest(tag) == lang


def test_a_missing_sentence_is_an_error_here_and_english_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see a gap at once; readers get English instead of nothing."""
    whole = {key: value for key, value in sentences("ru").items() if key != "button.back"}
    monkeypatch.setattr(speech, "sentences", lambda lang: whole if lang == "ru" else sentences(lang))
    with pytest.raises(KeyError):
        say("ru", "button.back")
    speech.be_strict(False)
    assert say("ru", "button.back") == say("en", "button.back")


def test_values_are_not_read_as_templates() -> None:
    """Braces in a value stay braces."""
    assert "{name}" in say("en", "list.in_period", what="{name}", period=2025)
