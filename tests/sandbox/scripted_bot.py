"""A bot of a few lines that speaks plain HTTP, so that the page is tested without the product behind it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

from bot.sandbox import Sandbox

CARD = (
    "🇦🇿 → 🇧🇭 <b>Azerbaijan → Bahrain</b>\n"
    "Prosecutor General Elnur Misalov is on a working visit to Manama "
    "at the invitation of his counterpart.\n\n"
    "👤 <b>Elnur Misalov</b>, Prosecutor General\n📍 Manama · 19–21 Nov 2026 · ⏳ ongoing\n"
    "✉️ Invited by Salem bin Mithal, Attorney General\n"
    "<blockquote expandable><b>Meetings (3)</b>\n• Salem bin Mithal, Attorney General\n"
    "• Yusuf Al Namudhaji, Minister of Justice\n• Hamad Al Mithali, President of the Court of Cassation\n"
    "<b>Topics</b> extradition, mutual legal assistance, money laundering\n"
    "<b>History</b> third visit between the two since 2023</blockquote>\n"
    '<a href="https://example.com/news">Meridian Sample News</a> · <i>seen 20:14</i> #Azerbaijan #Bahrain'
)
LIST = (
    "<b>Bahrain</b> · 4 visits\n\n1. 🇺🇿 → 🇧🇭 Sardor Misolov · 19–21 Sep\n"
    "2. 🇹🇷 → 🇧🇭 Aydın Örnekoğlu · 11–13 Jul\n\nPage {page} of 2"
)
ARABIC = (
    "🇦🇿 ← 🇧🇭 <b>النائب العام لأذربيجان يزور البحرين</b>\nالمنامة · 19–21 نوفمبر 2026\nhttps://example.com"
)
COMMANDS = [
    {"command": "visits", "description": "Visits of a country, a pair, a year"},
    {"command": "subscribe", "description": "Be told of new visits"},
    {"command": "upcoming", "description": "What is planned"},
    {"command": "help", "description": "What this bot can do"},
]


class ScriptedBot:
    """Polls the sandbox until its task is cancelled; `seen` holds every update."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.seen: list[dict[str, Any]] = []

    async def call(self, method: str, **params: Any) -> Any:
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        async with self._http.post(
            f"{self._sandbox.base_url}{self._sandbox.token}/{method}", data=form
        ) as answer:
            return (await answer.json()).get("result")

    async def html(self, chat: int, text: str, **params: Any) -> Any:
        return await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **params)

    async def run(self) -> None:
        async with aiohttp.ClientSession() as self._http:
            await self.call("setMyCommands", commands=COMMANDS)
            offset = 0
            while True:
                for update in await self.call("getUpdates", offset=offset, timeout=20):
                    offset = update["update_id"] + 1
                    self.seen.append(update)
                    await self._answer(update)

    async def _answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._tapped(update["callback_query"])
        elif "inline_query" in update:
            await self._asked(update["inline_query"])
        elif "text" in update.get("message", {}):
            await self._said(update["message"])

    async def _said(self, message: dict[str, Any]) -> None:
        chat, text = message["chat"]["id"], message["text"]
        if text.startswith("/visits"):
            await self.html(chat, LIST.format(page=1), reply_markup=keys(1))
        elif text.startswith("/card"):
            reply = {"message_id": message["message_id"]}
            await self.html(chat, CARD, disable_notification=True, reply_parameters=reply)
        elif text.startswith("/arabic"):
            await self.html(chat, ARABIC)
        elif text.startswith("/slow"):
            await self.call("sendChatAction", chat_id=chat, action="typing")
        else:
            language = message["from"].get("language_code")
            echo = text.replace("&", "&amp;").replace("<", "&lt;")
            await self.html(chat, f"<b>You said</b> {echo} <i>({language})</i>")

    async def _tapped(self, query: dict[str, Any]) -> None:
        data, message = query["data"], query["message"]
        if data.startswith("page:"):
            page = int(data.removeprefix("page:"))
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            text = LIST.format(page=page)
            await self.call("editMessageText", **place, text=text, parse_mode="HTML", reply_markup=keys(page))
            await self.call("answerCallbackQuery", callback_query_id=query["id"])
        elif data == "card":
            await self.html(message["chat"]["id"], CARD)
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text="Here it is")
        else:
            await self.call(
                "answerCallbackQuery", callback_query_id=query["id"], text="Are you sure?", show_alert=True
            )

    async def _asked(self, query: dict[str, Any]) -> None:
        content = {"message_text": f"<b>{query['query']}</b>", "parse_mode": "HTML"}
        result = {
            "type": "article",
            "id": "1",
            "title": f"Visits: {query['query']}",
            "description": "from the list",
            "input_message_content": content,
        }
        await self.call("answerInlineQuery", inline_query_id=query["id"], results=[result])


def keys(page: int) -> dict[str, Any]:
    other = 3 - page
    turn = {"text": f"Page {other} ▸", "callback_data": f"page:{other}"}
    rows = [
        [{"text": "1", "callback_data": "card"}, {"text": "2", "callback_data": "card"}, turn],
        [{"text": "Follow 🇧🇭", "callback_data": "ask"}, {"text": "Source", "url": "https://example.com/"}],
        [{"text": "Share", "switch_inline_query": "Bahrain"}],
    ]
    return {"inline_keyboard": rows}


async def stopped(task: asyncio.Task[None]) -> None:
    """Cancel a running bot and wait until it is gone."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
