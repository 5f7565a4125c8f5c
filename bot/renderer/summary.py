"""One or two sentences made from the record, and the line of flags above them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from bot.days import published_days
from bot.languages.speech import Speaker, city
from bot.model import Sighting, Status, Visit
from bot.renderer.dates import last_day, shape, span
from bot.renderer.markup import bold, esc
from bot.renderer.names import Country, flag, person, readable

# `lapsed`: reported as under way, and nobody has said since that it ended.
Shown = Literal[Status, "lapsed"]

SIGNS: dict[Shown, str] = {
    "planned": "🗓",
    "ongoing": "⏳",
    "completed": "✅",
    "cancelled": "❌",
    "not_confirmed": "❔",
    "lapsed": "⌛️",
}
_QUIET_FOR = timedelta(days=14)  # a working visit lasts days; silence for two weeks means that it is over


def shown_status(visit: Visit, now: datetime) -> Shown:
    """Give the status as it must be told at `now`: a report grows old though nobody corrects it."""
    record = visit.record
    over = last_day(record.end or (record.start if record.status == "planned" else None))
    past = over is not None and over < now.date()
    if record.status == "planned" and past:
        return "not_confirmed"
    if record.status == "ongoing" and (past or now.date() - _last_told(visit) > _QUIET_FOR):
        return "lapsed"
    return record.status


def _last_told(visit: Visit) -> date:
    """Give the day of the last report; what comes out of an archive was news long ago."""
    seen = visit.updated_at.date()
    return min(seen, max((published_days(one.published, seen)[1] for one in visit.sources), default=seen))


def route(record: Sighting, speak: Speaker) -> str:
    """Write from where to where, with both flags and both names."""
    home, host = Country(speak.lang, record.visitor.country), Country(speak.lang, record.host.country)
    return speak("card.route", from_flag=home.flag, home=home, to_flag=host.flag, host=host)


def flags(record: Sighting, speak: Speaker) -> str:
    """Write from where to where in two flags."""
    return speak.join("card.way", (flag(record.visitor.country), flag(record.host.country)))


def headline(record: Sighting, speak: Speaker) -> str:
    """Write the first line of a card."""
    return bold(route(record, speak))


def summary(visit: Visit, speak: Speaker, now: datetime) -> str:
    """Tell a visit in one or two sentences of the reader's language, whatever that of the article."""
    record = visit.record
    told = speak(
        f"summary.{shown_status(visit, now)}",
        who=_who(record, speak),
        kind=speak(f"kind.{record.visit_type}"),
        host=Country(speak.lang, record.host.country),
        city=_in_city(record, speak),
        purpose=_purpose(record, speak),
        dates=_dates(record, speak),
    )
    outcome = _outcome(record, speak) if record.status in ("ongoing", "completed") else ""
    return f"{_sentence(told)} {_sentence(outcome)}" if outcome else _sentence(told)


def _who(record: Sighting, speak: Speaker) -> str:
    visitor = record.visitor
    country = Country(speak.lang, visitor.country)
    name = person(visitor.name, visitor.name_latin, speak.lang)
    if name:
        return speak(f"who.{visitor.grade}_named", name=name, country=country)
    return speak(f"who.{visitor.grade}", country=country)


def _in_city(record: Sighting, speak: Speaker) -> str:
    host = record.host
    return (
        speak("summary.city", city=esc(city(speak.lang, host.city)))
        if host.city and not host.city_inferred
        else ""
    )


def _purpose(record: Sighting, speak: Speaker) -> str:
    if occasion := readable(record.occasion, speak.lang):
        return speak("summary.occasion", occasion=esc(occasion))
    return speak("summary.conference") if record.visit_type == "conference" else ""


def _dates(record: Sighting, speak: Speaker) -> str:
    dates = span(record, speak, long=True)
    if not dates:
        return ""
    if shape(record) != "closed":
        return speak("summary.dates", dates=dates)
    key = "summary.on_days" if record.date_precision == "day" else "summary.in_month"
    return speak(key, dates=dates)


def _outcome(record: Sighting, speak: Speaker) -> str:
    signed = sum(1 for agreement in record.agreements if agreement.signed)
    parts = [speak("summary.meetings", n=len(record.meetings))] if record.meetings else []
    if signed:
        parts.append(speak("summary.signed", n=signed))
    elif record.agreements:
        parts.append(speak("summary.discussed"))
    return speak.join("card.further", parts)


def _sentence(text: str) -> str:
    """A capital in front and one full stop behind; abbreviations such as «г.» bring their own."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "…")) else whole + "."
