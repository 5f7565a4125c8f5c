"""Hostile names through every message the bot makes of them: `python -m tests.renderer.naughty [COUNT]`.

Each string stands for a name, office, title, publisher, city, feed, error and search at once. Telegram's own
parser judges: nothing may be refused, and nothing may become clickable that is not so with harmless names.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

from bot.alarms import Watched
from bot.decisions import Cannot, Done, Waiting
from bot.feedstate import FeedState
from bot.health import Health
from bot.languages import speech
from bot.languages.speech import say, speaker, ui_codes
from bot.model import (
    Agreement,
    Button,
    Conflict,
    Evidence,
    Feed,
    History,
    Host,
    Message,
    Official,
    Sighting,
    Source,
    Visit,
)
from bot.records import clean
from bot.renderer import (
    alert,
    card,
    digest_page,
    evidence_page,
    feeds_page,
    feeds_told,
    pictures,
    sources_page,
    struck,
    update_note,
    visits_page,
)  # fmt: skip
from bot.renderer import review as review_page
from bot.renderer.feeds import TROUBLED
from bot.renderer.listings import Listing, Place, of_words
from bot.renderer.lists import Page, nothing_found, plain_line
from bot.renderer.markup import esc
from bot.renderer.operating import parked_page
from bot.renderer.pages import guesses
from bot.renderer.persons import follow_person_key, person_head
from bot.renderer.review import ask_report, corrected, how_to_fix, refused
from bot.renderer.rows import related_rows
from bot.renderer.texts import subscribed, which_of
from bot.renderer.wishes import subscription_page, subscriptions_page
from bot.wishes import Filters, Subject, Subscription, is_name
from handlers.queries import clean_typed
from tests.oracles import telegram_reading
from tests.renderer.naughty_files import FORMS, file_fault
from tests.renderer.naughty_strings import SEED, strings
from tests.renderer.samples import NOW, RECORD, visit
from tests.renderer.telegram import Entity, found_by_telegram

_MANY = 10_000
_HARMLESS = "Plain words"
Makers = Mapping[str, Callable[[str, str], Message]]  # from a text and a language


def _visit(text: str) -> Visit:
    """A visit of which everything that articles say is this text."""
    official = Official(text, text, text, "BH")
    quote = Evidence(text, (0, 1), text)
    record = replace(
        RECORD,
        visitor=replace(RECORD.visitor, name=text, name_latin=text, office_as_written=text),
        host=Host("BH", text),
        inviter=official,
        occasion=text,
        meetings=(official,) * 3,
        agreements=(Agreement("memorandum", text, signed=True), Agreement("protocol", text, signed=False)),
        topics=(text, "extradition"),
        evidence={"host.country": quote, "visitor.name": quote},
    )
    sources = (
        Source("https://a.example/1", text, "en", text, text, text, text, NOW),
        Source(text, text, text, "2026-01-26", text, None, None, NOW),
    )
    conflicts = (
        Conflict("host.city", ((text, sources[0].url), ("Manama", text))),
        Conflict("visitor.name", ((text, text), ("Another", sources[0].url))),
    )
    return replace(visit(sources=sources), record=record, conflicts=conflicts)


def _page(text: str, listing: Listing) -> Page:
    return Page(Place(listing), (_visit(text),) * 5, 5, newer=False, older=False)


def _search(text: str) -> Listing:
    """What was searched for, as a handler understands it."""
    asked = of_words("found", clean_typed(clean(text)))
    return asked if asked.words else of_words("found", "x")


def _bare() -> Sighting:
    return replace(RECORD, status="planned", host=Host("BH"), agreements=())


def _feed(text: str) -> FeedState:
    return FeedState(
        text, text, failures=9, last_error=text, error_kind=text, failing_since=NOW - timedelta(days=1),
        note=text, odd=text, delay=7.0,
    )  # fmt: skip


def _health(text: str) -> Health:
    return Health(Feed(text, text), _feed(text), "failing", NOW)


def _held(text: str) -> Subscription:
    return Subscription(1, 1, Subject(person=text if is_name(text) else "x"), Filters())


def _note(text: str, lang: str) -> Message:
    note = update_note(_visit(text), lang, now=NOW, before=_bare())
    return note if note is not None else Message(say(lang, "list.none"))


def _found(text: str, lang: str) -> Message:
    parts = [{"visitor": _visit(text).record.visitor}, {"met": _visit(text).record.meetings[0]}]
    head = person_head(parts, ["BH"], lang)  # type: ignore[arg-type] # the literals of parts
    keys = ((follow_person_key(parts, lang),),)  # type: ignore[arg-type] # the same
    return visits_page(_page(text, _search(text)), lang, now=NOW, head=head, keys=keys)


def _fixed(text: str, lang: str) -> Message:
    before = visit()
    return corrected(Done(before, replace(_visit(text), id=before.id)), "set", lang)


def _inline(text: str, lang: str) -> Message:
    """A result to choose: its title and description are plain, what it sends is the card."""
    keys = (Button(said, data="1n") for said in plain_line(_visit(text), speaker(lang)))
    return Message(card(_visit(text), lang, now=NOW).html, (tuple(keys),))


def _caption(text: str, lang: str) -> Message:
    return Message(pictures.words(_search(text), [("AZ", "BH", 2)], 1, lang))


def _ids(text: str) -> str | None:
    return f"https://t.me/visitwire_bot?start=v_{text}"


MAKERS: Makers = {
    "card": lambda text, lang: card(_visit(text), lang, now=NOW, history=History(1, 2025, "2025-01-02")),
    "alert": lambda text, lang: alert(_visit(text), lang, now=NOW),
    "list": lambda text, lang: visits_page(_page(text, Listing()), lang, now=NOW),
    "search": lambda text, lang: visits_page(_page(text, _search(text)), lang, now=NOW),
    "nothing found": lambda text, lang: nothing_found(_search(text), lang),
    "person": _found,
    "related": lambda text, lang: Message("x", related_rows([_visit(text)], lang)),
    "evidence": lambda text, lang: evidence_page(_visit(text), 0, lang),
    "sources": lambda text, lang: sources_page(_visit(text), 0, lang),
    "note": _note,
    "digest": lambda text, lang: digest_page([_visit(text)] * 9, lang, now=NOW, link_to=_ids),
    "struck": lambda text, lang: struck(_visit(text), None, lang, now=NOW),
    "report": lambda text, lang: ask_report(_visit(text), lang),
    "review": lambda text, lang: review_page(
        Waiting(_visit(text), {"not_visit": 2}), lang, now=NOW, number=2
    ),
    "how to fix": lambda text, lang: how_to_fix(_visit(text), lang),
    "fixed": _fixed,
    "refused": lambda text, lang: Message(refused(Cannot("value", f"no value: {text}"), lang)),
    "guess": lambda text, lang: guesses(["BH"], text, lang),
    "which": lambda text, lang: which_of([], text, "s", lang),
    "language": lambda text, lang: Message(say(lang, "language.unknown", query=esc(text, 40))),
    "subscribed": lambda text, lang: subscribed(_held(text).subject, lang, new=True),
    "subscriptions": lambda text, lang: subscriptions_page([_held(text)], lang),
    "subscription": lambda text, lang: subscription_page(_held(text), lang),
    "feeds": lambda text, lang: feeds_page([_health(text)], TROUBLED, 0, lang),
    "slow feeds": lambda text, lang: feeds_page([_health(text)], "s", 0, lang),
    "feeds told": lambda text, lang: feeds_told([Watched(_feed(text), "failing", NOW)], lang),
    "not arrived": lambda text, lang: parked_page({("dead", text): 3}, lang),
    "caption": _caption,
    "inline": _inline,
}


@dataclass
class Judged:
    """What came of it; `faults` are the first words of each kind of fault, by message and kind."""

    strings: int = 0
    messages: int = 0
    exports: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, what: str, fault: str) -> None:
        self.faults[what] += 1
        self.first.setdefault(what, fault)


def judge(count: int, seed: int = SEED) -> Judged:
    """Put so many strings through every message, in the chat's languages by turns, and every export."""
    judged, languages = Judged(), ui_codes()
    for number, text in enumerate(strings(count, seed)):
        judged.strings += 1
        for name in MAKERS:
            judged.messages += 1
            for fault in _faults(name, text, languages[number % len(languages)]):
                judged.note(f"{name}: {fault}", repr(text[:200]))
        for form in FORMS:
            judged.exports += 1
            if fault := file_fault(form, _visit(clean(text))):
                judged.note(f"{form}: {fault}", repr(text[:200]))
    return judged


def _faults(name: str, text: str, lang: str) -> Iterator[str]:
    try:
        message = MAKERS[name](text, lang)
        message.html.encode()
    except Exception as error:
        yield f"not made, {error!r:.90}"
        return
    reading = telegram_reading(message.html)
    if isinstance(reading, str):
        yield f"refused, {reading}"
        return
    shown, entities = reading
    if not 0 < len(shown) <= (1024 if name == "caption" else 4096) or len(entities) > 100:
        yield "does not fit"
    if not all(str(one.get("url", "https://")).startswith(("https://", "http://")) for one in entities):
        yield "a link of another kind"
    for kind, _ in {*found_by_telegram(shown)} - _own(name, lang) - _times(shown, entities):
        yield kind
    for button in (button for row in message.buttons for button in row):
        if not button.text.strip() or len((button.data or "").encode()) > 64:
            yield "a key that Telegram refuses"
        button.text.encode()


@cache
def _own(name: str, lang: str) -> frozenset[Entity]:
    """List what is clickable in a message about nothing hostile: it is ours."""
    reading = telegram_reading(MAKERS[name](_HARMLESS, lang).html)
    assert not isinstance(reading, str), reading
    return frozenset(found_by_telegram(reading[0]))


def _times(shown: str, entities: list[dict[str, object]]) -> set[Entity]:
    """List the clock times that we wrote as instants ourselves."""
    said = shown.encode("utf-16-le")
    ours = " ".join(
        said[2 * int(str(one["offset"])) :][: 2 * int(str(one["length"]))].decode("utf-16-le")
        for one in entities
        if one["type"] == "date_time"
    )
    return {
        (kind, text) for kind, text in found_by_telegram(shown) if kind == "MediaTimestamp" and text in ours
    }


def main() -> int:
    """Judge them all and print the counts; 1 where there is a fault."""
    speech.be_strict()
    judged = judge(int(sys.argv[1]) if len(sys.argv) > 1 else _MANY)
    print(f"{judged.strings:,} strings, {judged.messages:,} messages, {judged.exports:,} exports")
    print(f"{sum(judged.faults.values()):,} faults")
    for what, number in judged.faults.most_common(60):
        print(f"{number:6,} {what}: {judged.first[what]}")
    return 1 if judged.faults else 0


if __name__ == "__main__":
    sys.exit(main())
