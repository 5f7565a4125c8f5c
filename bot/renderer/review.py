"""What editors see and leave behind: a visit to decide about, a card struck through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape

from bot.decisions import REPORT_KINDS, Cannot, Done, ReportKind, Waiting
from bot.fixing import FIELDS, value_of
from bot.languages.speech import Speaker, speaker
from bot.model import Button, Message, Visit
from bot.renderer import actions
from bot.renderer.card import card
from bot.renderer.dates import span
from bot.renderer.markup import clean, esc, size
from bot.renderer.pages import Rows
from bot.renderer.summary import flags, headline, summary

_VALUE = 200  # code points


def struck(visit: Visit, whole: Visit | None, lang: str, *, now: datetime) -> Message:
    """Write what a card says of a visit that is shown no more; `whole` is the visit that it is part of."""
    speak = speaker(lang)
    was = f"<s>{headline(visit.record, speak)}\n{summary(visit, speak, now)}</s>"
    if visit.into is not None and whole is not None:
        there = Button(_label(whole, speak), data=actions.write(actions.CARD, whole.id, actions.NEW))
        return Message(f"{was}\n\n{speak('struck.merged')}", ((there,),))
    why = "struck.held" if visit.state == "held" else "struck.rejected"
    return Message(f"{was}\n\n{speak(why)}")


def _label(visit: Visit, speak: Speaker) -> str:
    return f"{flags(visit.record, speak)} · {_dates(visit, speak)}"


def _dates(visit: Visit, speak: Speaker) -> str:
    return span(visit.record, speak) or speak("when.unknown")


def review(waiting: Waiting, lang: str, *, now: datetime, number: int | None = None) -> Message:
    """Write a visit that an operator is to decide about; of several that wait, `number` says how many."""
    speak = speaker(lang)
    visit = waiting.visit
    lines = [f"🔎 {speak('review.waiting', n=number)}"] if number is not None else []
    lines += [_why(waiting, speak), f"<code>{esc(visit.id)}</code>"]
    shown = card(visit, lang, now=now).html
    html = "\n".join((*lines, "", shown))
    # A card may be as long as a message; then its first lines must do.
    if not size(html).fits:
        html = "\n".join((*lines, "", headline(visit.record, speak), summary(visit, speak, now)))
    return Message(html, _choices(visit, speak, paged=number is not None))


def _why(waiting: Waiting, speak: Speaker) -> str:
    if waiting.visit.state == "held":
        return speak("review.held")
    return speak("review.reported", what=reported(waiting.reports, speak))


def reported(reports: Mapping[ReportKind, int], speak: Speaker) -> str:
    """Name what readers say of a visit, and how many of them."""
    told = (f"{speak(f'report.{kind}')} ({n})" for kind, n in sorted(reports.items()))
    return speak.join("card.also", told)


def _choices(visit: Visit, speak: Speaker, *, paged: bool) -> Rows:
    here = "r" if paged else ""  # where the answer leads on to the next
    yes = "accept" if visit.state == "held" else "keep"
    rows: Rows = (
        (
            Button(speak(f"button.{yes}"), data=actions.write(actions.DECIDE, yes, visit.id, here)),
            Button(speak("button.reject"), data=actions.write(actions.DECIDE, "reject", visit.id, here)),
        ),
        (Button(speak("button.fix"), data=actions.write(actions.DECIDE, "how", visit.id, here)),),
    )
    following = Button(speak("button.next"), data=actions.write(actions.REVIEW, visit.id))
    return (*rows, (following,)) if paged else rows


def how_to_fix(visit: Visit, lang: str) -> Message:
    """Write every field of a visit as the command that sets it takes it."""
    speak = speaker(lang)
    lines = [f"<code>{name}</code> {esc(value_of(visit.record, name), _VALUE)}" for name in FIELDS]
    lines += ["", speak("fix.usage", id=esc(visit.id))]
    return Message("\n".join(lines))


def corrected(done: Done, what: str, lang: str) -> Message:
    """Confirm a correction with what it changed, and the way back."""
    speak = speaker(lang)
    lines = [speak(f"fix.done.{what}", id=esc(done.after.id), other=esc(done.other.id if done.other else ""))]
    lines += [f"<code>{name}</code> {esc(old)} → <b>{esc(new)}</b>" for name, old, new in changed(done)]
    undo = Button(speak("button.undo"), data=actions.write(actions.DECIDE, "undo", done.after.id, ""))
    return Message("\n".join(lines), ((undo,),) if what not in ("keep", "undo") else ())


def changed(done: Done) -> list[tuple[str, str, str]]:
    """List the fields that a correction changed, with their values before and after."""
    pairs = [(name, value_of(done.before.record, name), value_of(done.after.record, name)) for name in FIELDS]
    states = [("state", done.before.state, done.after.state)]
    return [(name, old, new) for name, old, new in (*states, *pairs) if old != new]


def refused(cannot: Cannot, lang: str) -> str:
    """Say why a correction or a report was not made, as markup."""
    return speaker(lang)(f"fix.cannot.{cannot.why}", what=esc(cannot.detail, 600))


def refusal(cannot: Cannot, lang: str) -> str:
    """Say why a correction or a report was not made, as plain text for the answer to a tap."""
    return speaker(lang)(f"fix.cannot.{cannot.why}", what=clean(cannot.detail))


def confirmation(done: Done, what: str, lang: str) -> str:
    """Confirm a correction in one line of plain text."""
    first = corrected(done, what, lang).html.split("\n")[0]
    return unescape(re.sub(r"<[^>]*>", "", first))


def ask_report(visit: Visit, lang: str) -> Message:
    """Ask what is wrong with a visit."""
    speak = speaker(lang)
    keys = tuple(
        Button(speak(f"report.{kind}"), data=actions.write(actions.REPORT, visit.id, kind))
        for kind in REPORT_KINDS
    )
    return Message(
        speak("report.ask", what=f"{flags(visit.record, speak)} · {esc(_dates(visit, speak))}"), (keys,)
    )
