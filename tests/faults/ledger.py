"""What Telegram accepted, held against what should have arrived: lost, doubled, out of order."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LABEL = "↻"
_IN_THE_AIR = 0.3  # seconds: a request that comes so soon after a refusal had left before

Key = tuple[int, str, str]  # chat, kind, flags of the visit


@dataclass(frozen=True, slots=True)
class Copy:
    """One message that a chat received."""

    at: float
    labelled: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Blow:
    """A kill, and what was under way at that moment."""

    at: float
    under_way: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Count:
    """The verdict on one run."""

    wanted: int
    lost: int
    doubled: int
    unlabelled: int
    most_copies: int
    inversions: int
    copies: Mapping[Key, Sequence[Copy]]


def read(path: Path) -> list[dict[str, Any]]:
    """Read the ledger; the last line may be half written."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.endswith("}")]


def count(ledger: Sequence[Mapping[str, Any]], wanted: Iterable[Key], order: Sequence[Key]) -> Count:
    """Hold the ledger against the keys that were `wanted`; `order` is that of the outbox."""
    copies = _copies(ledger)
    wanted = set(wanted)
    doubles = [own[1:] for own in copies.values()]
    return Count(
        wanted=len(wanted),
        lost=len(wanted - copies.keys()),
        doubled=sum(map(len, doubles)),
        unlabelled=sum(not (copy.labelled and copy.silent) for own in doubles for copy in own),
        most_copies=max(map(len, copies.values()), default=0),
        inversions=_inversions(copies, order),
        copies=copies,
    )


def _copies(ledger: Sequence[Mapping[str, Any]]) -> dict[Key, list[Copy]]:
    cards: dict[tuple[int, int], str] = {}
    copies: dict[Key, list[Copy]] = defaultdict(list)
    for line in ledger:
        if line["status"] != 200 or line["method"] != "sendmessage":
            continue
        copy = Copy(line["at"], _LABEL in line["text"], line["silent"])
        if line["reply_to"]:
            flags = cards.get((line["chat"], line["reply_to"]), "")
            copies[line["chat"], "reply", flags].append(copy)
        elif flags := flags_of(line["text"]):
            cards[line["chat"], line["message"]] = flags
            copies[line["chat"], "alert", flags].append(copy)
    return copies


def flags_of(text: str) -> str:
    """Give the flags in the first line of a card."""
    return "".join(_FLAGS.findall(text.split("\n", 1)[0]))


def _inversions(copies: Mapping[Key, Sequence[Copy]], order: Sequence[Key]) -> int:
    """Count the first copies that reached a chat before something of their kind that goes first."""
    latest: dict[tuple[int, str], float] = {}
    found = 0
    for key in order:
        if key not in copies:
            continue
        at = copies[key][0].at
        found += at < latest.get(key[:2], 0.0)
        latest[key[:2]] = max(at, latest.get(key[:2], 0.0))
    return found


def cards(ledger: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], str]:
    """Give the text that each message, by chat and number, shows in the end."""
    told = [line for line in ledger if line["status"] == 200 and line["text"]]
    return {(line["chat"], line["message"]): line["text"] for line in told}


def during_halts(ledger: Sequence[Mapping[str, Any]]) -> int:
    """Count requests to a chat that was told to wait, and was asked again before its time."""
    until: dict[int, tuple[float, float]] = {}
    found = 0
    for line in ledger:
        told, over = until.get(line["chat"], (0.0, 0.0))
        found += told + _IN_THE_AIR < line["at"] < over
        if line["wait"]:
            until[line["chat"]] = (line["at"], max(over, line["at"] + line["wait"]))
    return found


def busiest(ledger: Sequence[Mapping[str, Any]], seconds: float = 1.0) -> int:
    """Give the most requests in any window of so many seconds."""
    times = [line["at"] for line in ledger]
    first = most = 0
    for place, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, place - first + 1)
    return most


def per_blow(copies: Mapping[Key, Sequence[Copy]], blows: Sequence[Blow]) -> tuple[int, int]:
    """Give the most messages doubled by one blow, and how many were doubled by none.

    A second copy is the fault of a blow at which its row was under way; of several, of the one nearest to the
    first copy, for at the others the request had not left yet.
    """
    by_blow: Counter[int] = Counter()
    for key, own in copies.items():
        guilty = [number for number, blow in enumerate(blows) if key in blow.under_way]
        nearest = min(guilty, key=lambda number: abs(blows[number].at - own[0].at), default=-1)
        by_blow[nearest] += len(own) - 1
    strays = by_blow.pop(-1, 0)
    return max(by_blow.values(), default=0), strays
