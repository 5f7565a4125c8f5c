"""Pictures of the chat in one language, to be looked at: python -m tests.sandbox.album LANG FOLDER."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import re
import tempfile
import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from bot.app import Bot
from bot.languages.speech import say, sentences
from bot.model import Feed
from bot.renderer.names import country_name
from bot.sandbox import Sandbox
from bot.sandbox.newsroom import Story
from bot.sandbox.people import Person, buttons, readable
from bot.sandbox.rooms import Room
from bot.sandbox.wire import Json
from bot.settings import load
from handlers import register
from tests.sandbox.page.steps import CHROMIUM, FLAGS

_TOUR = tomllib.loads((Path(__file__).parent / "tour.toml").read_text())
_STORIES = {story["slug"]: Story(**story) for story in _TOUR["story"]}
_WIDTH, _TALL = 390, 4000  # pixels: a phone's width, and room for the longest message
_SHEET, _COLUMNS = 1500, 4  # the height of a sheet in pixels, and the columns on it
_CUT_OFF = "keys => keys.filter(key => key.scrollWidth > key.clientWidth).map(key => key.textContent)"
_PATIENCE, _SETTLED = 6.0, 1.1  # seconds for an answer to begin, and of silence after it


@dataclass(slots=True)
class Album:
    """A sandbox, its page, and what was seen there so far."""

    sandbox: Sandbox
    page: Page
    lang: str
    shots: list[Image.Image] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    async def walk(self, stretch: Json, person: Person, room: Room) -> None:
        """Let a person do what a stretch says, and take a picture of each thing that the bot says to it."""
        await self.page.locator("#person").select_option(str(person.id), force=True)
        await self.page.locator(f'[data-chat="{room.id}"]').dispatch_event("click")
        self.words.append(f"\n=== {stretch['name']}")
        for step in stretch["steps"]:
            before = _newest(room)
            self.words.append(f"\n>>> {step}")
            await self._do(step, person, room)
            await self._settled(room, before)
            fresh = {a.message["message_id"]: a.message for a in room.arrivals if a.number > before}
            for message in fresh.values():
                await self._keep(message)

    async def _do(self, step: str, person: Person, room: Room) -> None:
        sign, _, rest = step.partition(" ")
        topic = next(iter(room.topics), None)
        match sign:
            case ">":
                await self._tap(rest, person, room)
            case "?":
                await self._ask(self._worded(rest), person)
            case "+":
                newsroom = self.sandbox.newsroom
                newsroom.publish(_STORIES[rest]) if rest else newsroom.publish_next()
            case "<":
                person.say(self._worded(rest), room, topic=topic, reply_to=room.bot_messages[-1])
            case _:
                person.say(self._worded(step), room, topic=topic)

    def _worded(self, text: str) -> str:
        return re.sub(r"\{([\w.]+)\}", lambda found: self._word(found[1]), text)

    def _word(self, name: str) -> str:
        return country_name(name, self.lang) if name.isupper() else say(self.lang, name).split("|")[0]

    async def _tap(self, key: str, person: Person, room: Room) -> None:
        for message in reversed(room.bot_messages):
            keys = [button for button in buttons(message) if "callback_data" in button]
            found = keys[int(key) :] if key.isdecimal() else [one for one in keys if self._has(one, key)]
            if found:
                answer = await person.answered(person.press(found[0]["callback_data"], message, room))
                self.words.append(f"toast: {answer.get('text', '')}")
                return
        self.words.append("NO SUCH KEY")

    def _has(self, button: Json, key: str) -> bool:
        """Tell whether a key bears a sentence; of one with numbers in it, the beginning counts."""
        spoken = sentences(self.lang).get(key, key)
        forms = [spoken] if isinstance(spoken, str) else spoken.values()
        return any(all(part in button["text"] for part in re.split(r"\{\w+\}", form)) for form in forms)

    async def _ask(self, query: str, person: Person) -> None:
        answer = await person.answered(person.asks_inline(query))
        for result in answer["results"][:5]:
            self.words.append(f"result: {result['title']} | {result.get('description')}")
        bot = f"@{self.sandbox.world.bot['username']} {query}"
        await self.page.locator("#text").fill(bot)
        options = self.page.locator("#suggestions")
        await options.wait_for()
        self.shots.append(_picture(await options.screenshot()))
        await self.page.locator("#text").fill("")

    async def _settled(self, room: Room, before: int) -> None:
        """Wait until the bot has said something and then nothing for a while."""
        await self.sandbox.world.bell.until(lambda: _newest(room) > before, _PATIENCE)
        seen = before
        while seen != _newest(room):
            seen = _newest(room)
            await asyncio.sleep(_SETTLED)

    async def _keep(self, message: Json) -> None:
        shown = self.page.locator(f'#log [data-id="{message["message_id"]}"]')
        self.shots.append(_picture(await shown.screenshot(animations="disabled")))
        self.words.append(readable(message))
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            self.words.append(" ".join(f"[{button['text']}]" for button in row))
        for label in await shown.locator(".key").evaluate_all(_CUT_OFF):
            self.words.append(f"CUT OFF: {label}")

    def save(self, folder: Path, name: str) -> None:
        """Put the pictures on sheets, and the words beside them."""
        for number, sheet in enumerate(_sheets(self.shots), 1):
            sheet.save(folder / f"{self.lang}-{name}-{number}.png")
        self.shots.clear()
        (folder / f"{self.lang}.txt").write_text("\n".join(self.words))


def _newest(room: Room) -> int:
    return room.arrivals[-1].number if room.arrivals else 0


def _picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _sheets(shots: list[Image.Image]) -> list[Image.Image]:
    """Lay pictures out in columns, as many as go on a sheet."""
    sheets: list[Image.Image] = []
    column, top = _COLUMNS, 0
    for shot in shots:
        if top and top + shot.height > _SHEET:
            column, top = column + 1, 0
        if column >= _COLUMNS:
            sheets.append(Image.new("RGB", (_COLUMNS * _WIDTH, _SHEET), "#e9edec"))
            column = 0
        sheets[-1].paste(shot, (column * _WIDTH + 8, top + 8))
        top += shot.height + 16
    return sheets


@contextlib.asynccontextmanager
async def opened(lang: str) -> AsyncIterator[tuple[Album, Person]]:
    """Start a sandbox with the whole bot and the page in a browser; also gives who may operate it."""
    async with Sandbox(demo=False) as sandbox, async_playwright() as playwright:
        operator = sandbox.world.user("Olga", language_code=lang)
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": _WIDTH, "height": _TALL})
        await page.add_init_script("localStorage.setItem('hint', 'seen')")
        page.set_default_timeout(10_000)
        async with running(sandbox, operator):
            await page.goto(sandbox.page_url)
            yield Album(sandbox, page, lang), operator
        await browser.close()


@contextlib.asynccontextmanager
async def running(sandbox: Sandbox, operator: Person) -> AsyncIterator[None]:
    """Run the bot against the sandbox and its newsroom, with a store that goes away again."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            "TELEGRAM_BOT_TOKEN": sandbox.token,
            "VISITWIRE_TELEGRAM__BASE_URL": sandbox.base_url,
            "VISITWIRE_TELEGRAM__OPERATORS": str(operator.id),
            "VISITWIRE_DATABASE__URL": f"sqlite+aiosqlite:///{folder}/album.db",
            "VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true",
            "VISITWIRE_FEEDS__INTERVAL": "1",
        }
        feed = Feed("Sample newsroom", sandbox.feed_url, language="en", tier=1)
        bot = Bot(load(folder, environ), (feed,), register)
        task = asyncio.create_task(bot.run())
        await sandbox.newsroom.read.wait()
        await asyncio.sleep(3)  # the archive is read after its feed
        try:
            yield
        finally:
            bot.stop()
            await task


async def take(lang: str, folder: Path, only: str) -> None:
    async with opened(lang) as (album, operator):
        for stretch in _TOUR["stretch"]:
            if only in stretch["name"]:
                await album.page.reload()
                await album.walk(stretch, *_company(album, stretch, operator))
                album.save(folder, stretch["name"])


def _company(album: Album, stretch: Json, operator: Person) -> tuple[Person, Room]:
    """Give who walks a stretch, and the chat in which that happens."""
    world, where = album.sandbox.world, stretch.get("where")
    if where == "operator":
        return operator, operator.private
    person = world.user(stretch["name"].title(), language_code=album.lang)
    if where == "group":
        return person, world.group("Foreign desk", owner=person)
    if where == "forum":
        forum = world.supergroup("Newsroom", owner=person, forum=True)
        forum.topic("Visits")
        return person, forum
    return person, person.private


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sandbox.album", description=__doc__)
    parser.add_argument("lang", help="the code of a language that the bot speaks")
    parser.add_argument("folder", type=Path, help="where the pictures and the words go")
    parser.add_argument("--only", default="", help="the stretches of the tour whose name holds this")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(arguments.lang, arguments.folder, arguments.only))


if __name__ == "__main__":
    main()
