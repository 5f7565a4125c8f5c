"""The short reply under an alert when something that matters has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.languages.speech import Speaker, speaker
from bot.model import Message, Sighting, Visit
from bot.renderer.dates import span
from bot.renderer.markup import bold
from bot.renderer.names import agreement_line, person, place
from bot.renderer.summary import SIGNS, flags, shown_status, summary

_PAPERS = 4


def update_note(visit: Visit, lang: str, *, now: datetime, before: Visit | None = None) -> Message:
    """Tell what is new about a visit since `before`; with nothing to point at, its summary."""
    speak = speaker(lang)
    shown = shown_status(visit, now)
    head = f"{SIGNS[shown]} {flags(visit.record)} {bold(speak(f'status.{shown}'))}"
    news = list(_news(before.record, visit.record, speak)) if before else []
    return Message("\n".join((head, *(news or [summary(visit, speak, now)]))))


def _news(old: Sighting, new: Sighting, speak: Speaker) -> Iterable[str]:
    if old.status != new.status:
        yield _turn("note.status", speak(f"status.{old.status}"), speak(f"status.{new.status}"), speak)
    yield from _turned("note.dates", span(old, speak), span(new, speak), speak)
    yield from _turned("note.place", place(old.host, speak), place(new.host, speak), speak)
    yield from _turned("note.visitor", _visitor(old, speak), _visitor(new, speak), speak)
    known = {(paper.kind, paper.title) for paper in old.agreements if paper.signed}
    signed = [paper for paper in new.agreements if paper.signed and (paper.kind, paper.title) not in known]
    for paper in signed[:_PAPERS]:
        yield f"🖊 {speak('card.signed', what=agreement_line(paper, speak))}"


def _turned(key: str, old: str | None, new: str | None, speak: Speaker) -> Iterable[str]:
    if new and not old:
        yield speak(f"{key}_first", after=new)
    elif new and old and new != old:
        yield _turn(key, old, new, speak)


def _turn(key: str, old: str, new: str, speak: Speaker) -> str:
    return speak(key, before=old, after=new)


def _visitor(record: Sighting, speak: Speaker) -> str | None:
    return person(record.visitor.name, record.visitor.name_latin, speak.lang)
