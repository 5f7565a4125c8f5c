"""What a page says of itself for machines: title, day, language, publisher, its proper address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from lxml.etree import XPath  # type: ignore[import-untyped]  # it has no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has no types

from bot.feeds.entries import one_line, sound_date, web_address
from bot.feeds.moments import read_moment

_META: Final = XPath("//meta[@content]")
_SCRIPTS: Final = XPath("//script[translate(@type, 'LDJSON', 'ldjson')='application/ld+json']")
_TIMES: Final = XPath(
    "//time[@datetime][@pubdate or @itemprop='datePublished' or ancestor::article]/@datetime"
)
_PUBLISHED: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "mediator_published_time",
)
_SCRIPT: Final = 512 * 1024  # characters of JSON read at most
_SAME: Final = timedelta(days=1)  # statements whose days differ by more contradict each other


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str | None
    description: str | None
    published: str | None
    canonical_url: str | None
    language: str | None
    publisher: str | None


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """Read what the page's head and JSON-LD state; nothing is guessed from the text."""
    meta = _meta(tree)
    stories = [one for one in _linked_data(tree) if _is_story(one)]
    story = stories[0] if len(stories) == 1 else {}
    dates = [_text(story, "datePublished"), *(meta[name] for name in _PUBLISHED if name in meta)]
    return Metadata(
        title=_first(
            meta.get("og:title"), _text(story, "headline"), _heading(tree), tree.findtext(".//title")
        ),
        description=_first(meta.get("og:description"), meta.get("description")),
        published=_agreed([one for one in dates if one] or [str(one) for one in _TIMES(tree)]),
        canonical_url=_proper_address(tree, meta, url),
        language=_language(tree, meta),
        publisher=_first(meta.get("og:site_name"), _publisher(story), meta.get("application-name")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in _META(tree):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), element.get("content", "").strip())
    return {name: value for name, value in found.items() if name and value}


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Give the objects of the page's JSON-LD, those inside @graph and lists included."""
    for script in _SCRIPTS(tree):
        try:
            waiting = [json.loads((script.text or "")[:_SCRIPT], strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting.extend(one[:50])
            elif isinstance(one, dict):
                yield one
                waiting.append(one.get("@graph"))


def _is_story(one: Mapping[str, Any]) -> bool:
    kinds = one.get("@type")
    return any(
        str(kind).endswith(("Article", "Posting")) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _agreed(dates: list[str]) -> str | None:
    """Give the first date if none of the others contradicts it, cut to the day where it has no time zone."""
    moments = [moment for text in dates if (moment := read_moment(text))]
    if not moments or any(abs(one.date() - moments[0].date()) > _SAME for one in moments):
        return None
    best = next((one for one in moments if one.tzinfo), moments[0])
    exact = sound_date(best, datetime.now(UTC))
    return exact if exact is None or best.tzinfo else exact[:10]


def _heading(tree: HtmlElement) -> str | None:
    headings = tree.xpath("//h1")
    return headings[0].text_content() if len(headings) == 1 else None


def _proper_address(tree: HtmlElement, meta: Mapping[str, str], url: str) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return web_address(str(links[0]) if links else meta.get("og:url"), url)


def _language(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    claimed = tree.get("lang") or meta.get("og:locale") or meta.get("content-language") or ""
    match = re.match(r"[a-zA-Z]{2,3}(?=[-_]|$)", claimed.strip())
    return match.group().lower() if match else None


def _publisher(story: Mapping[str, Any]) -> str | None:
    publisher = story.get("publisher")
    return _text(publisher, "name") if isinstance(publisher, dict) else None


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _first(*candidates: str | None) -> str | None:
    return next((line for one in candidates if one and (line := one_line(one))), None)
