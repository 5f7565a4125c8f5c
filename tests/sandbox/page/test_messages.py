"""Messages on the page: what is shown, tapped, unfolded and never run."""

from __future__ import annotations

import aiohttp
from playwright.async_api import expect

from bot.sandbox import Sandbox
from tests.sandbox.page.steps import DESK, IN_BROWSER, PHONE, Open, say
from tests.sandbox.scripted_bot import ScriptedBot

pytestmark = IN_BROWSER


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
