"""Classic Telegram HTML, leaf by leaf: outside text can make no tag, mention, command, hashtag or link."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_POINTS = 4096  # code points after parsing, Bot API sendMessage
MAX_ENTITIES = 90  # Telegram drops those over 100
MAX_BYTES = 30_000  # raw; Telegram refuses over 32,768
_MAX_HREF = 2_000  # no server that we read gives longer ones; a few of them would fill the budget

_RAW_LIMIT = 8  # times what is shown: nobody hides more, and a book in a name costs no time

WORD_JOINER = "\u2060"  # invisible, and not part of what Telegram takes for a mention or a link

_LINE_BREAKS = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Persian and Indian words are spelt with joiners; anywhere else a joiner only hides something.
_STRAY_JOINERS = re.compile("(?<![^\\W\\d_])[\u200c\u200d]+|[\u200c\u200d]+(?![^\\W\\d_])")
_PILED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+"
)
_QUIET = re.compile(r"[\w ,;'’\-–()\"&<>]*")  # nothing in it that Telegram could make clickable
_TRIGGERS = re.compile(
    r"[@＠#＃$](?=\S)"  # mentions, addresses, hashtags, cashtags
    r"|(?<!\w)/(?=\w)"  # commands
    r"|:(?=//|\d\d)"  # links, moments of a video
    r"|[.。．｡](?=[^\W\d_])|(?<=[^\W\d_])[.。．｡](?=\d)"  # domains
    r"|(?<=\d)\.(?=\d+\.\d)"  # IP addresses
)
_LONG_NUMBER = re.compile(r"\d(?:[ \-]?\d){11,}")
_TAG = re.compile(r"<(/?)[a-z][^>]*>")


def clean(text: str) -> str:
    """Make one line of outside text: no control, bidi or hidden characters, no piles of marks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    shown = _STRAY_JOINERS.sub("", _CONTROLS.sub("", _LINE_BREAKS.sub(" ", text)))
    return _PILED_MARKS.sub(r"\1", _LINE_BREAKS.sub(" ", shown)).strip()


def defuse(text: str) -> str:
    """Break what Telegram would turn into a mention, command, hashtag, link, address or card number."""
    if not _QUIET.fullmatch(text):
        text = _TRIGGERS.sub(lambda found: found.group() + WORD_JOINER, text)
    return _LONG_NUMBER.sub(lambda found: WORD_JOINER.join(found.group()), text)


def shorten(text: str, limit: int) -> str:
    """Cut plain text at a word to at most `limit` code points, the ellipsis included."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip(" ,;:-–") + "…"


def esc(text: str, limit: int = 200) -> str:
    """Write outside text as a leaf of the message, at most `limit` code points of it."""
    line = clean(text[: limit * _RAW_LIMIT])
    return html.escape(shorten(defuse(line), limit), quote=True)


def bold(inner: str) -> str:
    """Set a piece of markup in bold."""
    return f"<b>{inner}</b>"


def link(url: str | None, label: str, limit: int = 200) -> str:
    """Link outside text to an http(s) address; without one the text stands alone."""
    text = esc(label, limit)
    href = safe_href(url)
    return f'<a href="{html.escape(href, quote=True)}">{text}</a>' if href and text else text


def safe_href(url: str | None) -> str | None:
    """Give the address back when it is http or https, names a host and can be shown as it is."""
    if not url or len(url) > _MAX_HREF or not url.isprintable() or _CONTROLS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    usable = parts.scheme in {"http", "https"} and host and "." in host and not parts.username
    return url.replace(" ", "%20") if usable else None


@dataclass(frozen=True, slots=True)
class Size:
    """How much a message takes of what Telegram allows."""

    points: int
    entities: int
    raw: int

    @property
    def fits(self) -> bool:
        return self.points <= MAX_POINTS and self.entities <= MAX_ENTITIES and self.raw <= MAX_BYTES


def size(markup: str) -> Size:
    """Measure a message as Telegram will after parsing."""
    opened = sum(1 for tag in _TAG.finditer(markup) if not tag.group(1))
    return Size(len(html.unescape(_TAG.sub("", markup))), opened, len(markup.encode()))


def first_fitting(drafts: Iterable[Callable[[], str]]) -> str:
    """Give the first draft that Telegram will take; the last one whatever it is."""
    text = ""
    for draft in drafts:
        text = draft()
        if size(text).fits:
            break
    return text
