"""What `score` prints: a table for people, one object for programs, a line for every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot import languages
from bot.scoring.fields import Check, Compared
from bot.scoring.measures import Measure, by_language, field_measures, language_measure, visit_measures
from bot.scoring.merging import merge_measures, merge_mistakes
from bot.scoring.outcomes import Outcome

_NAME = 54  # columns for the name of a measure
_REASONS = 6  # shown with a wrong label


def sections(outcomes: Sequence[Outcome]) -> dict[str, list[Measure]]:
    """Work out every figure: all articles, those whose language has a pack, the others, and merging."""
    packs = set(languages.codes())
    known = [one for one in outcomes if one.lang in packs]
    rest = [one for one in outcomes if one.lang not in packs]
    every = {"all": [*visit_measures(outcomes), language_measure(outcomes), *field_measures(outcomes)]}
    if known and rest:
        every["languages with a pack"] = [*visit_measures(known), *field_measures(known)]
        every["languages without a pack"] = [*visit_measures(rest), *field_measures(rest)]
    merged = merge_measures(outcomes)
    return every | ({"merging": merged} if merged else {})


def as_text(outcomes: Sequence[Outcome], ambiguous: int, left_out: Sequence[Outcome] = ()) -> str:
    """Lay the figures out as tables: one of measures, one of languages, one of languages left out."""
    positive = sum(one.case.is_positive for one in outcomes)
    lines = [f"{len(outcomes)} articles scored: {positive} visits, {len(outcomes) - positive} others; "
             f"{ambiguous} ambiguous left out"]  # fmt: skip
    crashes = sum(one.crash is not None for one in outcomes)
    if crashes:
        lines.append(f"{crashes} of them made reading crash and count as wrong")
    for title, measures in sections(outcomes).items():
        lines += ["", f"{title:<{_NAME}} {'value':>7}  {'95 % interval':<14} {'n':>5}", *map(_row, measures)]
    lines += ["", *_language_table(outcomes)]
    if left_out:
        lines += ["", "read by weights that were trained without the article's language:"]
        lines += [*map(_row, visit_measures(left_out)), *_language_table(left_out)]
    return "\n".join(lines)


def as_json(outcomes: Sequence[Outcome], ambiguous: int, left_out: Sequence[Outcome] = ()) -> dict[str, Any]:
    """Give the same as one object: measures by section and by language."""
    return {
        "articles": len(outcomes),
        "ambiguous": ambiguous,
        "crashes": sum(one.crash is not None for one in outcomes),
        **{title: _object(measures) for title, measures in sections(outcomes).items()},
        "by_language": {
            lang: _object([*visit_measures(some), *field_measures(some)])
            for lang, some in by_language(outcomes).items()
        },
        "left_out": {lang: _object(visit_measures(some)) for lang, some in by_language(left_out).items()},
    }


def errors(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """List every article with a wrong label or field, one line a mistake; then visits split or joined."""
    for outcome in outcomes:
        mistakes = list(_mistakes(outcome))
        if mistakes:
            article = outcome.case.article
            yield f"{article.id or '?'} {outcome.lang} {article.published or '-'} «{article.title[:90]}»"
            yield from (f"    {mistake}" for mistake in mistakes)
    yield from merge_mistakes(outcomes)


def _mistakes(outcome: Outcome) -> Iterator[str]:
    if outcome.crash:
        yield f"crash: {outcome.crash}"
    if outcome.verdict.label != outcome.case.label:
        got = f"{outcome.verdict.label} ({outcome.verdict.score:.2f})"
        yield f"label: expected {outcome.case.label}, got {got}{_claims(outcome)}"
    if not outcome.is_found:
        return
    for compared in outcome.compared:
        prefix = f"{_route(compared)} " if len(outcome.compared) > 1 else ""
        yield from (f"{prefix}{mistake}" for mistake in _of_visit(compared))
    yield from map(_line, (check for check in outcome.facts if not check.right))


def _of_visit(compared: Compared) -> Iterator[str]:
    if compared.found is None:
        yield f"visit: missing {_route(compared)}"
        return
    spelled = {check.field for check in compared.checks if check.right is not False}
    for check in compared.checks:
        if check.right is False and check.field.removesuffix("_exact") not in spelled and not _is_twin(check):
            yield _line(check)
    for tally in compared.tallies:
        yield from (f"{tally.field}: {note}" for note in tally.notes)


def _is_twin(check: Check) -> bool:
    """A wrong spelling is listed with the name, a wrong start with the dates."""
    return check.field.endswith("_exact") or check.field == "start"


def _line(check: Check) -> str:
    return f"{check.field}: expected {check.expected!r}, got {check.got!r}"


def _route(compared: Compared) -> str:
    gold = compared.gold
    visitor, host = gold.get("visitor") or {}, gold.get("host") or {}
    return f"{visitor.get('country', '?')}>{host.get('country', '?')}"


def _claims(outcome: Outcome) -> str:
    """Say who is said to travel where: by the label in a miss, by reading in a false alarm; and why."""
    weighed = ", ".join(f"{one.kind} {one.weight:+.1f}" for one in outcome.verdict.reasons[:_REASONS])
    because = f" [{weighed}]" if weighed else ""
    if outcome.case.is_positive:
        missed = [] if outcome.is_found else [_route(one) for one in outcome.compared]
        return (f": {', '.join(missed)}" if missed else "") + because
    routes = [f"{one.visitor.name}/{one.visitor.country}>{one.host.country} {one.host.city}"
              for one in outcome.verdict.visits]  # fmt: skip
    return f": {'; '.join(routes)}{because}"


def _row(measure: Measure) -> str:
    shown = f"{measure.name:<{_NAME}} {_value(measure):>7}  {_interval(measure):<14} {measure.n:>5}"
    return shown + (f"  (+{measure.unclear} in scripts that cannot be compared)" if measure.unclear else "")


def _value(measure: Measure) -> str:
    if measure.value is None:
        return "-"
    return f"{measure.value:.0f}" if measure.is_count else f"{measure.value:.3f}"


def _interval(measure: Measure) -> str:
    if measure.value is None or measure.is_count:
        return ""
    return f"{measure.interval[0]:.3f}-{measure.interval[1]:.3f}"


def _object(measures: Sequence[Measure]) -> dict[str, Any]:
    return {
        one.name: {"value": one.value, "n": one.n, "unclear": one.unclear}
        | ({} if one.is_count else {"low": one.interval[0], "high": one.interval[1]})
        for one in measures
    }


# What fits on one line a language: heading and measure.
_COLUMNS = (("P", "visit precision"), ("R", "visit recall"), ("F1", "visit F1"),
            ("alarms", "false alarms on negatives"), ("grade", "grade"),
            ("countr.", "both countries, right way round"), ("city", "host city"),
            ("dates", "dates, start and end"), ("visitor", "visitor name"), ("inviter", "inviter name"),
            ("status", "status"), ("meet.", "meetings F1, name and office"),
            ("agreem.", "agreements F1, kind and signed"), ("perfect", "whole record perfect"))  # fmt: skip


def _language_table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    packs = set(languages.codes())
    yield (
        f"{'language':<9}{'visits':>7}{'others':>7}"
        + "".join(f"{head:>8}" for head, _ in _COLUMNS)
        + "  F1 95 %"
    )
    for lang, some in by_language(outcomes).items():
        named = {one.name: one for one in (*visit_measures(some), *field_measures(some))}
        positive = sum(one.case.is_positive for one in some)
        cells = "".join(f"{_value(named[name]):>8}" for _, name in _COLUMNS)
        mark = lang if lang in packs else f"{lang} *"
        yield f"{mark:<9}{positive:>7}{len(some) - positive:>7}{cells}  {_interval(named['visit F1'])}"
    yield "* no pack: read with what the other languages share"
