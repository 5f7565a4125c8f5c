"""A corpus read and compared: one outcome an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Article, Verdict
from bot.scoring.corpus import Case
from bot.scoring.fields import Check, Compared, article_checks, pair_visits

Read = Callable[[Article], Verdict]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading made of one labelled article, held against its labels."""

    case: Case
    verdict: Verdict
    compared: tuple[Compared, ...] = ()
    facts: tuple[Check, ...] = ()
    crash: str | None = None  # the exception that reading raised instead of answering

    @property
    def is_found(self) -> bool:
        return self.verdict.label != "not_visit"

    @property
    def lang(self) -> str:
        return self.case.article.lang or self.verdict.lang or "?"


def reader(now: datetime, model: Mapping[str, float] | None = None) -> Read:
    """Give the program's own reading, as of `now` for articles that name no day of publication.

    `model` are other weights than the program's.
    """
    from bot.reading import read  # the weights and lexicons load only when something is read

    return lambda article: read(article, now=now, model=model)


def run(cases: Iterable[Case], read: Read) -> list[Outcome]:
    """Read every article that is not labelled `ambiguous` and compare."""
    return [judge(case, read) for case in cases if case.label != "ambiguous"]


def run_left_out(cases: Sequence[Case], now: datetime) -> list[Outcome]:
    """Read every article by weights trained without its language; FileNotFoundError outside a checkout."""
    from bot.reading.training import trained

    made: list[Outcome] = []
    for lang in sorted({case.article.lang for case in cases if case.article.lang}):
        own = [case for case in cases if case.article.lang == lang]
        made += run(own, reader(now, trained(without=lang)))
    return made


def judge(case: Case, read: Read) -> Outcome:
    """Read one article and compare; an exception counts as a wrong answer and is kept."""
    try:
        verdict = read(case.article)
    except Exception as error:  # a crash is a finding here, and the other articles are still to be scored
        return Outcome(case, _silent(case), _compared(case, _silent(case)), crash=repr(error))
    facts = tuple(article_checks(case.facts or {}, verdict)) if case.is_positive else ()
    return Outcome(case, verdict, _compared(case, verdict), facts)


def _silent(case: Case) -> Verdict:
    # The opposite of the label, so that a crash never counts as right.
    label = "not_visit" if case.is_positive else "visit"
    return Verdict(
        label="visit" if label == "visit" else "not_visit", score=0.0, lang=None, id=case.article.id
    )


def _compared(case: Case, verdict: Verdict) -> tuple[Compared, ...]:
    if not case.is_positive or case.visits is None:
        return ()
    return tuple(pair_visits(case.visits, verdict.visits))
