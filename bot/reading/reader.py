"""The way of one article through reading, step by step."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bot import heads
from bot.model import LABEL_OF_GRADE, Article, Label, Reason, Sighting, Verdict
from bot.offices import Offices, load
from bot.reading import classifier
from bot.reading.classifier import Model
from bot.reading.dates.when import Today
from bot.reading.facts.record import record
from bot.reading.facts.sources import sources
from bot.reading.gate import speaks_of_prosecution
from bot.reading.staging import is_stirring, names_office, scan, told
from bot.reading.story import Story
from bot.reading.travels.candidate import Candidate
from bot.reading.travels.candidates import candidates
from bot.reading.travels.selection import select
from bot.reading.words.composing import composed
from bot.reading.words.detect import language_of
from bot.reading.words.lexicon import language
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import READ_AT_MOST

_ORDER: tuple[Label, ...] = ("visit", "deputy_visit", "delegation_visit")


def might_matter(title: str, summary: str = "") -> bool:
    """Tell whether a headline is worth fetching its page for: any word of prosecution will do."""
    return speaks_of_prosecution(composed(f"{title}\n{summary}")[0])


def prepare() -> None:
    """Load what the first article would wait half a second for: the gate, the weights, a first language."""
    read(Article("The Prosecutor General arrived in Baku", ""), now=datetime(2026, 1, 26, tzinfo=UTC))


def read(
    article: Article, *, now: datetime, offices: Offices | None = None, model: Model | None = None
) -> Verdict:
    """Decide whether an article tells of a visit and write down what it says.

    `now` counts as the day of reading where the article has no date of its own; `offices` say whose journeys
    count, by default those of the packaged config/offices.toml; `model` are other weights than the packaged
    ones. Never raises for any text.
    """
    if not might_matter(article.title, article.text[:READ_AT_MOST]):
        return Verdict("not_visit", 0.0, _language(article), id=article.id)
    counted = offices or _packaged()
    scene = _scene(article, counted)
    if scene is None:
        return Verdict("not_visit", 0.0, None, (_unknown_language(),), id=article.id)
    if not names_office(scene):
        return Verdict("not_visit", 0.0, scene.language.code, (_no_office(),), id=article.id)
    if not is_stirring(scene):
        return Verdict("not_visit", 0.0, scene.language.code, (_nobody_stirs(),), id=article.id)
    story = told(article, scene, _today(article.published, now), _known(), counted.with_ministers)
    found = _scored(story, counted, model)
    chosen = select(found)
    origin = sources(story)
    best = max(found, key=lambda one: one.score, default=None)
    verdict = Verdict(
        label="not_visit",
        score=round(best.score, 4) if best else 0.0,
        lang=story.scene.language.code,
        reasons=_reasons(chosen[0] if chosen else best),
        official_source=origin.official,
        syndicated_from=origin.syndicated_from,
        id=article.id,
    )
    visits = tuple(record(story, one, chosen) for one in chosen)
    return replace(verdict, label=_label(visits), visits=visits) if visits else verdict


def pairs(case: Mapping[str, Any]) -> list[Candidate]:
    """Give the pairs of a labelled case with their features, for training."""
    article = Article(
        title=case["title"],
        text=case["text"],
        published=case.get("published"),
        publisher=case.get("publisher"),
        publisher_country=case.get("publisher_country"),
        lang=case.get("lang"),
    )
    if not might_matter(article.title, article.text):
        return []
    scene = _scene(article, _packaged())
    if scene is None or not (names_office(scene) and is_stirring(scene)):
        return []
    today = _today(article.published, datetime(2026, 1, 1, tzinfo=UTC))
    return candidates(told(article, scene, today, _known(), _packaged().with_ministers), _packaged())


def _scene(article: Article, offices: Offices) -> Scene | None:
    code = _language(article)
    return None if code is None else scan(article, language(code), offices.with_ministers)


def _language(article: Article) -> str | None:
    return language_of(article.title, article.text, article.lang)


def _today(published: str | None, now: datetime) -> Today:
    """Read the day of publication; of a month or year only its last day is taken, and nothing counts
    from it.
    """
    if published is None:
        return Today(now.date(), is_clock=True)
    parts = [int(part) for part in published[:10].split("-")]
    if len(parts) == 3:
        return Today(date(parts[0], parts[1], parts[2]))
    month = parts[1] if len(parts) == 2 else 12
    last = calendar.monthrange(parts[0], month)[1]
    return Today(date(parts[0], month, last), "month" if len(parts) == 2 else "year")


@cache
def _packaged() -> Offices:
    return load()


@cache
def _known() -> heads.Heads:
    return heads.load()


def _scored(story: Story, offices: Offices, model: Model | None) -> list[Candidate]:
    found = candidates(story, offices)
    for one in found:
        one.score = classifier.probability(one.features, model)
    return found


def _label(visits: Sequence[Sighting]) -> Label:
    labels = {LABEL_OF_GRADE[visit.visitor.grade] for visit in visits}
    return next(label for label in _ORDER if label in labels)


def _reasons(one: Candidate | None) -> tuple[Reason, ...]:
    """Say which evidence weighed most, for people who ask why."""
    if one is None:
        return ()
    model = classifier.weights()
    weighed = [(name, value * model.get(name, 0.0)) for name, value in one.features.items()]
    weighed.sort(key=lambda entry: -abs(entry[1]))
    found = []
    for name, weight in weighed[:12]:
        if abs(weight) < 0.05:
            continue
        trace = one.traces.get(name)
        found.append(Reason(name, trace.text if trace else "", trace.at if trace else None, round(weight, 2)))
    return tuple(found)


def _no_office() -> Reason:
    return Reason("no_office", "no office of prosecution is named", None, 0.0)


def _nobody_stirs() -> Reason:
    return Reason("stillness", "nobody travels, meets or is received", None, 0.0)


def _unknown_language() -> Reason:
    return Reason("language", "the text is in a language without a pack", None, 0.0)
