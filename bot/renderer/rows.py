"""The keys under a card: what it rests on, what hangs together with it, following, passing it on."""

from __future__ import annotations

from collections.abc import Iterable

from bot.languages.speech import speaker
from bot.model import Button, Visit
from bot.renderer import actions
from bot.renderer.listings import Place
from bot.renderer.lists import open_key
from bot.renderer.pages import Rows, follow_key


def back_row(place: Place | None, lang: str) -> Rows:
    """Give the key that puts the list back from which a card was opened."""
    if place is None:
        return ()
    return ((Button(speaker(lang)("button.back"), data=actions.write(actions.PAGE, *place.args)),),)


def follow_row(visit: Visit, lang: str) -> Rows:
    """Give the keys that subscribe to either country of a visit, and to what becomes of the visit itself."""
    codes = (visit.record.visitor.country, visit.record.host.country)
    this = Button(speaker(lang)("button.follow_visit"), data=actions.write(actions.FOLLOW, visit.id))
    return tuple(follow_key(code, lang) for code in dict.fromkeys(codes)), (this,)


def related_rows(related: Iterable[Visit], lang: str, *origin: str) -> Rows:
    """Give the keys that open the visits which hang together with one: legs of a tour, the return visit."""
    keys = (open_key(visit, lang, *origin) for visit in related)
    return tuple((Button(f"🔗 {key.text}", data=key.data),) for key in keys)


def share_row(visit: Visit, lang: str, link: str) -> Rows:
    """Give the keys that pass a card on: into another chat, and as a link."""
    speak = speaker(lang)
    return ((Button(speak("button.share"), share=f"v_{visit.id}"), Button(speak("button.copy"), copy=link)),)


def report_row(visit: Visit, lang: str) -> Rows:
    """Give the key that reports a mistake in a card."""
    return ((Button(speaker(lang)("button.report"), data=actions.write(actions.REPORT, visit.id)),),)
