"""Words put together out of letters, and the names and dates found among them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model import Article
from bot.reading.lexicon import language
from bot.reading.story import Story, tell
from bot.reading.when import Today


def story(code: str, text: str) -> Story:
    """Read one sentence as published on 27 January 2026."""
    return tell(Article("", text, published="2026-01-27"), language(code), Today(date(2026, 1, 27)))


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("zh", "最高人民检察院检察长应勇在北京会见", ["最高人民检察院检察长", "应勇", "在北京", "会见"]),
        ("ko", "심우정 검찰총장이 서울에서", ["심우정", "검찰총장", "이", "서울", "에서"]),
        ("ja", "甲斐行夫検事総長がソウルで", ["甲斐行夫", "検事総長", "が", "ソウル", "で"]),
    ],
)
def test_letters_become_words(code: str, text: str, words: list[str]) -> None:
    """Known words are whole, what lies between them is one unknown word, and no letter is lost."""
    tokens = story(code, text).scene.tokens
    assert [token.text for token in tokens] == words


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("zh", "阿塞拜疆總檢察長卡姆蘭·阿利耶夫抵達", "卡姆蘭·阿利耶夫"),
        ("ko", "캄란 알리예프 아제르바이잔 검찰총장은", "캄란 알리예프"),
        ("ja", "アゼルバイジャンのカムラン・アリエフ検事総長は", "カムラン・アリエフ"),
    ],
)
def test_holder_and_country_are_found_without_capitals(code: str, text: str, name: str) -> None:
    """On whichever side of the office it stands, the name belongs to the prosecutor of the country."""
    found = story(code, text).mentions
    assert [(mention.country, mention.name and mention.name.text) for mention in found] == [("AZ", name)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "于2026年1月24日至26日访问"),
        ("zh", "二十四日至二十六日访问"),
        ("ko", "24일부터 26일까지 방문"),
        ("ko", "24~26일 방문"),
        ("ja", "令和8年1月24日から26日まで訪問"),
    ],
)
def test_a_stretch_of_days_is_read(code: str, text: str) -> None:
    """Years first, days without a month, years of an era and Han digits make one range."""
    found = [(when.start, when.end) for when in story(code, text).dates]
    assert found == [(date(2026, 1, 24), date(2026, 1, 26))]


def test_particles_do_not_eat_names() -> None:
    """A last syllable that looks like a particle stays with the name right before an office."""
    assert [name.text for name in story("ko", "김가은 검찰총장은 방문했다").names] == ["김가은"]


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    """심 총장 is 심우정, of whom the text spoke before."""
    people = story("ko", "심우정 검찰총장이 출국했다. 심 총장은 회담한다.").actors
    assert [person.name.text for person in people if person.name] == ["심우정"]
