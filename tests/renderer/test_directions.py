"""Arabic runs from the right: lines, ranges, arrows and the keys that turn pages; others are as they were."""

from __future__ import annotations

import re
import unicodedata

import pytest

from bot.languages.speech import is_rtl, sentences, speaker, ui_codes
from bot.renderer import card, visits_page
from bot.renderer.listings import Place, read_listing
from bot.renderer.lists import Page, open_key
from bot.renderer.pages import countries_page, turn_row
from tests.renderer.samples import NOW, visit

each_language = pytest.mark.parametrize("lang", ui_codes())
each_rtl = pytest.mark.parametrize("lang", list(filter(is_rtl, ui_codes())))
_INSIDE = {"who.head_named", "who.deputy_named", "card.or", "details.headline"}  # never at a line's start


def runs_from_the_right(line: str) -> bool:
    """Say what apps take a line for: they go by its first letter; flags are letters too."""
    kinds = (unicodedata.bidirectional(char) for char in re.sub(r"<[^>]*>", "", line))
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def a_page(lang: str) -> list[str]:
    listing = read_listing("v")
    assert listing is not None
    year_only = visit(start="2025", end=None, date_precision="year")
    page = Page(Place(listing), (visit(), year_only), 12, newer=True, older=True)
    return visits_page(page, lang, now=NOW).html.split("\n")[2:]


@each_language
def test_lines_and_keys_of_a_list_run_as_the_language_does(lang: str) -> None:
    """A line that begins with a digit or a flag is no exception."""
    keys = [open_key(visit(), lang).text]
    keys += [key.text for row in countries_page([("BH", 3), ("AZ", 2)], 0, lang).buttons for key in row]
    for line in [*a_page(lang), *keys]:
        assert runs_from_the_right(line) is is_rtl(lang), line


def test_an_arabic_card_runs_from_the_right() -> None:
    """Latin names, flags and titles at the start of a line turn none of them round."""
    lines = [line for line in card(visit(), "ar", now=NOW).html.split("\n") if line]
    assert [line for line in lines if not runs_from_the_right(line)] == []


@each_rtl
def test_sentences_run_from_the_right_whatever_stands_in_them(lang: str) -> None:
    """No line of the pack is turned round by a command, a tag or a Latin value at its start."""
    for key, sentence in sentences(lang).items():
        for text in [sentence] if isinstance(sentence, str) else sentence.values():
            filled = re.sub(r"\{(n|dates|kind)\}", "1", text)  # of digits, or in the language itself
            lines = re.sub(r"\{\w+\}", "x", filled).split("\n")
            wrong = [
                line for line in lines if re.search("[\u0621-\u064a]", line) and not runs_from_the_right(line)
            ]
            assert wrong == [] or key in _INSIDE, key


@each_rtl
def test_commands_keep_their_slash_in_front(lang: str) -> None:
    """Between words from right to left a slash would stand behind its command, but for the mark before it."""
    for key, sentence in sentences(lang).items():
        for text in [sentence] if isinstance(sentence, str) else sentence.values():
            bare = re.sub(r"</?[a-z]+>", "", text)
            assert not re.search(r"(?<![\u200e\w])/[a-z]{2}", bare), key


def test_arrows_point_where_the_journey_goes() -> None:
    """From right to left the way from A to B is an arrow to the left, kept from its neighbours' direction."""
    assert speaker("en").join("card.way", ("A", "B", "C")) == "A → B → C"
    way = speaker("ar").join("card.way", ("A", "B"))
    assert way.replace("\u200f", "") == "A ← B" and way.count("\u200f") == 4


@each_language
def test_turning_keys_lie_as_lines_run(lang: str) -> None:
    """The key to the next page is where the eye goes on; a dot is where there is none."""
    keys = turn_row(None, "forward", (0, 3), lang)
    ahead = keys[0] if is_rtl(lang) else keys[2]
    assert [key.text for key in keys] == (["◂", "1/3", "·"] if is_rtl(lang) else ["·", "1/3", "▸"])
    assert ahead.data == "forward"
