"""What a button does, written into its callback data: a version, a verb, arguments; at most 64 bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.model import Button, Message
from bot.wishes import Subject

VERSION = "1"
_AIM = "@"  # between an action and the chat that it is about
_ROOM_FOR_NAME = 40  # bytes, beside a verb and a chat
LIMIT = 64  # bytes, Bot API: InlineKeyboardButton.callback_data

# The verbs, each with its arguments.
CARD = "v"  # visit, and its origin
WHY = "w"  # visit, number of the page, and the origin of the card
SOURCES = "o"  # the same
PAGE = "p"  # the three of a page: list, cursor, number
COUNTRIES = "c"  # page of the country keyboard
CHOOSE = "k"  # page of the subscription keyboard
TOPICS = "T"  # the keyboard of topics
TOGGLE = "t"  # subject, page of the subscription keyboard
SUBSCRIBE = "s"  # subject
SUBSCRIPTION = "i"  # number of a subscription: its card
CHANGE = "q"  # number of a subscription, what of it, and the value that it gets
TONGUES = "g"  # number of a subscription, and the language of sources to switch, or none for the choice
LEAVE = "u"  # subject, or the number of a subscription: end it
LEAVE_ALL = "x"  # "ask" (a message of its own), "yes" or "no"
SUBSCRIPTIONS = "m"
SETTINGS = "S"  # "hour", "quiet", "zone" with a part of the world and a page, or none for what is set
SET = "Z"  # a habit, and its value
LANGUAGE = "l"  # code, or none for the choice
FORGET = "d"  # "ask", "yes" or "no"
EXPORT = "ex"
RESEND = "rs"
BROADCAST = "bc"  # "send" or "cancel", number of a draft
HELP = "h"
REPORT = "r"  # visit, and what is wrong with it, or none for the choice
REVIEW = "e"  # the visit after which to go on, or none
DECIDE = "j"  # "accept", "keep", "reject", "undo" or "how", visit, and "r" where the review goes on
FEEDS = "f"  # which of them, and the page
NOTHING = "n"
SAVE = "F"  # list, and the kind of file, or none for the choice
PICTURE = "y"  # which of `PICTURES`, and the list that it is of
FOLLOW = "b"  # visit: be told of what becomes of it
PICTURES = ("stats", "map", "timeline")

ALERT = "a"  # an origin: the card is an alert; others are the three of the page to go back to, or none
APART = "n"  # an origin: the page stands beside its card, and no way leads back
NEW = "new"  # a last argument: answer beside the tapped message, not in its place


@dataclass(frozen=True, slots=True)
class Action:
    verb: str
    args: tuple[str, ...] = ()
    aim: int | None = None  # the chat that it is about, where that is not the one it stands in

    def arg(self, place: int) -> str:
        """Give one argument, empty where it is missing."""
        return self.args[place] if place < len(self.args) else ""

    @property
    def is_new(self) -> bool:
        """Whether the answer is to stand in a message of its own."""
        return self.args[-1:] == (NEW,)


def write(verb: str, *args: str) -> str:
    """Write an action as callback data; ValueError when it does not fit Telegram's 64 bytes."""
    return _fitting(":".join((VERSION + verb, *args)))


def _fitting(data: str) -> str:
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data of more than {LIMIT} bytes: {data}")
    return data


def read(data: str | None) -> Action | None:
    """Read callback data back; None for another version and for what we never wrote."""
    if not data or data[0] != VERSION or len(data.encode()) > LIMIT:
        return None
    said, _, aim = data[1:].partition(_AIM)
    verb, *args = said.split(":")
    if not verb or not re.fullmatch(r"(?:-?\d{1,15})?", aim):
        return None
    return Action(verb, tuple(args), int(aim) if aim else None)


def aimed(message: Message, aim: int | None) -> Message:
    """Let the keys of a message that stands in one chat be about another."""
    if aim is None:
        return message
    rows = tuple(tuple(_aimed(button, aim) for button in row) for row in message.buttons)
    return replace(message, buttons=rows)


def _aimed(button: Button, aim: int) -> Button:
    return button if button.data is None else replace(button, data=_fitting(f"{button.data}{_AIM}{aim}"))


def serial(text: str) -> int:
    """Read the number of a row; 0, which none has, for what is none."""
    return int(text) if re.fullmatch(r"\d{1,15}", text) else 0


def number(text: str) -> int:
    """Read a page's number; the first page for what is none."""
    return int(text) if re.fullmatch(r"\d{1,3}", text) else 0


def subject(wanted: Subject) -> str:
    """Write what a subscription is about: `*` for everything, else its countries, its topic or its person."""
    if wanted.person:
        return f"n.{wanted.person}"
    return f"t.{wanted.topic}" if wanted.topic else "".join(wanted.countries) or "*"


def fitting_name(name: str) -> str:
    """Cut a person's name to the words for which a button has room."""
    kept = re.sub("[:@]", " ", name)
    while len(kept.encode()) > _ROOM_FOR_NAME:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return kept.strip()


def read_subject(text: str) -> Subject | None:
    """Read what a subscription is about back, countries sorted; None for what we never wrote."""
    if text == "*":
        return Subject()
    if topic := re.fullmatch(r"t\.([a-z_]{1,40})", text):
        return Subject(topic=topic[1])
    if person := re.fullmatch(r"n\.([^:@]{1,60})", text):
        return Subject(person=person[1])
    if not re.fullmatch(r"(?:[A-Z]{2}){1,2}", text):
        return None
    return Subject(tuple(sorted({text[place : place + 2] for place in range(0, len(text), 2)})))
