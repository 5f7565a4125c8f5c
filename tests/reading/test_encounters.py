"""Meetings of two heads of prosecution, and who was represented where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read

NOW = datetime(2026, 3, 20, tzinfo=UTC)

UNPLACED = (
    ("ru", "Генпрокурор Молдовы Виорел Чебан встретился с генпрокурором Чехии Яном Дворжаком.", "MD", "CZ"),
    (
        "uk",
        "Генпрокурор України Андрій Левченко провів зустріч з генпрокурором Латвії Юрісом Калнсом.",
        "UA",
        "LV",
    ),
    (
        "sr",
        "Vrhovni tužilac Srbije Nemanja Vasić i glavni tužilac Slovenije Matej Zupan potpisali su sporazum.",
        "RS",
        "SI",
    ),
    ("fa", "رضا کریمی دادستان کل کشور ایران با دادستان کل جمهوری ازبکستان دیدار و گفتگو کرد.", "IR", "UZ"),
    (
        "en",
        "Prosecutor General of Georgia Levan Beridze met with Prosecutor General of Cyprus Andreas Petrou.",
        "GE",
        "CY",
    ),
)
NOT_MET = (
    ("ru", "Генпрокурор Молдовы Виорел Чебан провёл видеопереговоры с генпрокурором Чехии Яном Дворжаком."),
    (
        "ru",
        "Генпрокурор Молдовы Виорел Чебан провёл телефонный разговор с генпрокурором Чехии Яном Дворжаком.",
    ),
    (
        "uk",
        "Генпрокурор України Андрій Левченко провів онлайн-зустріч з генпрокурором Латвії Юрісом Калнсом.",
    ),
    (
        "en",
        "Georgia's Prosecutor General Levan Beridze met online with Prosecutor General of Cyprus A. Petrou.",
    ),
    (
        "en",
        "Georgia's Prosecutor General Levan Beridze met with Minister of Justice of Cyprus A. Petrou.",
    ),
)


def _read(lang: str, text: str, title: str = "") -> Verdict:
    return read(Article(title=title, text=text, lang=lang, published="2026-03-18"), now=NOW)


@pytest.mark.parametrize(("lang", "text", "visitor", "other"), UNPLACED)
def test_two_heads_who_meet_have_not_both_stayed_at_home(
    lang: str, text: str, visitor: str, other: str
) -> None:
    """Where no place is told at all, the one of whom the story speaks first is taken for the guest."""
    verdict = _read(lang, text)
    assert verdict.label == "visit"
    assert [(visit.visitor.country, visit.host.country) for visit in verdict.visits] == [(visitor, other)]


@pytest.mark.parametrize(("lang", "text"), NOT_MET)
def test_nobody_comes_to_a_call_or_to_a_minister(lang: str, text: str) -> None:
    """A call and a meeting with somebody who is no prosecutor are no journey."""
    assert _read(lang, text).label == "not_visit"


def test_what_is_told_of_home_below_does_not_call_a_delegate_back() -> None:
    """Of a council held abroad a delegate speaks about reforms at home, and the next one meets there."""
    verdict = _read(
        "az",
        "Mayın 12-də Gürcüstanın paytaxtı Tbilisi şəhərində Baş prokurorlar Şurasının iclası keçirilib. "
        "Tədbirdə Azərbaycanı Baş prokuror Rauf Hacızadənin rəhbərlik etdiyi nümayəndə heyəti təmsil edib. "
        "Növbəti iclas Bakıda keçiriləcək.",
    )
    assert [(visit.visitor.country, visit.host.country) for visit in verdict.visits] == [("AZ", "GE")]


def test_initials_in_brackets_belong_to_the_office() -> None:
    """The holder's name follows the initials of his office, and the country's."""
    verdict = _read(
        "sr",
        "Vrhovni državni tužilac Crne Gore (VDT) Luka Radonjić i glavni tužilac Tužilaštva Bosne i "
        "Hercegovine (BiH) Dino Hadžić potpisali su u Sarajevu protokol.",
    )
    assert [visit.visitor.name for visit in verdict.visits] == ["Luka Radonjić"]


def test_the_envoy_to_a_country_is_not_news_of_being_there() -> None:
    """ "The ambassador of Ukraine to the United States" puts nobody into the United States."""
    verdict = _read("uk", "Генеральний прокурор Андрій Левченко обговорив реформу з послом України в США.")
    assert verdict.label == "not_visit"


GREETED = (
    ("ru", "Олег Рябцев посетил Киргизию. Он передал приветствие от генпрокурора Чехии Яна Дворжака."),
    ("ru", "Посол посетил Молдову. Он выступил от имени генпрокурора Чехии Яна Дворжака."),
    ("uk", "Олег Рябцев відвідав Молдову. Він передав вітання від генпрокурора Чехії Яна Дворжака."),
    ("uk", "Посол відвідав форум у Кишиневі. Він виступив від імені генпрокурора Чехії Яна Дворжака."),
    ("zh", "最高人民检察院检察长方励在京会见新西兰首席大法官怀特。怀特曾担任过新西兰总检察长。"),
)


@pytest.mark.parametrize(("lang", "text"), GREETED)
def test_a_greeting_is_not_a_guest(lang: str, text: str) -> None:
    """In whose name somebody speaks has stayed at home, and who was a prosecutor once is none now."""
    assert _read(lang, text).label == "not_visit"


@pytest.mark.parametrize(
    ("state", "country"),
    [
        ("Саудия Арабистон подшоҳлиги", "SA"),
        ("Баҳрайн Подшоҳлиги", "BH"),
        ("Qatar Davlati", "QA"),
        ("Ispaniya Qirolligi", "ES"),
        ("Quvayt Davlati", "KW"),
    ],
)
def test_uzbek_names_states_in_full(state: str, country: str) -> None:
    """Kingdoms and states belong to the name of a country, in both alphabets."""
    cyrillic = state[0] in "СБ"
    text = (
        f"{state} бош прокурори Юсуф Хатиб бошчилигидаги делегация Тошкентга ташриф буюрди."
        if cyrillic
        else f"{state} bosh prokurori Yusuf Xatib boshchiligidagi delegatsiya Toshkentga tashrif buyurdi."
    )
    assert [visit.visitor.country for visit in _read("uz", text).visits] == [country]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "During its stay the delegation of the Supreme People's Prosecutor's Office of Laos, headed by "
            "Prosecutor General Bua Saysana, met officials of Japan's Supreme Public Prosecutors Office.",
        ),
        (
            "fr",
            "Durant son séjour, la délégation du Parquet populaire suprême du Laos, conduite par le "
            "procureur général Bua Saysana, a travaillé avec des responsables du Parquet suprême du Japon.",
        ),
        (
            "es",
            "Durante su estancia, la delegación de la Fiscalía Popular Suprema de Laos, encabezada por el "
            "fiscal general Bua Saysana, se reunió con funcionarios de la Fiscalía Suprema de Japón.",
        ),
    ],
)
def test_whom_a_delegation_meets_during_its_stay_is_its_host(lang: str, text: str) -> None:
    """No town and no country is told to which it has come."""
    (visit,) = read(Article("", text, published="2025-08-06", lang=lang), now=NOW).visits
    assert (visit.visitor.country, visit.host.country) == ("LA", "JP")


def test_whose_visit_it_is_may_stand_behind_it() -> None:
    """During the guests' visit the host of whom the sentence tells is at home."""
    text = (
        "Lors de la visite de la délégation japonaise, le procureur général du Laos Bua Saysana a travaillé "
        "avec des responsables du Parquet suprême du Japon."
    )
    visits = read(Article("", text, published="2025-08-06", lang="fr"), now=NOW).visits
    assert all(visit.visitor.country != "LA" for visit in visits)


@pytest.mark.parametrize(
    "text",
    [
        "Le DPP, Me Anil Boodhoo, a ouvert hier la conférence régionale des procureurs. Il était aux côtés "
        "du DPP d'Ouganda, Me Jane Okello.",
        "Le DPP, Me Anil Boodhoo, a présenté hier la conférence régionale des procureurs, qui commence "
        "demain. Le DPP était aux côtés de Me Paul Essomba, magistrat du Cameroun, et du DPP d'Ouganda Me "
        "Jane Okello.",
    ],
)
def test_who_stands_beside_the_host_of_an_event_has_come(text: str) -> None:
    """The sentence behind the event's tells who stands there, and the host is at home."""
    article = Article("", text, published="2025-08-06", lang="fr", publisher_country="MU")
    (visit,) = read(article, now=NOW).visits
    assert (visit.visitor.name, visit.visitor.country, visit.host.country) == ("Jane Okello", "UG", "MU")


def test_who_stands_beside_the_head_abroad_is_at_home() -> None:
    """The same words, where the event is the other's."""
    text = (
        "Le DPP, Me Anil Boodhoo, était hier à Kampala pour la conférence régionale des procureurs. Il "
        "était aux côtés du DPP d'Ouganda, Me Jane Okello."
    )
    article = Article("", text, published="2025-08-06", lang="fr", publisher_country="MU")
    assert all(visit.host.country == "UG" for visit in read(article, now=NOW).visits)
