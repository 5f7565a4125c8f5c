"""Asking for pictures, as conversations."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from bot.languages.speech import say
from bot.model import Host
from bot.renderer import actions
from bot.renderer.listings import of_words
from bot.sandbox import Sandbox
from bot.sandbox.people import Person
from tests.handlers.conftest import Happened

pytestmark = pytest.mark.usefixtures("bot")


def picture(sandbox: Sandbox, message: dict[str, Any]) -> Image.Image:
    upload = sandbox.world.files[message["photo"][-1]["file_id"]]
    return Image.open(io.BytesIO(upload.content))


@pytest.mark.parametrize(
    ("command", "size"), [("stats", (1280, 960)), ("map", (1280, 800)), ("timeline", (1280, 294))]
)
@pytest.mark.parametrize("what", ["", " Azerbaijan", " AZ BH", " 2026"])
async def test_a_picture_comes_with_words(
    sandbox: Sandbox, ada: Person, happened: Happened, command: str, size: tuple[int, int], what: str
) -> None:
    """Each picture is one message, and says below it what it shows."""
    await happened()
    ada.say(f"/{command}{what}")
    answer = await ada.hears("Azerbaijan – Bahrain: 1", seconds=20)
    assert picture(sandbox, answer).size == size
    assert "1 visit" in answer["caption"]


async def test_what_is_planned_is_counted_apart(ada: Person, happened: Happened) -> None:
    """A planned visit is none of those that happened."""
    await happened()
    await happened(host=Host("TR", "Ankara"), status="planned", start="2026-02-10", end="2026-02-11")
    ada.say("/stats Azerbaijan")
    told = (await ada.hears("Azerbaijan · 1 visit"))["caption"]
    assert "planned: 1" in told and "Türkiye" not in told


@pytest.mark.parametrize("command", ["stats", "map", "timeline"])
async def test_nothing_to_draw_is_said(ada: Person, command: str) -> None:
    """A country without visits gives a sentence and no empty picture."""
    ada.say(f"/{command} Fiji")
    assert "photo" not in await ada.hears("nothing to draw")


async def test_a_misspelt_country_is_asked_about(ada: Person) -> None:
    """A word that is no country leads to a question."""
    ada.say("/map Bahrian")
    await ada.hears("Did you mean")


@pytest.mark.parametrize("key", ["Figures", "Map", "Timeline"])
async def test_the_list_of_a_country_leads_to_its_pictures(
    sandbox: Sandbox, ada: Person, happened: Happened, key: str
) -> None:
    """A tap sends the picture of what the list holds, in a message of its own."""
    await happened()
    ada.say("/visits Azerbaijan")
    await ada.hears("1 visit")
    ada.tap(key)
    assert picture(sandbox, await ada.hears("Azerbaijan · 1 visit")).size[0] == 1280


async def test_a_forged_key_of_a_picture_is_an_old_button(ada: Person, happened: Happened) -> None:
    """A picture that there is not, or of no list, is answered with a toast."""
    await happened()
    ada.say("/visits Azerbaijan")
    message = await ada.hears("1 visit")
    words = str(of_words("found", "extradition"))
    for forged in (("moon", "v"), ("map", "<>"), ("map", words)):
        data = actions.write(actions.PICTURE, *forged)
        assert (await ada.answered(ada.press(data, message)))["text"] == say("en", "trouble.old_button")
