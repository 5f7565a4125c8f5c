"""Words put together out of letters, and the names and dates found among them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model import Article
from bot.reading.dates.when import Today
from bot.reading.staging import tell
from bot.reading.story import Story
from bot.reading.words.lexicon import language


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
    "text", ["대검 방문. 했다. 심우정 검찰총장은 14일 광주를 방문해", "방문했다. 했다. 했다"]
)
def test_a_sentence_that_was_only_an_ending_is_none(text: str) -> None:
    """What an ending joins to the word before leaves no sentence, and every word stands in its own."""
    scene = story("ko", text).scene
    for number, (first, last) in enumerate(scene.document.sentences):
        assert {token.sentence for token in scene.tokens[first:last]} == {number}
    assert scene.document.sentences[-1][1] == len(scene.tokens)


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


def test_digits_behind_a_numeral_do_no_harm() -> None:
    """A Han numeral right before digits is read like any other text."""
    assert story("zh", "第一2019年15日晚抵京").scene.tokens[-1].text


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("ja", "令和8年1月24日（土）から同月26日（月）まで訪問", (24, 26)),
        ("zh", "1月24日（周六）至26日（周一）访问", (24, 26)),
        ("zh", "访问将持续到28日", (28, 28)),
        ("ko", "24일(토)부터 26일(월)까지 방문", (24, 26)),
    ],
)
def test_weekdays_in_brackets_part_no_stretch(code: str, text: str, days: tuple[int, int]) -> None:
    """A stretch of days is one, whatever stands in brackets behind its days."""
    found = [(when.start.day, when.end.day) for when in story(code, text).dates]
    assert days in found


@pytest.mark.parametrize(("text", "year"), [("지난 2월 방한했다", 2025), ("오는 12월 방한한다", 2026)])
def test_last_and_next_month_lie_on_their_side_of_today(text: str, year: int) -> None:
    """ "Last February" is past and "next December" is to come, however near another year's would be."""
    assert story("ko", text.replace("지난 2월", "지난 12월")).dates[0].start.year == year


def test_a_man_may_be_called_like_a_country_or_a_town() -> None:
    """Between the dots of a foreign name, or before more of a name and an office, no place stands."""
    saudi = story("zh", "沙特阿拉伯总检察长沙特·本·哈立德·穆泰里抵京")
    uzbek = story("ko", "하산 유수포프 우즈베키스탄 검찰총장이 서울에 도착했다")
    assert [name.text for name in (*saudi.names, *uzbek.names)] == ["沙特·本·哈立德·穆泰里", "하산 유수포프"]


def test_the_same_country_is_the_one_named_last() -> None:
    """ "同国の検事総長" is of the country that the sentence before was about."""
    told = story("ja", "カザフスタンのアスタナに到着した。同国のオマロフ検事総長と会談した。")
    assert [mention.country for mention in told.mentions] == ["KZ"]
