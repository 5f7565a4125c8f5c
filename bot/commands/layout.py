"""A verdict laid out for a person: what it is, how sure, the record, and the phrases it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bot import countries
from bot.model import Article, Official, Sighting, Verdict
from bot.reading.reasons import sentence

_LABELS = {
    "visit": "A visit of a head of prosecution",
    "deputy_visit": "A visit of a deputy head of prosecution",
    "delegation_visit": "A visit of a delegation without its head or a deputy",
    "not_visit": "No visit",
}
_SURE = (
    (0.97, "almost certainly"),
    (0.85, "very likely"),
    (0.6, "likely"),
    (0.4, "undecided"),
    (0.15, "unlikely"),
)
_WIDTH = 12
_TITLE = 100


def laid_out(article: Article, verdict: Verdict) -> str:
    """Write an article's verdict as several lines, an empty one at the end."""
    return "\n".join((*_head(article, verdict), *_records(verdict), *_why(verdict), ""))


def _head(article: Article, verdict: Verdict) -> Iterator[str]:
    if article.title:
        yield article.title[:_TITLE]
    language = f", language {verdict.lang}" if verdict.lang else ""
    yield f"{_LABELS[verdict.label]}: {in_words(verdict.score)} a visit ({verdict.score:.0%}{language})"


def in_words(score: float) -> str:
    """Say a probability the way people do."""
    return next((words for least, words in _SURE if score >= least), "almost certainly not")


def _records(verdict: Verdict) -> Iterator[str]:
    for sighting in verdict.visits:
        yield ""
        for name, value in _fields(sighting):
            label, _, field = name.partition("|")
            yield f"  {label:<{_WIDTH}} {value}"
            if proof := sighting.evidence.get(field):
                yield f"  {'':<{_WIDTH}}   “{' '.join(proof.text.split())}”"
    if verdict.official_source:
        yield f"  {'according to':<{_WIDTH}} {verdict.official_source}"
    if verdict.syndicated_from:
        yield f"  {'taken from':<{_WIDTH}} {verdict.syndicated_from}"


def _fields(one: Sighting) -> Iterator[tuple[str, str]]:
    """Give what is shown, as `label|the field whose evidence stands beside it`."""
    visitor, host = one.visitor, one.host
    who = ", ".join(filter(None, (visitor.name or "(not named)", visitor.office_as_written)))
    yield "visitor|visitor.name", f"{who} ({country(visitor.country)}, {visitor.grade})"
    city = f"{host.city}{' (inferred)' if host.city_inferred else ''}, " if host.city else ""
    yield "went to|host.country", f"{city}{country(host.country)}"
    if one.inviter:
        yield "invited by|inviter.name", _official(one.inviter)
    yield "type|visit_type", one.visit_type
    if one.occasion:
        yield "occasion|occasion", one.occasion
    inferred = " (inferred)" if one.dates_inferred else ""
    yield "when|start", f"{_dates(one)}{inferred}"
    yield "status|status", one.status
    for number, met in enumerate(one.meetings):
        yield f"{'met' if number == 0 else ''}|meetings.{number}", _official(met)
    for number, paper in enumerate(one.agreements):
        facts = ", ".join(
            filter(None, (paper.title, paper.date, "signed" if paper.signed else "not signed now"))
        )
        yield f"{'papers' if number == 0 else ''}|agreements.{number}", f"{paper.kind}: {facts}"
    if one.topics:
        yield "topics|", ", ".join(topic.replace("_", " ") for topic in one.topics)


def _dates(one: Sighting) -> str:
    if one.start and one.end and one.end != one.start:
        return f"{one.start} to {one.end}"
    return one.start or (f"until {one.end}" if one.end else "unknown")


def _official(official: Official) -> str:
    where = country(official.country) if official.country else None
    return ", ".join(filter(None, (official.name or "(not named)", official.office_as_written, where)))


def country(code: str) -> str:
    """Name a country in English; an unknown code stays as it is."""
    try:
        return countries.name(code, "en")
    except KeyError:
        return code


def _why(verdict: Verdict) -> Iterator[str]:
    if not verdict.reasons:
        return
    yield ""
    yield "  why"
    for reason in sorted(verdict.reasons, key=lambda one: -abs(one.weight)):
        sign = "+" if reason.weight >= 0 else "−"
        phrase = f" “{' '.join(reason.text.split())}”" if reason.text else ""
        yield f"    {sign}{abs(reason.weight):4.1f}  {sentence(reason.kind)}{phrase}"
