"""The card of one visit: what is known, in the order that people ask for it, within Telegram's limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.languages.speech import Speaker, speaker
from bot.model import Button, History, Message, Official, Sighting, Visit
from bot.origins import origins
from bot.renderer import actions
from bot.renderer.dates import instant_of, local_time, partial, span
from bot.renderer.details import proof_row
from bot.renderer.markup import bold, esc, first_fitting
from bot.renderer.names import agreement_line, official_line, place, readable, topic_name, visitor_line
from bot.renderer.rows import report_row
from bot.renderer.sources import dispute_line, disputes, origin_line
from bot.renderer.summary import SIGNS, headline, shown_status, summary

_EVERYTHING = 1000
_AGREEMENTS = 6  # more were never signed in one visit that we read of
_ORDINALS = 10  # the packs spell them so far


@dataclass(frozen=True, slots=True)
class _Budget:
    """How much of the long fields a draft tells."""

    topics: bool
    meetings: int
    sources: int
    conflicts: int = 6  # there are no more fields that sources can disagree on


# What goes first when a card is too long for Telegram: topics, then meetings, then sources.
_DRAFTS = (
    _Budget(topics=True, meetings=_EVERYTHING, sources=6),
    *(_Budget(topics=False, meetings=meetings, sources=6) for meetings in (_EVERYTHING, 20, 12, 8, 5, 3)),
    *(_Budget(topics=False, meetings=3, sources=sources, conflicts=2) for sources in (4, 2, 1)),
)


def card(
    visit: Visit,
    lang: str,
    *,
    now: datetime,
    history: History | None = None,
    buttons: tuple[tuple[Button, ...], ...] = (),
) -> Message:
    """Write the card of a visit in `lang`; `history` sums up those before it between the two countries.

    The text depends on `now` by the day only, so a card that says the same is the same.
    """
    speak = speaker(lang)
    drafts = (_draft(visit, speak, now, history, budget) for budget in _DRAFTS)
    return Message(first_fitting(drafts), buttons)


def alert(visit: Visit, lang: str, *, now: datetime, history: History | None = None) -> Message:
    """Write what a subscriber gets unasked: the card, and how to stop it."""
    speak = speaker(lang)
    stop = Button(speak("button.stop"), data=actions.write(actions.LEAVE_ALL, "ask"))
    manage = Button(speak("button.subscriptions"), data=actions.write(actions.SUBSCRIPTIONS))
    buttons = (*proof_row(visit, lang, actions.ALERT), (manage, stop), *report_row(visit, lang))
    return card(visit, lang, now=now, history=history, buttons=buttons)


def _draft(
    visit: Visit, speak: Speaker, now: datetime, history: History | None, budget: _Budget
) -> Callable[[], str]:
    record = visit.record

    def write() -> str:
        blocks = (
            [headline(record, speak), summary(visit, speak, now)],
            [*_facts(visit, speak, now)],
            [*_meetings(record, speak, budget.meetings)],
            [*_papers(visit, speak, now), *(_topics(record, speak) if budget.topics else ())],
            [*_history(history, speak), *_conflicts(visit, speak, budget.conflicts)],
            [*_sources(visit, speak, budget.sources), *_published(visit, speak)],
        )
        return "\n\n".join("\n".join(lines) for lines in blocks if lines)

    return write


def _facts(visit: Visit, speak: Speaker, now: datetime) -> Iterable[str]:
    record = visit.record
    shown = shown_status(visit, now)
    yield f"👤 {visitor_line(record.visitor, speak)}"
    yield f"📍 {place(record.host, speak)}"
    yield f"📅 {_when(record, speak)}"
    yield f"{SIGNS[shown]} {speak('card.status', status=speak(f'status.{shown}'), type=_type(record, speak))}"
    if occasion := readable(record.occasion, speak.lang):
        yield f"{speak.mark}🎪 {esc(occasion)}"
    inviter = record.inviter and official_line(record.inviter, record.host.country, speak)
    if inviter:
        yield f"✉️ {speak('card.invited', who=inviter)}"


def _when(record: Sighting, speak: Speaker) -> str:
    dates = span(record, speak)
    if not dates:
        return speak("when.unknown")
    return speak("when.inferred", dates=dates) if record.dates_inferred else dates


def _type(record: Sighting, speak: Speaker) -> str:
    return speak(f"type.{record.visit_type}")


def _meetings(record: Sighting, speak: Speaker, limit: int) -> Iterable[str]:
    lines = [line for line in (_met(official, record, speak) for official in record.meetings) if line]
    if not lines:
        return
    shown = lines[:limit]
    if len(lines) > limit:
        shown.append(speak("card.more", n=len(lines) - limit))
    listed = "\n".join((f"🤝 {bold(speak('card.met', n=len(lines)))}", *shown))
    yield f"<blockquote expandable>{listed}</blockquote>"


def _met(official: Official, record: Sighting, speak: Speaker) -> str | None:
    line = official_line(official, record.host.country, speak)
    return f"• {line}" if line else None


def _papers(visit: Visit, speak: Speaker, now: datetime) -> Iterable[str]:
    has_happened = shown_status(visit, now) in ("ongoing", "completed", "lapsed")
    unsigned = "card.discussed" if has_happened else "card.agenda"
    for signed, key in ((True, "card.signed"), (False, unsigned)):
        papers = [agreement_line(paper, speak) for paper in visit.record.agreements if paper.signed is signed]
        if papers:
            told = speak.join("card.further", papers[:_AGREEMENTS])
            yield f"{'🖊' if signed else '📄'} {speak(key, what=told)}"


def _topics(record: Sighting, speak: Speaker) -> Iterable[str]:
    told = [topic_name(topic, speak) for topic in record.topics]
    if told:
        yield f"🏷 {speak('card.topics', what=speak.join('card.also', told))}"


def _history(history: History | None, speak: Speaker) -> Iterable[str]:
    if history is None:
        return
    n = history.number + 1
    key = "card.history" if n <= _ORDINALS else "card.history_far"
    if history.is_recent:
        key += "_this_year"
    ordinal = speak(f"ordinal.n{n}") if n <= _ORDINALS else ""
    last = partial(history.last[:7], speak.lang)
    yield f"🔁 {speak(key, ordinal=ordinal, n=n, year=history.since, last=last)}"


def _conflicts(visit: Visit, speak: Speaker, limit: int) -> Iterable[str]:
    told = disputes(visit, speak)
    for dispute in told[:limit]:
        yield f"⚠️ {dispute_line(dispute, speak)}"
    if len(told) > limit:
        yield f"⚠️ {speak('card.more', n=len(told) - limit)}"


def _sources(visit: Visit, speak: Speaker, limit: int) -> Iterable[str]:
    told = origins(visit.sources)
    if not told:
        return
    yield f"🔗 {bold(speak('card.sources', n=len(told)))}"
    for origin in told[:limit]:
        yield f"{speak.mark}• {origin_line(origin, speak)}"
    if len(told) > limit:
        yield speak("card.more", n=len(told) - limit)


def _published(visit: Visit, speak: Speaker) -> Iterable[str]:
    published = min((source.published for source in visit.sources if source.published), default=None)
    seen = min((source.seen_at for source in visit.sources if source.seen_at), default=visit.created_at)
    told = [speak("card.seen", time=local_time(seen, speak))]
    if published:
        instant = instant_of(published)
        shown = local_time(instant, speak) if instant else esc(partial(published, speak.lang))
        told.insert(0, speak("card.published", time=shown))
    yield " · ".join(told)
