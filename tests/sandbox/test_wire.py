"""How a call travels: encodings, tokens, who may ask, what nonsense gets."""

from __future__ import annotations

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.oracles import Oracles


async def test_every_encoding_means_the_same(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    """Query, form, multipart and JSON body all carry a call."""
    chat, url = sandbox.world.user("Ada").id, f"{sandbox.base_url}{sandbox.token}/sendMessage"
    multipart = aiohttp.FormData({"chat_id": str(chat), "text": "c"})
    multipart.add_field("unused", b"x", filename="x.txt")
    for request in (
        http.get(url, params={"chat_id": chat, "text": "a"}),
        http.post(url, data={"chat_id": chat, "text": "b"}),
        http.post(url, data=multipart),
        http.post(url.replace("sendMessage", "SENDMESSAGE"), json={"chat_id": chat, "text": "d"}),
    ):
        async with request as answer:
            assert (await answer.json())["ok"] is True
    assert sandbox.world.user("Ada").private.texts() == ["a", "b", "c", "d"]
    sandbox.observers[0].complaints.clear()  # type: ignore[attr-defined]  # the capitals, which Telegram allows


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("{token}/noSuchMethod", 404, "Not Found"),
        ("123:wrong/getMe", 401, "Unauthorized"),
        ("nonsense/getMe", 404, "Not Found"),
    ],
)
async def test_unknown_tokens_and_methods_are_refused(
    sandbox: Sandbox, http: aiohttp.ClientSession, oracles: Oracles, path: str, status: int, words: str
) -> None:
    """A wrong token is 401, and what does not exist is 404."""
    async with http.get(sandbox.base_url + path.format(token=sandbox.token)) as answer:
        assert (answer.status, await answer.json()) == (
            status,
            {"ok": False, "error_code": status, "description": words},
        )
    oracles.complaints.clear()


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Host": "127.0.0.1:1"}]
)
async def test_foreign_pages_cannot_reach_it(
    sandbox: Sandbox, http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    """A rebound name or another page's script is turned away everywhere."""
    for path in ("", "page/state", "news/feed.xml", f"bot{sandbox.token}/getMe"):
        async with http.get(sandbox.page_url + path, headers=headers) as answer:
            assert answer.status == 403
