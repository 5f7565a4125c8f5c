"""/subscribe, /unsubscribe, /subscriptions: by word or by button, effective at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from telegram import Update

from bot import countries
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, texts
from bot.renderer.actions import Action, read_subject
from bot.renderer.names import country_name
from bot.renderer.pages import choose_page, subject_label, subscriptions_page
from bot.storage import Tx, chats, visits
from bot.text import fold
from handlers.desk import (
    Command,
    Context,
    Deed,
    Desk,
    argument,
    enrol,
    guessed_language,
    language,
    refused_tap,
)
from handlers.keyboards import reply, show
from handlers.queries import Doubtful, TooMany, Wanted, means_everything, understand


async def on_subscribe(desk: Desk, update: Update, context: Context) -> None:
    """/subscribe [all | country | pair]; without anything the keyboard of countries."""
    typed = argument(update)
    if not await _allowed(desk, update, context):
        return
    subject = _subject(typed)
    if typed and isinstance(subject, tuple):
        await subscribe(desk, update, subject)
        return
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if isinstance(subject, tuple):
            message = await _choose(tx, update, 0, lang)
        else:
            message = _question(subject, actions.SUBSCRIBE, lang)
    await reply(update, message)


async def subscribe(desk: Desk, update: Update, subject: Sequence[str]) -> None:
    """Subscribe the chat and confirm it in one message."""
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        if chat is None:
            return
        _, new = await chats.subscribe(tx, chat.id, tuple(sorted(subject)))
    await reply(update, texts.subscribed(subject, chat.language, new=new))


async def on_subscribe_link(desk: Desk, update: Update, context: Context, subject: Sequence[str]) -> None:
    """Subscribe as a deep link asks, if whoever followed it may."""
    if await _allowed(desk, update, context):
        await subscribe(desk, update, subject)


async def on_unsubscribe(desk: Desk, update: Update, context: Context) -> None:
    """/unsubscribe [country | pair]; without anything, or with "all", everything after a question."""
    typed = argument(update)
    if not await _allowed(desk, update, context):
        return
    subject = _subject(typed)
    if subject == ():
        message = await _ask_leave_all(desk, update)
    elif isinstance(subject, tuple):
        message = await _leave(desk, update, subject)
    else:
        async with desk.store.reading() as tx:
            message = _question(subject, actions.LEAVE, await language(tx, update))
    await reply(update, message)


async def _leave(desk: Desk, update: Update, subject: Sequence[str]) -> Message:
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        ended = await chats.unsubscribe(tx, _chat_id(update), tuple(sorted(subject)))
    return texts.unsubscribed(subject, lang, found=ended > 0)


async def _ask_leave_all(desk: Desk, update: Update) -> Message:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        held = await chats.subscriptions(tx, _chat_id(update))
    return texts.ask_leave_all(len(held), lang)


async def on_subscriptions(desk: Desk, update: Update, context: Context) -> None:
    """/subscriptions: the list, with a button for each."""
    async with desk.store.reading() as tx:
        message = await _held(tx, update, await language(tx, update))
    await reply(update, message)


async def subscriptions_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    await on_subscriptions(desk, update, context)
    return ""


async def choose_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of the subscription keyboard."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = await _choose(tx, update, actions.number(action.arg(0)), lang)
    if action.is_new or update.callback_query is None:
        await reply(update, message)
    else:
        await show(update.callback_query, message)
    return ""


async def _subject_to_change(
    desk: Desk, update: Update, context: Context, action: Action
) -> tuple[str, ...] | str:
    """Give the countries that a button is about, or the answer to a tap that may change nothing."""
    subject = known_countries(read_subject(action.arg(0)))
    if subject is None:
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    return subject


async def toggle_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Switch one subscription on or off and show the keyboard as it is then."""
    subject = await _subject_to_change(desk, update, context, action)
    if isinstance(subject, str):
        return subject
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        lang = chat.language if chat else guessed_language(update)
        ended = await chats.unsubscribe(tx, _chat_id(update), subject)
        if not ended:
            await chats.subscribe(tx, _chat_id(update), subject)
        message = await _choose(tx, update, actions.number(action.arg(1)), lang)
    if update.callback_query is not None:
        await show(update.callback_query, message)
    return say(lang, "subscribe.off" if ended else "subscribe.on", what=subject_label(subject, lang))


async def subscribe_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Subscribe from the button under a card, a list or a question; the message stays as it is."""
    subject = await _subject_to_change(desk, update, context, action)
    if isinstance(subject, str):
        return subject
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        lang = chat.language if chat else guessed_language(update)
        await chats.subscribe(tx, _chat_id(update), subject)
    return say(lang, "subscribe.on", what=subject_label(subject, lang))


async def leave_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """End one subscription from the list and show what is left."""
    subject = await _subject_to_change(desk, update, context, action)
    if isinstance(subject, str):
        return subject
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        await chats.unsubscribe(tx, _chat_id(update), subject)
        message = await _held(tx, update, lang)
    if update.callback_query is not None:
        await show(update.callback_query, message)
    return say(lang, "subscribe.off", what=subject_label(subject, lang))


async def leave_all_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Ask, or do what the answer to the question was."""
    if not await desk.may_change(update, context):
        return refused_tap(guessed_language(update))
    choice = action.arg(0)
    if choice == "ask":
        await reply(update, await _ask_leave_all(desk, update))
    elif choice in ("yes", "no") and update.callback_query is not None:
        await show(update.callback_query, await _settle(desk, update, choice == "yes"))
    return ""


async def _settle(desk: Desk, update: Update, agreed: bool) -> Message:
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        if not agreed:
            return Message(say(lang, "unsubscribe.kept"))
        ended = await chats.unsubscribe(tx, _chat_id(update), None)
    return Message(say(lang, "unsubscribe.all_done", n=ended))


async def _allowed(desk: Desk, update: Update, context: Context) -> bool:
    if await desk.may_change(update, context):
        return True
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    await reply(update, Message(say(lang, "group.admins_only")))
    return False


def _subject(typed: str) -> tuple[str, ...] | Doubtful | TooMany:
    """Read what to subscribe to; () is everything, and also what nothing typed gives."""
    if not typed or means_everything(typed):
        return ()
    match understand(typed):
        case Wanted(codes) if codes:
            return tuple(sorted(codes))
        case Wanted():
            return Doubtful(typed, ())
        case doubt:
            return doubt


def _question(doubt: Doubtful | TooMany, verb: str, lang: str) -> Message:
    if isinstance(doubt, TooMany):
        return Message(say(lang, "ask.too_many"))
    return texts.which_of(doubt.guesses, doubt.word, verb, lang)


async def _choose(tx: Tx, update: Update, page: int, lang: str) -> Message:
    held = {subscription.countries for subscription in await chats.subscriptions(tx, _chat_id(update))}
    seen = [code for code, _ in await visits.counts(tx)]
    others = [code for code in _by_name(lang) if code not in set(seen)]
    return choose_page([*seen, *others], held, page, lang)


async def _held(tx: Tx, update: Update, lang: str) -> Message:
    return subscriptions_page(await chats.subscriptions(tx, _chat_id(update)), lang)


@cache
def _by_name(lang: str) -> tuple[str, ...]:
    return tuple(sorted(countries.codes(), key=lambda code: fold(country_name(code, lang))))


def known_countries(subject: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Let through only countries that exist: callback data can be made up."""
    return subject if subject is not None and set(subject) <= set(countries.codes()) else None


def _chat_id(update: Update) -> int:
    return update.effective_chat.id if update.effective_chat else 0


COMMANDS: dict[str, Command] = {
    "subscribe": on_subscribe,
    "unsubscribe": on_unsubscribe,
    "subscriptions": on_subscriptions,
}
DEEDS: dict[str, Deed] = {
    actions.SUBSCRIPTIONS: subscriptions_tapped,
    actions.CHOOSE: choose_tapped,
    actions.TOGGLE: toggle_tapped,
    actions.SUBSCRIBE: subscribe_tapped,
    actions.LEAVE: leave_tapped,
    actions.LEAVE_ALL: leave_all_tapped,
}
