"""The Attorney General of the United States, whom news in most languages calls a minister of justice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.offices import load
from bot.reading import might_matter, read

NOW = datetime(2027, 3, 4, tzinfo=UTC)

VISITS = {
    "ar": "وصل وزير العدل الأميركي دانيال ووكر اليوم إلى تبليسي حيث التقى المدعي العام الجورجي.",
    "bg": (
        "Министърът на правосъдието на САЩ Даниел Уокър пристигна в сряда в Тбилиси, където се "
        "срещна с главния прокурор на Грузия."
    ),
    "de": (
        "Der Justizminister der Vereinigten Staaten, Daniel Walker, ist am Mittwoch nach Tiflis "
        "gereist. Dort traf er den georgischen Generalstaatsanwalt."
    ),
    "es": (
        "El secretario de Justicia de Estados Unidos, Daniel Walker, llegó este miércoles a "
        "Tiflis y se reunió con el fiscal general georgiano."
    ),
    "fr": (
        "Le ministre américain de la Justice, Daniel Walker, est arrivé mercredi à Tbilissi, où "
        "il a rencontré le procureur général de Géorgie."
    ),
    "ja": "アメリカのウォーカー司法相は3日、ジョージアのトビリシを訪れ、検事総長と会談した。",
    "ko": (
        "재무장관에 이어 대니얼 워커 미 법무장관도 3일 조지아 수도 트빌리시를 방문했다. 워커 "
        "장관은 조지아 검찰총장과 만났다."
    ),
    "ru": (
        "Американский министр юстиции Дэниел Уокер посетил в среду Тбилиси. Уокер встретился с "
        "генпрокурором Грузии."
    ),
    "tr": (
        "ABD Adalet Bakanı Daniel Walker, çarşamba günü Tiflis'i ziyaret ederek Gürcistan "
        "Başsavcısı ile görüştü."
    ),
    "zh": "美国司法部长丹尼尔·沃克3日抵达第比利斯,会见格鲁吉亚总检察长,讨论打击网络犯罪合作。",
}  # fmt: skip

NO_VISITS = {
    "ar": "زار وزير العدل القطري سالم الهاجري واشنطن اليوم والتقى وزير العدل الأميركي دانيال ووكر.",
    "de": (
        "Die deutsche Justizministerin Anna Brandt ist am Mittwoch nach Washington gereist und "
        "traf dort US-Justizminister Daniel Walker."
    ),
    "es": (
        "La ministra de Justicia de Perú, Ana Quispe, viajó a Washington, donde se reunió con el "
        "secretario de Justicia de Estados Unidos, Daniel Walker."
    ),
    "ko": "참석이 예고됐던 미국 법무장관은 서울 총회에 불참했다. 이상호 검찰총장이 개회사를 했다.",
    "ru": (
        "Министр юстиции Грузии Георгий Кобахидзе прибыл в Вашингтон, где встретился с министром "
        "юстиции США Дэниелом Уокером."
    ),
    "zh": "日本法务大臣田中3日访问华盛顿,会见美国司法部长沃克。",
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), VISITS.items())
def test_the_minister_of_justice_of_a_country_where_he_heads_prosecution_is_a_head(
    lang: str, text: str
) -> None:
    """Whatever config/offices.toml says of a country's minister of justice holds in every language."""
    verdict = read(Article("", text, published="2027-03-03", lang=lang), now=NOW)
    assert [(one.visitor.country, one.visitor.grade, one.host.country) for one in verdict.visits] == [
        ("US", "head", "GE")
    ]


@pytest.mark.parametrize(("lang", "text"), NO_VISITS.items())
def test_ministers_of_justice_of_other_countries_are_none(lang: str, text: str) -> None:
    """Who is met in Washington is at home, and his guest is a minister."""
    assert read(Article("", text, published="2027-03-03", lang=lang), now=NOW).label == "not_visit"


def test_the_switch_is_in_the_configuration() -> None:
    """Only countries whose row says so have a minister of justice who counts."""
    offices = load()
    assert offices.with_ministers == {"US"}
    assert offices.counts("US", "minister_of_justice") and not offices.counts("FR", "minister_of_justice")


@pytest.mark.parametrize(
    ("headline", "opens"),
    [
        ("Американский министр юстиции прибыл в Тбилиси", True),
        ("美國司法部長訪問格魯吉亞", True),
        ("وزير العدل الأمريكي في باكو", True),
        ("Министр юстиции Грузии прибыл в Ереван", False),
        ("Der Justizminister besucht Wien", False),
    ],
)
def test_the_gate_opens_where_his_country_is_named(headline: str, opens: bool) -> None:
    """A headline about a minister of justice is worth its page only beside such a country."""
    assert might_matter(headline) is opens
