"""Names in scripts without capitals: what stands beside an office, and the same again elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read
from bot.reading.names.caseless import unmarked
from bot.reading.words.lexicon import Language, Lexicon
from bot.reading.words.scene import Scene
from bot.reading.words.tokens import document


def _names(text: str, entries: list[tuple[str, str]], **options: object) -> list[str]:
    language = Language(
        code="xx",
        lexicon=Lexicon((kind, "", word) for kind, word in entries),
        abbreviations=frozenset(),
        options=options,
        sets={name: frozenset(words) for name, words in options.items() if isinstance(words, list)},
    )
    text_document = document("", text)
    scene = Scene(text_document, language, tuple(language.lexicon.scan(text_document)))
    return [name.text for name in unmarked(scene, frozenset())]


HAN = [("office", "检察长"), ("meet", "会见"), ("country", "阿塞拜疆"), ("office", "总检察长")]
HANGUL = [("office", "검찰총장"), ("country", "아제르바이잔"), ("country", "한국"), ("visit", "방문")]
ARABIC = [
    ("office", "النائب العام"),
    ("adjective", "البحريني"),
    ("honorific", "الدكتور"),
    ("receive", "استقبل"),
]


def test_han_names_end_at_a_known_word() -> None:
    """A run of letters behind the office is the name, and a known word ends it."""
    text = "检察长应勇会见阿塞拜疆总检察长卡姆兰·阿利耶夫。阿利耶夫表示感谢。"
    found = _names(
        text, HAN, name_joins=["·"], ends_name=list("表示感谢"), longest_name=12, names_stand=["behind"]
    )
    assert found == ["应勇", "卡姆兰·阿利耶夫", "阿利耶夫"]


def test_a_name_may_stand_before_country_and_office() -> None:
    """Korean puts the holder first, then the country, then the office, then a particle."""
    text = "한국은 캄란 알리예프 아제르바이잔 검찰총장이 방문했다."
    found = _names(
        text, HANGUL, names_stand=["before"], longest_name=12, word_end=["은"], ends_name=["했", "다"]
    )
    assert found == ["캄란 알리예프"]


def test_arabic_names_follow_country_and_honorific() -> None:
    """The country and the honorific between an office and a name are stepped over; known words end it."""
    text = "استقبل النائب العام البحريني الدكتور علي بن فضل أمس الوفد"
    assert _names(text, ARABIC, ends_name=["امس"], particle=["بن"], names_stand=["behind"]) == ["علي بن فضل"]


@pytest.mark.parametrize("text", ["检察长。", "检察长会见。", "", "检察长2026"])
def test_nothing_is_made_up(text: str) -> None:
    """Where nothing unknown stands beside the office there is no name."""
    assert _names(text, HAN, name_joins=["·"]) == []


def test_an_initial_belongs_to_a_german_name() -> None:
    """Where every noun has a capital a letter with a full stop still begins a name."""
    told = "Der Generalstaatsanwalt Georgiens, G. Schotadse, besuchte am Dienstag Eriwan."
    (visit,) = read(
        Article("Besuch in Eriwan", told, lang="de"), now=datetime(2026, 10, 8, tzinfo=UTC)
    ).visits
    assert visit.visitor.name == "G. Schotadse"
