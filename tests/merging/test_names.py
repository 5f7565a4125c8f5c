"""When two names are one person."""

from __future__ import annotations

import pytest

from bot.merger.names import agree, are_two, differ
from bot.model import Visitor


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kamran Aliyev", "Kamran Əliyev"),
        ("Kamran Aliyev", "ALİYEV Kamran"),
        ("Kamran Aliyev", "Aliyev"),
        ("Kamran Aliyev", "K. Aliyev"),
        ("Kamran Aliyev", "Dr. Kamran Aliyev"),
        ("Ali bin Fadhel Al Buainain", "Ali Al-Buainain"),
        ("Nawaf bin Mohammed Al Ma'awda", "Nawaf Al Maawda"),
        ("Beatriz da Consolação Mateus Buchili", "Beatriz Buchili"),
        ("HM Prasetyo", "Muhammad Prasetyo"),
        ("Pyotr Gorodov", "Petr Gorodov"),
        ("Pamela Bondi", "Pam Bondi"),
        ("Nguyễn Huy Tiến", "Nguyen Huy Tien"),
        ("Muhsin Şentürk", "Muhsin Senturk"),
        ("이고르 크라스노프", "이고리 크라스노프"),
        ("Игорь Краснов", "Краснов И."),
    ],
)
def test_one_person_written_twice(a: str, b: str) -> None:
    """Diacritics, order, titles, initials, particles and spellings make no other person."""
    assert agree(a, b)
    assert agree(b, a)
    assert not differ(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kamran Aliyev", "Ilham Aliyev"),
        ("Kamran Aliyev", "I. Aliyev"),
        ("Kamran Aliyev", "Rustam Usubov"),
        ("Igor Krasnov", "Alexander Gutsan"),
        ("Ali Al Buainain", "Khalid Al Khalifa"),
        ("Aliyev", "Usubov"),
    ],
)
def test_two_people(a: str, b: str) -> None:
    """A shared family name or particle does not make one of two."""
    assert differ(a, b)
    assert differ(b, a)
    assert not agree(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [(None, "Kamran Aliyev"), ("Kamran Aliyev", "Кямран Алиев"), ("", "x"), ("阮辉进", "Tien"), ("-", "-")],
)
def test_what_cannot_be_compared_says_nothing(a: str | None, b: str | None) -> None:
    """A missing name or another script speaks neither for nor against."""
    assert not agree(a, b)
    assert not differ(a, b)


def visitor(name: str | None, latin: str | None = None) -> Visitor:
    return Visitor(name, latin or name, "prosecutor_general", None, "VN", "head")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (visitor("Tran Quoc Hung"), visitor("Чан Куок Хынг", "Chan Kuok Khyng")),
        (visitor("Álvaro Coutinho"), visitor("Алвару Коутинью", "Alvaru Koutinyu")),
        (visitor("Tran Quoc Hung"), visitor(None)),
    ],
)
def test_a_name_that_came_through_another_script_is_no_other_person(a: Visitor, b: Visitor) -> None:
    """A transliteration changes letters; it does not make two visitors of one."""
    assert not are_two(a, b)
    assert not are_two(b, a)


def test_across_scripts_strangers_are_still_two() -> None:
    """Names that share nothing are two people in any script."""
    assert are_two(visitor("Kamran Aliyev"), visitor("Игорь Краснов", "Igor Krasnov"))
    assert are_two(visitor("Игорь Краснов", "Igor Krasnov"), visitor("Александр Гуцан", "Aleksandr Gutsan"))
