"""News of an arrival, and of a meeting alone: how far the visit is, and since when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2026, 3, 20, tzinfo=UTC)

ARRIVED = (
    ("ru", "Генпрокурор России Иван Соколов прибыл в Анкару. Это первый его визит в Турцию."),
    ("uk", "Генеральний прокурор США Джон Сміт прибув з візитом в Україну. Він зустрінеться з колегою."),
    ("az", "Özbəkistanın Baş prokuroru Şerzod Karimov Bakıya işgüzar səfərə gəlib."),
    ("ko", "이반 소콜로프 러시아 검찰총장이 평양에 도착했다. 러시아 검찰총장이 북한을 방문한 것은 처음이다."),
    ("en", "Prosecutor General of Latvia Juris Kalns has arrived in Tbilisi on a working visit."),
)
ONLY_MET = (
    ("ru", "Генпрокурор Узбекистана Каримов принял делегацию во главе с генпрокурором Белоруссии Лапко."),
    ("ru", "Генпрокурор России Иван Соколов принял участие в заседании совета генпрокуроров СНГ в Душанбе."),
    ("ar", "استقبل النائب العام المصري هاني رشدي نظيره السعودي ماجد الدوسري في مكتبه بالقاهرة."),
    ("tr", "Yargıtay Cumhuriyet Başsavcısı Orhan Kılıç, Taşkent'te başsavcılar toplantısına katıldı."),
    ("en", "The Prosecutor General of Georgia received the Prosecutor General of Latvia, Juris Kalns."),
)  # fmt: skip


def _visit(lang: str, text: str, published: str | None = "2026-03-18") -> Sighting:
    (visit,) = read(Article(title="", text=text, lang=lang, published=published), now=NOW).visits
    return visit


@pytest.mark.parametrize(("lang", "text"), ARRIVED)
def test_an_arrival_without_a_day_is_of_the_day_of_the_news(lang: str, text: str) -> None:
    """A daily paper tells what happened on its day; that is an inference, and marked as one."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end, visit.dates_inferred) == ("2026-03-18", None, True)
    assert visit.status == "ongoing"


def test_without_a_day_of_publication_nothing_is_inferred() -> None:
    """Of a page without a date, or with a month only, nobody knows when the arrival was."""
    lang, text = ARRIVED[0]
    assert _visit(lang, text, None).start is None
    assert _visit(lang, text, "2026-03").start is None


@pytest.mark.parametrize(("lang", "text"), ONLY_MET)
def test_a_meeting_of_no_told_day_is_over(lang: str, text: str) -> None:
    """Where nothing but the meeting is told, and in the past, the visit is taken for completed."""
    visit = _visit(lang, text)
    assert (visit.start, visit.status) == (None, "completed")
