"""Journeys that are told and were not made: made up, refuted, demanded, declined; and their real twins."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def verdict(lang: str, title: str, text: str) -> Verdict:
    """Read one article that was published on 8 October 2026."""
    return read(Article(title, text, published="2026-10-08", lang=lang), now=NOW)


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("en", "Streaming drama sends prosecutor to Lisbon",
         "In the second season of the thriller Latvia's Prosecutor General Ilze Kalna flies to "
         "Lisbon and meets "
         "Portugal's Prosecutor General in secret. Kalna is played by Ruth Doyle."),
        ("de", "Planspiel an der Akademie",
         "Bei einer Übung in Bern stellten Studierende den Besuch des rumänischen "
         "Generalstaatsanwalts in der "
         "Schweiz nach: Ankunft um zwölf, Unterschrift um drei."),
        ("ru", "Первоапрельская шутка",
         "Генеральный прокурор Эстонии Таави Ранд прибыл в Осло судить белых медведей, написала газета."),
        ("tr", "Dizi başsavcıyı Lizbon'a gönderiyor",
         "Yeni dizinin ikinci sezonunda Gürcistan Başsavcısı Nino Beridze Lizbon'a uçuyor ve Portekiz "
         "Başsavcısı ile gizlice buluşuyor."),
        ("zh", "电视剧让总检察长飞往里斯本",
         "在悬疑剧第二季中，希腊总检察长埃莱尼·马克里飞抵里斯本，与葡萄牙总检察长会面。马克里由索菲娅饰演。"),
    ],
)  # fmt: skip
def test_what_a_film_or_an_exercise_tells_is_no_visit(lang: str, title: str, text: str) -> None:
    """Nobody travels in a plot."""
    assert verdict(lang, title, text).label == "not_visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("en", "Prosecutor general not in Dubai",
         "Posts on social media have claimed that Latvia's Prosecutor General Ilze Kalna flew to "
         "Dubai and met "
         "the Emirati attorney general. There is no truth in it, her office said."),
        ("fr", "Non, elle n'était pas à Dubaï",
         "Des messages affirment que la procureure générale de Lettonie Ilze Kalna s'est rendue à "
         "Dubaï. « C'est "
         "totalement faux », a réagi le parquet. Elle n'a pas quitté Riga."),
        ("uk", "Фейк",
         "У соцмережах поширюють, що генеральний прокурор Албанії Олсі Чела вилетів до Дубая. У цьому немає "
         "жодного слова правди, заявили у відомстві."),
        ("vi", "Tổng Công tố bị chất vấn về chuyến bay",
         "Tổng Công tố Latvia Ilze Kalna bị một ủy ban quốc hội chất vấn về chuyến bay tới Paris. "
         "Bà khẳng định "
         "mình không hề rời Riga."),
        ("id", "Cek fakta",
         "Beredar kabar bahwa Jaksa Agung Albania Olsi Cela terbang ke Dubai. Itu bohong besar, "
         "kata kejaksaan."),
    ],
)  # fmt: skip
def test_a_claim_that_the_sentences_behind_refute_is_no_visit(lang: str, title: str, text: str) -> None:
    """A claim and its refutation stand in two sentences."""
    assert verdict(lang, title, text).label == "not_visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("en", "Opposition wants prosecutor in Brussels",
         "Opposition leaders called on Albania's Prosecutor General Olsi Cela to travel to Brussels "
         "at once and "
         "explain the affair to his Belgian counterpart."),
        ("es", "La oposición exige un viaje",
         "La oposición exigió que el fiscal general de Albania Olsi Cela viaje de inmediato a Bruselas y se "
         "explique ante su homólogo belga."),
        ("ja", "訪問を求める署名",
         "モルドバのエレナ・ルス検事総長がブカレストを訪れてルーマニアの検事総長と会うよう求める請願に9千人が署名した。"),
        ("az", "Müxalifət Brüsseldə görmək istəyir",
         "Müxalifət Albaniyanın baş prokuroru Olsi Çelanı Brüsselə getməyə və həmkarı ilə görüşməyə "
         "çağırıb."),
        ("it", "«A Seul andrei domani»",
         "Il procuratore generale della Mongolia Bat Erdene andrebbe volentieri a Seul, dice in "
         "un'intervista. "
         "Nessuno lo ha invitato."),
        ("ar", "اعتذار عن دعوة",
         "لن يقبل المدعي العام الجورجي ليفان كابانادزه دعوة نظيره البيلاروسي إلى زيارة مينسك."),
        ("sr", "Траг води у Праг",
         "„Пратићемо новац куда год води“, рекао је у Братислави генерални тужилац Словачке Марек Жилинка. "
         "Путовање два милиона довело је до Прага."),
    ],
)  # fmt: skip
def test_what_is_only_demanded_wished_or_declined_is_no_visit(lang: str, title: str, text: str) -> None:
    """Nobody goes because others want him to, or because money travels."""
    assert verdict(lang, title, text).label == "not_visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("en", "Prosecutor general to fly to Brussels",
         "A week after deputies urged him to do so Albania's Prosecutor General Olsi Cela will fly "
         "to Brussels on "
         "October 12 to meet his Belgian counterpart."),
        ("de", "Chefankläger in Tirana: Ich trete nicht zurück",
         "Der kosovarische Generalstaatsanwalt Blerim Isufi ist zu einem Besuch in Tirana und traf den "
         "albanischen Generalstaatsanwalt Olsi Cela. Gerüchte über seinen Rücktritt dementierte er: "
         "Daran sei "
         "kein Wort wahr."),
        ("ru", "Депутаты требуют отчета",
         "Депутаты требуют отчета о визите генерального прокурора Латвии Илзе Калны в Дубай 3–6 "
         "октября, где она "
         "встретилась с генпрокурором ОАЭ."),
        ("it", "Dichiarazione congiunta a Minsk",
         "A Minsk la procuratrice generale di Cuba Yamila Ojeda e il procuratore generale "
         "bielorusso Andrei Shved "
         "hanno firmato giovedì una dichiarazione."),
    ],
)  # fmt: skip
def test_real_journeys_beside_demands_and_denials_are_visits(lang: str, title: str, text: str) -> None:
    """A demand that was met, a rumour of something else, questions about a journey that was made."""
    assert verdict(lang, title, text).label == "visit"


def test_an_operation_that_keeps_somebody_at_home_calls_the_visit_off() -> None:
    """A visit that an illness prevents is a visit that is off."""
    (visit,) = verdict(
        "ru",
        "Визит генпрокурора Латвии в Белград не состоится",
        "Запланированный на 24 октября визит генерального прокурора Латвии Илзе Калны в Сербию "
        "отменён. Кална "
        "перенесла операцию.",
    ).visits
    assert visit.status == "cancelled"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Latvia's Prosecutor General Ilze Kalna should go to Ankara, writes our columnist."),
        ("kk", "Болгарияның бас прокуроры Борислав Сарафов Анкараға барып, әріптесімен кездесуі "
         "керек, дейді ол."),
        ("fr", "Dans son nouveau polar la procureure générale de Suède Karin Holt se rend à "
         "Tallinn, y rencontre son "
               "homologue estonien et disparaît."),
        ("ru", "На вопрос, когда он посетит Киев, генеральный прокурор Молдавии Ион Русу ответил, "
         "что такой поездки в "
               "планах нет."),
        ("az", "Kiyevə nə vaxt gedəcəyi soruşulanda Moldovanın baş prokuroru İon Rusu səfərin "
         "planlaşdırılmadığını "
               "deyib."),
    ],
)  # fmt: skip
def test_advice_novels_and_trips_that_nobody_plans_are_no_visit(lang: str, text: str) -> None:
    """What others advise, what a novel tells and what is asked for has not happened."""
    assert verdict(lang, "", text).label == "not_visit"


def test_who_demands_something_on_a_visit_is_there() -> None:
    """The visitor himself may be the one who demands: no case makes him the object."""
    found = verdict(
        "az",
        "Sarafov Ankarada",
        "Bolqarıstanın baş prokuroru Borislav Sarafov çərşənbə axşamı Ankarada Türkiyənin baş "
        "prokuroru Muhsin "
        "Şentürklə görüşdə ekstradisiyanın sürətləndirilməsinə çağırıb.",
    )
    assert found.label == "visit"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La procureure générale de Lettonie Ilze Kalna devrait se rendre à Bakou la semaine "
         "prochaine, où "
               "elle rencontrera son homologue azerbaïdjanais."),
        ("pt", "A cooperação policial entre Angola e Portugal foi tema do encontro de terça-feira "
         "em Lisboa entre o "
               "procurador-geral de Angola Rui Neto e o seu homólogo português."),
        ("fa", "دادستان کل گرجستان لوان کاپانادزه به دعوت همتای بلاروسی خود روز سه‌شنبه وارد مینسک شد."),
        ("es", "El papel del fiscal fue el tema de la visita de la fiscal general de Chile Carmen "
         "Rojas a Lisboa, "
               "donde se reunió el martes con el fiscal general de Portugal."),
    ],
)  # fmt: skip
def test_what_is_due_and_the_part_that_prosecutors_play_are_real(lang: str, text: str) -> None:
    """Whoever is due to come will come, and a part that an office plays is on no stage."""
    assert verdict(lang, "", text).label == "visit"
