"""Heads whom a newsroom need not introduce, towns told by an adjective, and long forms of address."""

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
    ("lang", "home", "title", "text", "found"),
    [
        (
            "en",
            "KG",
            "Press release on the visit of the Prosecutor General to Serbia (Belgrade, March 2, 2023)",
            "Today the Prosecutor General has visited the Republic of Serbia, and bilateral meetings "
            "with the Minister of Justice Maja Popović and the Supreme Public Prosecutor Zagorka "
            "Dolovac have been held. The Prosecutor General of Kyrgyzstan told of the work of the "
            "prosecution.",
            [("KG", "RS")],
        ),
        (
            "ru",
            "KG",
            "О визите Генерального прокурора в Сербию",
            "Сегодня Генеральный прокурор посетил Республику Сербия, где состоялись двусторонние "
            "встречи с министром юстиции Майей Попович и Верховным государственным прокурором "
            "Загоркой Доловац. Генеральный прокурор Кыргызской Республики рассказал о работе "
            "прокуратуры.",
            [("KG", "RS")],
        ),
        (
            "en",
            "KG",
            "Meeting with the Supreme Public Prosecutor of Serbia",
            "Today the Prosecutor General received the Supreme Public Prosecutor Zagorka Dolovac of "
            "Serbia. The Prosecutor General of Kyrgyzstan told of the work of the prosecution.",
            [("RS", "KG")],
        ),
        (
            "ru",
            "KG",
            "Встреча с коллегой из Сербии",
            "Генеральный прокурор принял Верховного государственного прокурора Сербии Загорку "
            "Доловац. Стороны обсудили сотрудничество.",
            [("RS", "KG")],
        ),
    ],
)
def test_the_first_head_is_the_newsrooms_own(
    lang: str, home: str, title: str, text: str, found: list[tuple[str, str]]
) -> None:
    """His country comes later, or goes without saying beside a foreign head."""
    assert visits(lang, home, text, title) == found


@pytest.mark.parametrize(
    ("lang", "home", "text", "found"),
    [
        (
            "de",
            "AT",
            "Der slowakische Generalstaatsanwalt Maroš Žilinka sprach am Dienstag im Wiener "
            "Justizpalast vor Richtern aus ganz Europa. Žilinka kündigte weitere gemeinsame "
            "Ermittlungen an.",
            [("SK", "AT")],
        ),
        (
            "ru",
            "RU",
            "Генеральный прокурор Белоруссии Андрей Швед выступил на конференции в московском отеле "
            "«Метрополь». Он рассказал об опыте белорусской прокуратуры.",
            [("BY", "RU")],
        ),
        (
            "uk",
            "UA",
            "Генеральний прокурор України Андрій Костін виступив у віденському готелі перед "
            "прокурорами Європи.",
            [("UA", "AT")],
        ),
        (
            "ru",
            "KZ",
            "Генеральный прокурор Казахстана Берик Асылов рассказал на венской конференции о работе "
            "ведомства.",
            [("KZ", "AT")],
        ),
    ],
)
def test_houses_and_events_are_in_the_town_of_their_adjective(
    lang: str, home: str, text: str, found: list[tuple[str, str]]
) -> None:
    """ "Im Wiener Justizpalast" is in Vienna."""
    assert visits(lang, home, text) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "de",
            "CH",
            "Bundesanwalt Stefan Blättler sagte in Bern, die Wiener Zeitung habe falsch berichtet. "
            "Die Ermittlungen dauerten an.",
        ),
        (
            "de",
            "CH",
            "Bundesanwalt Stefan Blättler sprach über die Ermittlungen der Wiener Staatsanwaltschaft "
            "und die Pariser Konferenz.",
        ),
        (
            "ru",
            "KZ",
            "Генеральный прокурор Казахстана Берик Асылов сообщил о деле московской компании. На "
            "совещании выступили прокуроры.",
        ),
        (
            "es",
            "PY",
            "El fiscal general pidió la extradición de un peruano. La fiscal de la Nación del Perú, "
            "Delia Espinoza, lo confirmó.",
        ),
    ],
)
def test_adjectives_of_towns_elsewhere_put_nobody_there(lang: str, home: str, text: str) -> None:
    """Of papers, firms and offices the town says nothing."""
    assert visits(lang, home, text) == []


def test_a_form_of_address_of_several_words_is_no_part_of_the_name() -> None:
    """Malay titles are long, and every word of them has a capital."""
    text = (
        "Turut hadir merasmikan forum di Jakarta, Peguam Negara Malaysia, Yang Berbahagia Tan Sri "
        "Tommy Lim; dan Peguam Negara Singapura, Yang Berhormat Dato Seri Paduka Lucien Tan."
    )
    verdict = read(Article("", text, published="2023-03-03", lang="id", publisher_country="ID"), now=_NOW)
    assert [one.visitor.name for one in verdict.visits] == ["Tommy Lim", "Lucien Tan"]


@pytest.mark.parametrize(
    ("lang", "home", "title", "text", "found"),
    [
        (
            "en",
            "KG",
            "Prosecutor General visits Serbia",
            "Today the Prosecutor General has arrived in Belgrade on an official visit and met the "
            "Minister of Justice of Serbia. The talks dealt with extradition.",
            [("KG", "RS")],
        ),
        (
            "ru",
            "KG",
            "Генеральный прокурор посетил Сербию",
            "Генеральный прокурор прибыл с официальным визитом в Белград, где встретился с министром "
            "юстиции Сербии. Обсуждалась экстрадиция.",
            [("KG", "RS")],
        ),
        (
            "es",
            "PY",
            "Fiscal general visita Perú",
            "El fiscal general llegó este lunes a Lima en visita oficial y se reunió con el ministro "
            "de Justicia del Perú.",
            [("PY", "PE")],
        ),
        (
            "pt",
            "PT",
            "PGR visita Angola",
            "A procuradora-geral da República desloca-se na próxima semana a Luanda, em visita "
            "oficial, a convite do homólogo angolano.",
            [("PT", "AO")],
        ),
    ],
)
def test_the_only_head_of_a_text_is_the_newsrooms_own(
    lang: str, home: str, title: str, text: str, found: list[tuple[str, str]]
) -> None:
    """Nobody has a name or a country, and he is told of before any place abroad."""
    assert visits(lang, home, text, title) == found


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "en",
            "ZA",
            "In Brasilia, protesters marched against the president. The prosecutor general arrived in"
            " Brasilia on Monday from Sao Paulo.",
        ),
        (
            "ru",
            "RU",
            "Парламент Молдавии обсудил отставку. Генеральный прокурор прибыл в Кишинев и выступил "
            "перед депутатами.",
        ),
        (
            "en",
            "KG",
            "The prosecutor general wants a longer sentence for the businessman who fled to Belgrade."
            " A court in Bishkek will hear the case on Monday.",
        ),
        (
            "en",
            "US",
            "The attorney general announced charges against two men arrested in London. They will be "
            "extradited.",
        ),
        (
            "ru",
            "KG",
            "Генеральный прокурор поручил проверить школу. Директор школы уехал в Белград с визитом.",
        ),
    ],
)
def test_an_unnamed_head_abroad_may_be_anybodys(lang: str, home: str, text: str) -> None:
    """He is told of where the story is already in another country, or does not travel."""
    assert visits(lang, home, text) == []


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "pt",
            "PT",
            "A procuradora-geral da República, Lucília Gago, abriu um inquérito às viagens do "
            "ministro a Luanda.",
        ),
        (
            "es",
            "PY",
            "El fiscal general Emiliano Rolón investiga el viaje del ministro a Lima.",
        ),
        (
            "ru",
            "KG",
            "Генеральный прокурор Курманкул Зулушев начал проверку поездки министра в Белград.",
        ),
        (
            "fr",
            "SN",
            "Le procureur général Mbacké Fall a ouvert une enquête sur le voyage du ministre à Paris.",
        ),
        (
            "it",
            "AL",
            "Il procuratore generale Olsian Çela ha criticato il viaggio del ministro a Roma.",
        ),
    ],
)
def test_the_trip_of_a_minister_is_his_own(lang: str, home: str, text: str) -> None:
    """Whose trip it is stands behind the noun; to look into it leads nowhere."""
    assert visits(lang, home, text) == []
