"""The examples that every language pack brings along: what must come out of reading them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.languages import codes, pack
from bot.model import Article, Sighting
from bot.reading import read

_NOW = datetime(2026, 3, 1, tzinfo=UTC)
_ENOUGH = 15


def _examples() -> Iterator[Any]:
    for code in codes():
        for number, example in enumerate(pack(code)["reading"].get("examples", ()), 1):
            yield pytest.param(code, example, id=f"{code}-{number}")


def _facts(found: Sighting) -> dict[str, Any]:
    return {
        "visitor": found.visitor.name,
        "from": found.visitor.country,
        "to": found.host.country,
        "city": found.host.city,
        "start": found.start,
        "end": found.end,
        "status": found.status,
        "type": found.visit_type,
        "inviter": found.inviter.name if found.inviter else None,
        "met": [person.name for person in found.meetings],
        "occasion": found.occasion,
        "papers": [agreement.kind for agreement in found.agreements],
        "signed": [agreement.kind for agreement in found.agreements if agreement.signed],
    }


@pytest.mark.parametrize(("code", "example"), list(_examples()))
def test_reads_its_examples(code: str, example: Mapping[str, Any]) -> None:
    """A pack's examples come out as the pack says."""
    article = Article(example["title"], example["text"], published=example["published"])
    verdict = read(article, now=_NOW)
    wanted = example.get("visits", [])
    found = [_facts(visit) for visit in verdict.visits]
    told = [{key: visit[key] for key in one} for one, visit in zip(wanted, found, strict=False)]
    assert (verdict.lang, verdict.label, len(found)) == (code, example["label"], len(wanted))
    assert told == wanted


@pytest.mark.parametrize("code", [code for code in codes() if "examples" in pack(code)["reading"]])
def test_has_enough_examples_of_both_kinds(code: str) -> None:
    """A pack shows at least fifteen articles, of which no fewer than five are visits and five are none."""
    labels = [example["label"] for example in pack(code)["reading"]["examples"]]
    none = labels.count("not_visit")
    assert len(labels) >= _ENOUGH
    assert none >= 5
    assert len(labels) - none >= 5
