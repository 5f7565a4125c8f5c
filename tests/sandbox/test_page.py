"""The chat page in a real browser: what a person sees, taps and types."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Literal

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from bot.sandbox import Sandbox
from tests.oracles import Oracles
from tests.sandbox.scripted_bot import ScriptedBot, stopped

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
# The name of what has the focus, none for the page itself, and how its focus is drawn.
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const name = it === document.body ? null : it.id || it.textContent.trim();
    return [name, style.outlineStyle + style.boxShadow];
}"""
Open = Callable[..., Awaitable[Page]]

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all, as starting it takes longest
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no chromium on this machine; Debian's package `chromium` has it"
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox(oracles: Oracles) -> AsyncIterator[Sandbox]:
    """A sandbox with a private chat and two groups, and a bot that answers in them."""
    async with Sandbox(demo=False) as started:
        started.observers.append(oracles)
        robin, sam = started.world.user("Robin"), started.world.user("Sam")
        started.world.group("Foreign desk", owner=robin, members=[sam])
        started.world.supergroup("Forum", owner=robin, members=[sam], forum=True).topic("Visits")
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def scripted(sandbox: Sandbox) -> AsyncIterator[ScriptedBot]:
    bot = ScriptedBot(sandbox)
    running = asyncio.create_task(bot.run())
    yield bot
    await stopped(running)


@pytest.fixture
def troubles() -> Iterator[list[str]]:
    """What the page wrote to the console or asked of anybody else; fails the test at its end."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(
    browser: Browser, sandbox: Sandbox, scripted: ScriptedBot, troubles: list[str]
) -> AsyncIterator[Open]:
    """Open the page as a newcomer, in a window of a size and colour."""
    contexts = []

    async def open_page(size: ViewportSize, scheme: Literal["light", "dark"] = "light") -> Page:
        context = await browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: note_foreign(request.url, sandbox, troubles))
        await page.goto(sandbox.page_url)
        await expect(page.locator("#title")).to_have_text("Visitwire")
        return page

    yield open_page
    for context in contexts:
        await context.close()


def note_foreign(url: str, sandbox: Sandbox, troubles: list[str]) -> None:
    if not url.startswith((sandbox.page_url, "data:")):
        troubles.append(f"asked for {url}")


async def say(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")


async def test_typing_tapping_and_paging(open_page: Open, sandbox: Sandbox, scripted: ScriptedBot) -> None:
    """Enter sends, the answer appears with bold and keys, a tap edits it in place and keeps the focus."""
    page = await open_page(PHONE)
    await say(page, "/visits Bahrain")
    answer = page.locator(".message.theirs").last
    await expect(answer.locator("strong")).to_have_text("Bahrain")
    await expect(page.locator(".message.mine .text")).to_have_text("/visits Bahrain")
    turn = page.get_by_role("button", name="Page 2")
    await turn.focus()
    await page.keyboard.press("Enter")
    await expect(answer).to_contain_text("Page 2 of 2")
    await expect(answer.locator(".edited")).to_be_visible()
    await expect(page.get_by_role("button", name="Page 1")).to_be_focused()
    assert await page.locator(".message").count() == 2


async def test_answers_to_taps_are_toasts_and_alerts(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """A short answer floats by; an alert stays until it is closed."""
    page = await open_page(DESK)
    await say(page, "/visits")
    await page.get_by_role("button", name="1", exact=True).click()
    await expect(page.get_by_role("status")).to_have_text("Here it is")
    await page.get_by_role("button", name="Follow").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Are you sure?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_a_card_shows_all_of_telegrams_formatting(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """Links, hashtags, an unfolding quote, the reply above and the silent badge are all there."""
    page = await open_page(DESK)
    await say(page, "/card")
    card = page.locator(".message.theirs").last
    await expect(card.locator(".silent")).to_be_visible()
    await expect(card.locator(".quoted")).to_contain_text("/card")
    await expect(card.get_by_role("link", name="Meridian")).to_have_attribute(
        "href", "https://example.com/news"
    )
    await expect(card.locator(".hashtag").first).to_have_text("#Azerbaijan")
    folded = card.locator(".folded")
    before = await folded.evaluate("element => element.clientHeight")
    await card.get_by_role("button", name="Show more").click()
    assert await folded.evaluate("element => element.clientHeight") > before


async def test_text_stays_text(open_page: Open, sandbox: Sandbox, scripted: ScriptedBot) -> None:
    """Markup in a message is shown, never run; only http, https and tg become links."""
    page = await open_page(DESK)
    await say(page, "<img src=x onerror=alert(1)> <script>alert(2)</script>")
    await expect(page.locator(".message.theirs").last).to_contain_text("<script>alert(2)</script>")
    room = sandbox.world.user("Robin").private
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(3)"}]
    sandbox.world.post(room, sender=sandbox.world.bot, by_bot=True, text="evil", entities=entities)
    await expect(page.locator(".message.theirs").last).to_contain_text("evil")
    assert await page.locator("#log a, #log img, #log script").count() == 0


async def test_right_to_left_lines_run_from_the_right(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """Each line of a message takes its own direction."""
    page = await open_page(PHONE)
    await say(page, "/arabic")
    text = page.locator(".message.theirs .text").last
    await expect(text).to_contain_text("البحرين")
    assert await text.evaluate("element => getComputedStyle(element).unicodeBidi") == "plaintext"


async def test_commands_are_suggested_and_taken_by_keyboard(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """ "/" lists what setMyCommands said, letters narrow it, arrows choose, Enter sends, Escape closes."""
    page = await open_page(PHONE)
    field, options = page.locator("#text"), page.locator("#suggestions [role=option]")
    await field.press_sequentially("/")
    await expect(options).to_have_count(4)
    await field.press_sequentially("u")
    await expect(options).to_have_count(1)
    await field.press("Escape")
    await expect(options).to_have_count(0)
    await field.fill("/")
    await field.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await field.press("Enter")
    await expect(page.locator(".message.mine").last).to_contain_text("/subscribe")


async def test_every_key_is_reached_with_tab(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """Tab visits every control that can be seen, and where it stands is visible."""
    page = await open_page(DESK)
    await say(page, "/visits")
    await expect(page.locator(".key")).to_have_count(6)
    await page.locator("body").evaluate("() => document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        await page.keyboard.press("Tab")
        name, outline = await page.evaluate(FOCUSED)
        if name is None:
            continue
        assert outline != "nonenone", f"no visible focus on {name}"
        reached.add(name)
    expected = {"1", "2", "Page 2 ▸", "Follow 🇧🇭", "Source", "Share", "publish", "text", "person"}
    assert expected <= reached


async def test_language_person_and_chat_can_be_changed(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """The language goes along with updates; another person and a group's topic are a choice away."""
    page = await open_page(DESK)
    await page.locator("#language").select_option("az")
    await say(page, "hello")
    await expect(page.locator(".message.theirs").last).to_contain_text("(az)")
    await page.locator("#person").select_option(label="Sam")
    await expect(page.locator(".message")).to_have_count(0)
    await page.get_by_role("button", name="Forum").click()
    await page.locator("#topic").select_option(label="Visits")
    await say(page, "/help")
    await expect(page.locator(".message").last).to_contain_text("You said")
    update = scripted.seen[-1]["message"]
    assert update["from"]["first_name"] == "Sam" and update["is_topic_message"] is True
    await page.locator("#person").select_option(label="Robin")
    await page.get_by_role("button", name="Foreign desk").click()
    await page.get_by_label("as the group").check()
    await say(page, "/settings")
    await expect(page.locator(".message").last).to_contain_text("You said")
    assert scripted.seen[-1]["message"]["sender_chat"]["title"] == "Foreign desk"


async def test_blocking_is_told_and_undone(open_page: Open, sandbox: Sandbox, scripted: ScriptedBot) -> None:
    """The header's button blocks the bot and lets it back."""
    page = await open_page(PHONE)
    await page.get_by_role("button", name="Block", exact=True).click()
    await page.get_by_role("button", name="Unblock").click()
    await expect(page.get_by_role("button", name="Block", exact=True)).to_be_visible()
    changes = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in scripted.seen
        if "my_chat_member" in update
    ]
    assert changes[:1] == ["kicked"]


async def test_asking_inline(open_page: Open, sandbox: Sandbox, scripted: ScriptedBot) -> None:
    """The share key puts "@bot …" into the field, results are offered, the chosen one is sent."""
    page = await open_page(DESK)
    await say(page, "/visits")
    await page.get_by_role("button", name="Share").click()
    option = page.get_by_role("option", name="Visits: Bahrain")
    await expect(option).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.mine").last).to_contain_text("via @visitwire_sandbox_bot")


async def test_pictures_and_files_are_shown(open_page: Open, sandbox: Sandbox, scripted: ScriptedBot) -> None:
    """A photo is drawn with its caption; a document is a download with name and size."""
    page = await open_page(PHONE)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92"
        "ef0000000049454e44ae426082"
    )
    await send_file(sandbox, "sendPhoto", "photo", "p.png", "image/png", pixel)
    await expect(page.locator(".bubble img")).to_have_js_property("naturalWidth", 1)
    await send_file(sandbox, "sendDocument", "document", "visits.csv", "text/csv", b"a,b\n" * 500)
    await expect(page.get_by_role("link", name="visits.csv")).to_contain_text("2.0 KB")


async def send_file(sandbox: Sandbox, method: str, field: str, name: str, kind: str, content: bytes) -> None:
    form = aiohttp.FormData({"chat_id": str(sandbox.world.user("Robin").id), "caption": "Chart"})
    form.add_field(field, content, filename=name, content_type=kind)
    url = f"{sandbox.base_url}{sandbox.token}/{method}"
    async with aiohttp.ClientSession() as http, http.post(url, data=form) as answer:
        assert answer.status == 200


async def test_the_newsroom_publishes_on_demand(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """The button brings out the next story at once, and when all are out it rests."""
    page = await open_page(DESK)
    first = sandbox.newsroom.waiting[0].title
    await page.get_by_role("button", name="Publish the next story").click()
    await expect(page.locator("#stories li").first).to_contain_text(first)
    while sandbox.newsroom.publish_next():
        pass
    await expect(page.get_by_role("button", name="Publish the next story")).to_be_disabled()
    await page.locator("#stories a").first.click()


async def test_the_newcomer_is_told_once_how_to_begin(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """The hint offers what to type, and once read it does not come back."""
    page = await open_page(PHONE)
    await page.get_by_role("button", name="/visits Bahrain").click()
    await expect(page.locator(".message.theirs").last).to_contain_text("Bahrain")
    await page.get_by_role("button", name="Got it").click()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.locator("#hint")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESK, ViewportSize(width=320, height=568)])
async def test_nothing_is_wider_than_the_screen(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot, size: ViewportSize
) -> None:
    """On a phone and a desk nothing overflows sideways, and the label says that this is not Telegram."""
    page = await open_page(size, "dark")
    await say(page, "/card")
    await say(page, "https://example.com/" + "very-long-word" * 20)
    await expect(page.locator(".message.theirs")).to_have_count(2)
    assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert await page.locator("#scroll").evaluate("element => element.scrollWidth <= element.clientWidth")
    await expect(page.locator("#scroll")).to_have_css("overflow-x", "auto")


async def test_it_comes_back_after_the_sandbox_was_away(
    open_page: Open, sandbox: Sandbox, scripted: ScriptedBot
) -> None:
    """A broken stream is opened again by itself, and what was missed is there."""
    page = await open_page(PHONE)
    await page.context.set_offline(True)
    sandbox.world.post(
        sandbox.world.user("Robin").private, sender=sandbox.world.bot, by_bot=True, text="missed"
    )
    await page.context.set_offline(False)
    await expect(page.locator(".message").last).to_contain_text("missed", timeout=8000)
