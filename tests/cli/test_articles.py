"""Articles on the command line: how they come in, and what `explain` makes of them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot.commands.inputs import BadLine, from_json, from_text
from bot.commands.layout import in_words
from bot.model import Article
from tests.app.paper import BAHRAIN, WEATHER
from tests.cli.conftest import Run, line


def test_a_text_may_begin_with_its_date_and_a_title() -> None:
    """The date is taken off, a short first line is the title, and `text` begins after both."""
    article = from_text("date 2026-01-26\n\nA short headline\n\nThe first paragraph.\nThe second.\n")
    assert article == Article(
        title="A short headline", text="The first paragraph.\nThe second.", published="2026-01-26"
    )


@pytest.mark.parametrize("gap", [" ", "", "\n", "\r\n\r\n"])
def test_the_text_may_go_on_right_after_the_date(gap: str) -> None:
    """Whether the text follows the date in its line or below, it is read the same."""
    article = from_text(f" date 2025-07-22{gap}BAKU. A delegation arrived in Manama.")
    assert article == Article(title="", text="BAKU. A delegation arrived in Manama.", published="2025-07-22")


def test_a_first_line_that_is_a_sentence_is_text() -> None:
    """A first paragraph is no title: it ends like a sentence, or is long, or nothing follows."""
    for text in ("It rained.\nThen it stopped.", "x" * 300 + "\nmore", "A headline alone"):
        item = from_text(text)
        assert isinstance(item, Article)
        assert (item.title, item.text) == ("", text)


def test_a_word_that_looks_like_a_date_is_left_alone() -> None:
    """Only a whole day after `date` is one; a day that is none is told."""
    assert from_text("date of birth unknown") == Article(title="", text="date of birth unknown")
    assert isinstance(from_text("date 2026-13-45 x"), BadLine)


def test_json_lines_and_pretty_json_are_both_read() -> None:
    """JSON Lines come one by one; an object over several lines is one article."""
    lines = [b'{"title": "a", "text": "b"}\n', b"\n", b'\xef\xbb\xbf{"title": "c", "text": "d"}']
    assert [item.title for item in from_json(lines) if isinstance(item, Article)] == ["a", "c"]
    pretty = json.dumps({"id": "p", "title": "t", "text": "x", "more": [{"a": {"b": 1}}]}, indent=2)
    (item,) = from_json(io.BytesIO(pretty.encode()))
    assert item == Article(title="t", text="x", id="p")


def test_each_bad_line_is_an_error_of_its_own() -> None:
    """Bad lines are told one by one, with their id where they have one, and the others are read."""
    lines = [
        b"nonsense\n", b'{"title": "a"\n', b'{"id": "7", "title": 3, "text": "x"}\n', b"[1, 2]\n",
        b"\xff\xfe\n", b"[" * 100_000 + b"\n", b'{"title": "ok", "text": "ok"}\n', b'{"id": "9", "text": ""}',
    ]  # fmt: skip
    items = list(from_json(lines))
    assert [isinstance(item, BadLine) for item in items] == [True] * 6 + [False, True]
    assert [item.id for item in items] == [None, None, "7", None, None, None, None, "9"]


def test_explain_answers_in_order_and_tells_bad_lines(visitwire: Run) -> None:
    """One verdict a line in the order of input; a bad line becomes an error and status 1 at the end."""
    given = "\n".join((line(BAHRAIN, "1"), '{"id": "2"}', line(WEATHER, "3")))
    status, out, _ = visitwire("explain", "--json", stdin=given)
    answers = [json.loads(one) for one in out.splitlines()]
    assert status == 1
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert answers[0]["label"] == "visit"
    assert answers[0]["visits"][0]["host"]["country"] == "BH"
    assert "title" in answers[1]["error"]
    assert answers[2]["label"] == "not_visit"


def test_explain_finds_bad_lines_even_in_front(visitwire: Run) -> None:
    """JSON Lines are known as such although their first line is none."""
    status, out, _ = visitwire("explain", "--json", "-", stdin="oops\n" + line(WEATHER, "b"))
    assert status == 1
    assert [json.loads(one)["id"] for one in out.splitlines()] == [None, "b"]


def test_explain_reads_a_text_for_people(visitwire: Run, tmp_path: Path) -> None:
    """A text file is one article; people get the record in words, with the phrases it rests on."""
    file = tmp_path / "article.txt"
    file.write_text(f"date 2026-01-26\n{BAHRAIN[0]}\n\n{BAHRAIN[1]}", encoding="utf-8")
    status, out, err = visitwire("explain", str(file))
    assert (status, err) == (0, "")
    for part in (
        BAHRAIN[0],
        "A visit of a head of prosecution",
        "Kamran Aliyev",
        "Manama, Bahrain",
        "“",
        "why",
    ):
        assert part in out


def test_evidence_stands_where_it_says(visitwire: Run, tmp_path: Path) -> None:
    """`at` counts code points of the article's text, for JSON and for a text without a title alike."""
    file = tmp_path / "article.txt"
    text = "\U0001f3db " + BAHRAIN[1]
    file.write_text("date 2026-01-26 " + text, encoding="utf-8")
    _, plain, _ = visitwire("explain", "--json", str(file))
    _, lines, _ = visitwire("explain", "--json", stdin=line(("", text), "1", published="2026-01-26"))
    for answer in (json.loads(plain), json.loads(lines)):
        places = [found for found in answer["visits"][0]["evidence"].values() if found["at"]]
        assert places
        for found in places:
            start, end = found["at"]
            assert text[start:end] == found["text"]


def test_explain_opens_neither_store_nor_network(
    visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Explaining leaves no file behind and needs no valid configuration."""
    monkeypatch.setenv("VISITWIRE_DATABASE__URL", "nonsense")
    before = sorted(tmp_path.iterdir())
    status, _, _ = visitwire("explain", "--json", stdin=line(BAHRAIN, "1"))
    assert status == 0
    assert sorted(tmp_path.iterdir()) == before


def test_a_probability_has_a_word() -> None:
    """Words for people rise with the score."""
    said = [in_words(score) for score in (0.0, 0.2, 0.5, 0.7, 0.9, 1.0)]
    assert len(set(said)) == len(said)
