"""Everything around the messages: keyboard, people, chats, newsroom, small screens."""

from __future__ import annotations

import pytest
from playwright.async_api import ViewportSize, expect

from bot.sandbox import Sandbox
from tests.sandbox.page.steps import DESK, IN_BROWSER, PHONE, Open, say
from tests.sandbox.scripted_bot import ScriptedBot

pytestmark = IN_BROWSER
# The name of what has the focus, none for the page itself, and how its focus is drawn.
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const name = it === document.body ? null : it.id || it.textContent.trim();
    return [name, style.outlineStyle + style.boxShadow];
}"""


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
