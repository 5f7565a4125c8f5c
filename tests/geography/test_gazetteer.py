"""Cities: found in many languages, shown as English news writes them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot import countries, gazetteer
from bot.gazetteer.endings import dictionary_forms, inflect
from bot.gazetteer.keys import loose


@pytest.mark.parametrize(
    ("texts", "name", "country"),
    [
        ("Manama Manamə Манама المنامة منامه 麦纳麦", "Manama", "BH"),
        ("Baku Bakı Bakü Баку باكو 巴库 Boku", "Baku", "AZ"),
        ("Ankara ANKARA Анкара أنقرة آنکارا 安卡拉 앙카라 アンカラ", "Ankara", "TR"),
        ("Hague Haaqa Lahey Гаага لاهاي لاهه 海牙", "The Hague", "NL"),
        ("Kyiv Kiev Kiyev Киев Київ Kijów", "Kyiv", "UA"),
        ("Tashkent Toshkent Daşkənd Taşkent Ташкент Тошкент طشقند", "Tashkent", "UZ"),
        ("Astana Ostona Астана 阿斯塔纳", "Astana", "KZ"),
        ("Seoul Seul Сеул 서울 首尔 Xơ-un", "Seoul", "KR"),
        ("Beijing Pekin Pékin Пекин Пекін Бейжің 北京", "Beijing", "CN"),
        ("Naxçıvan Nakhchivan Nahçıvan Нахчыван", "Nakhchivan", "AZ"),
        ("Shusha Şuşa Шуша", "Shusha", "AZ"),
        ("Samarkand Səmərqənd Semerkant Самарканд Самарқанд", "Samarkand", "UZ"),
        ("Strasbourg Strasburq Страсбург Straßburg", "Strasbourg", "FR"),
        ("Geneva Cenevrə Cenevre Женева جنيف Genève", "Geneva", "CH"),
        ("Vienna Vyana Viyana Вена Відень Wien", "Vienna", "AT"),
        ("Sochi Soçi Сочи", "Sochi", "RU"),
        ("Malé", "Malé", "MV"),
        ("Marrakech Marrakesh", "Marrakech", "MA"),
        ("Warsaw Warszawa Варшава", "Warsaw", "PL"),
    ],
)
def test_a_city_is_found_in_many_languages(texts: str, name: str, country: str) -> None:
    """Whatever script and spelling, the best known city of that name comes first, under its English name."""
    for text in texts.split():
        found = gazetteer.named(text)
        assert found and (found[0].name, found[0].country) == (name, country), text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Davos",
            "Bled",
            "Ohrid",
            "Dubrovnik",
            "Baden",
            "Sharm el-Sheikh",
            "Sharm El Sheikh",
            "Antalya",
            "Lyon",
        ),
        *(
            "Cholpon-Ata",
            "Bukhara",
            "Istanbul",
            "Ho Chi Minh City",
            "Saint Petersburg",
            "St. Petersburg",
            "Ismailia",
        ),
        *("New York", "Nizhny Novgorod", "Turkistan", "Khiva", "AlUla", "Awaza", "Siem Reap", "Punta Cana"),
    ],
)
def test_conference_towns_are_there(text: str) -> None:
    """Towns where prosecutors meet are known, however small."""
    assert gazetteer.named(text)


def test_every_state_has_one_capital() -> None:
    """A capital is given for every country with a government of its own."""
    without = {code for code in countries.codes() if gazetteer.capital(code) is None}
    assert without <= {"AQ", "BQ", "BV", "GG", "HM", "IO", "TF", "TK", "UM", "WF"}
    bahrain = gazetteer.capital("BH")
    assert bahrain == gazetteer.named("Manama")[0] and bahrain.capital and bahrain.population > 100_000
    assert gazetteer.capital("XX") is None


def test_the_best_known_city_of_a_name_comes_first() -> None:
    """States' capitals come before larger towns, and those before small capitals of territories."""
    assert [city.country for city in gazetteer.named("London")][:2] == ["GB", "CA"]
    assert [city.country for city in gazetteer.named("Tripoli")] == ["LY", "LB"]
    assert gazetteer.named("Plymouth")[0].country == "GB"
    assert gazetteer.named("San Jose")[0].country == "CR"


@pytest.mark.parametrize(
    "text", ["Kuwait", "Mexico", "Georgia", "Jamaica", "Armenia", "Алжир", "Adalet", "Google", ""]
)
def test_names_of_countries_and_junk_are_no_cities(text: str) -> None:
    """A country's name means the country, and words that GeoNames lists by accident mean nothing."""
    assert gazetteer.named(text) == ()


@pytest.mark.parametrize(
    "text", ["Nice", "Reading", "Split", "Mobile", "Bath", "Malé", "Sofia", "Владимир", "Софии"]
)
def test_a_city_that_is_also_a_word_is_flagged(text: str) -> None:
    """Such a name is found, and known to need another clue."""
    rows = countries.endings("ru")
    assert gazetteer.named(text, rows) and gazetteer.is_risky(text, rows)


@pytest.mark.parametrize("text", ["Manama", "Ankara", "The Hague", "Минск", "Tashkent"])
def test_most_cities_are_not_flagged(text: str) -> None:
    """A name that is only a city's stands on its own."""
    assert not gazetteer.is_risky(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("Манаме", "Manama"), ("Анкаре", "Ankara"), ("Гааге", "The Hague"), ("Москвой", "Moscow")),
        *(
            ("Казани", "Kazan"),
            ("Нижнем Новгороде", "Nizhny Novgorod"),
            ("Санкт-Петербурге", "Saint Petersburg"),
        ),
        *(
            ("Афинах", "Athens"),
            ("Сеула", "Seoul"),
            ("Женеву", "Geneva"),
            ("Шанхае", "Shanghai"),
            ("Баку", "Baku"),
        ),
    ],
)
def test_inflected_cities_are_found_with_the_endings_of_their_language(text: str, name: str) -> None:
    """Russian says "в Манаме"; the table of endings in its pack leads back to the city."""
    assert gazetteer.named(text, countries.endings("ru"))[0].name == name


@pytest.mark.parametrize("text", ["Делегация", "Прокурор", "Министр", "Встреча", "Соглашение", "Республики"])
def test_ordinary_russian_words_are_no_cities(text: str) -> None:
    """Undoing endings does not turn common words into towns."""
    assert gazetteer.named(text, countries.endings("ru")) == ()


def test_several_words_change_together_or_only_the_last() -> None:
    """In Russian every word of a name changes, in other languages the last one."""
    rows = (("ая", "ой"), ("ия", "ии"), ("", "a"))
    assert inflect("Новая Зеландия", rows) == ("Новая Зеландия", "Новой Зеландии")
    assert inflect("Yeni Zelandiya", (("", "ya", "da"),), last_word_only=True) == (
        "Yeni Zelandiya",
        "Yeni Zelandiyaya",
        "Yeni Zelandiyada",
    )
    assert "манама" in dictionary_forms("манаме", (("а", "ы", "е"),))


def test_stored_names_are_filed_under_the_keys_that_are_asked_for() -> None:
    """The table was built with the folding that lookups use; after a change of it, build again."""
    table = gazetteer._table()
    assert [key for key in table.first if loose(key) != key] == []
    assert len(table.lines) > 6_000


def test_the_table_loads_quickly_and_stays_small() -> None:
    """Loading takes at most 100 ms and 25 MB; a machine under load gets three times the time."""
    probe = (
        "import resource, time; from bot import gazetteer, text\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; start = time.process_time()\n"
        "gazetteer.named('Manama')\n"
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < 0.3 and kilobytes < 25_000
