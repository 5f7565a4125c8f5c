"""robots.txt is obeyed for feeds and pages, asked once a day, and no file of any kind holds us up."""

from __future__ import annotations

import asyncio
import time
import tracemalloc

import pytest
from yarl import URL

from bot.errors import FeedError
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.results import Fetched
from bot.feeds.robots import LONGEST_DELAY, Robots, ours, permits
from tests.feeds.conftest import Site, all_names_here

FORBIDS = "User-agent: *\nDisallow: /\n"


async def failure(fetcher: Fetcher, url: str) -> FeedError:
    with pytest.raises(FeedError) as caught:
        await fetcher.get(url)
    return caught.value


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        (FORBIDS, False),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\nDisallow: /admin\n", True),
        ("User-agent: *\nDisallow: /*.xml$\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /rss/\n", True),
        (FORBIDS + "User-agent: Visitwire\nAllow: /\n", True),
        ("User-agent: VISITWIRE/2.0\nDisallow: /rss/  # not for us\n", False),
        ("user-agent:visitwire\nDISALLOW:/rss/\n", False),
        ("User-agent: Googlebot\nUser-agent: *\nDisallow: /rss\n", False),
        ("User-agent: Googlebot\nDisallow: /\n", True),
        ("User-agent: vis\nDisallow: /\n", True),  # whose name ours begins with
        ("User-agent: Googlebot\nDisallow: /a\n\nUser-agent: *\nDisallow: /rss\n", False),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: Bad\nDisallow: /\n", True),
        ("<!doctype html><html><body>Not found: /</body></html>", True),
        ("User-agent: *\r\nDissallow: /rss/\r\n", False),  # as it is often written
    ],
)
def test_groups_and_rules(text: str, is_allowed: bool) -> None:
    """Our own group counts, else everybody's; the longest rule that fits wins."""
    assert permits(ours(text), "https://agency.example/rss/all.xml") is is_allowed


async def test_what_is_forbidden_is_not_asked_for(fetcher: Fetcher, site: Site) -> None:
    """A forbidden feed fails with its own class and advice, whatever user agent it has; so does a page."""
    site.serve("/robots.txt", FORBIDS)
    url = site.serve("/feed", "news")
    error = await failure(fetcher, url)
    assert error.kind == "robots"
    assert "obey_robots = false" in str(error)
    for kind in ("feed", "page"):
        with pytest.raises(FeedError, match=r"robots\.txt"):
            await fetcher.get(url, user_agent="Mozilla/5.0", kind=kind)  # type: ignore[arg-type]  # two of three
    assert site.asked == []


async def test_an_operator_may_decide_otherwise(fetcher: Fetcher, site: Site) -> None:
    """With obey_robots = false nothing is even asked."""
    site.serve("/robots.txt", FORBIDS)
    answer = await fetcher.get(site.serve("/feed", "news"), obey_robots=False)
    assert isinstance(answer, Fetched)
    assert site.asked_robots == 0


async def test_it_is_asked_once_for_all_feeds_of_a_host(fetcher: Fetcher, site: Site) -> None:
    """Forty feeds and pages that begin together ask for one robots.txt."""
    urls = [site.serve(f"/{number}", "news") for number in range(40)]
    await asyncio.gather(*(fetcher.get(url) for url in urls))
    await asyncio.gather(*(fetcher.get(url, kind="page") for url in urls))
    assert (site.asked_robots, len(site.asked)) == (1, 80)


async def test_the_target_of_a_redirect_is_asked_too(fetcher: Fetcher, site: Site) -> None:
    """A feed that redirects to a forbidden address is not followed there."""
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.serve("/feed", status=302, Location="/private/feed")
    assert (await failure(fetcher, site.url("/feed"))).kind == "robots"
    assert [request.path for request in site.asked] == ["/feed"]


async def test_a_redirected_robots_txt_counts(fetcher: Fetcher, site: Site) -> None:
    """Five redirects to the file are followed; what lies behind more is no robots.txt."""
    for number in range(5):
        site.serve(f"/r{number}", status=301, Location=f"/r{number + 1}")
    site.serve("/r5", FORBIDS)
    site.serve("/robots.txt", status=302, Location="/r1")
    assert (await failure(fetcher, site.serve("/feed", "news"))).kind == "robots"
    site.serve("/r5", status=301, Location="/robots.txt")
    async with Fetcher(allow_private=True) as another:
        assert isinstance(await another.get(site.url("/feed")), Fetched)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_without_a_robots_txt_everything_is_allowed(fetcher: Fetcher, site: Site, status: int) -> None:
    """RFC 9309: 4xx means that nothing is asked of us."""
    site.serve("/robots.txt", FORBIDS, status=status)
    assert isinstance(await fetcher.get(site.serve("/feed", "news")), Fetched)


async def test_a_server_in_trouble_is_left_alone_at_first(site: Site) -> None:
    """While robots.txt answers 503 nothing else is asked; from the third try on it counts as missing."""
    site.serve("/robots.txt", "busy", status=503, Retry_After="7")
    url = site.serve("/feed", "news").replace("127.0.0.1", "agency.example")
    async with Fetcher(allow_private=True, lookup=all_names_here) as fetcher:
        first, second = await failure(fetcher, url), await failure(fetcher, url)
        assert (first.kind, second.kind, first.retry_after) == ("http_503", "http_503", 7.0)
        assert site.asked == []
        assert isinstance(await fetcher.get(url), Fetched)


async def test_the_operators_own_machine_needs_no_robots_txt(fetcher: Fetcher, site: Site) -> None:
    """At a private address a robots.txt that cannot be had is none, for nobody there needs to be spared."""
    site.serve("/robots.txt", "busy", status=503, Retry_After="7")
    assert isinstance(await fetcher.get(site.serve("/feed", "news")), Fetched)


async def test_only_half_a_megabyte_is_read(fetcher: Fetcher, site: Site) -> None:
    """Of a file that is longer the first 500 KiB count."""
    site.serve("/robots.txt", "User-agent: *\nDisallow: /a\n" + "#" * 600_000 + "\nDisallow: /\n")
    assert isinstance(await fetcher.get(site.serve("/feed", "news")), Fetched)
    assert (await failure(fetcher, site.serve("/a/feed", "news"))).kind == "robots"


class Origins:
    """Robots.txt files of many hosts behind one `read`, and a clock to be set."""

    def __init__(self, text: str | None) -> None:
        self.text = text
        self.now = 1000.0
        self.asked = 0
        self.robots = Robots(clock=lambda: self.now)

    async def read(self, url: URL) -> str:
        self.asked += 1
        if self.text is None:
            raise FeedError("connect", "nobody is there")
        return self.text

    async def allow(self, url: str = "https://a.example/rss") -> bool:
        return await self.robots.allow(URL(url), self.read, often=True)


async def test_it_is_asked_again_after_a_day() -> None:
    """What was learnt holds for a day, whether it allowed or forbade."""
    there = Origins("")
    assert await there.allow()
    there.text = FORBIDS
    there.now += 86_000
    assert await there.allow()
    there.now += 1_000
    assert not await there.allow()
    assert there.asked == 2


async def test_what_was_known_outlives_an_outage() -> None:
    """While robots.txt is away the rules known before are in force, and it is asked again each hour."""
    there = Origins("User-agent: *\nDisallow: /private\n")
    assert await there.allow()
    there.text = None
    there.now += 90_000
    assert await there.allow()
    assert not await there.allow("https://a.example/private")
    assert there.asked == 2
    there.text = FORBIDS
    there.now += 3_700
    assert not await there.allow()


async def test_after_three_failures_we_go_slowly() -> None:
    """A host whose robots.txt cannot be had is asked with the longest pause, not never."""
    there = Origins(None)
    for _ in range(2):
        with pytest.raises(FeedError, match="third try"):
            await there.allow()
    assert await there.allow()
    assert there.robots.delays == {"a.example": LONGEST_DELAY}


@pytest.mark.parametrize(
    ("asked", "given"), [("5", 5.0), ("0.5", 0.5), ("3600", LONGEST_DELAY), ("soon", None)]
)
async def test_a_crawl_delay_is_kept_up_to_a_ceiling(asked: str, given: float | None) -> None:
    """Crawl-delay is the pause between requests to that host, ten seconds at most."""
    there = Origins(f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /x\n")
    await there.allow()
    assert there.robots.delays.get("a.example") == given


async def test_the_delay_is_waited_for(site: Site) -> None:
    """Requests to a host with a Crawl-delay begin so far apart."""
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n")
    url = site.serve("/feed", "news")
    async with Fetcher(allow_private=True, lookup=all_names_here, limits=Limits(pause=0.0)) as fetcher:
        began = time.monotonic()
        await asyncio.gather(*(fetcher.get(url) for _ in range(4)))
        assert 0.6 <= time.monotonic() - began < 2.0


async def test_an_operator_in_a_hurry_overrides_the_delay_of_his_own_server(site: Site) -> None:
    """Where the operator forces an interval, the Crawl-delay of a private server does not stretch it."""
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 5\n")
    url = site.serve("/feed", "news")
    async with Fetcher(allow_private=True, hurries=True) as fetcher:
        began = time.monotonic()
        await asyncio.gather(*(fetcher.get(url) for _ in range(4)))
        assert time.monotonic() - began < 2.0


HOSTILE = [
    "".join(f"User-agent: {number:x}\n" for number in range(15_000)) + "Disallow: /a\n" * 20_000,
    "User-agent: *\n" * 15_000 + "Disallow: /a\n" * 20_000,
    "User-agent: *\n" + "".join(f"Disallow: /*{number}*?a=$\n" for number in range(25_000)),
    "User-agent: *\nDisallow: /" + "*a" * 250_000,
    "User-agent: *\nDisallow: /" + "$" * 500_000,
    "User-agent: *\n" + "Disallow: /%é\n" * 30_000,
    "\n" * 500_000,
    "".join(f"useragent {number:x}\nuser agent\t{number:x}\n" for number in range(15_000))
    + "Allow /\n" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_file_takes_long(text: str) -> None:
    """Half a megabyte of names, rules or wildcards is read in a second or two of processor time."""
    began = time.process_time()
    permits(ours(text[: 500 * 1024]), "https://agency.example/" + "a" * 2_000)
    assert time.process_time() - began < 4.0


async def test_thousands_of_hosts_fit() -> None:
    """What is kept of a host with two feeds takes little more than four kilobytes."""
    paths = "".join(f"Disallow: /section-{number}/print/\n" for number in range(20))
    other = "User-agent: GPTBot\nDisallow: /\n# long explanations\n" * 20
    there = Origins("")
    tracemalloc.start()
    for number in range(400):
        there.text = f"{other}User-agent: *\nDisallow: /{number}\n{paths}"
        await there.allow(f"https://agency{number % 200}.example/rss/{number}")
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert there.asked == 200
    assert taken < 200 * 4_500


async def test_the_memory_of_hosts_is_bounded() -> None:
    """Of hosts that send as much as they may, the oldest are forgotten and asked anew."""
    there = Origins("User-agent: *\nDisallow: /" + "a" * 400_000)
    for number in [*range(60), 59, 0]:
        assert await there.allow(f"https://agency{number}.example/rss/{there.asked}")
    assert there.asked == 61


async def test_a_known_address_costs_nothing() -> None:
    """Asking again for a feed's address costs microseconds."""
    there = Origins("User-agent: *\n" + "".join(f"Disallow: /{number}\n" for number in range(200)))
    url = URL("https://a.example/rss")
    await there.allow()
    began = time.process_time()
    for _ in range(1_000):
        await there.robots.allow(url, there.read, often=True)
    assert time.process_time() - began < 0.02
