"""/subscribe, /unsubscribe, /subscriptions: by word or by button, effective at once."""

from __future__ import annotations

from functools import cache

from telegram import Update

from bot import countries
from bot.languages.speech import say
from bot.model import Message
from bot.renderer import actions, texts
from bot.renderer.actions import Action, aimed, read_subject
from bot.renderer.names import country_name
from bot.renderer.wishes import (
    choose_page,
    subject_label,
    subscriptions_page,
    topics,
    topics_page,
)
from bot.storage import Tx, chats, visits
from bot.text import fold
from bot.wishes import Filters, Subject, Subscription
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
    here,
    language,
    refused_tap,
    thread_of,
)
from handlers.keyboards import put, reply, show
from handlers.queries import Doubtful, TooMany, means_everything
from handlers.wording import read_wish


async def on_subscribe(desk: Desk, update: Update, context: Context) -> None:
    """/subscribe [all | country | pair | person … | topic …]; without anything the keyboard of countries."""
    typed = argument(update)
    if not await _allowed(desk, update, context):
        return
    wish = read_wish(typed) if typed else None
    if isinstance(wish, Subscription):
        await subscribe(desk, update, wish.subject, wish.filters)
        return
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        if wish is None:
            message = await _choose(tx, here(update), 0, lang)
        else:
            message = _question(wish, actions.SUBSCRIBE, lang)
    await reply(update, message)


async def subscribe(desk: Desk, update: Update, subject: Subject, filters: Filters | None = None) -> None:
    """Subscribe the chat, in the topic where it was asked for, and confirm it in one message."""
    chosen = filters if filters != Filters() else None
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        if chat is None:
            return
        _, new = await chats.subscribe(tx, chat.id, subject, chosen, thread=thread_of(update))
    await reply(update, texts.subscribed(subject, chat.language, new=new))


async def on_subscribe_link(desk: Desk, update: Update, context: Context, subject: Subject) -> None:
    """Subscribe as a deep link asks, if whoever followed it may."""
    if await _allowed(desk, update, context):
        await subscribe(desk, update, subject)


async def on_unsubscribe(desk: Desk, update: Update, context: Context) -> None:
    """/unsubscribe [subject]; without anything, or with "all", everything after a question."""
    typed = argument(update)
    if not await _allowed(desk, update, context):
        return
    if not typed or means_everything(typed):
        await reply(update, await _ask_leave_all(desk, update, here(update)))
        return
    wish = read_wish(typed)
    if isinstance(wish, Subscription):
        message = await _leave(desk, update, wish.subject)
    else:
        async with desk.store.reading() as tx:
            message = _question(wish, actions.LEAVE, await language(tx, update))
    await reply(update, message)


async def _leave(desk: Desk, update: Update, subject: Subject) -> Message:
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        ended = await chats.unsubscribe(tx, here(update), subject)
    return texts.unsubscribed(subject, lang, found=ended > 0)


async def _ask_leave_all(desk: Desk, update: Update, chat_id: int) -> Message:
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        held = await chats.subscriptions(tx, chat_id)
    return texts.ask_leave_all(len(held), lang)


async def on_subscriptions(desk: Desk, update: Update, context: Context) -> None:
    """/subscriptions: the list, with a button for each."""
    async with desk.store.reading() as tx:
        message = await held_page(tx, here(update), await language(tx, update))
    await reply(update, message)


async def subscriptions_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Show the list in place of what was tapped, or beside it."""
    async with desk.store.reading() as tx:
        message = await held_page(tx, chat_meant(update, action), await language(tx, update))
    await put(update, aimed(message, action.aim), action)
    return ""


async def choose_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to a page of the subscription keyboard."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        page = actions.number(action.arg(0))
        message = await _choose(tx, chat_meant(update, action), page, lang)
    await put(update, aimed(message, action.aim), action)
    return ""


async def topics_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Turn to the keyboard of topics."""
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
        message = topics_page(await chats.subscriptions(tx, chat_meant(update, action)), lang)
    await put(update, aimed(message, action.aim), action)
    return ""


async def _subject_to_change(desk: Desk, update: Update, context: Context, action: Action) -> Subject | str:
    """Give what a button is about, or the answer to a tap that may change nothing."""
    subject = known_subject(read_subject(action.arg(0)))
    if subject is None:
        return say(guessed_language(update), "trouble.old_button")
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    return subject


async def toggle_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Switch one subscription on or off and show the keyboard as it is then."""
    subject = await _subject_to_change(desk, update, context, action)
    if isinstance(subject, str):
        return subject
    chat_id = chat_meant(update, action)
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        if await enrol_meant(tx, update, action) is None:
            return say(lang, "trouble.old_button")
        ended = await chats.unsubscribe(tx, chat_id, subject)
        if not ended:
            await chats.subscribe(tx, chat_id, subject, thread=thread_of(update))
        if subject.topic:
            message = topics_page(await chats.subscriptions(tx, chat_id), lang)
        else:
            message = await _choose(tx, chat_id, actions.number(action.arg(1)), lang)
    await put(update, aimed(message, action.aim), action)
    return say(lang, "subscribe.off" if ended else "subscribe.on", what=subject_label(subject, lang))


async def subscribe_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Subscribe from the button under a card, a list or a question; the message stays as it is."""
    subject = await _subject_to_change(desk, update, context, action)
    if isinstance(subject, str):
        return subject
    async with desk.store.writing() as tx:
        chat = await enrol(tx, update)
        lang = chat.language if chat else guessed_language(update)
        await chats.subscribe(tx, here(update), subject, thread=thread_of(update))
    return say(lang, "subscribe.on", what=subject_label(subject, lang))


async def leave_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """End one subscription, by its number or its subject, and show what is left."""
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    chat_id = chat_meant(update, action)
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        one = await chats.subscription(tx, chat_id, actions.serial(action.arg(0)))
        subject = one.subject if one else known_subject(read_subject(action.arg(0)))
        if subject is None:
            return say(lang, "trouble.old_button")
        await chats.unsubscribe(tx, chat_id, subject)
        message = await held_page(tx, chat_id, lang)
    await put(update, aimed(message, action.aim), action)
    return say(lang, "subscribe.off", what=subject_label(subject, lang))


async def leave_all_tapped(desk: Desk, update: Update, context: Context, action: Action) -> str:
    """Ask, or do what the answer to the question was."""
    if not await desk.may_change(update, context, action.aim):
        return refused_tap(guessed_language(update))
    choice, chat_id = action.arg(0), chat_meant(update, action)
    if choice == "ask":
        await reply(update, aimed(await _ask_leave_all(desk, update, chat_id), action.aim))
    elif choice in ("yes", "no") and update.callback_query is not None:
        await show(update.callback_query, await _settle(desk, update, chat_id, choice == "yes"))
    return ""


async def _settle(desk: Desk, update: Update, chat_id: int, agreed: bool) -> Message:
    async with desk.store.writing() as tx:
        lang = await language(tx, update)
        if not agreed:
            return Message(say(lang, "unsubscribe.kept"))
        ended = await chats.unsubscribe(tx, chat_id, None)
    return Message(say(lang, "unsubscribe.all_done", n=ended))


async def _allowed(desk: Desk, update: Update, context: Context) -> bool:
    if await desk.may_change(update, context):
        return True
    async with desk.store.reading() as tx:
        lang = await language(tx, update)
    await reply(update, Message(say(lang, "group.admins_only")))
    return False


def _question(doubt: Doubtful | TooMany, verb: str, lang: str) -> Message:
    if isinstance(doubt, TooMany):
        return Message(say(lang, "ask.too_many"))
    return texts.which_of(doubt.guesses, doubt.word, verb, lang)


async def _choose(tx: Tx, chat_id: int, page: int, lang: str) -> Message:
    """Write the keyboard: countries that visit or are visited come first."""
    held = await chats.subscriptions(tx, chat_id)
    seen = [code for code, _ in await visits.counts(tx)]
    others = [code for code in _by_name(lang) if code not in set(seen)]
    return choose_page([*seen, *others], held, page, lang)


async def held_page(tx: Tx, chat_id: int, lang: str) -> Message:
    """Write the list of what a chat subscribes to."""
    return subscriptions_page(await chats.subscriptions(tx, chat_id), lang)


@cache
def _by_name(lang: str) -> tuple[str, ...]:
    return tuple(sorted(countries.codes(), key=lambda code: fold(country_name(code, lang))))


def known_subject(subject: Subject | None) -> Subject | None:
    """Let through only countries and topics that exist: callback data can be made up."""
    if subject is None or not set(subject.countries) <= set(countries.codes()):
        return None
    return subject if not subject.topic or subject.topic in topics() else None


COMMANDS: dict[str, Command] = {
    "subscribe": on_subscribe,
    "unsubscribe": on_unsubscribe,
    "subscriptions": on_subscriptions,
}
DEEDS: dict[str, Deed] = {
    actions.CHOOSE: choose_tapped,
    actions.TOPICS: topics_tapped,
    actions.TOGGLE: toggle_tapped,
    actions.SUBSCRIBE: subscribe_tapped,
    actions.LEAVE: leave_tapped,
    actions.LEAVE_ALL: leave_all_tapped,
    actions.SUBSCRIPTIONS: subscriptions_tapped,
}
