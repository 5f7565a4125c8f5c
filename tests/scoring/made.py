"""Labelled cases and found records in one line each."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.model import Agreement, Article, Host, Label, Official, Sighting, Verdict, Visitor
from bot.scoring.corpus import Case, case_from_json
from bot.scoring.outcomes import Outcome, judge

AZ_BH: dict[str, Any] = {
    "visitor": {"name": "Kamran Aliyev", "country": "AZ"},
    "host": {"country": "BH", "city": "Manama"},
    "start": "2026-01-24",
    "end": "2026-01-26",
    "status": "completed",
}


def sighting(visitor: Visitor | str = "AZ", host: Host | str = "BH", **more: Any) -> Sighting:
    """A record of Kamran Aliyev's visit to Manama, or what `more` makes of it."""
    if isinstance(visitor, str):
        visitor = Visitor("Kamran Aliyev", "Kamran Aliyev", "prosecutor_general", None, visitor, "head")
    if isinstance(host, str):
        host = Host(host, "Manama" if host == "BH" else None)
    record = Sighting(
        visitor,
        host,
        start="2026-01-24",
        end="2026-01-26",
        date_precision="day",
        status="completed",
    )
    return replace(record, **more)


def official(name: str | None, office: str | None = None, latin: str | None = None) -> Official:
    return Official(name, latin, office, None)


def agreement(kind: Any = "memorandum", signed: bool = False) -> Agreement:
    return Agreement(kind, None, signed)


def case(label: str, *visits: Mapping[str, Any], **more: Any) -> Case:
    """A labelled article; without `visits` nothing is known of them."""
    known = {"visits": list(visits)} if visits else {}
    return case_from_json({"title": "t", "text": "", "id": "c", "lang": "en", "label": label} | known | more)


def verdict(label: Label, visits: Iterable[Sighting] = (), **more: Any) -> Verdict:
    return Verdict(label, 0.0 if label == "not_visit" else 1.0, "en", visits=tuple(visits), **more)


def outcome(one: Case, found: Verdict) -> Outcome:
    def read(_: Article) -> Verdict:
        return found

    return judge(one, read)


def asked(*corpora: Path, leave_one_out: bool = False) -> argparse.Namespace:
    """What the command line asks of `score`, as JSON."""
    return argparse.Namespace(
        corpus=list(corpora), lang=None, errors=False, json=True, leave_one_out=leave_one_out
    )
