"""What /why answers: how a link was read, what a visit came to be, and why this chat was told or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.languages.speech import speaker
from bot.model import Label, Message, Visit
from bot.renderer.dates import local_time
from bot.renderer.details import proof_row
from bot.renderer.markup import bold, esc
from bot.renderer.summary import headline

_TITLE, _REASON = 160, 120  # code points


def reading_lines(
    title: str, feed: str | None, seen_at: datetime, label: Label, score: float, lang: str
) -> list[str]:
    """Tell how an article was read."""
    speak = speaker(lang)
    where = speak("trace.seen_on", feed=esc(feed, 80), time=local_time(seen_at, speak)) if feed else speak(
        "trace.seen", time=local_time(seen_at, speak)
    )  # fmt: skip
    return [bold(esc(title, _TITLE)), where, speak(f"trace.label.{label}", score=round(100 * score))]


def visit_lines(
    visit: Visit, told: Sequence[tuple[str, datetime, str]], reasons: Sequence[str], lang: str
) -> list[str]:
    """Tell what became of a visit in this chat: messages as (state, when, why), or why there is none."""
    speak = speaker(lang)
    state = speak(f"trace.state.{visit.state}", n=len(visit.sources))
    lines = ["", headline(visit.record, speak), state]
    for word, when, why in told:
        lines.append(speak(f"trace.letter.{word}", time=local_time(when, speak), why=esc(why, _REASON)))
    return lines + [speak(f"trace.why_not.{reason}") for reason in reasons]


def traced(lines: Sequence[str], visits: Sequence[Visit], lang: str) -> Message:
    """Put the answer together, with the keys that show the phrases of each visit."""
    rows = tuple(row for visit in visits for row in proof_row(visit, lang))
    return Message("\n".join(lines).strip(), rows)
