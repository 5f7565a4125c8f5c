"""Words that stand apart or share a spelling: verbs with a part behind, cities called like a country."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2025, 11, 15, tzinfo=UTC)


def told(title: str, text: str, published: str = "2025-11-15", home: str | None = None) -> Sighting:
    """Read a short article of one visit."""
    article = Article(title=title, text=text, published=published, publisher_country=home)
    (visit,) = read(article, now=NOW).visits
    return visit


@pytest.mark.parametrize(
    ("verb", "part", "end"),
    [("kehrte", "zurück", "2025-10-15"), ("reiste", "ab", "2025-10-15"), ("reist", "weiter", "2025-10-22")],
)
def test_a_verb_is_read_with_the_part_that_ends_its_clause(verb: str, part: str, end: str) -> None:
    """ "Reiste … ab" is a departure, wherever its second half stands."""
    visit = told(
        "Generalstaatsanwalt Montenegros in Berlin",
        "Der Oberste Staatsanwalt von Montenegro, Vuk Radulović, kam am Montag in Berlin an. "
        f"Radulović {verb} am Mittwoch wieder {part}.",
        "2025-10-17",
        "DE",
    )
    assert (visit.host.city, visit.start, visit.end) == ("Berlin", "2025-10-13", end)


@pytest.mark.parametrize(
    ("guest", "place"),
    [("نظيره الأردني القاضي حسن العبداللات", ("JO", "Amman")), ("نظيره العماني نصر الصواعي", ("OM", None))],
)
def test_what_else_a_text_says_tells_amman_from_oman(guest: str, place: tuple[str, str | None]) -> None:
    """A name that two places share is the one of whose country the text speaks."""
    visit = told(
        "النائب العام السعودي في عمان",
        f"وصل النائب العام السعودي الشيخ ناصر المطوع إلى عمان اليوم، والتقى {guest}.",
        home="SA",
    )
    assert (visit.host.country, visit.host.city) == place


def test_the_capital_behind_a_country_is_its_city() -> None:
    """ "تونس العاصمة" is Tunis, and the verb before a number of days says how long."""
    visit = told(
        "النائب العام الكويتي في تونس",
        "يبدأ النائب العام الكويتي المستشار ناصر المطوع غدا الأحد زيارة رسمية إلى تونس العاصمة "
        "تستغرق ثلاثة أيام.",
        home="KW",
    )
    assert (visit.host.city, visit.start, visit.end) == ("Tunis", "2025-11-16", "2025-11-18")


def test_and_is_no_part_of_a_name() -> None:
    """A stranger whose name begins with "and" behind a comma is called without it."""
    visit = told(
        "النائب العام يوقع مذكرة تفاهم مع نظيره الموزمبيقي",
        "وقع النائب العام المستشار نبيل صادق، اليوم الأربعاء بمدينة شرم الشيخ، وبياتريس بوشيلي، "
        "النائب العام لدولة موزمبيق، مذكرة تفاهم للتعاون القضائي.",
        home="EG",
    )
    assert (visit.visitor.name, visit.visitor.country) == ("بياتريس بوشيلي", "MZ")
    assert [paper.signed for paper in visit.agreements] == [True]


def test_the_name_behind_with_belongs_to_the_office_behind_it() -> None:
    """ "با X دادستان کل Y" names the prosecutor general of Y, not the one who meets him."""
    visit = told(
        "دیدار دادستان‌های کل ایران و روسیه",
        "دادستان کل کشور صبح امروز با ولادیمیر سوکولوف دادستان کل روسیه در مسکو دیدار کرد.",
        home="IR",
    )
    assert (visit.visitor.country, visit.visitor.name) == ("IR", None)
    assert [person.name for person in visit.meetings] == ["ولادیمیر سوکولوف"]
