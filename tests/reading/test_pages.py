"""What real pages do to a story: headlines twice, initials for titles, names that come later, parties."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting, Verdict
from bot.reading import read

NOW = datetime(2025, 8, 6, tzinfo=UTC)


def _read(lang: str, title: str, text: str, country: str | None = None) -> Verdict:
    return read(Article(title, text, published="2025-08-06", publisher_country=country, lang=lang), now=NOW)


def _facts(visit: Sighting) -> tuple[str | None, str | None, str | None]:
    return visit.visitor.name, visit.visitor.country, visit.host.country


def test_a_headline_printed_again_behind_the_menu_is_no_sentence_of_the_story() -> None:
    """Pages print menu and headline above the story; its dateline is found all the same."""
    title = "Chief justice receives Prosecutor General of Mongolia"
    (visit,) = _read(
        "en",
        title,
        f"Top stories\nHome | World\n{title}\nHANOI, Aug. 5 – Chief Justice Tran Van Hai met with Bold "
        f"Ganbat, "
        "Prosecutor General of Mongolia, on Tuesday in Hanoi.",
    ).visits
    assert (*_facts(visit), visit.start) == ("Bold Ganbat", "MN", "VN", "2025-08-05")


@pytest.mark.parametrize(
    "text",
    [
        "A Procuradora-Geral da República (PGR) portuguesa, Ana Coutinho, chegou ontem a Luanda para uma "
        "visita.",
        "A PGR portuguesa, Ana Coutinho, chegou ontem a Luanda para uma visita de três dias.",
        "A PGR de Portugal, Ana Coutinho, encontra-se em Luanda desde ontem, em visita de trabalho.",
        "Chegou ontem a Luanda, em visita oficial, a PGR de Portugal, Ana Coutinho.",
        "A procuradora-geral da República (PGR) de Portugal, Ana Coutinho, iniciou ontem uma visita a "
        "Angola.",
    ],
)
def test_initials_before_a_name_are_the_head(text: str) -> None:
    """The initials are those of the service and, before a name, of who heads it."""
    (visit,) = _read("pt", "Justiça", text).visits
    assert (_facts(visit), visit.visitor.grade) == (("Ana Coutinho", "PT", "AO"), "head")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Moldova's prosecutor general on Tuesday paid a visit to Baku.\nRadu Ceban and his delegation "
            "visited the Supreme Court.",
        ),
        (
            "en",
            "Moldova's prosecutor general is in Baku.\nThe visit of Radu Ceban, which began on Tuesday, "
            "will last three days.",
        ),
        (
            "pt",
            "O procurador-geral da Moldávia inicia hoje uma visita a Baku.\nA deslocação de Radu Ceban dura "
            "três dias.",
        ),
        (
            "es",
            "El fiscal general de Moldavia visita Bakú.\nRadu Ceban llegó el martes a la capital "
            "azerbaiyana.",
        ),
        (
            "it",
            "Il procuratore generale della Moldavia è in visita a Baku.\nLa visita di Radu Ceban durerà tre "
            "giorni.",
        ),
    ],
)
def test_the_name_of_the_traveller_may_come_later(lang: str, text: str) -> None:
    """The head is told by office, and who then travels without any office is the head."""
    (visit,) = _read(lang, "Justice", text).visits
    assert _facts(visit) == ("Radu Ceban", "MD", "AZ")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Portuguese official, who arrived in Angola on Monday, spoke to journalists."),
        ("en", "The Portuguese prosecutor is in Angola on a three-day visit."),
        ("es", "La funcionaria portuguesa llegó el lunes a Angola."),
        ("pt", "A magistrada portuguesa chegou segunda-feira a Angola."),
        ("fr", "La magistrate portugaise est arrivée lundi en Angola."),
    ],
)
def test_the_official_of_a_country_is_its_prosecutor_in_the_story(lang: str, text: str) -> None:
    """ "The Portuguese official" is the only prosecutor of Portugal whom the story names."""
    heads = {
        "en": "Portugal's Prosecutor General, Ana Coutinho, praised the cooperation.",
        "es": "La fiscal general de Portugal, Ana Coutinho, elogió la cooperación.",
        "pt": "A procuradora-geral da República de Portugal, Ana Coutinho, elogiou a cooperação.",
        "fr": "La procureure générale du Portugal, Ana Coutinho, a salué la coopération.",
    }
    (visit,) = _read(lang, "Justice", f"{heads[lang]}\n{text}").visits
    assert _facts(visit) == ("Ana Coutinho", "PT", "AO")


@pytest.mark.parametrize(
    "text",
    [
        "Qatar took part in the 17th meeting of GCC attorneys general, which was held in Muscat. Qatar's "
        "delegation "
        "to the meeting was headed by Attorney General Dr. Hamad Al Sulaiti.",
        "The State of Qatar participated in the meeting of GCC public prosecutors in Muscat. The State of "
        "Qatar's "
        "delegation was led by HE Attorney General Hamad Al Sulaiti.",
    ],
)
def test_who_heads_the_delegation_to_an_event_is_where_it_is_held(text: str) -> None:
    """The place stands with the event, the head in the next sentence."""
    (visit,) = _read("en", "GCC prosecutors meet", text).visits
    assert _facts(visit) == ("Hamad Al Sulaiti", "QA", "OM")


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda's Prosecutor General Jean Habimana signed the deal alongside his Egyptian counterpart, Nabil "
        "Shawky, on Tuesday in Cairo.",
        "The memorandum was signed by Rwanda's Prosecutor General Jean Habimana and Egypt's Prosecutor "
        "General "
        "Nabil Shawky in Cairo on Tuesday.",
        "Jean Habimana, the Prosecutor General of Rwanda, signed the accord with his Egyptian counterpart "
        "Nabil "
        "Shawky in Cairo.",
    ],
)
def test_both_who_sign_stand_where_it_is_signed(text: str) -> None:
    """Names and offices may stand between the signing and its place."""
    (visit,) = _read("en", "Rwanda, Egypt sign deal on crime", text, "RW").visits
    assert _facts(visit) == ("Jean Habimana", "RW", "EG")
