"""Who said it: the chain from the office to the copies, and what the sources say against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.languages.speech import Speaker, city
from bot.model import Conflict, Source, Visit
from bot.origins import Origin, publisher
from bot.renderer.dates import span
from bot.renderer.markup import esc, link
from bot.renderer.names import Country, readable
from bot.text import fold

_TITLE_LIMIT = 120
_NAME_LIMIT = 60
_COPIES = 3  # named in a chain; the page of sources has them all
_VALUES, _VOICES = 3, 2  # of a contradiction on the card, and who is named for each

# The fields of a record by the names that readers have for them.
_NAMES = {
    "start": "dates", "end": "dates", "host.city": "city", "host.country": "country", "status": "status",
    "visit_type": "type", "occasion": "occasion", "meetings": "meeting", "topics": "topic",
    "visitor": "visitor", "inviter": "inviter", "agreements.signed": "signature", "agreements": "agreement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources say against each other about one thing: each value, ready to show, and who says so."""

    name: str
    values: tuple[tuple[str, tuple[Source, ...]], ...]


def field_name(path: str, speak: Speaker) -> str:
    """Name a field of a record as readers do."""
    return speak(f"field.{_NAMES.get(path) or _NAMES.get(path.split('.')[0], 'other')}")


def origin_line(origin: Origin, speak: Speaker) -> str:
    """Link the first article, and show the way of its news: office → newsroom → copies."""
    first = origin.sources[0]
    title = first.title or publisher(first) or speak("card.untitled")
    way = [name for name in chain(origin, speak) if name != esc(title, _NAME_LIMIT)]
    return " · ".join(filter(None, (link(first.url, title, _TITLE_LIMIT), speak.join("card.way", way))))


def chain(origin: Origin, speak: Speaker) -> list[str]:
    """Name who passed on the news, in order; copies are links, but for the one that is the first article."""
    office = readable(origin.office, speak.lang)
    names = [esc(name, _NAME_LIMIT) for name in _distinct((office, origin.newsroom))]
    copies = {publisher(copy) or "": copy for copy in reversed(origin.copies)}
    shown = [(name, copy) for name, copy in reversed(copies.items()) if name and name != origin.newsroom]
    for name, copy in shown[:_COPIES]:
        url = None if copy is origin.sources[0] else copy.url
        names.append(link(url, name, _NAME_LIMIT))
    if len(shown) > _COPIES:
        names.append(speak("card.more", n=len(shown) - _COPIES))
    return names


def _distinct(names: Iterable[str | None]) -> list[str]:
    return list({fold(name): name for name in names if name}.values())


def dispute_line(dispute: Dispute, speak: Speaker) -> str:
    """Tell in one line which values there are, and who says what."""
    said = [_said(value, voices, speak) for value, voices in dispute.values[:_VALUES]]
    return speak("card.conflict", field=dispute.name, what=speak.join("card.or", said))


def _said(value: str, voices: Sequence[Source], speak: Speaker) -> str:
    names = _distinct(map(publisher, voices))
    who = [esc(name, _NAME_LIMIT) for name in names[:_VOICES]]
    if len(names) > _VOICES:
        who.append(speak("card.more", n=len(names) - _VOICES))
    return speak("card.said", what=value, who=speak.join("card.also", who)) if who else value


def disputes(visit: Visit, speak: Speaker) -> list[Dispute]:
    """List what sources disagree on, what most say first; days that differ are one dispute."""
    by_url = {source.url: source for source in visit.sources if source.url}
    days = [conflict for conflict in visit.conflicts if conflict.field in ("start", "end")]
    found = [(field_name("start", speak), _spans(visit, days, speak))] if days else []
    for conflict in visit.conflicts:
        if conflict not in days:
            values = [(_shown(conflict.field, value or "", speak), url) for value, url in conflict.values]
            found.append((field_name(conflict.field, speak), values))
    made = [_dispute(name, values, by_url) for name, values in found]
    return [dispute for dispute in made if len(dispute.values) > 1]


def _dispute(name: str, values: Iterable[tuple[str, str | None]], by_url: Mapping[str, Source]) -> Dispute:
    voices: dict[str, list[Source]] = {}
    for value, url in values:
        known = voices.setdefault(value, [])
        if url is not None and url in by_url:
            known.append(by_url[url])
    most_first = sorted(voices.items(), key=lambda said: -len(said[1]))
    return Dispute(name, tuple((value, tuple(who)) for value, who in most_first if value))


def _spans(visit: Visit, days: Sequence[Conflict], speak: Speaker) -> Iterable[tuple[str, str | None]]:
    """Put first and last day of each source together; of the one not disputed the record's stands for all."""
    said = {conflict.field: {url: value for value, url in conflict.values} for conflict in days}
    for url in dict.fromkeys(url for conflict in days for _, url in conflict.values):
        record = replace(
            visit.record,
            status="ongoing",  # a lone first day may be one of several
            start=said["start"].get(url) if "start" in said else visit.record.start,
            end=said["end"].get(url) if "end" in said else visit.record.end,
        )
        yield span(record, speak) or "", url


def _shown(field: str, value: str, speak: Speaker) -> str:
    match field.split("."):
        case ["host", "city"]:
            return esc(city(speak.lang, value))
        case [_, "country"]:
            return str(Country(speak.lang, value))
        case ["status"] | ["visit_type"]:
            return speak(f"{'status' if field == 'status' else 'type'}.{value}")
        case ["agreements", "signed"]:
            return speak("card.is_signed" if value == "true" else "card.is_not_signed")
        case _:
            return esc(value)
