"""Events abroad and at home: who takes part in one is where it is held, whichever sentence says so."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2023, 3, 4, tzinfo=UTC)


def visits(lang: str, home: str, text: str, title: str = "") -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    article = Article(title, text, published="2023-03-03", lang=lang, publisher_country=home)
    return sorted({(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits})


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "uk",
            "UA",
            "Генеральний прокурор України Андрій Костін очолив українську делегацію на щорічній "
            "конференції Міжнародної асоціації прокурорів. Про це повідомляє пресслужба відомства. 28"
            " лютого в Лондоні розпочала роботу конференція, у якій беруть участь понад 500 "
            "прокурорів.",
            [("UA", "GB")],
        ),
        (
            "ru",
            "KZ",
            "Генеральный прокурор Казахстана Берик Асылов возглавил делегацию на ежегодной "
            "конференции Международной ассоциации прокуроров. Об этом сообщает пресс-служба "
            "ведомства. 28 февраля в Лондоне начала работу конференция, в которой участвуют 500 "
            "прокуроров.",
            [("KZ", "GB")],
        ),
        (
            "en",
            "KE",
            "The Director of Public Prosecutions, Renson Ingonga, has taken part in the second "
            "meeting of the African prosecutors' network, accompanied by two of his deputies and "
            "three senior counsel of the office, which was held in Kampala under the title Together "
            "against crime.",
            [("KE", "UG")],
        ),
        (
            "es",
            "PA",
            "El procurador general de Panamá, Javier Caraballo, encabezó la delegación de su país en "
            "la asamblea anual de la Asociación Iberoamericana de Ministerios Públicos. Así lo "
            "informó la entidad. La asamblea se celebra en Asunción desde el lunes con fiscales de "
            "veinte países.",
            [("PA", "PY")],
        ),
        (
            "id",
            "ID",
            "Jaksa Agung ST Burhanuddin memimpin delegasi Indonesia pada konferensi tahunan "
            "International Association of Prosecutors. Demikian keterangan Kejaksaan Agung. "
            "Konferensi itu dibuka pada Senin di London dan dihadiri 500 jaksa.",
            [("ID", "GB")],
        ),
        (
            "az",
            "AZ",
            "Baş prokuror Kamran Əliyev Beynəlxalq Prokurorlar Assosiasiyasının illik konfransında "
            "Azərbaycan nümayəndə heyətinə rəhbərlik edir. Bu barədə Baş Prokurorluğun mətbuat "
            "xidməti məlumat verib. Konfrans fevralın 28-də Londonda işə başlayıb.",
            [("AZ", "GB")],
        ),
    ],
)
def test_the_place_of_an_event_may_follow_its_name(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """The lead says who takes part in an event, one of the next sentences where it is held."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "uk",
            "UA",
            "Генеральний прокурор України Андрій Костін виступив на конференції у Києві. Наступна "
            "конференція Міжнародної асоціації прокурорів відбудеться в Лондоні.",
        ),
        (
            "es",
            "PA",
            "El procurador general de Panamá, Javier Caraballo, participó en una conferencia sobre "
            "corrupción en la capital. La próxima asamblea se celebrará en Asunción.",
        ),
        (
            "en",
            "KE",
            "The Director of Public Prosecutions, Renson Ingonga, chaired a meeting of his staff on "
            "cybercrime. The network's last conference was held in Kampala in 2019.",
        ),
    ],
)
def test_another_event_is_not_the_one_attended(lang: str, home: str, text: str) -> None:
    """The next one, or the one before, is held elsewhere."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "fr",
            "SN",
            "«Il faut aller plus vite», a lancé le procureur général Mbacké Fall lors de la "
            "conférence des procureurs d'Afrique, mardi à l'hôtel Terrou-Bi. Mamadou Timbo, procureur"
            " général du Mali, a expliqué que cette conférence vise à rapprocher les parquets.",
            [("ML", "SN")],
        ),
        (
            "id",
            "ID",
            "Jaksa Agung ST Burhanuddin membuka forum jaksa agung ASEAN di Hotel Mulia. Turut hadir "
            "pada acara tersebut Jaksa Agung Malaysia Tommy Thomas dan Jaksa Agung Singapura Lucien "
            "Wong.",
            [("MY", "ID"), ("SG", "ID")],
        ),
        (
            "en",
            "UG",
            "Opening the regional conference at the Serena Hotel on Monday, the Director of Public "
            "Prosecutions, Jane Frances Abodo, called for quicker extraditions. Her Kenyan "
            "counterpart, Renson Ingonga, told the conference that criminals knew no borders.",
            [("KE", "UG")],
        ),
        (
            "ru",
            "KZ",
            "Генеральный прокурор Берик Асылов открыл международную конференцию по борьбе с "
            "киберпреступностью. На конференции выступил генеральный прокурор Монголии Банзрагч "
            "Жаргалсайхан, который рассказал об опыте своей страны.",
            [("MN", "KZ")],
        ),
    ],
)
def test_who_speaks_at_an_event_of_the_own_head_is_his_guest(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """The newsroom tells of its own head opening an event at home, and of a foreign one speaking there."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "en",
            "UG",
            "Opening the regional conference at the Serena Hotel on Monday, the Director of Public "
            "Prosecutions, Jane Frances Abodo, called for quicker extraditions. The conference heard "
            "a message from the Director of Public Prosecutions of Kenya, Renson Ingonga.",
        ),
        (
            "ru",
            "KZ",
            "Генеральный прокурор Берик Асылов открыл международную конференцию по борьбе с "
            "киберпреступностью. С видеообращением на конференции выступил генеральный прокурор "
            "Монголии Банзрагч Жаргалсайхан.",
        ),
    ],
)
def test_messages_to_an_event_at_home_are_no_visit(lang: str, home: str, text: str) -> None:
    """Who sends words or speaks over a line has not come."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    ("lang", "home", "title", "text", "found"),
    [
        (
            "ko",
            "KR",
            "심우정 검찰총장, 런던에 국제검사협회 총회 참석",
            "이 회의에는 70여개국의 검찰총장이 참석한다. 심 총장은 9일 기조연설을 할 예정이다.",
            [("KR", "GB")],
        ),
        (
            "en",
            "KE",
            "DPP Renson Ingonga to London for prosecutors' conference",
            "The conference brings together prosecutors of seventy countries. DPP Renson Ingonga will"
            " deliver a keynote address on Thursday.",
            [("KE", "GB")],
        ),
        (
            "ja",
            "JP",
            "甲斐行夫検事総長、ロンドンへ　国際検察官協会総会に出席",
            "この総会には70か国の検事総長が参加する。甲斐総長は9日に演説する予定だ。",
            [("JP", "GB")],
        ),
        (
            "tr",
            "TR",
            "Azerbaycan Başsavcısı Kamran Aliyev Londra'daki savcılar konferansına katılıyor",
            "Konferansa 70 ülkeden savcılar katılıyor. Başsavcı perşembe günü konuşma yapacak.",
            [("AZ", "GB")],
        ),
    ],
)
def test_headlines_leave_out_the_word_of_travel(
    lang: str, home: str, title: str, text: str, found: list[tuple[str, str]]
) -> None:
    """Who takes part in an event abroad goes there."""
    assert visits(lang, home, text, title) == found


@pytest.mark.parametrize(
    ("lang", "home", "title", "text"),
    [
        (
            "en",
            "KE",
            "DPP Renson Ingonga sends message to London prosecutors' conference",
            "The conference brings together prosecutors of seventy countries. DPP Renson Ingonga said"
            " in his message that he regretted not being there.",
        ),
        (
            "ko",
            "KR",
            "심우정 검찰총장, 런던 국제검사협회 총회에 축사 보내",
            "이 회의에는 70여개국의 검찰총장이 참석한다. 심 총장은 축사를 보냈다.",
        ),
    ],
)
def test_headlines_of_messages_are_no_visit(lang: str, home: str, title: str, text: str) -> None:
    """A message goes without its sender."""
    assert visits(lang, home, text, title) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Opening a workshop at the Serena Hotel on Monday, DPP Renson Ingonga spoke of crime.",
        ),
        ("fr", "Le procureur général du Mali, Mamadou Timbo, a ouvert un séminaire à l'hôtel Genève lundi."),
    ],
)
def test_hotels_are_no_towns(lang: str, text: str) -> None:
    """A hotel called like a town stands anywhere."""
    assert visits(lang, "KE", text) == []
