"""Lists of feeds on the command line: looked at, added to, brought in from other readers and given away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.feeds.catalogue import load
from tests.app.paper import BAHRAIN, WEATHER, Paper
from tests.cli.conftest import Run
from tests.cli.test_feeds import in_the_world


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def opml(*addresses: str) -> str:
    outlines = "\n".join(f'<outline text="F{n}" xmlUrl="{url}"/>' for n, url in enumerate(addresses))
    return f"<opml><body>\n{outlines}\n</body></opml>"


def test_a_check_is_one_screen(visitwire: Run) -> None:
    """`feeds check URL` fits 24 lines of 80 columns, and ends in a table that can be pasted."""

    def story(paper: Paper) -> None:
        paper.publish(BAHRAIN)
        paper.publish(WEATHER, days_ago=0.5, summary=WEATHER[1])
        status, out, _ = visitwire("feeds", "check", paper.feed_url)
        assert status == 0
        assert len(out.splitlines()) <= 24
        assert max(map(len, out.splitlines())) <= 80
        for words in (
            "read as en",
            "12.0 hours",
            "at least every 6.0 hours",
            "1 of 2 would be read",
            "(304)",
        ):
            assert words in out
        Path("pasted.toml").write_text(out.partition("\n\n")[2])
        (feed,) = load(Path("pasted.toml"))
        assert (feed.name, feed.url, feed.language) == ("Loopback Gazette", paper.feed_url, "en")

    in_the_world(lambda paper, _: story(paper))


def test_all_feeds_at_once_are_a_table(visitwire: Run, tmp_path: Path) -> None:
    """`feeds check` gives a line for each feed that is polled, failing ones first, and a sum."""

    def story(paper: Paper) -> None:
        paper.publish(BAHRAIN)
        with (tmp_path / "feeds.toml").open("a") as file:
            file.write(f'[[feed]]\nname = "B"\nurl = "{paper.feed_url}"\nlanguage = "az"\n')
            file.write('[[feed]]\nname = "Off"\nurl = "http://127.0.0.1:9/off"\nenabled = false\n')
        status, out, err = visitwire("feeds", "check")
        assert (status, err) == (1, "")
        _, first, second, summary = out.splitlines()
        assert first.split() == ["A", "0", "?", "connect"]
        assert second.startswith("B     1        ?       headlines only, reads as en, not az")
        assert summary == "feeds 2, failed 1 (1 connect)"

    in_the_world(lambda paper, _: story(paper))


def test_a_page_leads_to_its_feed(visitwire: Run, tmp_path: Path) -> None:
    """`feeds add` of a web page takes the feed that the page names, fills in what is sure, and says so."""

    def story(paper: Paper) -> None:
        paper.publish(BAHRAIN)
        home = paper.home()
        status, out, _ = visitwire("feeds", "add", home)
        assert status == 0
        assert f"took {paper.feed_url}" in out
        added = load(tmp_path / "feeds.toml")[-1]
        assert (added.name, added.url, added.language, added.country) == (
            "Loopback Gazette", paper.feed_url, "en", None,
        )  # fmt: skip
        for again in (home, paper.feed_url):
            status, _, err = visitwire("feeds", "add", again)
            assert (status, len(err.splitlines())) == (2, 1)
            assert "in the list already" in err
        assert len(load(tmp_path / "feeds.toml")) == 2

    in_the_world(lambda paper, _: story(paper))


ITEM = "<item><title>{}</title><link>{}</link>{}</item>"
GOOGLES = ITEM.format("Story {n} - Paper {n}", "{at}", "<source url='{at}'>Paper {n}</source>")
BINGS = ITEM.format("Story {n}", "{at}click?id=1&amp;url=https%3a%2f%2fpaper{n}.example%2f1", "")
ITS_OWN = ITEM.format("Story {n} - Gazette", "{at}", "<source url='{at}'>Gazette</source>")


@pytest.mark.parametrize(("item", "kind"), [(GOOGLES, "discovery"), (BINGS, "discovery"), (ITS_OWN, "rss")])
def test_search_results_are_told_by_their_entries(
    visitwire: Run, tmp_path: Path, item: str, kind: str
) -> None:
    """A feed of many publishers' stories is added as an aggregator's, and `add` and `check` say so."""

    def story(paper: Paper) -> None:
        items = (item.format(n=n, at=f"http://127.0.0.1:{paper.port}/n/") for n in range(3))
        paper.body = (
            f"<rss version='2.0'><channel><title>Found</title>{''.join(items)}</channel></rss>".encode()
        )
        for what in ("check", "add"):
            said = visitwire("feeds", what, paper.feed_url)[1]
            assert ("other publishers'" in said) == (kind == "discovery")
        assert load(tmp_path / "feeds.toml")[-1].kind == kind

    in_the_world(lambda paper, _: story(paper))


def test_a_publisher_who_refuses_our_user_agent(visitwire: Run, tmp_path: Path) -> None:
    """The user agent that was asked for is used at once, and is kept with the feed."""

    def story(paper: Paper) -> None:
        paper.publish(BAHRAIN)
        paper.agent = "Reader 1"
        assert visitwire("feeds", "check", paper.feed_url)[0] == 1
        status, out, _ = visitwire("feeds", "check", "--user-agent", "Reader 1", paper.feed_url)
        assert (status, 'user_agent = "Reader 1"' in out) == (0, True)
        assert visitwire("feeds", "add", paper.feed_url)[0] == 1
        assert visitwire("feeds", "add", "--user-agent", "Reader 1", paper.feed_url)[0] == 0
        assert load(tmp_path / "feeds.toml")[-1].user_agent == "Reader 1"

    in_the_world(lambda paper, _: story(paper))


def test_what_cannot_be_added(visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that gives nothing, lives at a private address or is described wrongly is not added."""
    before = (tmp_path / "feeds.toml").read_text()
    assert visitwire("feeds", "add", "http://127.0.0.1:9/none")[0] == 1
    monkeypatch.setenv("VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES", "false")
    status, out, _ = visitwire("feeds", "add", "http://127.0.0.1/feed")
    assert status == 1
    assert "forbidden_address" in out
    status, _, err = visitwire(
        "feeds", "add", "http://x.example/", "--country", "zz", "--language", "English"
    )
    assert (status, len(err.splitlines())) == (2, 2)
    assert visitwire("feeds", "add", "http://x.example/", "--name", "a")[0] == 2
    assert (tmp_path / "feeds.toml").read_text() == before


def test_a_list_that_is_not_ones_own(visitwire: Run, tmp_path: Path) -> None:
    """Where the file cannot be changed, the error says what to type."""
    (tmp_path / "feeds.toml.new").symlink_to("/no/such/folder")  # for root every folder can be written to
    status, _, err = visitwire("feeds", "disable", "A")
    assert status == 2
    assert f"cp {tmp_path / 'feeds.toml'} ~/feeds.toml && export VISITWIRE_FEEDS__FILE" in err


def test_the_packages_list_is_never_changed(
    visitwire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes inside the package would be lost by an update, and is refused with the same advice."""
    inside = tmp_path / "default_config"
    inside.mkdir()
    (tmp_path / "feeds.toml").rename(inside / "feeds.toml")
    monkeypatch.setenv("VISITWIRE_CONFIG", str(inside))
    status, _, err = visitwire("feeds", "disable", "A")
    assert status == 2
    assert "export VISITWIRE_FEEDS__FILE" in err


def test_a_list_goes_out_and_comes_in(visitwire: Run, tmp_path: Path) -> None:
    """What is exported and imported again is the same list, with every setting."""
    mine = tmp_path / "feeds.toml"
    mine.write_text(
        '# mine\n[[feed]]\nname = "A & <B>"\nurl = "http://a.example/?x=1&y=2"\ntier = 1\nwindow = 6.5\n\n'
        '[[feed]]\nname = "Ə"\nurl = "http://b.example/"\nlanguage = "az"\nenabled = false\n'
    )
    feeds = load(mine)
    assert visitwire("feeds", "export", "list.opml")[0] == 0
    status, text, _ = visitwire("feeds", "export")
    assert (status, text) == (0, Path("list.opml").read_text())
    mine.write_text("# empty\n")
    status, out, _ = visitwire("feeds", "import", "list.opml")
    assert (status, out) == (0, "added 2, known already 0, refused 0\n")
    assert load(mine) == feeds
    assert mine.read_text().startswith("# empty\n")
    status, out, _ = visitwire("feeds", "import", "-", stdin=text)
    assert out.splitlines()[-1] == "added 0, known already 2, refused 0"


def test_good_feeds_of_a_bad_list_are_taken(visitwire: Run, tmp_path: Path) -> None:
    """Each feed that is there already or cannot be is told with its line; the others are added."""
    mine = tmp_path / "feeds.toml"
    text = opml("http://127.0.0.1:9/feed?utm_source=x", "ftp://x.example/", "http://c.example/rss")
    text = text.replace("F2", "a")  # a name that is taken
    status, out, _ = visitwire("feeds", "import", "--dry-run", "-", stdin=text)
    assert out.splitlines()[-1] == "would be added 1, known already 1, refused 1"
    assert len(load(mine)) == 1
    status, out, _ = visitwire("feeds", "import", "-", stdin=text)
    assert status == 1
    known, refused, summary = out.splitlines()
    assert known == "line 2: known: F0 has the address of A"
    assert refused.startswith("line 3: refused: feed 'F1': url cannot be 'ftp://x.example/'")
    assert summary == "added 1, known already 1, refused 1"
    assert [feed.name for feed in load(mine)] == ["A", "a (c.example)"]


def test_a_broken_list_is_taken_to_its_break(visitwire: Run, tmp_path: Path) -> None:
    """A list that breaks off is taken as far as it goes, and the status says that it was not all."""
    status, out, err = visitwire(
        "feeds", "import", "-", stdin=opml("http://c.example/").replace("</body>", "")
    )
    assert (status, out) == (1, "added 1, known already 0, refused 0\n")
    assert "line 3" in err
    status, _, err = visitwire("feeds", "import", "-", stdin="<rss/>")
    assert (status, len(err.splitlines())) == (2, 1)


def test_only_what_works_is_taken(visitwire: Run, tmp_path: Path) -> None:
    """`import --check` fetches each feed first, and leaves out those that give nothing."""

    def story(paper: Paper) -> None:
        paper.publish(BAHRAIN)
        text = opml("http://127.0.0.1:9/dead", paper.feed_url)
        status, out, err = visitwire("feeds", "import", "--check", "-", stdin=text)
        assert (status, err) == (1, "")
        assert out.startswith("line 2: refused: http://127.0.0.1:9/dead gives nothing: connect")
        assert [feed.url for feed in load(tmp_path / "feeds.toml")][1:] == [paper.feed_url]

    in_the_world(lambda paper, _: story(paper))
