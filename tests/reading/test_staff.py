"""Staff and deputies abroad: sent there, taught there, counted, as lecturers, by unusual titles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading.reader import read

_STAFF = [
    (
        "en",
        "A look at a youth court",
        "Nine members of Armenia's public prosecution were shown a youth court in Vienna on Monday.",
    ),
    (
        "en",
        "Asset hunters",
        "The Prosecutor General's Office of Ukraine has sent six of its asset-recovery specialists to"
        " Cyprus.",
    ),
    (
        "de",
        "Kurs in Astana",
        "Fünfzehn Staatsanwälte aus der Mongolei haben am Montag im Schulungszentrum der "
        "Generalstaatsanwaltschaft in Astana einen Kurs begonnen.",
    ),
    (
        "fr",
        "Justice des mineurs",
        "Neuf membres du parquet général arménien se sont vu présenter mardi à Vienne un tribunal "
        "pour mineurs.",
    ),
    (
        "es",
        "Mongoles en Berna",
        "Una delegación de la Fiscalía General de Mongolia se informa en Berna sobre el expediente "
        "electrónico. El fiscal general no viajó.",
    ),
    (
        "uk",
        "Спеціалісти на Кіпрі",
        "Офіс генпрокурора України відрядив на Кіпр шістьох своїх фахівців із розшуку активів.",
    ),
    (
        "az",
        "Kurs",
        "Monqolustandan gələn on beş prokuror bazar ertəsi Bakıda Baş Prokurorluğun Tədris Mərkəzində"
        " kursa başlayıb.",
    ),
    (
        "tr",
        "Ekip İstanbul'da",
        "Ruanda Ulusal Kamu Savcılığından altı kişilik bir ekip İstanbul'a çalışma ziyareti yaptı.",
    ),
    (
        "ja",
        "専門家をキプロスへ",
        "ウクライナ検事総長室は資産回収の専門家6人をキプロスに派遣した。",
    ),
    (
        "ko",
        "라오스 검사 연수",
        "라오스 최고인민검찰청 검사 15명이 18일 서울에서 2주간의 연수를 시작했다.",
    ),
    (
        "id",
        "Jaksa Brunei",
        "Sepuluh jaksa Brunei Darussalam mengikuti pelatihan di pusat pelatihan Kejaksaan RI di Medan.",
    ),
    (
        "vi",
        "Kiểm sát viên Cuba",
        "Đoàn kiểm sát viên Cuba học tập tại Viện Kiểm sát nhân dân tối cao ở Hà Nội.",
    ),
]
_DEPUTIES = [
    (
        "en",
        "Talks in Vienna",
        "The number two of the Spanish prosecution service, Nuria Arce, arrived in Vienna on Tuesday.",
    ),
    (
        "en",
        "Talks in Vienna",
        "The deputy head of Vietnam's Supreme People's Procuracy, Lan Bao, arrived in Vienna on Tuesday.",
    ),
    (
        "de",
        "Gast in Wien",
        "Die Nummer zwei der spanischen Generalstaatsanwaltschaft, Nuria Arce, ist in Wien eingetroffen.",
    ),
    (
        "fr",
        "À Gaborone",
        "Ana Mokoena, directrice nationale adjointe des poursuites d'Afrique du Sud, était lundi à Gaborone "
        "pour une visite.",
    ),
    (
        "es",
        "En Viena",
        "La teniente fiscal del Tribunal Supremo de España, Nuria Arce, está desde ayer en Viena.",
    ),
    (
        "ru",
        "Переговоры",
        "Второе лицо испанской прокуратуры Нурия Арсе во вторник прибыла в Вену.",
    ),
    (
        "id",
        "Tamu di Wina",
        "Wakil Ketua Kejaksaan Rakyat Agung Vietnam, Tran Quoc Bao, tiba di Wina pada Selasa.",
    ),
    (
        "az",
        "Vyanada",
        "Vyetnam Ali Xalq Prokurorluğu rəhbərinin müavini Çan Kuok Bao Vyanaya gəlib.",
    ),
]
_NO_STAFF = [
    (
        "en",
        "Files",
        "The Prosecutor General's Office of Ukraine has sent the report of its experts to Cyprus.",
    ),
    (
        "de",
        "Akten",
        "Die ukrainische Generalstaatsanwaltschaft hat das Gutachten ihrer Fachleute nach Zypern geschickt.",
    ),
    (
        "ru",
        "Запрос",
        "Генпрокуратура Молдавии направила в Вену запрос о показаниях двух сотрудников министерства.",
    ),
    (
        "tr",
        "Rapor",
        "Ukrayna Başsavcılığı uzmanlarının raporunu Lefkoşa'ya gönderdi.",
    ),
    (
        "ko",
        "보고서",
        "우크라이나 검찰총장실은 전문가 보고서를 키프로스에 보냈다.",
    ),
    (
        "en",
        "Training abroad",
        "The Prosecutor General's Office of Moldova will send twenty employees abroad for training.",
    ),
    (
        "en",
        "Evidence sought",
        "The Prosecutor General's Office of Moldova has sent six of its investigators to Cyprus to "
        "question witnesses.",
    ),
    (
        "en",
        "Online course",
        "Thirty employees of the Prosecutor General's Office of Uzbekistan were taught by video link "
        "from Seoul.",
    ),
    (
        "de",
        "Dozenten",
        "Drei Staatsanwälte aus Frankreich schulten am Montag in Bukarest als Dozenten rumänische Richter.",
    ),
    (
        "tr",
        "Seminer",
        "Antalya'da düzenlenen seminerde Fransa'dan gelen iki savcı meslektaşlarına siber suçları anlattı.",
    ),
    (
        "zh",
        "云南检察官访老挝",
        "云南省人民检察院代表团14日访问老挝，与同行座谈打击走私。",
    ),
]


def _label(lang: str, title: str, text: str) -> str:
    article = Article(title=title, text=text, published="2026-05-20", lang=lang)
    return read(article, now=datetime(2026, 11, 22, tzinfo=UTC)).label


@pytest.mark.parametrize(("lang", "title", "text"), _STAFF)
def test_staff_abroad_are_a_delegation(lang: str, title: str, text: str) -> None:
    assert _label(lang, title, text) == "delegation_visit"


@pytest.mark.parametrize(("lang", "title", "text"), _DEPUTIES)
def test_deputies_by_whatever_words_are_deputies(lang: str, title: str, text: str) -> None:
    assert _label(lang, title, text) == "deputy_visit"


@pytest.mark.parametrize(("lang", "title", "text"), _NO_STAFF)
def test_staff_at_home_or_on_a_case_are_none(lang: str, title: str, text: str) -> None:
    assert _label(lang, title, text) == "not_visit"


def test_heads_who_have_come_give_a_conference_their_rank() -> None:
    """A deputy beside them stays a deputy."""
    article = Article(
        title="Concluye el encuentro de Bratislava",
        text="El encuentro de fiscales generales concluyó el viernes en Bratislava. Habían viajado Ana Sow, "
        "fiscal general de Senegal, y Silviu Pop, fiscal general de Rumanía. Vietnam envió a su fiscal "
        "general adjunto, Nguyen Huu Phuc.",
        published="2026-05-20",
    )
    verdict = read(article, now=datetime(2026, 11, 22, tzinfo=UTC))
    assert [visit.visitor.grade for visit in verdict.visits] == ["head", "head", "deputy"]


def test_a_deputy_sent_by_a_head_who_could_not_come_has_come() -> None:
    text = (
        "A forum on cybercrime opened in Tashkent on Thursday. Latvia's Prosecutor General Armins Meisters "
        "could not come and sent his deputy, Ilze Ozola, who spoke on Friday."
    )
    assert _label("en", "Forum opens in Tashkent", text) == "deputy_visit"
