"""Days that are none of the visit's, years told beside a day, and the tense of pages without a date."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _visits(lang: str, country: str, text: str, published: str | None) -> dict[str, tuple[str | None, ...]]:
    article = Article("", text, published=published, lang=lang, publisher_country=country)
    visits = read(article, now=NOW).visits
    return {visit.host.country: (visit.start, visit.end, visit.status) for visit in visits}


@pytest.mark.parametrize(
    ("lang", "country", "text", "host", "start"),
    [
        (
            "ja",
            "JP",
            "畝本直美検事総長は5月25日、モンゴルのウランバートルで大統領を表敬した。総長はモンゴル訪問に続き、"
            "27日から31日までトルコを公式訪問する。",
            "MN",
            "2007-05-25",
        ),
        (
            "tr",
            "TR",
            "Yargıtay Cumhuriyet Başsavcısı Muhsin Şentürk 25 Mayıs'ta Ulan Batur'da Moğolistan "
            "Cumhurbaşkanı ile görüştü. Şentürk, Moğolistan ziyaretinin ardından 27-31 Mayıs "
            "tarihlerinde Özbekistan'ı ziyaret edecek.",
            "MN",
            "2007-05-25",
        ),
        (
            "en",
            "KE",
            "Director of Public Prosecutions Jane Otieno met Mongolia's president in Ulaanbaatar on May 25. "
            "Following her visit to Mongolia, she will pay an official visit to Türkiye from May 27 to 31.",
            "MN",
            "2007-05-25",
        ),
    ],
)
def test_the_days_of_the_next_leg_are_not_those_of_the_first(
    lang: str, country: str, text: str, host: str, start: str
) -> None:
    """ "Following the visit to Mongolia": the stretch behind it is the other country's."""
    assert _visits(lang, country, text, "2007-05-26")[host][0] == start


@pytest.mark.parametrize(
    ("lang", "country", "text", "expected"),
    [
        (
            "en",
            "GE",
            "Prosecutor General Giorgi Melua arrived in Riga on 3 March 2019. On 5 March he met Latvia's "
            "Minister of Justice. He left Riga on 6 March.",
            {"LV": ("2019-03-03", "2019-03-06", "completed")},
        ),
        (
            "zh",
            "MO",
            "应澳门检察院邀请，莫桑比克共和国总检察长Rita Cossa率领代表团于2016年10月23日开始对澳门进行访问。"
            "10月24日，行政法务司司长接见了代表团。代表团将于10月29日离澳返国。",
            {"MO": ("2016-10-23", "2016-10-29", "completed")},
        ),
        (
            "fr",
            "VN",
            "Le procureur général cubain Darío Peña est en visite de travail à Hanoï, où il a rencontré Lê "
            "Van Hai.\n\nTrân Van Lam, président de l'Assemblée nationale, a rencontré ce samedi 13 "
            "décembre les électeurs de Cân Tho.",
            {"VN": (None, None, "ongoing")},
        ),
        (
            "de",
            "BG",
            "Generalstaatsanwalt Iwan Dimow ist zu einem offiziellen Besuch in Moldawien. Die Visite "
            "erfolgt auf Einladung des moldawischen Generalstaatsanwalts Ion Popa.\n\nAb heute beginnt "
            "die Wartung des Kraftwerks.",
            {"MD": (None, None, "ongoing")},
        ),
        (
            "ru",
            "RU",
            "В Минске запланирована рабочая встреча генерального прокурора России Олега Дашкова и "
            "генерального прокурора Белоруссии Андрея Шведа. Встреча намечена на 28 октября в Минске.",
            {"BY": ("2026-10-28", None, "planned")},
        ),
    ],
)
def test_a_page_without_a_date_tells_the_year_or_the_tense(
    lang: str, country: str, text: str, expected: dict[str, tuple[str | None, ...]]
) -> None:
    """A full date lends its year, other news of the page lends no day, and what is planned is planned."""
    assert _visits(lang, country, text, None) == expected


@pytest.mark.parametrize(
    ("lang", "country", "text", "host", "status"),
    [
        (
            "it",
            "IT",
            "William Burr, ministro della Giustizia americano, è stato a Londra e in Italia.",
            "GB",
            "completed",
        ),
        (
            "en",
            "GE",
            "A delegation led by the Chief Prosecutor Irakli Shota has been on a working visit to the "
            "Republic of Bulgaria. He met the Minister of Justice of Bulgaria.",
            "BG",
            "completed",
        ),
    ],
)
def test_what_is_told_as_past_is_over(lang: str, country: str, text: str, host: str, status: str) -> None:
    """ "E in" is not "è in", and "has been on a visit" is over."""
    assert _visits(lang, country, text, None)[host][2] == status
