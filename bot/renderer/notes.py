"""The short reply under an alert when something that matters has changed: from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.languages.speech import Speaker, speaker
from bot.model import Agreement, Message, Sighting, Visit
from bot.renderer.dates import span
from bot.renderer.markup import bold
from bot.renderer.names import agreement_line, person, place
from bot.renderer.summary import SIGNS, flags, shown_status, summary
from bot.text import fold

_PAPERS = 4


def update_note(visit: Visit, lang: str, *, now: datetime, before: Sighting | None = None) -> Message | None:
    """Tell what is new about a visit since `before`, None when nothing is; its summary without a before."""
    speak = speaker(lang)
    shown = shown_status(visit, now)
    status = bold(speak(f"status.{shown}"))
    news = [summary(visit, speak, now)] if before is None else list(_news(before, visit.record, speak))
    if before is not None and before.status != visit.record.status:
        status = speak("note.turn", before=speak(f"status.{before.status}"), after=status)
    elif not news:
        return None
    return Message("\n".join((f"{speak.mark}{SIGNS[shown]} {flags(visit.record, speak)} · {status}", *news)))


def _news(old: Sighting, new: Sighting, speak: Speaker) -> Iterable[str]:
    if (old.start, old.end) != (new.start, new.end):
        yield from _turned("dates", span(old, speak), span(new, speak), speak)
    if (old.host.country, old.host.city) != (new.host.country, new.host.city):
        yield from _turned("place", place(old.host, speak), place(new.host, speak), speak)
    yield from _turned("visitor", _visitor(old, speak), _visitor(new, speak), speak)
    ours, theirs = _signed(old), _signed(new)
    for key, papers in (("signed", _without(theirs, ours)), ("not_signed", _without(ours, theirs))):
        yield from (f"🖊 {speak(f'note.{key}', what=agreement_line(paper, speak))}" for paper in papers)


def _turned(key: str, old: str | None, new: str | None, speak: Speaker) -> Iterable[str]:
    if new and fold(new) != fold(old or ""):
        change = speak("note.turn", before=old, after=bold(new)) if old else bold(new)
        yield speak(f"note.{key}", what=change)


def _visitor(record: Sighting, speak: Speaker) -> str | None:
    return person(record.visitor.name, record.visitor.name_latin, speak.lang)


def _signed(record: Sighting) -> list[Agreement]:
    return [paper for paper in record.agreements if paper.signed]


def _without(these: Sequence[Agreement], those: Sequence[Agreement]) -> list[Agreement]:
    """Leave out what stands in both; a document that has got its title since is the same."""
    rest, found = list(those), []
    for one in these:
        same = next((other for other in rest if _is_same(one, other)), None)
        if same is None:
            found.append(one)
        else:
            rest.remove(same)
    return found[:_PAPERS]


def _is_same(one: Agreement, other: Agreement) -> bool:
    return one.kind == other.kind and (one.title is None or other.title in (None, one.title))
