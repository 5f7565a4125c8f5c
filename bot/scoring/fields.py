"""One expected visit against one found: what is right, what is wrong, what was not asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import gazetteer
from bot.model import Official, Sighting, Verdict, Visitor
from bot.scoring import lists
from bot.scoring.corpus import Gold
from bot.scoring.letters import plain
from bot.scoring.names import names_agree, same_spelling
from bot.scoring.offices import offices_agree
from bot.scoring.pairing import best_pairs


@dataclass(frozen=True, slots=True)
class Check:
    """One answer to one question; `right` is None where the two cannot be compared."""

    field: str
    right: bool | None
    expected: Any
    got: Any


@dataclass(frozen=True, slots=True)
class Compared:
    """All answers about one expected visit; `found` is None when nothing was found for it."""

    gold: Gold
    found: Sighting | None
    checks: tuple[Check, ...] = ()
    tallies: tuple[lists.Tally, ...] = field(default=())

    @property
    def is_perfect(self) -> bool:
        """Say whether nothing that was asked is wrong, second looks at a field aside."""
        if self.found is None:
            return False
        wrong = [check for check in self.checks if check.right is False and check.field not in _BESIDE]
        return not wrong and all(tally.is_perfect for tally in self.tallies if tally.field not in _BESIDE)


# Second looks at a field that another measure already judges.
_BESIDE = frozenset({"visitor_exact", "inviter_exact", "start", "meetings_lenient"})


def pair_visits(gold: Sequence[Gold], found: Sequence[Sighting]) -> list[Compared]:
    """Answer each expected visit with the sighting that fits best, first of all in its two countries."""
    partner = dict(best_pairs(gold, found, _visit_weight))
    return [
        compare(one, found[partner[place]]) if place in partner else Compared(one, None)
        for place, one in enumerate(gold)
    ]


def compare(gold: Gold, found: Sighting) -> Compared:
    """Hold a found visit against an expected one, field by field; absent keys are not asked."""
    return Compared(gold, found, tuple(_checks(gold, found)), tuple(_tallies(gold, found)))


def article_checks(facts: Mapping[str, Any], verdict: Verdict) -> Iterator[Check]:
    """Judge the facts of an article beside its visits: the official source and the agency it copies."""
    for name, value in facts.items():
        got = getattr(verdict, name)
        yield Check(name, _same_source(value, got), value, got)


def _visit_weight(gold: Gold, found: Sighting) -> float:
    visitor, host = gold.get("visitor") or {}, gold.get("host") or {}
    spelled = (found.visitor.name, found.visitor.name_latin)
    return (
        0.01  # two visits of one article are paired even when nothing fits: the errors are theirs
        + 4 * (visitor.get("country") == found.visitor.country)
        + 4 * (host.get("country") == found.host.country)
        + 2 * bool(visitor.get("name") and names_agree([visitor["name"]], spelled))
        + bool(host.get("city") and same_city(host["city"], found.host.city))
        + 0.5 * ("start" in gold and gold["start"] == found.start)
    )


def _checks(gold: Gold, found: Sighting) -> Iterator[Check]:
    visitor, host = gold.get("visitor") or {}, gold.get("host") or {}
    yield from _countries(visitor, host, found)
    if "city" in host:
        yield Check("city", same_city(host["city"], found.host.city), host["city"], found.host.city)
    yield from _dates(gold, found)
    if "name" in visitor:
        yield from _name("visitor", visitor, found.visitor)
    if "inviter" in gold:
        yield from _inviter(gold["inviter"], found.inviter)
    yield from _plain(gold, found)


def _countries(visitor: Mapping[str, Any], host: Mapping[str, Any], found: Sighting) -> Iterator[Check]:
    asked = [(side.get("country"), got) for side, got in
             ((visitor, found.visitor.country), (host, found.host.country)) if "country" in side]  # fmt: skip
    if asked:
        expected, got = ">".join(str(one) for one, _ in asked), ">".join(str(other) for _, other in asked)
        yield Check("countries", expected == got, expected, got)


def _dates(gold: Gold, found: Sighting) -> Iterator[Check]:
    asked = [name for name in ("start", "end") if name in gold]
    if "start" in gold:
        yield Check("start", gold["start"] == found.start, gold["start"], found.start)
    if asked:
        expected = tuple(gold[name] for name in asked)
        got = tuple(getattr(found, name) for name in asked)
        yield Check("dates", expected == got, _range(expected), _range(got))


def _range(days: Sequence[str | None]) -> str:
    return "..".join(str(day) for day in days)


def _name(who: str, wanted: Mapping[str, Any], found: Visitor | Official) -> Iterator[Check]:
    expected, got = (wanted.get("name"), wanted.get("name_latin")), (found.name, found.name_latin)
    if expected[0] is None:
        yield Check(who, found.name is None, None, found.name)
        return
    right = names_agree(expected, got)
    yield Check(who, right, expected[0], found.name)
    if right is not None:
        yield Check(f"{who}_exact", same_spelling(expected, got), expected[0], found.name)


def _inviter(wanted: Mapping[str, Any] | None, found: Official | None) -> Iterator[Check]:
    if wanted is None or found is None:
        expected = wanted and (wanted.get("name") or wanted.get("office_as_written") or "an inviter")
        yield Check("inviter", wanted is None and found is None, expected, found and found.name)
    elif "name" in wanted:
        yield from _name("inviter", wanted, found)


def _plain(gold: Gold, found: Sighting) -> Iterator[Check]:
    for name in ("status", "visit_type"):
        if name in gold:
            got = getattr(found, name)
            yield Check(name, gold[name] == got, gold[name], got)
    if "occasion" in gold:
        same = (gold["occasion"] is None) == (found.occasion is None)
        yield Check("occasion", same, gold["occasion"], found.occasion)


def _tallies(gold: Gold, found: Sighting) -> Iterator[lists.Tally]:
    if "meetings" in gold:
        yield from lists.meetings(gold["meetings"] or (), found.meetings)
    if "agreements" in gold:
        yield from lists.agreements(gold["agreements"] or (), found.agreements)
    if "topics" in gold:
        yield lists.topics(gold["topics"] or (), found.topics)


def same_city(wanted: str | None, found: str | None) -> bool:
    """Say whether two names are one city, whatever language the labeller wrote it in."""
    if wanted is None or found is None:
        return wanted is found
    if plain(wanted) == plain(found):
        return True
    return found in {city.name for city in gazetteer.named(wanted)}


def _same_source(wanted: str | None, found: str | None) -> bool:
    """Say whether both name one source: the same words, one inside the other, or one kind of office."""
    if wanted is None or found is None:
        return wanted is found
    one, other = plain(wanted), plain(found)
    return one in other or other in one or offices_agree(wanted, found) is True
