"""Visits told by who is at home: towns that await a guest, events whose town was told before."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def visits(lang: str, text: str, title: str = "") -> list[tuple[str, str]]:
    """List the (visitor, host) countries that are read out of a text."""
    verdict = read(Article(title, text, published="2026-09-25", lang=lang), now=_NOW)
    return [(visit.visitor.country, visit.host.country) for visit in verdict.visits]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Riga will from 6 to 8 October be host to the Prosecutor General of Panama, Luis Gómez."),
        ("es", "Riga será del 6 al 8 de octubre anfitriona del fiscal general de Panamá, Luis Gómez."),
        ("ru", "Рига с 6 по 8 октября будет принимать Генерального прокурора Панамы Луиса Гомеса."),
        ("sr", "Рига ће од 6. до 8. октобра бити домаћин генералном тужиоцу Панаме Луису Гомезу."),
        ("de", "Riga wird vom 6. bis 8. Oktober Gastgeber des Generalstaatsanwalts von Panama, Luis Gómez."),
        ("az", "Riqa oktyabrın 6-8-də Panamanın Baş prokuroru Luis Qomesi qəbul edəcək."),
        ("tr", "Riga, 6-8 Ekim'de Panama Başsavcısı Luis Gomez'i ağırlayacak."),
        ("ar", "تستضيف ريغا من 6 إلى 8 أكتوبر النائب العام في بنما لويس غوميز."),
        ("zh", "里加将于10月6日至8日接待巴拿马总检察长路易斯·戈麦斯。"),
        ("ja", "リガは10月6日から8日まで、パナマのゴメス検事総長を迎える。"),
        ("ko", "리가는 10월 6일부터 8일까지 파나마의 고메스 검찰총장을 맞이한다."),
        ("vi", "Từ ngày 6 đến 8/10, Riga sẽ đón Tổng Công tố Panama Luis Gómez."),
        ("id", "Riga pada 6 hingga 8 Oktober akan menjamu Jaksa Agung Panama Luis Gómez."),
    ],
)
def test_a_town_receives_over_the_days_between(lang: str, text: str) -> None:
    assert visits(lang, text) == [("PA", "LV")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Latvia's Prosecutor General received on Monday a letter of the Prosecutor General of Panama.",
        ),
        ("en", "Lawyers from Panama and Latvia were received on Monday by the Prosecutor General of Panama."),
        ("en", "Riga hosts a rowing cup in May. Panama's Prosecutor General Luis Gómez spoke of tickets."),
    ],
)
def test_offices_and_passives_make_no_town_a_host(lang: str, text: str) -> None:
    assert visits(lang, text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "A forum on fraud was held in Riga on Tuesday. "
            "Among the speakers was Panama's Prosecutor General Luis Gómez.",
        ),
        (
            "es",
            "Riga acogió el martes un foro sobre el fraude. "
            "En el foro intervino el fiscal general de Panamá, Luis Gómez.",
        ),
        (
            "fr",
            "Un forum sur la fraude s'est tenu mardi à Riga. "
            "Le procureur général de Panama, Luis Gómez, a pris la parole au forum.",
        ),
        (
            "it",
            "Un forum sulle frodi si è svolto martedì a Riga. "
            "Al forum è intervenuto il procuratore generale di Panama, Luis Gómez.",
        ),
        (
            "de",
            "In Riga fand am Dienstag ein Forum über Betrug statt. "
            "Zu den Rednern gehörte der Generalstaatsanwalt von Panama, Luis Gómez.",
        ),
        (
            "ru",
            "Рига приняла во вторник форум о мошенничестве. "
            "Среди выступавших был Генеральный прокурор Панамы Луис Гомес.",
        ),
        (
            "tr",
            "Riga'da salı günü dolandırıcılık forumu düzenlendi. "
            "Forumda Panama Başsavcısı Luis Gomez konuştu.",
        ),
        (
            "id",
            "Forum tentang penipuan digelar di Riga pada Selasa. "
            "Dalam forum itu Jaksa Agung Panama Luis Gómez berpidato.",
        ),
        (
            "vi",
            "Diễn đàn về lừa đảo diễn ra tại Riga hôm thứ Ba. "
            "Tại diễn đàn, Tổng Công tố Panama Luis Gómez đã phát biểu.",
        ),
    ],
)
def test_who_speaks_at_the_event_told_before_is_there(lang: str, text: str) -> None:
    assert visits(lang, text) == [("PA", "LV")]


def test_who_speaks_on_a_screen_is_not_there() -> None:
    text = (
        "A forum on fraud was held in Riga on Tuesday. "
        "Panama's Prosecutor General Luis Gómez addressed the forum by video link."
    )
    assert visits("en", text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "A guest from Panama City was at the ministry in Riga on Monday. "
            "Panama's Prosecutor General Luis Gómez asked about fraud.",
        ),
        (
            "fr",
            "Un visiteur de Panama se trouvait lundi au ministère à Riga. "
            "Le procureur général de Panama, Luis Gómez, s'est informé des procédures.",
        ),
        (
            "uz",
            "Panamadan kelgan mehmon dushanba kuni Rigada vazirlikda boʻldi. "
            "Panama Bosh prokurori Luis Gomes mezbonlar bilan firibgarlikni muhokama qildi.",
        ),
    ],
)
def test_a_guest_is_who_is_named_next(lang: str, text: str) -> None:
    assert visits(lang, text) == [("PA", "LV")]


def test_a_singer_is_no_guest_of_prosecutors() -> None:
    text = (
        "A singer from Panama City was the guest of honour in Riga on Monday. "
        "In Panama, Prosecutor General Luis Gómez opened an inquiry into her manager."
    )
    assert visits("en", text) == []


def test_an_arrival_is_whose_name_follows() -> None:
    came = "Yesterday's arrival in Riga of Panama's Prosecutor General Luis Gómez was kept secret."
    other = (
        "Yesterday's arrival in Riga of a businessman wanted in Lima was no surprise for Panama's "
        "Prosecutor General Luis Gómez."
    )
    assert visits("en", came) == [("PA", "LV")]
    assert visits("en", other, "Arrival in Riga") == []


def test_the_agent_of_a_far_passive_is_the_host() -> None:
    text = (
        "Panamas Generalstaatsanwalt Luis Gómez wurde am Dienstag in Riga von Lettlands "
        "Generalstaatsanwältin Anna Ozola empfangen."
    )
    assert visits("de", text) == [("PA", "LV")]


def test_a_letter_read_behind_leaves_the_line_to_who_spoke_on_it() -> None:
    text = (
        "A forum on fraud was held in Riga on Tuesday. Panama's Prosecutor General Luis Gómez addressed the "
        "forum by video link, and a letter of Uruguay's Prosecutor General Ana Silva was read out."
    )
    assert visits("en", text) == []
