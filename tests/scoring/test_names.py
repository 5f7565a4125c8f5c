"""Which spellings are one person."""

import pytest

from bot.scoring.names import names_agree, same_spelling, sound, tokens


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Kamran Aliyev", "Kamran Əliyev"),
        ("Kamran Aliyev", "Камран Алиев"),
        ("Kamran Aliyev", "Əliyev Kamran Balakişi oğlu"),
        ("Kamran Aliyev", "K. Aliyev"),
        ("Yury Chaika", "Чайка"),
        ("Yury Chaika", "Tschaika"),
        ("Bekir Shahin", "Bekir Şahin"),
        ("Pyotr Gorodov", "Pyotr Qorodov"),
        ("Odumbi James Owor", "Одумби Джеймс Овер"),
        ("Moon Moo-il", "문무일"),
        ("Le Minh Tri", "Lê Minh Trí"),
        ("Nabil Sadek", "نبيل صادق"),
        ("Ali bin Fadhel Al-Buainain", "الدكتور علي بن فضل البوعينين"),
        ("Nawaf bin Mohammed Al Ma'awda", "Nawaf bin Mohammed Al Ma’awda"),
        ("Khalid Ali Al Khalifa", "Sheikh Khalid Ali Al Khalifa"),
    ],
)
def test_spellings_of_one_person_agree(wanted: str, found: str) -> None:
    """Script, transliteration, order, titles, patronymics and initials do not make another person."""
    assert names_agree([wanted], [found]) is True


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Kamran Aliyev", "Ilham Aliyev"),
        ("Kamran Aliyev", "H. Aliyev"),
        ("Kamran Aliyev", "Kamran"),
        ("Kamran Aliyev", "Kamran Aliyevin"),
        ("Ali bin Fadhel Al Buainain", "Ali bin Fadhel"),
        ("Kamran Aliyev", "Kamran Aliyev met the Minister of Justice"),
        ("Kamran Aliyev", None),
        ("Muhsin Şentürk", "Ömer Kerkez"),
    ],
)
def test_another_person_or_a_broken_name_does_not_agree(wanted: str, found: str | None) -> None:
    """Another given name, a lost family name, a case ending and a name run into the sentence are wrong."""
    assert names_agree([wanted], [found]) is False


def test_han_against_latin_is_neither_right_nor_wrong() -> None:
    """Where letters do not give the sound nobody knows, unless a Latin form stands beside."""
    assert names_agree(["Zhang Jun"], ["张军"]) is None
    assert names_agree(["Zhang Jun"], ["张军", "Zhang Jun"]) is True
    assert names_agree(["张军"], ["张军"]) is True
    assert names_agree(["张军"], ["应勇"]) is False


def test_the_exact_match_forgives_marks_and_titles_only() -> None:
    """What is printed beside the lenient figure counts a transliteration as another spelling."""
    assert same_spelling(["Muhsin Şentürk"], ["Mr Muhsin Şenturk"]) is True
    assert same_spelling(["Yury Chaika"], ["Yuri Chaika"]) is False


def test_soundex_follows_the_rules_of_1918() -> None:
    """Letters of one code fall together side by side and over an h, not over a vowel."""
    assert (sound("robert"), sound("rupert")) == ("6163", "6163")
    assert sound("tymczak") == "3522"
    assert sound("ashcraft") == "2613"


def test_a_name_of_particles_alone_stays_a_name() -> None:
    """Leaving out particles never leaves nothing."""
    assert tokens("Ben") == ["ben"]
