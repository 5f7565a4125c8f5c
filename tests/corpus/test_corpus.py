"""The labelled corpora are well formed, and what their records say stands in their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from bot import countries, gazetteer
from bot.model import LABEL_OF_GRADE, OFFICE_OF_GRADE, AgreementKind, Grade, Status, VisitType
from bot.scoring import corpus
from bot.scoring.letters import plain

FOLDER = Path(__file__).parent
FILES = ("train-en", "dev-en", "dev2-en", "heldout-en", "heldout2-en", "train-ru", "heldout-ru")
# The vocabulary that the project's public surface promises.
TOPICS = frozenset(
    [
        "extradition",
        "mutual_legal_assistance",
        "corruption",
        "organised_crime",
        "terrorism",
        "human_trafficking",
        "drug_trafficking",
        "cybercrime",
        "money_laundering",
        "asset_recovery",
        "human_rights",
        "children_and_family",
        "training_exchange",
        "juvenile_justice",
        "alternative_sanctions",
        "war_crimes",
        "transfer_of_sentenced_persons",
        "legal_framework",
        "digitalisation",
    ]
)
LEAST = {
    "train-en": (65, 65),
    "dev-en": (30, 25),
    "heldout-en": (30, 30),
    "dev2-en": (20, 25),
    "heldout2-en": (25, 20),
    "train-ru": (25, 25),
    "heldout-ru": (25, 25),
}
LENGTH = {"day": 10, "month": 7, "year": 4}
COUNTRY = frozenset(countries.codes())

Json = dict[str, Any]


@cache
def articles(name: str) -> tuple[Json, ...]:
    """Read one corpus file."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def visits(name: str) -> Iterator[tuple[Json, Json]]:
    """Give every visit of a corpus with its article."""
    return ((article, visit) for article in articles(name) for visit in article["visits"])


def whole(article: Json) -> str:
    """Title and text, which is where evidence may stand."""
    return f"{article['title']}\n{article['text']}"


def people(visit: Json) -> Iterator[Json]:
    """Everyone whom a visit names: visitor, inviter, those met."""
    yield visit["visitor"]
    if visit.get("inviter"):
        yield visit["inviter"]
    yield from visit.get("meetings", ())


def is_told(name: str, article: Json) -> bool:
    """Say whether a name stands in the article: as it is, or, where names are inflected, by its stems."""
    if article["lang"] == "en":
        return name in whole(article)
    text = plain(whole(article))
    return all(plain(word)[: max(3, len(plain(word)) - 2)] in text for word in name.split())


def cities_told(article: Json) -> Iterator[str]:
    """Every city that some one, two or three words of the article can mean."""
    endings = countries.endings(article["lang"])
    words = re.findall(r"[\w'’-]+", whole(article))
    for length in (1, 2, 3):
        for first in range(len(words) - length + 1):
            yield from (
                city.name for city in gazetteer.named(" ".join(words[first : first + length]), endings)
            )


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_labelled_article(name: str) -> None:
    """The scorer reads every line of the corpus without complaint."""
    cases, bad = corpus.load(FOLDER / f"{name}.jsonl")
    assert bad == []
    assert len(cases) == len(articles(name))
    assert {article["lang"] for article in articles(name)} == {name[-2:]}


@pytest.mark.parametrize("name", FILES)
def test_both_sides_are_there_in_number(name: str) -> None:
    """Each corpus has enough visits and enough instructive negatives to measure with."""
    positive = sum(article["label"] != "not_visit" for article in articles(name))
    assert positive >= LEAST[name][0]
    assert len(articles(name)) - positive >= LEAST[name][1]


def test_ids_are_unique_and_no_event_is_in_two_files() -> None:
    """An article has one id, and what a held-out file tells is told nowhere in training."""
    every = [article for name in FILES for article in articles(name)]
    assert len({article["id"] for article in every}) == len(every)
    assert len({plain(article["text"]) for article in every}) == len(every)
    groups = {name: {article["group"] for article in articles(name)} for name in FILES}
    assert not (groups["train-en"] | groups["train-ru"]) & (
        groups["heldout-en"] | groups["heldout2-en"] | groups["heldout-ru"]
    )
    assert not groups["dev-en"] & (groups["heldout-en"] | groups["heldout2-en"])


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_held_out_visitors_are_strangers_to_training(lang: str) -> None:
    """No person who travels in a held-out file travels in the training file of its language."""
    known, strangers = (
        {visit["visitor"]["name"] for _, visit in visits(f"{part}-{lang}")} - {None}
        for part in ("train", "heldout")
    )
    assert not known & strangers


@pytest.mark.parametrize("name", FILES)
def test_the_label_is_that_of_the_highest_grade(name: str) -> None:
    """Label, grades and offices of one article agree, and a negative has no visit."""
    for article in articles(name):
        grades = {visit["visitor"]["grade"] for visit in article["visits"]}
        labels = [LABEL_OF_GRADE[grade] for grade in get_args(Grade) if grade in grades]
        assert article["label"] == (labels[0] if labels else "not_visit"), article["id"]
        for visit in article["visits"]:
            assert visit["visitor"]["office"] == OFFICE_OF_GRADE[visit["visitor"]["grade"]], article["id"]


@pytest.mark.parametrize("name", FILES)
def test_closed_fields_hold_known_values(name: str) -> None:
    """Type, status, kinds, topics and countries are of the published vocabularies."""
    for article, visit in visits(name):
        where = article["id"]
        assert visit.get("visit_type", "unspecified") in get_args(VisitType), where
        assert visit.get("status", "planned") in get_args(Status), where
        assert set(visit.get("topics", ())) <= TOPICS, where
        for agreement in visit.get("agreements", ()):
            assert agreement["kind"] in get_args(AgreementKind), where
            assert isinstance(agreement["signed"], bool), where
        for person in (*people(visit), visit["host"]):
            assert person["country"] is None or person["country"] in COUNTRY, where
        assert visit["visitor"]["country"] != visit["host"]["country"], where


@pytest.mark.parametrize("name", FILES)
def test_dates_are_cut_to_their_precision_and_run_forward(name: str) -> None:
    """A start has the length that its precision says, and no visit ends before it starts."""
    for article, visit in visits(name):
        days = [visit[key] for key in ("start", "end") if visit.get(key)]
        if "date_precision" in visit:
            assert {len(day) for day in days} <= {LENGTH.get(visit["date_precision"])}, article["id"]
        assert days == sorted(days), article["id"]


@pytest.mark.parametrize("name", FILES)
def test_status_fits_the_day_of_publication(name: str) -> None:
    """A planned visit is not over yet, an ended one has begun, one under way has not ended long ago."""
    for article, visit in visits(name):
        start, end, now = visit.get("start"), visit.get("end"), article["published"]
        status = visit.get("status")
        if status == "planned" and start:
            assert start >= now[: len(start)], article["id"]
        if status in ("ongoing", "completed") and start:
            assert start <= now, article["id"]
        if status == "ongoing" and end:
            assert end >= now, article["id"]
        if status == "completed" and end:
            assert end <= now, article["id"]


@pytest.mark.parametrize("name", FILES)
def test_people_and_occasions_stand_in_the_text(name: str) -> None:
    """Every name, occasion and source of a record can be found in its article."""
    for article, visit in visits(name):
        for person in people(visit):
            assert person["name"] is None or is_told(person["name"], article), (article["id"], person["name"])
        if visit.get("occasion"):
            assert visit["occasion"] in whole(article), article["id"]
        for key in ("official_source", "syndicated_from"):
            assert plain(article.get(key) or "") in plain(whole(article)), (article["id"], key)


@pytest.mark.parametrize("name", FILES)
def test_cities_stand_in_the_text_under_a_known_name(name: str) -> None:
    """A city that is not marked as inferred is named in the article, in whatever case."""
    for article, visit in visits(name):
        city = visit["host"].get("city")
        if city and not visit["host"].get("city_inferred"):
            assert city in cities_told(article), (article["id"], city)
