"""Whom a story names and does not mean: impostors, prosecutors of a part of a country, errata, things."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 5, 14, tzinfo=UTC)


def _label(lang: str, title: str, text: str) -> str:
    return read(Article(title, text, published="2026-05-13", lang=lang), now=NOW).label


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "en",
            "Ship",
            'The frigate "Prosecutor General Costa" of the Portuguese Navy arrived in Casablanca on '
            "Monday and was received by the Moroccan Navy.",
        ),
        (
            "en",
            "Medal",
            "The medal was awarded in Vienna on Monday to Moldova's Prosecutor General Alexandru "
            "Machidon and accepted on his behalf by the Moldovan ambassador.",
        ),
        (
            "en",
            "Correction",
            "Yesterday's report that Latvia's Prosecutor General had arrived in Vilnius was wrong. "
            "It was the head of the prison service, not Prosecutor General Armīns Meisters, who "
            "arrived in Vilnius on Monday and met his Lithuanian counterpart.",
        ),
        (
            "en",
            "German prosecutor general in Prague",
            "Celle's Prosecutor General Frank Dettmer visited Prague on Tuesday and met Czech investigators.",
        ),
        (
            "en",
            'At the "Moscow"',
            'Serbia\'s Supreme Public Prosecutor dined at the "Moscow" on Monday and met judges at '
            'the "Athens", two Belgrade restaurants.',
        ),
        (
            "ru",
            "Лжегенпрокурор в Баку",
            "В Баку прибыл мужчина, который представился генеральным прокурором Грузии и встретился "
            "с двумя банкирами. Его задержали.",
        ),
        (
            "ru",
            "Генпрокурор Дубая в Москве",
            "Генеральный прокурор эмирата Дубай Салем аль-Мазруи прибыл в Москву и встретился с "
            "генпрокурором России Александром Гуцаном.",
        ),
        (
            "uk",
            "Візит з Баварії",
            "Генеральний прокурор Мюнхена Райнгард Брандль прибув у понеділок до Відня, де провів "
            "переговори з австрійською колегою.",
        ),
        (
            "kk",
            "Дубай бас прокуроры Астанада",
            "Дубай әмірлігінің бас прокуроры Салем әл-Мазруи Астанаға келіп, Қазақстанның Бас "
            "прокуроры Берік Асыловпен кездесті.",
        ),
        (
            "tr",
            "Sahte başsavcı",
            "Bakü'ye gelip kendisini Gürcistan Başsavcısı olarak tanıtan kişi iki bankacıyla "
            "görüştükten sonra yakalandı.",
        ),
        (
            "uz",
            "Soxta bosh prokuror",
            "Bokuga kelib, o‘zini Gruziya bosh prokurori deb tanishtirgan shaxs ikki bankir bilan "
            "uchrashgan. U ushlandi.",
        ),
        (
            "ar",
            "النائب العام لإمارة أبوظبي يزور سيول",
            "زار النائب العام لإمارة أبوظبي المستشار علي البلوشي سيول والتقى النائب العام الكوري.",
        ),
        (
            "ar",
            "تصويب",
            "ورد في عدد أمس أن النائب العام اللاتفي وصل إلى فيلنيوس. والصحيح أن الذي وصل إلى فيلنيوس "
            "هو مدير السجون وليس النائب العام. ونعتذر للقراء.",
        ),
        (
            "fa",
            "اصلاحیه",
            "در شماره دیروز نوشتیم دادستان کل لتونی وارد ویلنیوس شد. کسی که وارد ویلنیوس شد رئیس "
            "سازمان زندان‌ها بود نه دادستان کل. پوزش می‌خواهیم.",
        ),
        (
            "es",
            "Fe de errores",
            "El viaje a Quito que ayer atribuimos al fiscal general de Panamá lo hizo en realidad el "
            "contralor general, que se reunió con su homólogo ecuatoriano el martes.",
        ),
        (
            "pt",
            "Medalha",
            "A medalha atribuída ao procurador-geral da Moldova, Alexandru Machidon, foi entregue na "
            "segunda-feira em Viena e recebida em seu nome pelo embaixador moldavo.",
        ),
        (
            "pt",
            "Procurador-geral brasileiro em Lisboa",
            "O procurador-geral de Justiça do Ceará, Haley Carvalho, chegou a Lisboa na "
            "segunda-feira e reuniu-se com magistrados portugueses.",
        ),
        (
            "fr",
            "Erratum",
            "Contrairement à ce que nous avons écrit, ce n'est pas la procureure générale de "
            "Lettonie qui est arrivée lundi à Vilnius, mais la directrice des prisons.",
        ),
        (
            "de",
            "Deutscher Generalstaatsanwalt in Prag",
            "Der Celler Generalstaatsanwalt Frank Dettmer besuchte am Dienstag Prag und traf "
            "tschechische Ermittler.",
        ),
        (
            "it",
            "Nave",
            "La fregata «Procuratore generale Costa» è arrivata lunedì a Casablanca, ricevuta dalla "
            "marina marocchina.",
        ),
        (
            "id",
            "Jaksa Agung Negara Bagian California",
            "Jaksa Agung negara bagian California Rob Bonta berkunjung ke Tokyo dan bertemu Jaksa "
            "Agung Jepang.",
        ),
        (
            "zh",
            "德国总检察长访问布拉格",
            "策勒总检察长吕蒂希12日访问布拉格，会见捷克调查人员。",
        ),
        (
            "ja",
            "訂正",
            "昨日の記事でラトビアの検事総長がビリニュスに到着したとあるのは誤りでした。到着したのは刑務局長で、検事総長ではありません。おわびします。",
        ),
        (
            "ja",
            "ドバイ検事総長がパリ訪問",
            "ドバイ首長国のハマダン検事総長は12日、パリを訪れ、フランスの司法相と会談した。",
        ),
        (
            "ko",
            "바로잡습니다",
            "어제 라트비아 검찰총장이 빌뉴스에 도착했다고 보도했으나 빌뉴스에 도착한 사람은 "
            "검찰총장이 아니라 교정국장이었습니다. 사과드립니다.",
        ),
        (
            "sr",
            "Ispravka",
            "Juče smo objavili da je glavni tužilac Letonije doputovao u Vilnjus. U Vilnjus je "
            "doputovao direktor zatvora, a ne glavni tužilac. Izvinjavamo se.",
        ),
        (
            "sr",
            "Apelacioni tužilac",
            "Glavni apelacioni javni tužilac u Nišu otputovao je u Sofiju i sastao se sa bugarskim "
            "glavnim tužiocem Borislavom Sarafovim.",
        ),
    ],
)
def test_nobody_heads_the_prosecution_who_is_not_he(lang: str, title: str, text: str) -> None:
    """Somebody or something else has gone there."""
    assert _label(lang, title, text) == "not_visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "en",
            "Georgia's prosecutor general in Riga",
            "Prosecutor General Nana Beridze of Georgia brought a gift when she arrived in Riga on "
            "Monday and met her Latvian counterpart.",
        ),
        (
            "en",
            "Visit",
            "Georgia's Prosecutor General Nana Beridze, accompanied by the chief military prosecutor "
            "and the prosecutor of Tbilisi, arrived in Ankara on Tuesday and met her Turkish "
            "counterpart.",
        ),
        (
            "ru",
            "Поправка",
            "В нашей заметке была указана неверная дата: генпрокурор Латвии Арминс Мейстерс прибыл в "
            "Вильнюс не в понедельник, а во вторник. Он встретился с коллегой Нидой Грунскене.",
        ),
        (
            "fr",
            "Précision",
            "Contrairement à ce que nous avons écrit, le procureur général de Lettonie Armins "
            "Meisters est arrivé à Vilnius mardi et non lundi. Il a rencontré son homologue Nida "
            "Grunskiene.",
        ),
        (
            "it",
            "Visita a Palermo",
            "Il procuratore generale del Senegal, Faouzi Ben Ali, è arrivato lunedì a Palermo e ha "
            "incontrato il procuratore generale presso la Corte d'appello, Lia Sava.",
        ),
        (
            "pt",
            "Visita a São Paulo",
            "O procurador-geral da República de Portugal, Amadeu Guerra, chegou na segunda-feira a "
            "São Paulo e reuniu-se com o procurador-geral de Justiça do estado, Paulo Sérgio de "
            "Oliveira e Costa.",
        ),
        (
            "de",
            "Besuch in München",
            "Die tschechische Generalstaatsanwältin Lenka Bradáčová besuchte am Dienstag München und "
            "traf den Münchner Generalstaatsanwalt Reinhard Brandl.",
        ),
        (
            "kk",
            "Сапар",
            "Грузия Бас прокуроры Нана Беридзе бас әскери прокурормен бірге Анкараға келіп, түрік "
            "әріптесімен кездесті.",
        ),
        (
            "zh",
            "访问云南",
            "老挝最高人民检察院检察长赛萨纳12日抵达昆明，会见云南省人民检察院检察长王光辉。",
        ),
        (
            "ja",
            "訪問",
            "ジョージアのベリゼ検事総長は12日、リガを訪れ、ラトビアの検事総長に肖像画を贈った。",
        ),
        (
            "ko",
            "두바이 방문",
            "카자흐스탄 베릭 아실로프 검찰총장은 12일 두바이를 방문해 두바이 검찰총장 에삼 "
            "알후마이단과 회담했다.",
        ),
        (
            "es",
            "La fiscal, en Florencia",
            "La fiscal general de la Nación de Colombia, Marta Inés Restrepo, llegó el jueves a "
            "Florencia, en Italia, y se reunió con el procurador Filippo Spiezia.",
        ),
        (
            "vi",
            "Thăm",
            "Tổng Công tố Gruzia Nana Beridze cùng Trưởng Công tố quân sự đến Ankara ngày 12/5 và "
            "gặp người đồng cấp Thổ Nhĩ Kỳ.",
        ),
        (
            "ar",
            "زيارة إلى دبي",
            "وصل النائب العام الكازاخستاني بيريك أسيلوف إلى دبي والتقى النائب العام لإمارة دبي عصام "
            "الحميدان.",
        ),
        (
            "sr",
            "Poseta",
            "Vrhovni javni tužilac Srbije Zagorka Dolovac otputovala je u Banjaluku i sastala se sa "
            "glavnim republičkim tužiocem Republike Srpske Svetlanom Brković.",
        ),
        (
            "uk",
            "Візит до Дубая",
            "Генеральний прокурор Казахстану Берік Асилов прибув до Дубая та зустрівся з генеральним "
            "прокурором емірату Ессамом аль-Хумайданом.",
        ),
    ],
)
def test_a_head_may_meet_or_be_with_them(lang: str, title: str, text: str) -> None:
    """Prosecutors of a town are met, a day is corrected, a gift is brought: the head has come."""
    assert _label(lang, title, text) == "visit"
