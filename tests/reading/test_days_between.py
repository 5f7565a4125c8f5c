"""A day that stands between the verb and the place, and two days counted from today."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2025, 5, 16, tzinfo=UTC)  # a Friday; the news is of Thursday, the 15th


def _visit(lang: str, text: str) -> Sighting:
    (visit,) = read(Article(title="", text=text, lang=lang, published="2025-05-15"), now=NOW).visits
    return visit


@pytest.mark.parametrize(
    ("lang", "text", "start"),
    [
        ("fr", "Le procureur général de Géorgie, Irakli Chotadzé, a visité hier Erevan.", "2025-05-14"),
        ("fr", "Le procureur général de Géorgie, Irakli Chotadzé, a visité mardi Erevan.", "2025-05-13"),
        ("es", "El fiscal general de Georgia, Irakli Shotadze, visitó ayer Ereván.", "2025-05-14"),
        ("es", "El fiscal general de Georgia, Irakli Shotadze, visitó el martes Ereván.", "2025-05-13"),
        (
            "it",
            "Il procuratore generale della Georgia, Irakli Shotadze, ha visitato ieri Erevan.",
            "2025-05-14",
        ),
        ("pt", "O procurador-geral da Geórgia, Irakli Shotadze, visitou ontem Erevan.", "2025-05-14"),
        ("de", "Der Generalstaatsanwalt Georgiens, Irakli Schotadse, besuchte gestern Eriwan.", "2025-05-14"),
        ("de", "Der Generalstaatsanwalt Georgiens, I. Schotadse, besuchte am Dienstag Eriwan.", "2025-05-13"),
        (
            "de",
            "Der Generalstaatsanwalt Georgiens, I. Schotadse, hat am Dienstag Armenien besucht.",
            "2025-05-13",
        ),
    ],
)
def test_a_day_may_stand_between_the_verb_and_the_place(lang: str, text: str, start: str) -> None:
    """Who visited yesterday a town was in that town, yesterday."""
    visit = _visit(lang, text)
    assert (visit.visitor.country, visit.host.country, visit.start) == ("GE", "AM", start)


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("en", "Georgia's Prosecutor General Irakli Shotadze is in Yerevan today and tomorrow.", (15, 16)),
        ("ru", "Генпрокурор Грузии Иракли Шотадзе вчера и сегодня находился с визитом в Ереване.", (14, 15)),
        ("tr", "Gürcistan Başsavcısı İrakli Şotadze dün ve bugün Erivan'ı ziyaret etti.", (14, 15)),
        (
            "de",
            "Der Generalstaatsanwalt Georgiens, I. Schotadse, besuchte gestern und heute Eriwan.",
            (14, 15),
        ),
    ],
)
def test_two_days_counted_from_today_are_a_range(lang: str, text: str, days: tuple[int, int]) -> None:
    """ "Yesterday and today" is where the visit begins and where it ends."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end) == tuple(f"2025-05-{day}" for day in days)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The Prosecutor General of Georgia, Irakli Shotadze, is in Yerevan for a forum of prosecutors. "
            "The forum opened on Wednesday and ends on Friday.",
        ),
        (
            "ru",
            "Генпрокурор Грузии Ираклий Шотадзе участвует в форуме прокуроров в Ереване. Форум открылся "
            "в среду и закончится в пятницу.",
        ),
        (
            "tr",
            "Gürcistan Başsavcısı Irakli Şotadze, başsavcılar toplantısı için Erivan'da. 14 Mayıs'ta "
            "başlayan toplantı yarın sona erecek.",
        ),
    ],
)
def test_an_event_that_opened_and_ends(lang: str, text: str) -> None:
    """Of two days beside the word of ending the earlier is the first."""
    told = _visit(lang, text)
    assert (told.start, told.end) == ("2025-05-14", "2025-05-16")


def test_days_that_no_journey_claims() -> None:
    """ "On 13 and 14 May in Yerevan he held talks" tells the days of a visit that is over."""
    told = _visit(
        "uk",
        "Генеральний прокурор Грузії Іраклій Шотадзе завершив робочий візит до Вірменії. 13–14 травня у "
        "Єревані він провів переговори з вірменською колегою.",
    )
    assert (told.start, told.end) == ("2025-05-13", "2025-05-14")


def test_the_later_day_of_a_trip_that_is_off_is_the_new_one() -> None:
    """ "Was to come on the 20th … the new time is the 11th of next month", whatever word leads to it."""
    told = _visit(
        "zh",
        "原定本月20日访问亚美尼亚的格鲁吉亚总检察长肖塔泽推迟行程,新的访问时间为6月11日。",
    )
    assert (told.status, told.start) == ("planned", "2025-06-11")
