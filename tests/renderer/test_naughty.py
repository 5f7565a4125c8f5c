"""Hostile names, through every message and file: a few hundred of the ten thousand of `make naughty`."""

from __future__ import annotations

from tests.renderer import naughty
from tests.renderer.naughty_strings import strings
from tests.renderer.telegram import found_by_telegram


def test_hostile_names_are_only_words() -> None:
    """No message is refused, or has a mention, command, hashtag or link that is not ours; files are whole."""
    judged = naughty.judge(120)
    assert judged.first == {}
    assert judged.messages == 120 * len(naughty.MAKERS)


def test_the_hostile_strings_are_what_they_claim() -> None:
    """The same seed gives the same strings, nearly all of them different, some as long as a message."""
    made = list(strings(2000))
    assert made == list(strings(2000))
    assert len(set(made)) > 1800
    assert max(map(len, made)) > 3_900
    harmful = [text for text in made if found_by_telegram(text.encode(errors="replace").decode())]
    assert len(harmful) > 700
