"""The last day of a visit told elsewhere: by a length, a way home, the end of an event, a new date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2025, 5, 16, tzinfo=UTC)
_EN = "Georgia's Prosecutor General Irakli Shotadze"


def _visit(lang: str, text: str) -> Sighting:
    (visit,) = read(Article(title="", text=text, lang=lang, published="2025-05-15"), now=NOW).visits
    return visit


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        (
            "en",
            f"The visit of {_EN} to Armenia has been postponed to 3 June. In Yerevan he will meet his "
            "counterpart; on 5 June he is to return to Tbilisi.",
            ("2025-06-03", "2025-06-05"),
        ),
        (
            "ko",
            "조지아의 이라클리 쇼타제 검찰총장의 아르메니아 방문이 6월 3일로 연기됐다. 그는 예레반에서 "
            "검찰총장을 만나고 5일 트빌리시로 돌아갈 예정이다.",
            ("2025-06-03", "2025-06-05"),
        ),
        (
            "en",
            f"{_EN} has cancelled a visit to Armenia. The trip was to begin on 20 May and to last two days.",
            ("2025-05-20", "2025-05-21"),
        ),
        (
            "de",
            "Der Generalstaatsanwalt Georgiens, Irakli Schotadse, hat seinen Besuch in Armenien abgesagt. "
            "Die Reise sollte am 20. Mai beginnen und zwei Tage dauern.",
            ("2025-05-20", "2025-05-21"),
        ),
        (
            "ru",
            "Генпрокурор Грузии Иракли Шотадзе вернулся домой в среду, проведя в Армении четыре дня. "
            "В Ереване он встретился с коллегой Анной Вардапетян.",
            ("2025-05-11", "2025-05-14"),
        ),
        (
            "kk",
            "Грузияның бас прокуроры Ираклий Шотадзе Арменияда төрт күн болып, сәрсенбіде еліне оралды. "
            "Ереванда ол әріптесі Анна Вардапетянмен кездесті.",
            ("2025-05-11", "2025-05-14"),
        ),
        (
            "it",
            "Il procuratore generale della Georgia, Irakli Shotadze, ha avuto il 12 maggio a Erevan colloqui "
            "con l'omologa armena. La mattina seguente è rientrato in patria.",
            ("2025-05-12", "2025-05-13"),
        ),
        (
            "es",
            "La visita del fiscal general de Georgia, Irakli Shotadze, a Armenia terminó el 14 de mayo. "
            "Había comenzado el 11 de mayo.",
            ("2025-05-11", "2025-05-14"),
        ),
        (
            "vi",
            "Tổng Công tố Georgia Irakli Shotadze sẽ đến Yerevan vào thứ Hai, ngày 19/5. Chuyến thăm kéo dài "
            "bốn ngày.",
            ("2025-05-19", "2025-05-22"),
        ),
    ],
)
def test_the_last_day_is_told_by_other_words(lang: str, text: str, days: tuple[str, str]) -> None:
    """A length, a way home or "it had begun" give the day that no date gives."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end) == days


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            f"{_EN} travelled to Yerevan for a forum of chief prosecutors and met his counterpart there. The "
            "forum, which lasted three days, closed yesterday.",
        ),
        (
            "es",
            "El foro de fiscales generales, que duró tres días, concluyó ayer en Ereván. Participó en él el "
            "fiscal general de Georgia, Irakli Shotadze.",
        ),
        (
            "uz",
            "Gruziya bosh prokurori Irakli Shotadze bosh prokurorlar forumida ishtirok etish uchun Yerevanga "
            "keldi. Uch kun davom etgan forum kecha yakunlandi.",
        ),
    ],
)
def test_three_days_of_an_event_end_with_it(lang: str, text: str) -> None:
    """Of a forum that ended yesterday three days are counted back, not ahead."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end, visit.status) == ("2025-05-12", "2025-05-14", "completed")


def test_a_forum_opened_on_a_day_does_not_end_on_it() -> None:
    """Of "opened on Tuesday, ended" the day is the first."""
    visit = _visit(
        "ru",
        "Генпрокурор Грузии Иракли Шотадзе приехал в Ереван на форум генеральных прокуроров. Двухдневный "
        "форум, открывшийся 13 мая в Ереване, завершился.",
    )
    assert (visit.start, visit.end) == ("2025-05-13", "2025-05-14")


@pytest.mark.parametrize(
    ("lang", "text", "start"),
    [
        (
            "fa",
            "دادستان کل گرجستان، ایراکلی شوتادزه، در نیمه دوم ژوئن به ارمنستان سفر خواهد کرد. "
            "تاریخ دقیق این سفر دو روزه بعدا اعلام می‌شود.",
            "2025-06",
        ),
        (
            "pt",
            "O procurador-geral da Geórgia, Irakli Shotadze, vai à Arménia na segunda quinzena de junho.",
            "2025-06",
        ),
        (
            "fr",
            "Le procureur général de Géorgie, Irakli Chotadzé, se trouve en Arménie depuis lundi.",
            "2025-05-12",
        ),
    ],
)
def test_parts_of_months_and_days_past_are_known(lang: str, text: str, start: str) -> None:
    """The second half of June is no second day, and "depuis lundi" no Monday to come."""
    assert _visit(lang, text).start == start


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        (
            "ja",
            "前日にエレバンに到着したジョージアのショタゼ検事総長は15日、アルメニアの検事総長と会談した。同日夜、"
            "トビリシへ戻る。",
            ("2025-05-14", "2025-05-15"),
        ),
        (
            "en",
            f"{_EN}, who came to Armenia on Tuesday, met his counterpart in Yerevan on the last day of his "
            "visit on Thursday.",
            ("2025-05-13", "2025-05-15"),
        ),
        (
            "en",
            f"{_EN} visited Armenia this week. He arrived on Monday and left on Wednesday.",
            ("2025-05-12", "2025-05-14"),
        ),
    ],
)
def test_each_day_goes_with_its_own_word(lang: str, text: str, days: tuple[str, str]) -> None:
    """ "The day before", "the last day" and a bare "left" find the day that is theirs."""
    visit = _visit(lang, text)
    assert (visit.start, visit.end) == days


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            f"{_EN} is back from a tour of two countries. He arrived in Yerevan on 9 May and met his "
            "counterpart there. On 12 May he went on to Baku, where he signed a paper. On 14 May he flew "
            "home.",
        ),
        (
            "ru",
            "Генпрокурор Грузии Иракли Шотадзе 14 мая вернулся домой из поездки по двум странам. 9 мая он "
            "прибыл в Ереван и встретился там с коллегой. 12 мая он прибыл в Баку, где подписал меморандум.",
        ),
    ],
)
def test_no_leg_of_a_tour_lasts_beyond_the_next(lang: str, text: str) -> None:
    """The way home ends the last leg; those before end when the next one begins."""
    visits = read(Article(title="", text=text, lang=lang, published="2025-05-15"), now=NOW).visits
    days = {visit.host.country: (visit.start, visit.end) for visit in visits}
    assert days == {"AM": ("2025-05-09", "2025-05-12"), "AZ": ("2025-05-12", "2025-05-14")}


@pytest.mark.parametrize(
    "text",
    [
        f"{_EN} began a visit to Yerevan on Tuesday and invited his counterpart to visit Tbilisi. The "
        "visit ends on Friday.",
        f"A forum of prosecutors opened in Yerevan on Tuesday. {_EN} came to Yerevan for it. The forum lasts "
        "until Friday; on the last day a joint paper is expected.",
    ],
)
def test_other_deeds_of_a_sentence_hide_no_day(text: str) -> None:
    """An invitation for later and a last day to come leave the first day as it is."""
    visit = _visit("en", text)
    assert (visit.start, visit.end) == ("2025-05-13", "2025-05-16")


def test_the_day_of_the_telling_closes_nothing() -> None:
    """Of "Roma, 15 mag – Si è conclusa ieri" the visit ended yesterday."""
    visit = _visit(
        "it",
        "(AGI-Nova) Roma, 15 mag – Si è conclusa ieri sera la visita in Italia del Procuratore generale "
        "della Georgia, Irakli Shotadze. La visita era cominciata lunedì 12 maggio.",
    )
    assert (visit.start, visit.end) == ("2025-05-12", "2025-05-14")
