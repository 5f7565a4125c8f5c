"""Guests introduced as the ones met, legs of tours with their own days, officials told by office alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting, Verdict
from bot.reading import read

NOW = datetime(2026, 10, 8, tzinfo=UTC)


def verdict(text: str, lang: str, title: str = "") -> Verdict:
    """Read one article that was published on 8 October 2026."""
    return read(Article(title, text, published="2026-10-08", lang=lang), now=NOW)


def only(text: str, lang: str = "en") -> Sighting:
    """Give the one visit of an article."""
    (visit,) = verdict(text, lang).visits
    return visit


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Georgia's Prosecutor General Nino Beridze met the Prosecutor General of Estonia, Liina Kask, "
            "who is in the country on an official visit.",
        ),
        (
            "uk",
            "Генеральна прокурорка Грузії Ніно Берідзе зустрілася з Генеральною прокуроркою Естонії "
            "Лійною Каск, що прибула до країни з робочим візитом.",
        ),
        (
            "fr",
            "La procureure générale de Géorgie, Nino Beridze, s'est entretenue avec la procureure générale "
            "d'Estonie, Liina Kask, en visite de travail dans le pays.",
        ),
    ],
)
def test_who_is_on_a_visit_beside_his_name_is_the_guest(lang: str, text: str) -> None:
    """Of two heads who meet, the one is abroad of whom a journey is told in passing."""
    visit = only(text, lang)
    assert (visit.visitor.country, visit.host.country) == ("EE", "GE")


def test_a_minister_who_is_met_makes_no_visit_of_a_prosecutor() -> None:
    """A guest who holds another office leaves the prosecutor at home."""
    text = (
        "Georgia's Prosecutor General Nino Beridze met the Minister of Justice of Latvia, Ilze Ozola, who "
        "is in the country on an official visit."
    )
    assert verdict(text, "en").label == "not_visit"


def test_each_leg_of_a_tour_has_the_days_beside_it() -> None:
    """The second stop takes its journey from the first and its days from the words beside it."""
    found = verdict(
        "Kazakhstan's Prosecutor General Yerlan Sagintayev visited Doha on 28 September and Muscat from "
        "30 September to 1 October.",
        "en",
    )
    legs = {visit.host.city: (visit.start, visit.end) for visit in found.visits}
    assert legs == {"Doha": ("2026-09-28", None), "Muscat": ("2026-09-30", "2026-10-01")}


def test_whose_day_tells_a_departure_ends_there() -> None:
    """A day on which somebody did something and went home is the last one."""
    visit = only(
        "The Prosecutor General of Hungary, Dávid Halmos, held talks in Baku on 6 October. On 7 October he "
        "visited the academy and returned to Budapest."
    )
    assert (visit.start, visit.end) == ("2026-10-06", "2026-10-07")


def test_who_leaves_for_the_host_country_begins_his_visit() -> None:
    """To leave for a place is to set out, and not the end of a stay."""
    text = "The Prosecutor General of Hungary, Dávid Halmos, left on Tuesday for Baku on a three-day visit."
    (visit,) = verdict(text, "en", "Hungarian prosecutor general in Baku").visits
    assert (visit.start, visit.end) == ("2026-10-06", "2026-10-08")


def test_officials_without_a_name_are_kept_by_their_office() -> None:
    """Whoever invites and is met by office alone stands in the record without a name."""
    visit = only(
        "The Prosecutor General of Mongolia, Bataar Ganbold, flew to Astana on Tuesday at the invitation of "
        "his Kazakh counterpart. He met the minister of justice and the chairman of the Supreme Court."
    )
    assert visit.inviter is not None
    assert (visit.inviter.name, visit.inviter.country) == (None, "KZ")
    assert [(one.name, one.country) for one in visit.meetings] == [(None, "KZ"), (None, "KZ")]


def test_a_military_prosecutor_is_a_deputy_only_where_the_text_says_so() -> None:
    """Of two offices joined by a dash the first tells the rank; without it there is none."""
    tail = "Главный военный прокурор Белоруссии Игорь Лапко совершил рабочий визит в Ереван 3–4 октября."
    assert verdict(f"Заместитель Генерального прокурора – {tail}", "ru").label == "deputy_visit"
    assert verdict(tail, "ru").label == "not_visit"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        (
            "ru",
            "Генеральный прокурор Монголии Батболд Ганзориг прибыл в Бишкек с визитом. Он провёл беседу с "
            "генеральным прокурором Киргизии Максатом Токоевым, пригласившим его в страну.",
            "Максат Токоев",
        ),
        (
            "tr",
            "Letonya Başsavcısı Armins Kalnins, Moldova Başsavcısı Ion Ceban'ın çağrısı üzerine "
            "Kişinev'e geldi.",
            "Ion Ceban",
        ),
        (
            "uk",
            "Генеральний прокурор Латвії Армінс Озолс приїде до Варшави 12 жовтня. Запрошував гостя "
            "національний прокурор Марек Новак.",
            "Марек Новак",
        ),
        (
            "es",
            "El fiscal general de Letonia, Armins Kalnins, llegó a Lima. Se reunió con el fiscal de la "
            "Nación del Perú, Tomás Gálvez, quien lo había invitado.",
            "Tomás Gálvez",
        ),
    ],
)
def test_who_invites_is_told_by_many_words(lang: str, text: str, name: str) -> None:
    """The inviter stands beside his word, before or behind it."""
    invited = only(text, lang).inviter
    assert invited is not None
    assert invited.name == name


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "A conference of prosecutors general opened in Riga on 7 October. Latvia's Prosecutor General "
            "Armins Kalnins welcomed the guests. Moldova's Prosecutor General Ion Rusu and Mongolia's "
            "Prosecutor General Batbold Ganzorig are taking part in the conference.",
        ),
        (
            "es",
            "Una asamblea de fiscales generales se inauguró el 7 de octubre en Lima. Dio la bienvenida "
            "el fiscal de la Nación del Perú, Tomás Gálvez. Participan en la asamblea el fiscal "
            "general de Bolivia, Roger Quispe, y la fiscal general de Paraguay, Rocío Benítez.",
        ),
    ],
)
def test_whoever_welcomes_a_hall_has_met_nobody(lang: str, text: str) -> None:
    """Of several guests of a conference none has talked with the host unless the text says so."""
    found = verdict(text, lang).visits
    assert len(found) == 2
    assert not any(visit.meetings for visit in found)
