"""Pages without a date of their own, and days of which only the words around them say whose they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _visit(lang: str, text: str, title: str = "", published: str | None = None) -> Sighting:
    return read(Article(title=title, text=text, lang=lang, published=published), now=NOW).visits[0]


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        (
            "en",
            "Prosecutor General Maret Kask of Estonia held talks with her Georgian counterpart Lasha "
            "Dolidze in "
            "Tbilisi on January 9. The two signed a memorandum.",
            ("2026-01-09", None),
        ),
        (
            "es",
            "El fiscal general de Bolivia, Mario Rojas, visitó Lima del 3 al 5 de enero y suscribió un "
            "convenio con "
            "su homóloga peruana.",
            ("2026-01-03", "2026-01-05"),
        ),
        (
            "ru",
            "Генеральный прокурор Эстонии Марет Каск 9 января посетила Тбилиси и встретилась с коллегой.",
            ("2026-01-09", None),
        ),
    ],
)
def test_what_is_told_as_past_is_of_no_day_to_come(
    lang: str, text: str, days: tuple[str, str | None]
) -> None:
    """Read in November on a page without a date, "held talks on January 9" tells of last January."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end) == days
    assert visit.status != "planned"


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor General Maret Kask of Estonia will visit Tbilisi on January 9.",
        "Prosecutor General Maret Kask of Estonia is to visit Tbilisi from 9 to 11 January, her office said.",
    ],
)
def test_what_is_still_to_come_is_of_the_next_such_day(text: str) -> None:
    """A plan on a page without a date is of the day that comes next."""
    visit = _visit("en", text)
    assert (visit.start, visit.status) == ("2027-01-09", "planned")


def test_the_dateline_dates_a_page_without_a_date() -> None:
    """Of a page without a date the dateline is the day from which it counts, however long ago."""
    visit = _visit(
        "en",
        "TBILISI, 14 May 2019 – Estonia's Prosecutor General Maret Kask arrived in Georgia on Monday and "
        "met the "
        "justice minister, Lasha Dolidze.",
    )
    assert (visit.start, visit.status) == ("2019-05-13", "ongoing")


def test_no_second_day_is_counted_from_a_day_that_nobody_knows() -> None:
    """ "On the second day" gives no dates where the page has none."""
    visit = _visit(
        "en",
        "Estonia's Prosecutor General Maret Kask has concluded her visit to Georgia. On the second day "
        "she met the "
        "justice minister, Lasha Dolidze.",
    )
    assert (visit.start, visit.end, visit.status) == (None, None, "completed")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Prosecutor General Maret Kask of Estonia met her counterpart Lasha Dolidze in Tbilisi on "
            "January 9, as "
            "part of her ongoing working visit to Georgia.",
        ),
        (
            "en",
            "Prosecutor General Maret Kask of Estonia arrived in Tbilisi on January 9 for a five-day visit.",
        ),
    ],
)
def test_a_visit_under_way_when_it_was_told_is_not_over_by_the_clock(lang: str, text: str) -> None:
    """Where nobody knows of which year a page is, its words say how far the visit has got."""
    assert _visit(lang, text).status == "ongoing"


def test_of_a_tour_one_stop_may_be_off() -> None:
    """A leg that is called off leaves the other legs as they are told."""
    text = (
        "Estonia's Prosecutor General Maret Kask visited Georgia from 4 to 6 May. Her visit to Armenia, "
        "due on 8 May, "
        "has been called off."
    )
    visits = read(Article(title="", text=text, lang="en", published="2026-05-07"), now=NOW).visits
    assert {one.host.country: one.status for one in visits}.get("GE") == "completed"


def test_a_long_subject_may_stand_between_the_end_and_the_visit() -> None:
    """Where the verb comes first a whole office may stand between "concluded" and "his visit"."""
    text = (
        "أنهى وفد برئاسة رئيس هيئة التحقيق والادعاء العام بالمملكة العربية السعودية الشيخ فهد القحطاني "
        "زيارته إلى "
        "مملكة البحرين، والتقى الوفد النائب العام."
    )
    assert _visit("ar", text).status == "completed"


def test_what_he_announced_during_the_visit_was_said_there() -> None:
    """A day of telling is one of the visit where the guest himself tells it there."""
    told = _visit(
        "en",
        "During her visit to Tbilisi, Estonian prosecutor general Maret Kask announced on Monday that she "
        "had signed "
        "an agreement with Georgia's prosecutor general, Lasha Dolidze.",
        published="2026-05-19",
    )
    assert told.start == "2026-05-18"
    later = _visit(
        "en",
        "Estonian prosecutor general Maret Kask visited Tbilisi and signed an agreement with Georgia's "
        "prosecutor "
        "general, Lasha Dolidze, her office announced on Monday.",
        published="2026-05-19",
    )
    assert later.start is None


def test_the_days_of_several_meetings_are_those_of_the_visit() -> None:
    """ "From the 20th to the 21st he met …": the stretch is the visit's, not a call recalled behind it."""
    visit = _visit(
        "es",
        "El fiscal general de Bolivia, Mario Rojas, concluyó hoy una gira en Perú. Del 20 al 21 de mayo "
        "Rojas se "
        "reunió con su homóloga, Ana Quispe. Los presidentes lo habían acordado en su conversación "
        "telefónica "
        "efectuada el 27 de abril.",
        published="2026-05-21",
    )
    assert (visit.start, visit.end) == ("2026-05-20", "2026-05-21")


def test_the_length_of_an_event_counts_from_its_own_first_day() -> None:
    """Who left home yesterday for a session of one day that is held today is there today."""
    visit = _visit(
        "ru",
        "Сегодня в Ереване началось заседание Координационного совета генеральных прокуроров. Генпрокурор "
        "Таджикистана Рустам Назаров вчера отбыл для участия в этой встрече в Ереван, где и проходит "
        "однодневное заседание совета.",
        published="2026-05-21",
    )
    assert (visit.start, visit.end) == ("2026-05-20", "2026-05-21")


@pytest.mark.parametrize(
    ("lang", "text", "city"),
    [
        (
            "pt",
            "O procurador-geral da Estónia, Mart Kask, chegou ao Rio de Janeiro neste domingo.",
            "Rio de Janeiro",
        ),
        (
            "es",
            "El fiscal general de Estonia, Mart Kask, llegó a Río de Janeiro el domingo.",
            "Rio de Janeiro",
        ),
        ("en", "Estonia's Prosecutor General Mart Kask is on a visit to Switzerland (Geneva).", "Geneva"),
        (
            "uk",
            "Генеральний прокурор Естонії Март Каск перебуває з візитом у Швейцарії (м.Женева).",
            "Geneva",
        ),
    ],
)
def test_towns_that_were_overlooked(lang: str, text: str, city: str) -> None:
    """A town that begins with a common word, and one in brackets behind its country."""
    assert _visit(lang, text, published="2026-05-19").host.city == city
