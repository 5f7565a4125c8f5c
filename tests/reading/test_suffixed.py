"""Names, places and parties in languages that hang their endings on the last word."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.model import Article, Verdict
from bot.reading import read


def _read(text: str, lang: str, home: str, title: str = "") -> Verdict:
    article = Article(title, text, published="2025-06-12", publisher_country=home, lang=lang)
    return read(article, now=datetime(2025, 6, 12, tzinfo=UTC))


def test_two_names_side_by_side_are_two_people() -> None:
    """A name that the text knows by itself ends where the next begins."""
    verdict = _read(
        "Bu gün Türkiyə Prezidenti Rəcəb Tayyib Ərdoğan Baş prokuror Kamran Əliyevin rəhbərlik etdiyi "
        "nümayəndə heyətini qəbul edib. Səfər çərçivəsində Ankarada park ziyarət edilib.",
        "az",
        "AZ",
        "Kamran Əliyev Ərdoğanla görüşdü",
    )
    assert [visit.visitor.name for visit in verdict.visits] == ["Kamran Əliyev"]
    assert verdict.visits[0].host.country == "TR"


def test_an_owner_ends_his_name() -> None:
    """What somebody owns is no part of his name, whatever capital it has."""
    verdict = _read(
        "Bu gün Türkiyə Ali Məhkəməsinin Baş prokuroru Bekir Şahinin Naxçıvan Muxtar Respublikasına işgüzar "
        "səfəri başlayıb. Sonra B.Şahin Naxçıvan şəhərində muzeyi ziyarət edib.",
        "az",
        "AZ",
    )
    assert [visit.visitor.name for visit in verdict.visits] == ["Bekir Şahin"]


def test_whose_hospitality_it_is_tells_where_it_is() -> None:
    """A meeting that an Azerbaijani hosts takes place in Azerbaijan."""
    verdict = _read(
        "Azerbaycan Başsavcısı Kamran Aliyev'in ev sahipliğinde düzenlenen toplantıya Kırgızistan Başsavcısı "
        "Kurmankul Zuluşev ve Özbekistan Başsavcısı Nigmatilla Yuldaşev katıldı.",
        "tr",
        "TR",
    )
    assert {(visit.visitor.country, visit.host.country) for visit in verdict.visits} == {
        ("KG", "AZ"),
        ("UZ", "AZ"),
    }


def test_who_greets_guests_is_at_home() -> None:
    """Whoever greets a guest is not the guest, though the two words stand together."""
    verdict = _read(
        "Baş prokuror Kamran Əliyev Türkiyə Ali Məhkəməsinin sədri Mehmet Akarca ilə görüşüb. Qonaqları "
        "salamlayan Baş prokuror əməkdaşlıqdan danışıb.",
        "az",
        "AZ",
        "Baş prokuror Türkiyə Ali Məhkəməsinin sədri ilə görüşüb",
    )
    assert verdict.label == "not_visit"


def test_companions_are_not_met() -> None:
    """Who comes along with a visitor is not one of those whom he meets."""
    verdict = _read(
        "Gürcistan Başsavcısı Giorgi Gvarakidze Ankara'da Yargıtay Başkanı Ömer Kerkez'i ziyaret etti. "
        "Ziyarette Gvarakidze'ye Başsavcı Yardımcısı Natia Lomidze eşlik etti.",
        "tr",
        "TR",
    )
    assert [person.name for person in verdict.visits[0].meetings] == ["Ömer Kerkez"]


def test_an_envoy_serves_the_country_that_stands_first() -> None:
    """Azerbaijan's ambassador to Uzbekistan is nobody whom an Azerbaijani meets there."""
    verdict = _read(
        "Azərbaycanın Baş prokuroru Kamran Əliyev Daşkəndə səfərə gəlib. Onu hava limanında Özbəkistan "
        "Baş prokurorunun müavini Erkin Yuldaşev və Azərbaycanın "
        "Özbəkistandakı səfiri Hüseyn Quliyev qarşılayıb.",
        "az",
        "AZ",
    )
    assert [person.name for person in verdict.visits[0].meetings] == ["Erkin Yuldaşev"]


def test_suspects_travel_on_their_own_account() -> None:
    """The journey of a suspect is none of the prosecutor who tells of it."""
    verdict = _read(
        "Almanya Federal Başsavcısı Jens Rommel casusluk soruşturmasını açıkladı. Şüphelinin Türkiye'ye "
        "seyahat ettiği bildirildi.",
        "tr",
        "TR",
    )
    assert verdict.label == "not_visit"


def test_until_is_no_month() -> None:
    """An ending that is written like a month's abbreviation stays an ending."""
    verdict = _read(
        "Gürcüstanın Baş prokuroru Giorgi Qvarakidze iyunun 10-da Bakıya səfərə gəlib. Səfər ayın 14-dək "
        "davam edəcək.",
        "az",
        "AZ",
    )
    assert verdict.visits[0].start == "2025-06-10"
    assert (verdict.visits[0].end or "2025-06-14") == "2025-06-14"
