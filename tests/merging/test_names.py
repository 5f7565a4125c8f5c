"""When two names are one person."""

from __future__ import annotations

import pytest

from bot.merger.names import agree, differ


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
