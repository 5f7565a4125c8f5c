"""Scores of the fields that are lists: people met, agreements, topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.model import Agreement, Official
from bot.scoring.names import names_agree
from bot.scoring.offices import offices_agree
from bot.scoring.pairing import best_pairs

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, invented and missed members of one list, with a line on each that is not right."""

    field: str
    hits: float
    extra: float
    missed: float
    notes: tuple[str, ...] = ()

    @property
    def is_perfect(self) -> bool:
        return not self.extra and not self.missed


def meetings(wanted: Sequence[Json], found: Sequence[Official]) -> tuple[Tally, Tally]:
    """Score the people met, strictly (name and office) and leniently (a right name alone counts half).

    An office is left out of the comparison where the two phrases cannot be compared.
    """
    pairs = best_pairs(wanted, found, _meeting_weight)
    offices = [offices_agree(_office(wanted[row]), found[column].office_as_written) for row, column in pairs]
    right = sum(_asked_office(wanted[row]) is False or fit is not False
                for (row, _), fit in zip(pairs, offices, strict=True))  # fmt: skip
    notes = (
        *(f"office of {found[c].name}: expected {_office(wanted[r])!r}, got {found[c].office_as_written!r}"
          for (r, c), fit in zip(pairs, offices, strict=True) if _asked_office(wanted[r]) and fit is False),
        *(f"missing {_person(wanted[r])}" for r in _left(len(wanted), [r for r, _ in pairs])),
        *(f"extra {found[c].name} ({found[c].office_as_written})"
          for c in _left(len(found), [c for _, c in pairs])),
    )  # fmt: skip
    strict, lenient = float(right), (len(pairs) + right) / 2
    return (
        Tally("meetings", strict, len(found) - strict, len(wanted) - strict, notes),
        Tally("meetings_lenient", lenient, len(found) - lenient, len(wanted) - lenient),
    )


def agreements(wanted: Sequence[Json], found: Sequence[Agreement]) -> tuple[Tally, Tally]:
    """Score agreements by kind and signature; the second tally counts as `extra` what only we call signed."""
    pairs = best_pairs(wanted, found, _agreement_weight)
    right = sum(_kind_fits(wanted[r], found[c]) and _signed_fits(wanted[r], found[c]) for r, c in pairs)
    partner = {c: wanted[r] for r, c in pairs}
    signed = [
        one
        for c, one in enumerate(found)
        if one.signed and not partner.get(c, {}).get("signed", c in partner)
    ]
    notes = (
        *(f"expected {_text(wanted[r])}, got {_text(found[c])}" for r, c in pairs
          if not (_kind_fits(wanted[r], found[c]) and _signed_fits(wanted[r], found[c]))),
        *(f"missing {_text(wanted[r])}" for r in _left(len(wanted), [r for r, _ in pairs])),
        *(f"extra {_text(found[c])}" for c in _left(len(found), [c for _, c in pairs])),
    )  # fmt: skip
    return (
        Tally("agreements", right, len(found) - right, len(wanted) - right, notes),
        Tally("signed_wrongly", 0, len(signed), 0, tuple(f"not signed: {_text(one)}" for one in signed)),
    )


def topics(wanted: Sequence[str], found: Sequence[str]) -> Tally:
    """Score topics as two sets of ids."""
    expected, got = set(wanted), set(found)
    missing, extra = sorted(expected - got), sorted(got - expected)
    notes = (*(f"missing {one}" for one in missing), *(f"extra {one}" for one in extra))
    return Tally("topics", len(expected & got), len(extra), len(missing), notes)


def _meeting_weight(wanted: Json, found: Official) -> float:
    """Weigh a pair: the name decides, the office settles between two; nameless ones pair by office alone."""
    office = offices_agree(_office(wanted), found.office_as_written)
    if "name" in wanted and wanted["name"] is not None:
        fit = names_agree(_spellings(wanted), (found.name, found.name_latin))
        # A name in a script that cannot be compared pairs only where the office speaks for it.
        return (4 if fit else 2 if fit is None and office else 0) + (1 if fit is not False and office else 0)
    is_free = "name" not in wanted or found.name is None
    return 1.5 if is_free and office else 0


def _asked_office(wanted: Json) -> bool:
    return bool(wanted.get("office_as_written"))


def _office(wanted: Json) -> str | None:
    office: str | None = wanted.get("office_as_written")
    return office


def _spellings(wanted: Json) -> tuple[str | None, str | None]:
    return wanted.get("name"), wanted.get("name_latin")


def _person(wanted: Json) -> str:
    return f"{wanted.get('name')} ({_office(wanted)})"


def _agreement_weight(wanted: Json, found: Agreement) -> float:
    return 1 + (2 if _kind_fits(wanted, found) else 0) + (1 if _signed_fits(wanted, found) else 0)


def _kind_fits(wanted: Json, found: Agreement) -> bool:
    return "kind" not in wanted or wanted["kind"] == found.kind


def _signed_fits(wanted: Json, found: Agreement) -> bool:
    return "signed" not in wanted or wanted["signed"] is found.signed


def _text(one: Json | Agreement) -> str:
    if isinstance(one, Agreement):
        return f"{one.kind} {'signed' if one.signed else 'unsigned'} {one.title!r}"
    signed = {True: "signed", False: "unsigned"}.get(one.get("signed", ""), "?")
    return f"{one.get('kind', '?')} {signed} {one.get('title')!r}"


def _left(count: int, taken: Sequence[int]) -> list[int]:
    return [place for place in range(count) if place not in taken]
