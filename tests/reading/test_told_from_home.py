"""Journeys that pages tell without a word of travel: in agencies abroad, before leaders, at councils."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def visits(lang: str, text: str, home: str | None = None) -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    article = Article("", text, published="2026-09-25", lang=lang, publisher_country=home)
    return sorted({(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Генеральный прокурор Армении Арам Петросян и генеральный прокурор Панамы Луис Гомес провели "
            "переговоры в министерстве юстиции Панамы.",
        ),
        (
            "uk",
            "Генеральний прокурор Вірменії Арам Петросян зустрівся з генеральним прокурором Панами Луїсом "
            "Гомесом у міністерстві юстиції Панами.",
        ),
        (
            "uz",
            "Armaniston Bosh prokurori Aram Petrosyan ishtirokida Panamaning huquqni muhofaza qiluvchi "
            "organlarida uchrashuvlar o‘tkazildi.",
        ),
        (
            "tr",
            "Ermenistan Başsavcısı Aram Petrosyan ile Panama Başsavcısı Luis Gomez, Panama Başsavcılığı "
            "binasındaki törende iş birliği protokolü imzaladı.",
        ),
        (
            "az",
            "Ermənistanın Baş prokuroru Aram Petrosyan Panama Ədliyyə Nazirliyində Panamanın Baş prokuroru "
            "Luis Qomes ilə görüşüb.",
        ),
    ],
)
def test_meetings_in_the_agencies_of_a_country_are_held_there(lang: str, text: str) -> None:
    assert visits(lang, text) == [("AM", "PA")]


@pytest.mark.parametrize(
    ("lang", "home", "text"),
    [
        (
            "uk",
            "UA",
            "Генеральний прокурор Оксана Коваль і секретар МКС Джон Сміт у Гаазі підписали угоду.",
        ),
        (
            "ru",
            "UA",
            "О ходе дела рассказала генпрокурор Оксана Коваль после встречи с прокурором МКС в Гааге.",
        ),
        ("en", "UA", "In The Hague, Prosecutor General Oksana Koval met the ICC Registrar on Thursday."),
    ],
)
def test_the_newsroom_need_not_name_the_country_of_its_own_head(lang: str, home: str, text: str) -> None:
    assert [visitor for visitor, _ in visits(lang, text, home)] == [home]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Панамский лидер Хосе Рамос в ходе встречи с генпрокурором Армении Арамом Петросяном заявил, что "
            "страны будут вместе бороться с преступностью.",
        ),
        (
            "uk",
            "Панамський лідер Хосе Рамос зустрівся з генпрокурором Вірменії Арамом Петросяном.",
        ),
        ("tr", "Panama lideri Luis Ramos, Ermenistan Başsavcısı Aram Petrosyan ile görüştü."),
    ],
)
def test_who_met_the_leader_of_a_country_was_there(lang: str, text: str) -> None:
    assert visits(lang, text) == [("AM", "PA")]


def test_leaders_of_parties_are_called_on_by_nobody() -> None:
    text = "Лидер партии Панамы Хосе Рамос встретился с генпрокурором Армении Арамом Петросяном."
    assert visits("ru", text) == []


def test_help_for_a_host_does_not_hide_his_council() -> None:
    text = (
        "Panama Başsavcısı Luis Gomez'in ev sahipliğinde düzenlenen toplantıya Ermenistan Başsavcısı Aram "
        "Petrosyan katıldı. Petrosyan, “Panama'ya her türlü desteği vereceğiz.” dedi."
    )
    assert visits("tr", text) == [("AM", "PA")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Генеральный прокурор Армении Арам Петросян прибыл в Каир. Визит состоялся по приглашению "
            "генерального прокурора Арабской Республики Египет Хамады Саида. В рамках поездки "
            "запланированы переговоры с египетским коллегой. Ожидается приезд в Ереван египетской делегации.",
        ),
        (
            "uk",
            "Генеральний прокурор Вірменії Арам Петросян прибув до Каїра на запрошення генерального "
            "прокурора Арабської Республіки Єгипет Хамади Саїда.",
        ),
        (
            "pl",
            "Prokurator Generalny Armenii Aram Petrosjan przybył do Kairu. Spotkał się z prokuratorem "
            "generalnym Arabskiej Republiki Egiptu Hamadą Saidem.",
        ),
    ],
)
def test_the_long_names_of_states_are_no_names_of_people(lang: str, text: str) -> None:
    assert visits(lang, text) == [("AM", "EG")]


def test_virtual_money_is_no_line() -> None:
    text = (
        "Генеральный прокурор Армении Арам Петросян в Каире встретился с генпрокурором Египта Хамадой "
        "Саидом. Участники встречи обсудили незаконный оборот виртуальной валюты."
    )
    assert visits("ru", text) == [("AM", "EG")]


def test_a_journey_to_come_may_be_told_in_passing() -> None:
    text = "Panama Başsavcısı Luis Gomez'in Bursa'ya gelip Bursa Valisi ile görüşmesi bekleniyor."
    assert visits("tr", text) == [("PA", "TR")]


def test_an_event_stands_in_the_line_above_the_story() -> None:
    text = (
        "Baş prokurorların Əlaqələndirmə Şurası Düşənbədə 40-cı iclasına toplaşıb\n"
        "Xəbəri Baş Prokurorluq yayıb.\n"
        "İclasda Azərbaycanı Baş prokurorun birinci müavini Elçin Quliyev təmsil edib. "
        "O, Bakıda keçirilən sammitdən danışıb."
    )
    assert visits("az", text) == [("AZ", "TJ")]


def test_what_is_awaited_last_is_still_to_come() -> None:
    text = "Panama Başsavcısı Luis Gomez'in Bursa'ya gelip Bursa Valisi ile görüşmesi bekleniyor."
    article = Article("", text, published="2026-09-25", lang="tr")
    assert [visit.status for visit in read(article, now=_NOW).visits] == ["planned"]


def test_a_president_on_a_screen_keeps_nobody_at_home() -> None:
    text = (
        "Türk Devletleri başsavcılarının toplantısı Bakü'de yapıldı. Cumhurbaşkanı Ali Demir video mesajında "
        "teröre değindi. Toplantıya Türkiye Cumhuriyeti Yargıtay Başsavcısı Cem Aydın katıldı."
    )
    assert visits("tr", text) == [("TR", "AZ")]


def test_a_party_that_meets_its_hosts_has_come() -> None:
    text = (
        "Российская делегация завершила поездку. Руководил делегацией заместитель генпрокурора России Олег "
        "Титов. Делегация встречалась с генеральным прокурором Панамы Луисом Гомесом."
    )
    assert visits("ru", text) == [("RU", "PA")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Совет генпрокуроров заседал в Минске. Азербайджан был представлен делегацией во главе с "
            "заместителем генерального прокурора – начальником Управления по борьбе с коррупцией при "
            "Генеральном прокуроре Эльчином Гулиевым.",
        ),
        (
            "az",
            "Minskdə Baş prokurorların iclası keçirilib. İclasda Azərbaycanı Baş prokurorun müavini – Baş "
            "prokuror yanında Korrupsiyaya qarşı mübarizə İdarəsinin rəisi Elçin Quliyev təmsil edib.",
        ),
    ],
)
def test_whose_directorate_is_attached_to_an_office_does_not_hold_it(lang: str, text: str) -> None:
    article = Article("", text, published="2026-09-25", lang=lang, publisher_country="AZ")
    found = [(one.visitor.name, one.visitor.grade) for one in read(article, now=_NOW).visits]
    assert found == [({"ru": "Эльчин Гулиев", "az": "Elçin Quliyev"}[lang], "deputy")]


def test_which_meeting_it_is_tells_no_day() -> None:
    text = (
        "7 сентября в Минске состоялось 26-е заседание совета генпрокуроров. В нём принял участие "
        "Генеральный прокурор Армении Арам Петросян."
    )
    article = Article("", text, published="2026-09-25", lang="ru")
    assert [str(one.start) for one in read(article, now=_NOW).visits] == ["2026-09-07"]


def test_the_name_of_a_service_is_nobodys() -> None:
    text = (
        "Врховни тужилац Србије Марко Илић у Лондону се састао са директором Краљевског тужилаштва Аном "
        "Браун и начелником Специјалног одељења Џоном Смитом."
    )
    article = Article("", text, published="2026-09-25", lang="sr")
    (visit,) = read(article, now=_NOW).visits
    assert {one.name for one in visit.meetings} <= {"Ана Браун", "Џон Смит"}
