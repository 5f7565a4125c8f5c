"""A labelled corpus: articles with what a careful reader found in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, get_args

from bot.errors import BadArticle
from bot.model import Article, Label
from bot.records import article_from_json

# A visit as the labeller wrote it: an absent key is unknown, null means "must be empty".
Gold = Mapping[str, Any]

_LABELS = frozenset(get_args(Label)) | {"ambiguous"}
_ARTICLE_FACTS = ("official_source", "syndicated_from")


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled article; `visits` is None where nothing is known of them."""

    article: Article
    label: str
    group: str  # cases of one event share it; an article without one stands alone
    visits: tuple[Gold, ...] | None = None
    facts: Mapping[str, Any] | None = None
    has_event: bool = False  # whether `group` was given, so that merging can be scored

    @property
    def is_positive(self) -> bool:
        return self.label != "not_visit"


def load(path: Path, lang: str | None = None) -> tuple[list[Case], list[str]]:
    """Read a corpus, only the articles labelled `lang` if given; the second list says which lines are bad."""
    cases, bad = [], []
    with path.open(encoding="utf-8") as lines:
        for one in parse(lines):
            if isinstance(one, str):
                bad.append(one)
            elif lang is None or one.article.lang == lang:
                cases.append(one)
    return cases, bad


def parse(lines: Iterable[str]) -> Iterator[Case | str]:
    """Turn JSON Lines into cases, a bad line into what is wrong with it; empty lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield case_from_json(json.loads(line), number)
        except (ValueError, BadArticle) as error:
            yield f"line {number}: {error}"


def case_from_json(obj: Any, number: int = 0) -> Case:
    """Read one labelled article; BadArticle says what is wrong with it."""
    article = article_from_json(obj)
    if obj.get("label") not in _LABELS:
        raise BadArticle(f'"label" must be one of {", ".join(sorted(_LABELS))}, not {obj.get("label")!r}')
    group, visits = obj.get("group"), obj.get("visits")
    return Case(
        article=article,
        label=obj["label"],
        group=group or f"alone:{article.id or number}:{number}",
        visits=None if visits is None else tuple(_expand(visits, obj.get("several"))),
        facts={name: obj[name] for name in _ARTICLE_FACTS if name in obj},
        has_event=bool(group),
    )


def _expand(visits: list[dict[str, Any]], several: Mapping[str, list[str]] | None) -> Iterable[Gold]:
    """Write out `several`: one record stands for a visit from each visitor country to each host country."""
    if several is None or len(visits) != 1:
        return visits
    template = {
        key: value
        for key, value in visits[0].items()
        if key in ("host", "status", "occasion", "start", "end")
    }
    pairs = product(several["visitor_countries"], several["host_countries"])
    return [
        {**template, "visitor": {"country": visitor}, "host": {**template.get("host", {}), "country": host}}
        for visitor, host in pairs
        if visitor != host
    ]
