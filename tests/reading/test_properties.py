"""Whatever the text, the verdict is valid, and reading takes time in proportion to its length."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.languages import codes, pack
from bot.model import AgreementKind, Article, Label, Precision, Status, Verdict, VisitType
from bot.reading import read
from bot.records import sighting_from_json, sighting_to_json, verdict_to_json

NOW = datetime(2025, 6, 20, tzinfo=UTC)
_WORDS = [
    "Prosecutor",
    "General",
    "of",
    "Armenia",
    "Aram",
    "Petrosyan",
    "arrived",
    "in",
    "Tbilisi",
    "on",
    "17",
    "June",
    "2025",
    ".",
    "visited",
    "“the”",
    "Attorney",
    "signed",
    "a",
    "memorandum",
    "with",
    "Georgia",
    "'s",
    "Minister",
    "Nino",
    "Lomidze",
    ",",
    "yesterday",
    "until",
    "Monday",
    "delegation",
    "led",
    "by",
    "invited",
    "\n",
    "received",
    "Казахстан",
    "24–26",
    "January",
    "U.S.",
    ":",
    "(",
    ")",
    "Kyiv’s",
    "Генеральный",
    "прокурор",
    "посетил",
    "Баку",
    "北京",
    "النائب",
    "العام",
    "é",
    "ı",
    "İ",
    "ﬁ",
    "🇧🇭",
    "́",
]
_soup = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)
_days = st.sampled_from([None, "2025", "2025-06", "2025-06-18", "2024-02-29"])


_PATIENCE = 20  # seconds for one short text, on whatever machine


@cache
def fragments(code: str) -> list[str]:
    """Cut the examples of a language into pieces of up to eight words, by twelve letters without spaces."""
    told = " ".join(example["text"] for example in pack(code)["reading"].get("examples", ()))
    if told.count(" ") * 20 < len(told):
        return [told[at : at + 12] for at in range(0, len(told), 6)]
    words = told.split()
    return [" ".join(words[at : at + 1 + at % 8]) for at in range(0, len(words), 2)]


def _heap(code: str) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(
        st.just(code), st.lists(st.sampled_from(fragments(code)), min_size=1, max_size=12).map(" ".join)
    )


@contextmanager
def patience() -> Iterator[None]:
    """Raise TimeoutError in whatever has not come to an end after `_PATIENCE`."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def is_valid(found: Verdict, text: str) -> None:
    """Hold a verdict against the contract: vocabularies, places of evidence, order of days, JSON and back."""
    assert found.label in get_args(Label)
    assert 0.0 <= found.score <= 1.0
    assert (found.label == "not_visit") == (not found.visits)
    for reason in found.reasons:
        assert reason.at is None or text[slice(*reason.at)] == reason.text
    for visit in found.visits:
        assert visit.visitor.country != visit.host.country
        assert visit.status in get_args(Status)
        assert visit.visit_type in get_args(VisitType)
        assert visit.date_precision in get_args(Precision)
        assert all(agreement.kind in get_args(AgreementKind) for agreement in visit.agreements)
        assert visit.start is None or visit.end is None or visit.start <= visit.end
        for proof in visit.evidence.values():
            assert len(proof.text.split()) <= 15
            assert proof.at is None or text[slice(*proof.at)] == proof.text
        assert sighting_from_json(json.loads(json.dumps(sighting_to_json(visit)))) == visit


@settings(max_examples=150, deadline=None)
@given(title=st.text(max_size=80), text=st.text(max_size=400), published=_days)
def test_any_text_gives_a_valid_verdict(title: str, text: str, published: str | None) -> None:
    """No text whatever raises or breaks the contract."""
    found = read(Article(title, text, published=published), now=NOW)
    is_valid(found, text)
    assert json.loads(json.dumps(verdict_to_json(found)))["label"] == found.label


@settings(max_examples=250, deadline=None)
@given(title=_soup, text=_soup, published=_days, home=st.sampled_from([None, "AM", "GE", "KZ"]))
def test_any_heap_of_telling_words_gives_a_valid_verdict(
    title: str, text: str, published: str | None, home: str | None
) -> None:
    """Words of visits in any order give a verdict within the contract."""
    is_valid(read(Article(title, text, published=published, publisher_country=home), now=NOW), text)


@settings(max_examples=300, deadline=None)
@given(told=st.sampled_from(codes()).flatmap(_heap), published=_days)
def test_any_heap_of_pieces_of_news_comes_to_an_end(told: tuple[str, str], published: str | None) -> None:
    """Pieces of real sentences in any order, in every language, give a valid verdict within seconds."""
    code, text = told
    with patience():
        is_valid(read(Article("", text, published=published, lang=code), now=NOW), text)


def test_an_envoy_at_home_is_read_to_the_end() -> None:
    """The newsroom's own country, which no word names, once stopped the reading for ever before an envoy."""
    text = "Бош прокуратурада Саудия Арабистонининг элчиси қабул қилинди."
    with patience():
        assert read(Article("Бош прокуратурада элчи", text, lang="uz"), now=NOW).label == "not_visit"


def test_time_grows_no_faster_than_the_text() -> None:
    """From 1 kB to 1 MB reading takes at most as much longer as there is more to read, and is bounded."""
    line = "Prosecutor General of Armenia Aram Petrosyan visited Tbilisi on 17 June and met Levan Kapanadze. "

    def seconds(size: int) -> float:
        article = Article("", (line * (size // len(line) + 1))[:size], published="2025-06-18")
        start = time.process_time()
        read(article, now=NOW)
        return time.process_time() - start

    seconds(1_000)  # the packs load
    small, middle, large, huge = (
        min(seconds(size) for _ in range(2)) for size in (2_000, 20_000, 200_000, 1_000_000)
    )
    assert middle < max(small, 0.002) * 40
    assert large < max(middle, 0.02) * 6
    assert huge < max(large, 0.05) * 3


def test_says_that_it_does_not_know_a_language() -> None:
    """A text in a language without a pack gets a verdict that says so."""
    found = read(
        Article(
            "",
            "Ο Γενικός Εισαγγελέας, Prosecutor General, συναντήθηκε με τον ομόλογό του στην Αθήνα "
            "και υπέγραψε.",
        ),
        now=NOW,
    )
    assert (found.label, found.lang) == ("not_visit", None)
    assert [reason.kind for reason in found.reasons] == ["language"]


def test_no_visit_ends_before_it_begins() -> None:
    """ "Today" behind the days of an event, in a heap of words, once began a visit after its end."""
    text = (
        "procurador-geral da República da Guiné-Bissau, Bacari Biai, o encontro dos os dias 15 e 17, assina "
        "um Júdice, viajou para Luanda, onde vai assinar hoje para Luanda. A procuradora-geral"
    )
    verdict = read(Article("", text, lang="pt"), now=NOW)
    assert verdict.visits
    is_valid(verdict, text)


def test_a_headline_alone_has_no_dateline() -> None:
    """A capital that may be a person is looked for at the opening of the text, where there is a text."""
    title = "An official who met Attorney General Dana Whitlock in Washington last week has fallen ill"
    assert read(Article(title, ""), now=NOW).label == "not_visit"
