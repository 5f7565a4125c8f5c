"""The lists of a visit: whom the visitor met and what was signed, joined over all reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot import days
from bot.merger.names import agree, differ, latin
from bot.merger.wording import same_words
from bot.model import Agreement, Conflict, Official, Sighting, Told
from bot.text import fold, words
from bot.windows import published

_ZONES = timedelta(days=1)  # what is signed there in the morning is told here the day before


def meetings(heard: Sequence[Told]) -> tuple[Official, ...]:
    """Join meetings by country, person and office; people named first find those who are not."""
    groups: list[list[Official]] = []
    everybody = [official for one in heard for official in one.sighting.meetings]
    for official in sorted(everybody, key=lambda one: one.name is None):
        _join(groups, official)
    return tuple(one_of(group) for group in groups)


def one_of(same: Sequence[Official]) -> Official:
    """Make one of several notes of a person: a name in Latin letters first, gaps filled from the rest."""
    best = max(same, key=lambda one: (one.name is not None, latin(one.name)))
    office = best.office_as_written or next(
        (one.office_as_written for one in same if one.office_as_written), None
    )
    country = best.country or next((one.country for one in same if one.country), None)
    return replace(best, office_as_written=office, country=country)


def place_of(said: Sighting, name: str, place: int, record: Sighting) -> int | None:
    """Find the meeting or agreement of a report among those of the record; None where it is not there."""
    ours, theirs = getattr(said, name)[place : place + 1], getattr(record, name)
    same = _is_same if name == "agreements" else _is_one
    return next((at for at, other in enumerate(theirs) for one in ours if same(one, other)), None)


def _is_one(a: Official, b: Official) -> bool:
    return a == b or (_same_official(a, b) and not _apart(a, b))


def _join(groups: list[list[Official]], official: Official) -> None:
    for group in groups:
        is_known = any(_same_official(official, other) for other in group)
        if is_known and not any(_apart(official, other) for other in group):
            group.append(official)
            return
    groups.append([official])


def _apart(a: Official, b: Official) -> bool:
    if a.country and b.country and a.country != b.country:
        return True
    return differ(_name(a), _name(b))


def _same_official(a: Official, b: Official) -> bool:
    return agree(_name(a), _name(b)) or _same_words(a.office_as_written, b.office_as_written)


def _name(official: Official) -> str | None:
    return official.name_latin or official.name


def _same_words(a: str | None, b: str | None) -> bool:
    """Take "Minister of Justice and Public Order" for the Minister of Justice, a deputy minister not."""
    ours, theirs = ([word for word, _, _ in words(fold(text or ""))] for text in (a, b))
    if not ours or not theirs or ours[0] != theirs[0]:
        return False
    return same_words(" ".join(ours), " ".join(theirs))


@dataclass(frozen=True, slots=True)
class _Said:
    """An agreement as one report has it; a report from before the visit cannot know of a signature."""

    agreement: Agreement
    url: str | None
    after_the_fact: bool
    said_at: str  # when the report came out, as far as that is known


def agreements(
    heard: Sequence[Told], since: str | None = None
) -> tuple[tuple[Agreement, ...], tuple[Conflict, ...]]:
    """Join agreements, signed only when a report from the visit or after it says so.

    `since` is the first day of the visit, cut to what is known. Beside the agreements stands each one that
    such reports disagree on.
    """
    groups: list[list[_Said]] = []
    for said in _all_said(heard, days.span(since)[0] if since else date.min):
        fitting = (group for group in groups if all(_is_same(said.agreement, one.agreement) for one in group))
        group = next(fitting, None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    conflicts = (_disagreement(group) for group in groups)
    return tuple(map(_one_agreement, groups)), tuple(conflict for conflict in conflicts if conflict)


def _all_said(heard: Sequence[Told], first_day: date) -> list[_Said]:
    found = []
    for one in heard:
        knows = one.sighting.status in ("ongoing", "completed") and first_day - published(one).last <= _ZONES
        for agreement in one.sighting.agreements:
            signed = agreement.signed and knows
            said_at = one.source.published or one.day.isoformat()
            found.append(_Said(replace(agreement, signed=signed), one.source.url, knows, said_at))
    return found


def _is_same(a: Agreement, b: Agreement) -> bool:
    """An old memorandum reviewed is not the one signed now, so a date that only one has keeps them apart."""
    if a.kind != b.kind:
        return False
    if a.date != b.date and (a.signed != b.signed or (a.date and b.date)):
        return False
    # The kind stands for how each calls it: "a new memorandum on training", "the Memorandum on training".
    return not (a.title and b.title) or same_words(fold(a.title), fold(b.title))


def _one_agreement(group: Sequence[_Said]) -> Agreement:
    same = [said.agreement for said in group]
    in_order = sorted(same, key=lambda one: not one.signed)  # who tells of the signature knows the title
    title = next((one.title for one in in_order if one.title), None)
    date = next((one.date for one in same if one.date), None)
    return Agreement(same[0].kind, title, any(one.signed for one in same), date)


def _disagreement(group: Sequence[_Said]) -> Conflict | None:
    """Tell of a signature that is denied; who spoke before anybody knew of it denies nothing."""
    signed = [one.said_at for one in group if one.after_the_fact and one.agreement.signed]
    said = [
        one
        for one in group
        if one.after_the_fact
        and (one.agreement.signed or not all(days.is_before(one.said_at, then) for then in signed))
    ]
    if len({one.agreement.signed for one in said}) < 2:
        return None
    return Conflict(
        "agreements.signed", tuple(("true" if one.agreement.signed else "false", one.url) for one in said)
    )
