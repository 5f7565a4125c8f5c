"""Small words written together with the next one, and signs that make no difference to a word."""

from __future__ import annotations

import pytest

from bot.reading.words.clitics import Clitics
from bot.reading.words.tokens import document
from bot.text import fold

_ROWS = [["و", "و", ""], ["ب", "ب", ""], ["ل", "ل", ""], ["لل", "ل", "ال"], ["وال", "و", "ال"]]
_KNOWN = set(map(fold, ("وزير", "الرياض", "النائب", "في")))


def _words(text: str) -> list[str]:
    return [token.folded for token in document("", text, (), Clitics(_ROWS, _KNOWN.__contains__)).tokens]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("بالرياض", ["ب", "الرياض"]),
        ("وبالرياض", ["و", "ب", "الرياض"]),
        ("للنائب", ["ل", "النائب"]),
        ("والبوعينين", ["و", "البوعينين"]),
        ("و11", ["و", "11"]),
        ("وزير", ["وزير"]),
        ("بوتين", ["بوتين"]),
        ("لقمان سمير ولقمان", ["لقمان", "سمير", "و", "لقمان"]),
    ],
)
def test_takes_known_words_apart(text: str, words: list[str]) -> None:
    """A small word is parted from a word that is known, told elsewhere or has its article."""
    assert _words(text) == list(map(fold, words))


def test_pieces_keep_their_places() -> None:
    """The pieces of a word cover just the letters of the text."""
    tokens = document("", "زار للنائب", (), Clitics(_ROWS, _KNOWN.__contains__)).tokens
    assert [(token.text, token.start, token.end) for token in tokens[1:]] == [("ل", 5, 6), ("لنائب", 6, 11)]


def test_silent_signs_make_no_difference() -> None:
    """Vowel signs, strokes and signs of direction are left out; places count in the text as it came."""
    text = "قال النّائبُ \u200fالعـــام"
    found = document("", text)
    assert [token.text for token in found.tokens] == ["قال", "النائب", "العام"]
    last = found.tokens[-1]
    assert text[found.place(last.start) : found.place(last.end)].startswith("العـــ")


def test_marks_of_other_scripts_part_words() -> None:
    """An Arabic comma parts like a comma, a joiner like a space."""
    found = document("", "نائب، می‌کند")
    assert [found.gap(at) for at in range(2)] == [", ", " "]
