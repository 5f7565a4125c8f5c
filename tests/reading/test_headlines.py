"""A page read off the web: its headline, its menus and its captions stand above the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read
from bot.reading.words.tokens import document

NOW = datetime(2026, 3, 20, tzinfo=UTC)

PAGES = (
    (
        "ru",
        "Общество\n\nВиктор Дремлюга встретился с генеральным прокурором Армении\n\n14:05 18.03.2026\n\n",
        "Генеральный прокурор Армении Тигран Сарян прибыл с рабочим визитом в Молдову. В Кишинёве он "
        "встретился с генеральным прокурором Молдовы Виктором Дремлюгой.",
    ),
    (
        "az",
        "Ana səhifə\nSiyasət\n\nGürcüstanın Baş prokuroru Bakıda\n\npost-img\n\n",
        "Gürcüstanın Baş prokuroru Levan Maisuradze Azərbaycanın Baş prokurorunun dəvəti ilə Bakıya "
        "işgüzar səfərə gəlib. Görüşdə əməkdaşlıq müzakirə olunub.",
    ),
    (
        "ar",
        "المحليات\n\nالنائب العام الأردني يزور نظيره في الكويت\n\nشارك\n\n",
        "وصل النائب العام الأردني سالم الخصاونة إلى الكويت في زيارة رسمية، "
        "وكان في استقباله النائب العام الكويتي.",
    ),
    (
        "zh",
        "首 页  图片新闻\n当前位置:首页>>要闻\n老挝最高人民检察院检察长访问越南\n时间:2026-03-18  作者:\n\n",
        "老挝最高人民检察院检察长坎佩·冯萨3月18日抵达河内,对越南进行工作访问。",
    ),
    (
        "en",
        "Home | News\nShare\n\nPrague hosts Slovenia's top prosecutor for two days of talks\n\n",
        "State Prosecutor General Jana Zupan of Slovenia arrived in Prague on a working visit. She met the "
        "Supreme Public Prosecutor of Czechia.",
    ),
)


def _read(title: str, text: str, lang: str) -> Verdict:
    return read(Article(title=title, text=text, lang=lang, published="2026-03-18"), now=NOW)


@pytest.mark.parametrize(("lang", "above", "text"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_with_its_headline_in_the_text_is_read_as_with_a_title(
    lang: str, above: str, text: str
) -> None:
    """Whether the feed gave the headline or the page shows it above the text, the visit is the same."""
    headline = max(above.split("\n"), key=len)
    apart, together = _read(headline, text, lang), _read("", above + text, lang)
    assert together.label == apart.label == "visit"
    assert [(v.visitor.country, v.host.country) for v in together.visits] == [
        (v.visitor.country, v.host.country) for v in apart.visits
    ]


@pytest.mark.parametrize(("lang", "above", "text"), PAGES, ids=[page[0] for page in PAGES])
def test_the_story_begins_behind_menus_and_captions(lang: str, above: str, text: str) -> None:
    """The lead is the first sentence of prose, not a button above it."""
    told = document("", above + text)
    first, _ = told.sentences[told.lead]
    assert text.startswith(told.tokens[first].text)


def test_evidence_in_a_headline_of_the_text_is_pointed_at() -> None:
    """What the text itself holds has its place in the text, headline or not."""
    _, above, text = PAGES[-1]
    verdict = _read("", above + text, "en")
    shown = above + text
    pointed = [reason for reason in verdict.reasons if reason.at is not None]
    assert pointed
    assert all(shown[slice(*reason.at)] == reason.text for reason in pointed if reason.at)


def test_a_lone_line_is_text() -> None:
    """A text of one line has nothing that it could head."""
    assert document("", "Prosecutors of three countries meet in Sofia this week").title_sentences == 0
