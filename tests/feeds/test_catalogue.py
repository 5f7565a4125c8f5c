"""feeds.toml is read whole or its mistakes are told, all at once and each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import languages
from bot.errors import SettingsError
from bot.feeds.catalogue import examine, load
from bot.model import Feed

SHIPPED = Path(__file__).parents[2] / "config" / "feeds.toml"
GOOD = """
[[feed]]
name = "Agency"
url = "https://agency.example/rss"
country = "AZ"
language = "az"
kind = "rss"
interval = 600
user_agent = "Mozilla/5.0"
tier = 1
enabled = false
window = 6.5
text = "headlines"
timezone = "Asia/Baku"
obey_robots = false

[[feed]]
name = "Paper"  # one with the least
url = "http://paper.example:8080/feed?a=1"
"""
BAD = """contact = "me"

[[feed]]
name = "Agency"
url = "https://agency.example/rss"
county = "AZ"
tier = 9

[[feed]]  # the same once more
name = "agency"
url = "http://www.agency.example/rss?utm_source=x"
country = "UK"
interval = "5"
kind = "atom"

[[feed]]
language = "English"
enabled = "yes"
user_agent = "имя"
url = "ftp://agency.example"
window = 0
text = "some"
timezone = "Baku"
obey_robots = "no"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_of_a_feed(tmp_path: Path) -> None:
    """All that the file says of a feed is in its record, and what it leaves out has a default."""
    assert load(write(tmp_path, GOOD)) == (
        Feed(
            "Agency",
            "https://agency.example/rss",
            "AZ",
            "az",
            "rss",
            600.0,
            "Mozilla/5.0",
            1,
            False,
            6.5,
            "headlines",
            "Asia/Baku",
            False,
        ),
        Feed("Paper", "http://paper.example:8080/feed?a=1"),
    )


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    """Each mistake names its line and what to write instead."""
    path = write(tmp_path, BAD)
    with pytest.raises(SettingsError) as caught:
        load(path)
    expected = {
        1: "only [[feed]]",
        6: "did you mean country?",
        7: "tier",
        10: "stands already in line 4",
        11: "stands already in line 5",
        12: "ISO 3166-1",
        13: "number of seconds",
        14: "rss, jsonfeed",
        16: "lacks its name",
        17: "small letters",
        18: "true or false",
        19: "Latin letters",
        20: "https://",
        21: "hours",
        22: "headlines, summaries, full",
        23: "Asia/Baku",
        24: "true or false",
    }
    told = {int(line.removeprefix(f"{path}:").partition(":")[0]): line for line in caught.value.mistakes}
    assert sorted(told) == sorted(expected)
    assert len(told) == len(caught.value.mistakes)
    assert all(word in told[line] for line, word in expected.items())


def test_feeds_without_a_mistake_are_still_read(tmp_path: Path) -> None:
    """`examine` gives the good feeds beside the mistakes of the others."""
    feeds, mistakes = examine(write(tmp_path, GOOD + '[[feed]]\nname = "Third"\n'))
    assert [feed.name for feed in feeds] == ["Agency", "Paper"]
    assert len(mistakes) == 1


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[[feed]]\nname = "A\n', 2, "not TOML"),
        ('[feed]\nname = "A"\n', 1, "[[feed]]"),
        ('\n[feeds]\nname = "A"\n', 2, "only [[feed]]"),
    ],
)
def test_a_broken_file_names_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    """A file that is no such list is told with file and line, not as a traceback."""
    path = write(tmp_path, text)
    feeds, mistakes = examine(path)
    assert feeds == ()
    assert mistakes[0].startswith(f"{path}:{line}: ")
    assert word in mistakes[0]


def test_a_missing_or_unreadable_file(tmp_path: Path) -> None:
    """A file that is not there, or no text, is said in one line."""
    assert "cannot be read" in examine(tmp_path / "none.toml")[1][0]
    (tmp_path / "feeds.toml").write_bytes(b"\xff\xfe\xff")
    assert "no UTF-8" in examine(tmp_path / "feeds.toml")[1][0]


def test_the_shipped_list() -> None:
    """The feeds that we ship are right, many, from many countries, in languages that are read."""
    feeds = [feed for feed in load(SHIPPED) if feed.enabled]
    assert len(feeds) >= 80
    assert len({feed.country for feed in feeds}) >= 60
    assert {feed.language for feed in feeds} <= set(languages.codes())
    assert {"Trend", "AZERTAC (en)"} <= {feed.name for feed in feeds}
