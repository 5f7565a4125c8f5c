"""/settings, /digest, /timezone: how and when a chat is told, by buttons that edit one message in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from telegram import Update

from bot.hours import offset_name
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions
from bot.renderer.actions import Action, aimed
from bot.renderer.settings import (
    MODES,
    NIGHTS,
    REGIONS,
    all_zones,
    hours_page,
    nights_page,
    regions_page,
    settings_page,
    which_zone,
    zone_label,
    zones_page,
)
from bot.storage import chats, digests
from bot.wishes import Chat, Habits
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    argument,
    chat_meant,
    enrol,
    enrol_meant,
    guessed_language,
    language,
    refused_tap,
    thread_of,
)
from handlers.keyboards import put, reply
from handlers.zones import zones_named

_Page = Callable[[Habits, str], Message]
_NIGHTS = {"-".join(map(str, night)): night for night in NIGHTS}
_SWITCH = {"on": True, "off": False}


async def on_settings(desk: Desk, update: Update, context: Context) -> None:
    """/settings: what is set, a button each."""
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
    if chat is not None:
        await reply(update, settings_page(chat.habits, chat.language))


async def on_timezone(desk: Desk, update: Update, context: Context) -> None:
    """/timezone [city | country | offset]; without anything the choice."""
    typed = argument(update)
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    if not await desk.may_change(update, context):
        await reply(update, Message(say(lang, "group.admins_only")))
        return
    name = offset_name(typed)
    found = (name,) if name else zones_named(typed) if typed else ()
    if len(found) != 1:
        await reply(update, which_zone(found, lang))
        return
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        if chat is not None:
            await digests.settle(tx, chat, replace(chat.habits, zone=found[0]), desk.now)
    await reply(update, Message(say(lang, "settings.zone_done", zone=zone_label(found[0], lang))))


async def settings_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Open what is set, or the choice of an hour, of a night or of a time zone."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        chat = await chats.get(tx, chat_meant(update, action))
    message = _page(action, chat.habits if chat else Habits(), lang)
    if message is None:
        return say(lang, "trouble.old_button")
    await put(update, aimed(message, action.aim), action)
    return ""


def _page(action: Action, habits: Habits, lang: str) -> Message | None:
    pages: dict[str, _Page] = {
        "": settings_page,
        actions.NEW: settings_page,
        "hour": hours_page,
        "quiet": nights_page,
    }
    if action.arg(0) in pages:
        return pages[action.arg(0)](habits, lang)
    if action.arg(0) == "zone" and action.arg(1) in REGIONS:
        return zones_page(action.arg(1), actions.number(action.arg(2)), lang)
    return regions_page(lang) if action.arg(0) == "zone" else None


async def set_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Set what the button says, and show what is set now."""
    field, said = action.arg(0), action.arg(1)
    value = _value(field, said)
    if value is None:
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        chat = await enrol_meant(tx, update, action)
        if chat is None:
            return say(lang, "trouble.old_button")
        habits = _with(chat, field, value, thread_of(update) if action.aim is None else None)
        await digests.settle(tx, chat, habits, desk.now)
    await put(update, aimed(settings_page(habits, lang), action.aim), action)
    return ""


def _with(chat: Chat, field: str, value: Any, thread: int | None) -> Habits:
    """Change one habit; digests come to the topic in which they were asked for."""
    habits = replace(chat.habits, **{field: value})
    return replace(habits, thread=thread) if field in ("mode", "alive") else habits


def _value(field: str, said: str) -> Any:
    """Read what a button sets; None for what none of ours does."""
    match field:
        case "mode":
            return said if said in MODES else None
        case "hour" | "weekday":
            most = 24 if field == "hour" else 7
            return int(said) if said.isascii() and said.isdigit() and int(said) < most else None
        case "quiet":
            return _NIGHTS.get(said)
        case "silent" | "alive":
            return _SWITCH.get(said)
        case "zone":
            return said if said == "UTC" or said in all_zones() else None
    return None


COMMANDS: dict[str, Command] = {"settings": on_settings, "timezone": on_timezone}
DEEDS: dict[str, Deed] = {actions.SETTINGS: settings_tapped, actions.SET: set_tapped}
