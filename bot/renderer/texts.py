"""What is said in whole sentences: greeting, help, answers to a command."""

from __future__ import annotations

from collections.abc import Sequence

from bot.languages.speech import Speaker, speaker
from bot.model import Button, Message
from bot.renderer import actions
from bot.renderer.listings import Listing, Place
from bot.renderer.markup import bold, esc
from bot.renderer.pages import Rows
from bot.renderer.wishes import subject_label
from bot.wishes import Subject


def welcome(lang: str, *, group: bool = False) -> Message:
    """Greet, say what this is, and offer what can be done next."""
    speak = speaker(lang)
    return Message(speak("start.group" if group else "start.private"), _first_steps(speak))


def help_page(lang: str) -> Message:
    """Tell every command with an example."""
    speak = speaker(lang)
    return Message(speak("help.text"), _first_steps(speak))


def _first_steps(speak: Speaker) -> Rows:
    latest = Place(Listing("latest"))
    return (
        (_key("button.latest", speak, actions.PAGE, *latest.args, actions.NEW),
         _key("button.countries", speak, actions.COUNTRIES, "0", actions.NEW)),
        (_key("button.subscribe", speak, actions.CHOOSE, "0", actions.NEW),
         _key("button.settings", speak, actions.SETTINGS, actions.NEW),
         _key("button.language", speak, actions.LANGUAGE, actions.NEW)),
    )  # fmt: skip


def _key(key: str, speak: Speaker, verb: str, *args: str) -> Button:
    return Button(speak(key), data=actions.write(verb, *args))


def subscribed(subject: Subject, lang: str, *, new: bool) -> Message:
    """Confirm a subscription in one message, with the way to see it and to end it."""
    speak = speaker(lang)
    key = "subscribe.done" if new else "subscribe.already"
    if subject == Subject():
        key += "_everything"
    manage = _key("button.subscriptions", speak, actions.SUBSCRIPTIONS, actions.NEW)
    row: tuple[Button, ...] = (manage,)
    if not (subject.person or subject.topic):
        listing = Place(Listing(countries=subject.countries))
        row = (_key("button.visits", speak, actions.PAGE, *listing.args, actions.NEW), manage)
    return Message(speak(key, what=bold(_named(subject, lang))), (row,))


def unsubscribed(subject: Subject, lang: str, *, found: bool) -> Message:
    """Confirm the end of a subscription, or say that there was none."""
    speak = speaker(lang)
    key = "unsubscribe.done" if found else "unsubscribe.not_found"
    manage = _key("button.subscriptions", speak, actions.SUBSCRIPTIONS, actions.NEW)
    return Message(speak(key, what=bold(_named(subject, lang))), ((manage,),))


def _named(subject: Subject, lang: str) -> str:
    return esc(subject_label(subject, lang), 300)


def ask_leave_all(count: int, lang: str) -> Message:
    """Ask before every subscription is ended; `count` of none needs no question."""
    speak = speaker(lang)
    if count == 0:
        return Message(speak("subscriptions.none"), ((_key("button.add", speak, actions.CHOOSE, "0"),),))
    return Message(
        speak("unsubscribe.ask_all", n=count), _yes_no("button.yes_stop", actions.LEAVE_ALL, speak)
    )


def privacy(lang: str) -> Message:
    """Tell what is kept of a chat and for how long."""
    speak = speaker(lang)
    keys = (_key("button.export", speak, actions.EXPORT), _key("button.erase", speak, actions.FORGET, "ask"))
    return Message(speak("privacy.text"), (keys,))


def ask_forget(lang: str) -> Message:
    """Ask before everything about the chat is erased."""
    speak = speaker(lang)
    return Message(speak("privacy.ask"), _yes_no("button.yes_forget", actions.FORGET, speak))


def first_channel(bot: str, lang: str) -> Message:
    """Tell how a channel gets what it follows, with the key that adds the bot `bot` to one."""
    speak = speaker(lang)
    # Bot API, "Deep links": Telegram lets the admin choose the channel and asks for these rights.
    url = f"https://t.me/{bot}?startchannel&admin=post_messages+edit_messages"
    return Message(speak("channel.ask"), ((Button(speak("button.add_channel"), url=url),),))


def channel_page(title: str, lang: str) -> Message:
    """Write the panel of a channel."""
    speak = speaker(lang)
    rows: Rows = (
        (_key("button.subscribe", speak, actions.CHOOSE, "0", actions.NEW),
         _key("button.subscriptions", speak, actions.SUBSCRIPTIONS, actions.NEW)),
        (_key("button.settings", speak, actions.SETTINGS, actions.NEW),
         _key("button.language", speak, actions.LANGUAGE, actions.NEW)),
    )  # fmt: skip
    return Message(speak("channel.panel", title=bold(esc(title, 100))), rows)


def _yes_no(yes: str, verb: str, speak: Speaker) -> Rows:
    return ((_key(yes, speak, verb, "yes"), _key("button.no", speak, verb, "no")),)


def which_of(codes: Sequence[str], query: str, verb: str, lang: str) -> Message:
    """Ask which country was meant by a word in a command about subscriptions."""
    speak = speaker(lang)
    if not codes:
        choose = _key("button.choose", speak, actions.CHOOSE, "0")
        return Message(speak("ask.unknown", query=esc(query, 60)), ((choose,),))
    rows = tuple(
        (Button(subject_label(Subject((code,)), lang), data=actions.write(verb, code)),) for code in codes
    )
    return Message(speak("ask.did_you_mean", query=esc(query, 60)), rows)
