"""The progress bar: one line that fits the terminal, and nothing at all elsewhere."""

from __future__ import annotations

import io

import pytest

from bot.commands import progress
from bot.commands.columns import fit, labelled, table, width
from bot.commands.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(progress, "_EVERY", 0.0)


def test_it_stays_in_one_line_and_leaves_it_empty() -> None:
    """Each picture begins the line anew, fits it, and none is left at the end."""
    terminal = Terminal()
    with Bar(3, terminal) as bar:
        for name in (
            "Short",
            "A very long name of a very long feed indeed",
            "新闻社 非常长的名字 非常长的名字",
        ):
            bar.advance(name)
    first, *pictures, after, end = terminal.getvalue().split("\r")
    assert (first, after.strip(), end) == ("", "", "")
    assert [width(picture) for picture in pictures] == [49] * 4
    assert pictures[0].startswith("·" * 30 + " 0/3")
    assert pictures[1].startswith("█" * 10 + "·" * 20 + " 1/3 Short")
    assert "\n" not in terminal.getvalue()


def test_control_characters_of_strangers_do_not_reach_the_terminal() -> None:
    """A name cannot move the cursor or change colours."""
    terminal = Terminal()
    Bar(1, terminal).advance("a\x1b[31m\nb")
    assert "\x1b" not in terminal.getvalue()
    assert "\n" not in terminal.getvalue()


def test_it_is_silent_elsewhere() -> None:
    """A pipe or a file gets nothing of it."""
    pipe = io.StringIO()
    with Bar(1, pipe) as bar:
        bar.advance("x")
    assert pipe.getvalue() == ""


def test_columns_count_wide_letters_twice() -> None:
    """Letters of East Asia take two columns, accents that stand alone none."""
    assert [width(text) for text in ("abc", "新闻", "e\u0301")] == [3, 4, 1]
    assert [fit("新闻社", 4), fit("新闻", 6), fit("abcdef", 4)] == ["新… ", "新闻  ", "abc…"]
    assert list(table([("A", "b"), ("新闻", "c" * 40)], 20)) == ["A     b", "新闻  ccccccccccccc…"]
    assert list(labelled([("x", "one two three")], 24, 4)) == ["x   one two three"]
    assert all(width(line) <= 24 for line in labelled([("x", "新闻 " * 20)], 24, 4))
