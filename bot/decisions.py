"""What operators decide about visits and what readers report of them, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from bot.model import Visit

CorrectionKind = Literal["reject", "accept", "fix", "merge", "split"]
ReportKind = Literal["not_visit", "wrong_fact"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
# Why something could not be done; the sentences are in the packs, under `fix.cannot`.
Why = Literal[
    "unknown", "merged", "already", "not_held", "unsure", "value", "itself", "other", "source", "whole",
    "nothing", "moved_on", "often", "reported",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What an operator decided about a visit, above all that articles say; undone, it counts no more."""

    id: int
    visit_id: str
    kind: CorrectionKind
    made_at: datetime
    made_by: str
    # reject, accept: before; fix: field, value; merge, split: other, and the sightings moved and kept.
    detail: Mapping[str, Any]
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit that waits for an operator: held, or with open reports of these kinds and numbers."""

    visit: Visit
    reports: Mapping[ReportKind, int]


@dataclass(frozen=True, slots=True)
class Done:
    """A correction that was made: the visit before and after it, and the other one of a merge or split."""

    before: Visit
    after: Visit
    other: Visit | None = None


@dataclass(frozen=True, slots=True)
class Cannot:
    """Why a correction or a report was not made; `detail` is what is allowed, or the id that is meant."""

    why: Why
    detail: str = ""
