"""The JSON of articles, verdicts and visits, both ways; what comes in is checked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot import days
from bot.errors import BadArticle
from bot.model import (
    Agreement,
    Article,
    Conflict,
    Evidence,
    Host,
    Official,
    Sighting,
    Source,
    Verdict,
    Visit,
    Visitor,
)
from bot.origins import attributed

Json = dict[str, Any]

_CUT = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_OPTIONAL = ("id", "url", "publisher", "publisher_country", "lang")


def article_from_json(obj: object) -> Article:
    """Read one article of the contract; BadArticle says what is wrong with it.

    Keys that the contract does not know are ignored, an empty optional string counts as absent.
    """
    if not isinstance(obj, dict):
        raise BadArticle(f"an article is a JSON object, not {_kind(obj)}")
    fields = {name: _optional(obj, name) for name in _OPTIONAL}
    if fields["publisher_country"] is not None:
        fields["publisher_country"] = _country(fields["publisher_country"])
    return Article(
        title=_required(obj, "title"), text=_required(obj, "text"), published=_published(obj), **fields
    )


def clean(text: str) -> str:
    """Replace what no database or terminal takes, NULs and lone surrogates, one for one."""
    return _UNFIT.sub("\ufffd", text)


def _required(obj: Json, name: str) -> str:
    if name not in obj:
        raise BadArticle(f'"{name}" is missing')
    if not isinstance(obj[name], str):
        raise BadArticle(f'"{name}" must be a string, not {_kind(obj[name])}')
    return clean(obj[name])


def _optional(obj: Json, name: str) -> str | None:
    if obj.get(name) is None:
        return None
    return _required(obj, name).strip() or None


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", code):
        raise BadArticle(f'"publisher_country" must be two letters such as "AZ", not {code[:20]!r}')
    return code.upper()


def _published(obj: Json) -> str | None:
    value = obj.get("published")
    if value is None:
        return None
    text = _required(obj, "published").strip()
    try:
        if _CUT.fullmatch(text):
            days.span(text)
            return text
        if _RFC_3339.fullmatch(text):
            days.instant(text)
            return text
    except (ValueError, OverflowError):
        pass
    raise BadArticle(f'"published" must be RFC 3339, or a date cut to day, month or year, not {text[:40]!r}')


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def sighting_to_json(sighting: Sighting) -> Json:
    """Write one record in the contract's shape and key order."""
    visitor, host = sighting.visitor, sighting.host
    return {
        "visitor": {
            "name": visitor.name,
            "name_latin": visitor.name_latin,
            "office": visitor.office,
            "office_as_written": visitor.office_as_written,
            "country": visitor.country,
            "grade": visitor.grade,
        }
        | ({"country_inferred": True} if visitor.country_inferred else {}),
        "host": {"country": host.country, "city": host.city, "city_inferred": host.city_inferred},
        "inviter": None if sighting.inviter is None else _official(sighting.inviter),
        "visit_type": sighting.visit_type,
        "occasion": sighting.occasion,
        "start": sighting.start,
        "end": sighting.end,
        "date_precision": sighting.date_precision,
        "dates_inferred": sighting.dates_inferred,
        "status": sighting.status,
        "meetings": [_official(official) for official in sighting.meetings],
        "agreements": [_agreement(agreement) for agreement in sighting.agreements],
        "topics": list(sighting.topics),
        "evidence": {field: _evidence(found) for field, found in sighting.evidence.items()},
    }


def sighting_from_json(obj: Mapping[str, Any]) -> Sighting:
    """Read back what `sighting_to_json` wrote."""
    rest = {
        name: obj[name]
        for name in ("visit_type", "occasion", "start", "end", "date_precision", "dates_inferred", "status")
    }
    return Sighting(
        visitor=Visitor(**obj["visitor"]),
        host=Host(**obj["host"]),
        inviter=None if obj["inviter"] is None else Official(**obj["inviter"]),
        meetings=tuple(Official(**official) for official in obj["meetings"]),
        agreements=tuple(Agreement(**agreement) for agreement in obj["agreements"]),
        topics=tuple(obj["topics"]),
        evidence={
            field: Evidence(
                found["text"], None if found["at"] is None else tuple(found["at"]), found.get("url")
            )
            for field, found in obj["evidence"].items()
        },
        **rest,
    )


def verdict_to_json(verdict: Verdict) -> Json:
    """Write a verdict in the contract's shape and key order."""
    return {
        "id": verdict.id,
        "label": verdict.label,
        "score": verdict.score,
        "lang": verdict.lang,
        "reasons": [
            {
                "kind": reason.kind,
                "text": reason.text,
                "at": _at(reason.at),
                "weight": reason.weight,
            }
            for reason in verdict.reasons
        ],
        "visits": [sighting_to_json(sighting) for sighting in verdict.visits],
        "official_source": verdict.official_source,
        "syndicated_from": verdict.syndicated_from,
    }


def visit_to_json(visit: Visit) -> Json:
    """Write a visit of the store: the record, then id, times, revision, sources, related, conflicts."""
    return sighting_to_json(visit.record) | {
        "id": visit.id,
        "created_at": _time(visit.created_at),
        "updated_at": _time(visit.updated_at),
        "revision": visit.revision,
        "sources": [_source(source) for source in attributed(visit.sources)],
        "related": list(visit.related),
        "conflicts": conflicts_to_json(visit.conflicts),
    }


def conflicts_to_json(conflicts: tuple[Conflict, ...]) -> list[Json]:
    return [
        {
            "field": conflict.field,
            "values": [{"value": value, "url": url} for value, url in conflict.values],
        }
        for conflict in conflicts
    ]


def conflicts_from_json(items: list[Json]) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(item["field"], tuple((pair["value"], pair["url"]) for pair in item["values"]))
        for item in items
    )


def _at(place: tuple[int, int] | None) -> list[int] | None:
    return None if place is None else list(place)


def _evidence(found: Evidence) -> Json:
    """An article's own record needs no link to it."""
    told: Json = {"text": found.text, "at": _at(found.at)}
    return told if found.url is None else told | {"url": found.url}


def _official(official: Official) -> Json:
    return {
        "name": official.name,
        "name_latin": official.name_latin,
        "office_as_written": official.office_as_written,
        "country": official.country,
    }


def _agreement(agreement: Agreement) -> Json:
    return {
        "kind": agreement.kind,
        "title": agreement.title,
        "signed": agreement.signed,
        "date": agreement.date,
    }


def _source(source: Source) -> Json:
    return {
        "url": source.url,
        "publisher": source.publisher,
        "lang": source.lang,
        "published": source.published,
        "title": source.title,
        "syndicated_from": source.syndicated_from,
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
