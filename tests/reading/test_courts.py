"""Prosecutors of international courts travel on nobody's behalf; whoever meets them abroad does travel."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 5, 14, tzinfo=UTC)


def _label(lang: str, country: str, title: str, text: str) -> str:
    article = Article(title, text, published="2026-05-13", lang=lang, publisher_country=country)
    return read(article, now=NOW).label


@pytest.mark.parametrize(
    ("lang", "country", "title", "text"),
    [
        (
            "en",
            "BR",
            "",
            "The UN war crimes chief prosecutor Jan Brandt arrived in Zagreb on a two-day visit and met "
            "Croatian State Attorney General Zlata Hrvoj.",
        ),
        (
            "de",
            "LU",
            "",
            "Europas oberste Staatsanwältin Lidia Sava reiste am Freitag nach Chisinau und traf dort den "
            "moldauischen Generalstaatsanwalt Ion Popa.",
        ),
        (
            "fr",
            "RO",
            "",
            "En visite à Chisinau, la procureure en chef européenne Lidia Sava a signé un accord avec le "
            "procureur général de Moldavie Ion Popa.",
        ),
        (
            "tr",
            "TR",
            "UCM Başsavcısı Kiev'e gitti",
            "UCM'nin duyurusuna göre Başsavcı Alan Brook Ukrayna'ya gitti ve Ukrayna Başsavcısı İvan "
            "Petrenko ile bir araya geldi.",
        ),
        (
            "tr",
            "TR",
            "",
            "Uluslararası Ceza Mahkemesi (UCM) Başsavcısı Alan Brook, pazartesi günü Kolombiya'yı "
            "ziyaret etti.",
        ),
        (
            "tr",
            "TR",
            "",
            "Avrupa Başsavcısı Lidia Sava Sofya'yı ziyaret etti ve Bulgaristan Başsavcısı İvan Dimov ile "
            "görüştü.",
        ),
        (
            "az",
            "AZ",
            "",
            "BCM-in baş prokuroru Alan Bruk Venesuelaya səfər edib. Baş prokuror Karakasda prezidentlə "
            "görüşüb.",
        ),
        (
            "uz",
            "UZ",
            "",
            "Xalqaro jinoiy sud bosh prokurori Alan Bruk Kiyevga tashrif buyurib, Ukraina Bosh prokurori "
            "bilan uchrashdi.",
        ),
        (
            "kk",
            "KZ",
            "",
            "Гаага трибуналының бас прокуроры Ян Брандт Белградқа сапармен келіп, Сербияның бас "
            "прокурорымен кездесті.",
        ),
        (
            "sr",
            "RS",
            "",
            "Европска главна тужитељка Лидија Сава допутовала је у Софију и састала се са главним "
            "тужиоцем Бугарске.",
        ),
        (
            "ar",
            "EG",
            "",
            "قامت المدعية العامة الأوروبية ليديا سافا بزيارة إلى صوفيا والتقت المدعي العام البلغاري.",
        ),
        (
            "fa",
            "IR",
            "",
            "دادستان کل اتحادیه اروپا لیدیا ساوا به کیشیناو سفر کرد و با دادستان کل مولداوی دیدار کرد.",
        ),
        (
            "id",
            "ID",
            "",
            "Kepala jaksa Uni Eropa Lidia Sava tiba di Chisinau dan bertemu Jaksa Agung Moldova Ion Popa.",
        ),
        (
            "vi",
            "VN",
            "",
            "Trưởng công tố EU Lidia Sava tới Chisinau và ký thỏa thuận với Tổng công tố Moldova Ion Popa.",
        ),
        (
            "ko",
            "KR",
            "",
            "유럽연합(EU) 검찰총장 리디아 사바가 키시너우를 방문해 몰도바 검찰총장과 협정에 서명했다.",
        ),
    ],
)
def test_a_prosecutor_of_a_court_makes_no_visit(lang: str, country: str, title: str, text: str) -> None:
    """By title, by court, by initials or by the Union: no state's head of prosecution travels."""
    assert _label(lang, country, title, text) == "not_visit"


@pytest.mark.parametrize(
    ("lang", "country", "title", "text"),
    [
        (
            "tr",
            "UA",
            "",
            "Lahey'de Başsavcı Andrey Petrenko, UCM Başsavcısı ile bir araya geldi. Petrenko iki günlük "
            "ziyaret için Hollanda'ya gelmişti.",
        ),
        (
            "uz",
            "UZ",
            "",
            "Oʻzbekiston Bosh prokurori Yevropa prokurorlarining konferensiyasida ishtirok etish uchun "
            "Strasburgga bordi.",
        ),
        (
            "tr",
            "AZ",
            "",
            "Azerbaycan Başsavcısı Avrupa Konseyi konferansına katılmak üzere Strazburg'a gitti.",
        ),
        (
            "uk",
            "UA",
            "Прокурор МКС зустрівся з Генпрокурором у Гаазі",
            "Генеральний прокурор Андрій Петренко у Гаазі зустрівся з прокурором Міжнародного "
            "кримінального суду. Візит до Нідерландів триватиме два дні.",
        ),
        (
            "en",
            "UA",
            "",
            "In The Hague Prosecutor General Andriy Petrenko met ICC Prosecutor Alan Brook during his "
            "visit to the Netherlands.",
        ),
        (
            "zh",
            "CN",
            "",
            "最高人民检察院检察长应勇出访欧洲，4日抵达里斯本，会见葡萄牙总检察长。",
        ),
    ],
)
def test_whoever_meets_him_abroad_does(lang: str, country: str, title: str, text: str) -> None:
    """A court's prosecutor, or a word for Europe, stands beside the head and is not his title."""
    assert _label(lang, country, title, text) == "visit"


@pytest.mark.parametrize(
    ("lang", "country", "text"),
    [
        (
            "tr",
            "TR",
            "Gürcistan Adalet Bakanı Giorgi Melua Kolombiya'ya geldi ve Başsavcı Francisco Barrera "
            "tarafından kabul edildi.",
        ),
        (
            "az",
            "AZ",
            "Gürcüstanın ədliyyə naziri Giorgi Melua Kolumbiyaya gəlib və Baş prokuror Fransisko Barrera "
            "tərəfindən qəbul edilib.",
        ),
        (
            "ja",
            "VN",
            "29日、ハノイで、グエン・ホア・ビン最高人民検察院長官はベトナムを訪問中のラオス司法省の"
            "サンソムサック大臣率いる代表団と会見しました。",
        ),
        (
            "id",
            "ID",
            "Jakarta (Berita Babel) - Jaksa Agung ST Burhanuddin menerima Duta Besar Rusia. Kerja sama "
            "Jaksa Agung RI dan Jaksa Agung Rusia perlu dihidupkan, katanya di Jakarta.",
        ),
        (
            "zh",
            "TW",
            "德國巴伐利亞邦班堡高檢署檢察官Florian Krause今天到花蓮地檢署見習。2位德國檢察官拜會花檢檢察長"
            "陳松吉，此次德國檢察官來台交流3天。",
        ),
    ],
)
def test_a_host_and_local_staff_make_none(lang: str, country: str, text: str) -> None:
    """Who receives a minister is at home, a newsroom is nobody, and prosecutors of a town stay that."""
    assert _label(lang, country, "", text) == "not_visit"
