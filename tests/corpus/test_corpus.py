"""The labelled corpora are well formed, and what their records say stands in their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from bot import countries, gazetteer
from bot.model import LABEL_OF_GRADE, OFFICE_OF_GRADE, AgreementKind, Grade, Status, VisitType
from bot.scoring import corpus
from bot.scoring.letters import plain

FOLDER = Path(__file__).parent
# Groups for merging are in many languages at once, and are held by tests/merging/test_groups.py.
FILES = tuple(sorted(path.stem for path in FOLDER.glob("*-??.jsonl")))
HELD_OUT = tuple(name for name in FILES if name.startswith("heldout"))
READ = tuple(name for name in FILES if name not in HELD_OUT)  # by whoever writes rules, or by the trainer
# Retold real news keeps the Latin names of its source, and only the keys that are known of it.
WRITTEN_HERE = tuple(name for name in FILES if not name.startswith(("restated", "pages")))
# The vocabulary that the project's public surface promises.
TOPICS = frozenset(
    (
        "extradition", "mutual_legal_assistance", "corruption", "organised_crime", "terrorism",
        "human_trafficking", "drug_trafficking", "cybercrime", "money_laundering", "asset_recovery",
        "human_rights", "children_and_family", "training_exchange", "juvenile_justice",
        "alternative_sanctions", "war_crimes", "transfer_of_sentenced_persons", "legal_framework",
        "digitalisation",
    )
)  # fmt: skip
# Fewest articles about visits and about none; of a file that is not named here its kind decides.
LEAST = {
    "train-en": (65, 65),
    "dev-en": (30, 25),
    "dev6-en": (30, 30),
    "dev2-en": (20, 25),
    "dev3-en": (35, 25),
    "dev13-en": (25, 20),
    "train-ru": (25, 25),
    "dev-bg": (6, 6),
    "dev-sq": (6, 6),
    "dev6-ru": (25, 25),
    "dev-pl": (6, 6),
    "dev-cs": (6, 6),
    "dev-sk": (6, 6),
}
LEAST_OF_KIND = {
    "dev": (10, 10),
    "dev2": (8, 8),
    "pages": (1, 1),
    "dev4": (1, 1),
    "dev5": (1, 1),
    "dev6": (8, 8),
    "dev7": (4, 4),
    "dev8": (4, 3),
    "dev9": (4, 4),
    "dev14": (5, 7),
    "dev15": (8, 12),
    "heldout7": (5, 7),
    "dev10": (4, 4),
    "dev12": (4, 4),
    "dev11": (10, 10),
    "grid": (25, 15),
    "grid2": (20, 20),
    "heldout6": (4, 4),
    "restated": (0, 1),
}
WRITTEN_WITHOUT_SPACES = frozenset(["ja", "zh"])
LONGEST_CITY = 10  # letters, in a text without spaces
SHORTEST_CITY = {"ko": 2}  # letters, before endings that no table tells; 3 in other languages
# How articles rightly call cities that the gazetteer knows under other spellings only.
OTHER_SPELLINGS = {
    "Ўшга": "Osh",
    "عمّان": "Amman",
    "الأردنية عمان": "Amman",
    "ماله": "Malé",
    "آستاراخان": "Astrakhan",
    "ビエンチャン": "Vientiane",
    "Cidade do Panamá": "Panama City",
    "Нишу": "Niš",
    "Vác-sa-va": "Warsaw",
    "Прайяда": "Praia",
}
TOO_SMALL = frozenset(["Passau"])  # for the gazetteer: not to find them is a mistake that is counted
SMALL_WORDS = {"ar": "بلو"}  # written together with the word behind them
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
    return ((article, visit) for article in articles(name) for visit in article.get("visits", ()))


def whole(article: Json) -> str:
    """Title and text, which is where evidence may stand."""
    return f"{article['title']}\n{article['text']}"


def groups(name: str) -> frozenset[str]:
    """The events of a corpus."""
    return frozenset(article["group"] for article in articles(name) if article.get("group"))


def people(visit: Json) -> Iterator[Json]:
    """Everyone whom a visit names: visitor, inviter, those met."""
    yield from filter(None, (visit.get("visitor"), visit.get("inviter")))
    yield from visit.get("meetings", ())


def is_told(name: str, article: Json) -> bool:
    """Say whether a name stands in the article: as it is, or, where names are inflected, by its stems."""
    text = plain(whole(article))
    if article["lang"] == "en":
        return name in whole(article) or name in text
    stems = (
        plain(word)[: max(len(plain(word)) - 2, min(3, len(plain(word)) - 1), 1)] for word in name.split()
    )
    return all(stem in text for stem in stems)


def cities_told(article: Json) -> frozenset[str]:
    """Every city that some words of the article, or letters where it has no spaces, can mean."""
    endings = countries.endings(article["lang"])
    found = (gazetteer.named(text, endings) for text in frozenset(perhaps_cities(article)))
    others = frozenset(city for text, city in OTHER_SPELLINGS.items() if text in whole(article))
    return others.union(city.name for cities in found for city in cities)


def perhaps_cities(article: Json) -> Iterator[str]:
    """Cut an article into all that a city may be: one, two or three words, with and without their ends."""
    words = re.findall(r"[\w'’-]+", whole(article))
    if article["lang"] in WRITTEN_WITHOUT_SPACES:
        yield from (letters for word in words for letters in pieces(word))
        return
    for length, first in product((1, 2, 3), range(len(words))):
        phrase = " ".join(words[first : first + length])
        yield phrase
        if phrase[:1] in SMALL_WORDS.get(article["lang"], ""):
            yield phrase[1:]
            yield "ا" + phrase[1:]  # "للرباط" is "to الرباط"
        yield from beginnings(phrase, article["lang"])


def pieces(word: str) -> Iterator[str]:
    """Give every run of two or more letters that is no longer than a city's name."""
    for size, first in product(range(2, LONGEST_CITY + 1), range(len(word))):
        yield word[first : first + size]


def beginnings(phrase: str, lang: str) -> Iterator[str]:
    """Cut the end off a phrase, where the language hangs endings on names and no table says which."""
    if lang == "en" or countries.endings(lang):
        return
    last = phrase.rpartition(" ")[2]
    shortest = len(phrase) - len(last) + SHORTEST_CITY.get(lang, 3)
    yield from (phrase[:size] for size in range(shortest, len(phrase)))


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
    visits_least, none_least = LEAST.get(name) or LEAST_OF_KIND[name.rpartition("-")[0]]
    assert positive >= visits_least
    assert len(articles(name)) - positive >= none_least


def test_ids_and_texts_are_unique() -> None:
    """An article has one id, and is in one file only."""
    every = [article for name in FILES for article in articles(name)]
    assert len({article["id"] for article in every}) == len(every)
    assert len({plain(article["text"]) for article in every}) == len(every)


def test_no_event_is_both_read_and_held_out() -> None:
    """What a held-out file tells is told in no training file, nor in a development file of its language."""
    for held, read in product(HELD_OUT, READ):
        if read.startswith("train") or held[-2:] == read[-2:]:
            assert not groups(held) & groups(read), (held, read)


def test_held_out_visitors_are_strangers_to_training() -> None:
    """No person who travels in the English file that was held out longest travels in the training file."""
    known, strangers = (
        {visit["visitor"]["name"] for _, visit in visits(f"{part}-en")} - {None}
        for part in ("train", "dev13")
    )
    assert not known & strangers


@pytest.mark.parametrize("name", WRITTEN_HERE)
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
            assert agreement.get("kind", "other") in get_args(AgreementKind), where
            assert isinstance(agreement["signed"], bool), where
        for person in (*people(visit), visit.get("host", {})):
            assert person.get("country") is None or person["country"] in COUNTRY, where
        if visit.keys() >= {"visitor", "host"}:
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
        if not now or len(now) < len(start or ""):
            continue  # retold news whose day nobody knows
        if status == "planned" and start:
            assert start >= now[: len(start)], article["id"]
        if status in ("ongoing", "completed") and start:
            assert start <= now, article["id"]
        if status == "ongoing" and end:
            assert end >= now, article["id"]
        if status == "completed" and end:
            assert end <= now, article["id"]


@pytest.mark.parametrize("name", WRITTEN_HERE)
def test_people_and_occasions_stand_in_the_text(name: str) -> None:
    """Every name, occasion and source of a record can be found in its article."""
    for article, visit in visits(name):
        for person in people(visit):
            assert person["name"] is None or is_told(person["name"], article), (article["id"], person["name"])
        if visit.get("occasion"):
            assert visit["occasion"] in whole(article), article["id"]
        for key in ("official_source", "syndicated_from"):
            assert is_told(plain(article.get(key) or ""), article), (article["id"], key)


@pytest.mark.parametrize("name", WRITTEN_HERE)
def test_cities_stand_in_the_text_under_a_known_name(name: str) -> None:
    """A city that is not marked as inferred is named in the article, in whatever case."""
    for article, visit in visits(name):
        city = visit["host"].get("city")
        if city and city not in TOO_SMALL and not visit["host"].get("city_inferred"):
            assert city in cities_told(article), (article["id"], city)
