"""What holds in every language that has a pack: valid verdicts, and time in proportion to the text."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.languages import codes, pack
from bot.model import Article
from bot.reading import read
from tests.reading.test_properties import is_valid

NOW = datetime(2025, 6, 20, tzinfo=UTC)
_HEAPS = 12  # of shuffled words, a language


def _examples(code: str) -> list[dict[str, Any]]:
    return list(pack(code)["reading"]["examples"])


def _tail(code: str) -> str:
    """Sentences of the language's commonest words, which say nothing."""
    words = pack(code)["reading"]["options"]["common_words"]
    return "\n\n" + f"{' '.join(words[:8])}. " * 40


def _article(example: dict[str, Any], text: str | None = None) -> Article:
    body = example["text"] if text is None else text
    return Article(example.get("title", ""), body, published=example.get("published", "2025-06-18"))


@pytest.mark.parametrize("code", codes())
def test_has_enough_examples_of_both_kinds(code: str) -> None:
    """Fifteen short articles prove a pack, news that is no visit among them."""
    labels = [example["label"] for example in _examples(code)]
    assert len(labels) >= 15
    assert min(labels.count("not_visit"), len(labels) - labels.count("not_visit")) >= 5


@pytest.mark.parametrize("code", codes())
def test_any_heap_of_its_words_gives_a_valid_verdict(code: str) -> None:
    """The words of a language in any order, cut anywhere, break nothing."""
    dice = random.Random(code)
    words = [word for example in _examples(code) for word in (example["text"] + "\n").split(" ")]
    for _ in range(_HEAPS):
        text = " ".join(dice.sample(words, min(len(words), 60)))[dice.randrange(5) :]
        is_valid(read(Article(text[:40], text, published="2025-06-18", lang=code), now=NOW), text)


@pytest.mark.parametrize("code", codes())
def test_a_long_tail_of_something_else_does_not_matter(code: str) -> None:
    """What stands far below a story neither makes a visit nor hides one."""
    for example in _examples(code):
        usual = read(_article(example), now=NOW)
        tailed = read(_article(example, example["text"] + _tail(code)), now=NOW)
        assert tailed.label == usual.label, example["text"]


@pytest.mark.parametrize("code", codes())
def test_time_grows_no_faster_than_the_text_in_any_language(code: str) -> None:
    """Five times a digest of visits takes at most some fifteen times as long, whatever the script."""
    body = "\n".join(example["text"] for example in _examples(code) if example["label"] != "not_visit") + "\n"

    def seconds(size: int) -> float:
        article = Article("", (body * (size // len(body) + 1))[:size], published="2025-06-18", lang=code)
        start = time.process_time()
        read(article, now=NOW)
        return time.process_time() - start

    seconds(1_000)  # the pack loads
    small, large = (min(seconds(size) for _ in range(2)) for size in (2_000, 10_000))
    assert large < max(small, 0.004) * 15
