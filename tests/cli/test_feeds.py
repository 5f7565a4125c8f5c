"""Feeds on the command line, and the doctor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands import feedlist
from bot.model import Feed
from bot.sandbox import Sandbox
from tests.app.paper import BAHRAIN, Paper
from tests.cli.conftest import Run
from tests.oracles import Oracles


def in_the_world(story: Callable[[Paper, Sandbox], None]) -> None:
    """Run a blocking story beside a newspaper and a Bot API server."""

    async def play() -> None:
        oracles = Oracles()
        async with Paper() as paper, Sandbox(port=0, demo=False) as sandbox:
            sandbox.observers.append(oracles)
            await asyncio.to_thread(story, paper, sandbox)
        assert oracles.complaints == []

    asyncio.run(play())


def test_poll_once_is_one_line(visitwire: Run, tmp_path: Path) -> None:
    """A round of polls ends in one summary line; a feed that fails is told and stops no other."""

    def story(paper: Paper, sandbox: Sandbox) -> None:
        paper.publish(BAHRAIN)
        with (tmp_path / "feeds.toml").open("a") as file:
            file.write(f'[[feed]]\nname = "B"\nurl = "{paper.feed_url}"\n')
        status, out, err = visitwire("poll", "--once")
        assert status == 1
        assert out == "feeds 2, failed 1, entries 1, articles 1, visits 1 new\n"
        assert [one for one in err.splitlines() if one.startswith("visitwire: A: ")]
        status, out, _ = visitwire("poll", "--once", "--feed", "B")
        assert (status, out) == (0, "feeds 1, failed 0, entries 0, articles 0, visits 0 new\n")
        listed = visitwire("feeds", "list")[1]
        assert "connect ×1: http://127.0.0.1:9/feed" in " ".join(listed.split())
        assert listed.splitlines()[-1] == "feeds 2: failing 1, ok 1"

    in_the_world(story)


def test_feeds_are_checked_added_and_switched(visitwire: Run, tmp_path: Path) -> None:
    """`feeds` says what an address gives and changes feeds.toml without touching the rest of it."""

    def story(paper: Paper, sandbox: Sandbox) -> None:
        paper.publish(BAHRAIN)
        status, out, _ = visitwire("feeds", "check", paper.feed_url)
        assert status == 0
        assert "Loopback Gazette" in out
        assert visitwire("feeds", "check", "http://127.0.0.1:9/none")[0] == 1
        assert visitwire("feeds", "add", paper.feed_url, "--name", "G", "--country", "BH")[0] == 0
        assert visitwire("feeds", "disable", "G")[0] == 0
        assert "off 1" in visitwire("feeds", "list")[1]
        assert visitwire("feeds", "enable", "G")[0] == 0
        assert visitwire("feeds", "remove", "A")[0] == 0
        text = (tmp_path / "feeds.toml").read_text()
        assert text.startswith("# mine\n")
        assert '"A"' not in text
        assert not list(tmp_path.glob("*.new"))

    in_the_world(story)


def test_the_feed_list_is_edited_as_text() -> None:
    """Adding, switching and removing a table leaves every other line as it was."""
    text = '# head\n\n[[feed]] # first\nname = "A"\nurl = "http://a/"\n\n[[feed]]\nname = "B"\nurl = "http://b/"\n'
    assert feedlist.removed(feedlist.added(text, [Feed("C", "http://c/")]), "C").rstrip() == text.rstrip()
    off = feedlist.switched(text, "A", on=False)
    assert off.count("enabled = false") == 1
    assert feedlist.switched(off, "A", on=True).count("enabled = true") == 1
    assert '"B"' in feedlist.removed(text, "A")


def test_a_comment_goes_with_its_feed() -> None:
    """What stands right above a table is about it; the head of the file and of a section are not."""
    head = "# all of them\n"
    first = '[[feed]]\nname = "A"\nurl = "http://a/"\n\n'
    section = "# --- A section\n\n"
    second = '# Two lines\n# about B.\n[[feed]]\nname = "B"\nurl = "http://b/"\n'
    text = head + first + section + second
    assert feedlist.removed(text, "B") == head + first + section
    assert feedlist.removed(text, "nobody") == text
    assert feedlist.removed(text, "A") == head + section + second
    off = feedlist.switched(text, "B", on=False)
    assert off == text.replace('[[feed]]\nname = "B"', '[[feed]]\nenabled = false\nname = "B"')
    assert feedlist.switched(off, "B", on=True).count("enabled") == 1


def test_doctor_says_what_to_do(visitwire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding stands in a line of its own with a remedy; when all is well the status is 0."""
    status, out, _ = visitwire("doctor")
    assert status == 1
    assert "TELEGRAM_BOT_TOKEN" in out
    assert "visitwire migrate" in out

    def story(paper: Paper, sandbox: Sandbox) -> None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", sandbox.token)
        monkeypatch.setenv("VISITWIRE_TELEGRAM__BASE_URL", sandbox.base_url)
        assert visitwire("migrate")[0] == 0
        status, out, _ = visitwire("doctor")
        assert status == 0, out
        assert all(one.startswith("ok") for one in out.splitlines())
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:wrong")
        status, out, _ = visitwire("doctor")
        assert status == 1
        assert "@BotFather" in out
        assert "42:wrong" not in out

    in_the_world(story)
