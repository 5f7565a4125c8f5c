"""Recognising syndicated copies by their words."""

from __future__ import annotations

import random

import pytest

from bot.merger import is_copy, shingles

TEXT = """BAKU, Azerbaijan, January 26 (Trend) - The head of the prosecution went to a neighbouring capital
for three days, where his hosts showed him their new building and spoke at length about the exchange of
evidence, the training of young prosecutors, the return of stolen assets, and the handing over of convicts
who wish to serve the rest of their sentence at home. At the end both sides agreed to meet again in spring.
"""
OTHER = """The prosecutor's office announced on Monday that its head has returned from a working visit, in the
course of which he held talks with the minister of justice and with the president of the supreme court, and
laid a wreath at the monument to those who fell. The talks dealt with extradition and legal assistance.
"""
CHINESE = (
    "阿塞拜疆总检察长一行访问最高人民检察院，双方就加强司法合作、"
    "打击跨国犯罪以及人员培训等问题深入交换了意见，并签署了合作谅解备忘录。"
)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace("BAKU, Azerbaijan, January 26 (Trend) -", "MENAFN -"),
        TEXT + "\nSource: Trend\n",
        TEXT.replace("three days", "some days").replace("at length", "briefly"),
    ],
)
def test_an_edited_reprint_is_a_copy(copy: str) -> None:
    """Another dateline, a source line, capitals and a few words changed are still the same text."""
    assert is_copy(shingles(copy), [shingles(OTHER), shingles(TEXT)])


def test_another_report_of_the_same_visit_is_no_copy() -> None:
    """Two journalists who tell of one thing do not share half of their three-word runs."""
    assert not is_copy(shingles(OTHER), [shingles(TEXT)])
    assert not is_copy(shingles(TEXT), [])


def test_one_word_in_ten_changed_is_a_copy_and_one_in_two_is_not() -> None:
    """The measure tells editing from writing."""
    dice = random.Random(7)
    words = [f"word{dice.randrange(10_000)}" for _ in range(400)]

    def changed(share: float) -> str:
        return " ".join("other" if dice.random() < share else word for word in words)

    original = shingles(" ".join(words))
    assert is_copy(shingles(changed(0.1)), [original])
    assert not is_copy(shingles(changed(0.5)), [original])


def test_a_text_without_spaces_has_runs_too() -> None:
    """Chinese is compared by character, so that one changed word does not change the whole text."""
    assert is_copy(shingles(CHINESE.replace("深入", "广泛")), [shingles(CHINESE)])
    assert not is_copy(shingles(CHINESE[::-1]), [shingles(CHINESE)])


@pytest.mark.parametrize("text", ["", " \n ", "Visit ends", "\ud800 \x00"])
def test_a_few_words_are_no_copy_of_anything(text: str) -> None:
    """Two headlines alike by chance prove nothing."""
    assert not is_copy(shingles(text), [shingles(text)])


def test_shingles_are_the_same_on_every_machine() -> None:
    """They are stored, so they must not depend on the process that made them."""
    assert shingles("one two three four") == {1044035734, 2015744983}
