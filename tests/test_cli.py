"""The command line: what each command prints, and the status it ends with."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import cli
from bot.commands import feedlist
from bot.commands.formats import folded
from bot.commands.inputs import BadLine, from_json, from_text
from bot.commands.layout import in_words
from bot.model import Article, Feed
from bot.outputs.line import App
from bot.sandbox import Sandbox
from bot.storage import Store
from tests.app.paper import BAHRAIN, KAZAKHSTAN, WEATHER, Paper

_ROOT = Path(__file__).parents[1]


def nobody(application: App, store: Store) -> None:
    raise AssertionError("no handlers are needed here")


@pytest.fixture
def visitwire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Run a command in an empty folder with a feed list and a store of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.toml").write_text('# mine\n[[feed]]\nname = "A"\nurl = "http://127.0.0.1:9/feed"\n')
    monkeypatch.setenv("VISITWIRE_CONFIG", str(tmp_path))
    monkeypatch.setenv("VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("VISITWIRE_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            raw = stdin.encode() if isinstance(stdin, str) else stdin
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status = cli.run(arguments, nobody)
        out, err = capsys.readouterr()
        return status, out, err

    yield run


Run = Callable[..., tuple[int, str, str]]


def line(story: tuple[str, str], id_: str, **more: str) -> str:
    return json.dumps({"id": id_, "title": story[0], "text": story[1], **more})


# ── The frame ────────────────────────────────────────────────────────────────────────────────────────


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    """`visitwire --help` takes less than 0.3 s and imports neither Telegram nor a database."""
    code = (
        "import sys; sys.argv = ['visitwire', '--help']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('telegram', 'sqlalchemy', 'aiohttp', 'bot.reading') if m in sys.modules])"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 1.5  # the figure proper is the benchmark's; a test may share its core
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("run", "sandbox", "explain", "take-in", "poll", "visits", "feeds", "migrate", "doctor"):
        assert f"\n    {command} " in done.stdout


def test_python_m_bot_is_visitwire() -> None:
    """`python -m bot` is the same program and passes its status on."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "nonsense"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("visitwire: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [(), ("visits", "--format", "xml"), ("sandbox", "--port", "x"), ("poll", "--feed", "nobody"),
     ("explain", "/no/such/file"), ("feeds", "remove", "nobody")],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_status_2(visitwire: Run, arguments: tuple[str, ...]) -> None:
    """Whatever is wrong with the arguments is said in one line on stderr, with status 2."""
    status, out, err = visitwire(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("visitwire: ")


def test_a_broken_configuration_tells_all_its_mistakes(
    visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mistakes in settings, feeds and environment, a missing token too, come together with status 2."""
    (tmp_path / "settings.toml").write_text("[feeds]\nconcurrency = 0\n")
    (tmp_path / "feeds.toml").write_text('[[feed]]\nname = "A"\n')
    monkeypatch.setenv("VISITWIRE_LOGGING__LEVEL", "x")
    status, _, err = visitwire("run")
    assert status == 2
    for part in (
        f"{tmp_path / 'settings.toml'}:2: feeds.concurrency cannot be 0",
        f"{tmp_path / 'feeds.toml'}:1:",
        "TELEGRAM_BOT_TOKEN: not set",
        "VISITWIRE_LOGGING__LEVEL: cannot be 'x'",
    ):
        assert part in err
    assert len(err.splitlines()) == 4


# ── Articles come in ─────────────────────────────────────────────────────────────────────────────────


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


# ── explain ──────────────────────────────────────────────────────────────────────────────────────────


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


# ── The store ────────────────────────────────────────────────────────────────────────────────────────


def test_take_in_then_visits(visitwire: Run, tmp_path: Path) -> None:
    """What is taken in is found by `visits` in every form, and taking it in again changes nothing."""
    news = [
        line(BAHRAIN, "1", url="https://e.org/1", published="2026-01-26"),
        "broken",
        line(KAZAKHSTAN, "2", url="https://e.org/2", published="2026-02-10"),
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(news))
    status, out, _ = visitwire("take-in", "--json", str(file))
    first, bad, second = (json.loads(one) for one in out.splitlines())
    assert status == 1
    assert "error" in bad
    assert [first["visits"][0]["change"], second["visits"][0]["change"]] == ["new", "new"]
    again = [json.loads(one) for one in visitwire("take-in", "--json", str(file))[1].splitlines()]
    assert again[0]["visits"] == [{"id": first["visits"][0]["id"], "change": "none"}]
    assert again[0]["score"] == first["score"]

    found = [json.loads(one) for one in visitwire("visits", "--format", "json")[1].splitlines()]
    assert {one["id"] for one in found} == {first["visits"][0]["id"], second["visits"][0]["id"]}
    (one,) = visitwire("visits", "Bahrain", "--format", "json")[1].splitlines()
    assert json.loads(one)["sources"][0]["url"] == "https://e.org/1"
    assert len(visitwire("visits", "kz", "tr", "--format", "json")[1].splitlines()) == 1
    assert visitwire("visits", "AZ", "TR", "--format", "json")[1] == ""
    assert "Bahrain" in visitwire("visits")[1]
    assert visitwire("visits", "JP")[1] == "No visits.\n"
    assert visitwire("visits", "--format", "csv")[1].count("\n") == 3
    assert "BEGIN:VCALENDAR\r\n" in visitwire("visits", "--format", "ics")[1]
    assert visitwire("visits", "--from", "2027")[1] == "No visits.\n"


def test_visits_tells_every_mistake(visitwire: Run) -> None:
    """Unknown countries, dates and states are told together, with what may have been meant."""
    status, _, err = visitwire("visits", "Bahraiin", "Qqqqq", "--from", "soon", "--status", "done")
    assert status == 2
    assert "did you mean BH (Bahrain)" in err
    assert len(err.splitlines()) == 4


def test_visits_without_a_store_says_what_to_do(visitwire: Run) -> None:
    """Asking before there is anything names the command that makes it, and makes nothing itself."""
    status, _, err = visitwire("visits")
    assert status == 1
    assert "visitwire migrate" in err
    assert visitwire("migrate")[0] == 0
    assert visitwire("visits")[:2] == (0, "No visits.\n")


def test_calendar_lines_are_folded_between_characters() -> None:
    """No line is longer than 75 bytes, and unfolding gives the text back."""
    text = "SUMMARY:" + "Түркия Прокуратурасы 🇹🇷 " * 12
    parts = folded(text).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text


# ── Feeds ────────────────────────────────────────────────────────────────────────────────────────────


def in_the_world(story: Callable[[Paper, Sandbox], None]) -> None:
    """Run a blocking story beside a newspaper and a Bot API server."""

    async def play() -> None:
        async with Paper() as paper, Sandbox(port=0, demo=False) as sandbox:
            await asyncio.to_thread(story, paper, sandbox)

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
        assert "failing ×1" in listed
        assert "ok 0 min ago" in listed

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
        assert "disabled" in visitwire("feeds", "list")[1]
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
    assert feedlist.removed(feedlist.added(text, Feed("C", "http://c/", "BH")), "C").rstrip() == text.rstrip()
    off = feedlist.switched(text, "A", on=False)
    assert off.count("enabled = false") == 1
    assert feedlist.switched(off, "A", on=True).count("enabled = true") == 1
    assert '"B"' in feedlist.removed(text, "A")


# ── doctor ───────────────────────────────────────────────────────────────────────────────────────────


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
