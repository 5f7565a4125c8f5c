"""More of what real pages tell: two offices of one person, days between words, whose side people are on."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting, Verdict
from bot.reading import read

NOW = datetime(2025, 8, 6, tzinfo=UTC)


def _read(lang: str, title: str, text: str, country: str | None = None) -> Verdict:
    return read(Article(title, text, published="2025-08-06", publisher_country=country, lang=lang), now=NOW)


def _facts(visit: Sighting) -> tuple[str | None, str | None, str | None]:
    return visit.visitor.name, visit.visitor.country, visit.host.country


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            "Le procureur général de Guinée, Alpha Sow, en visite à Rabat, s'est entretenu lundi avec le "
            "procureur général du Roi près la Cour de cassation, président du ministère public, Omar Tazi.",
            "procureur général du Roi près la Cour de cassation",
        ),
        (
            "En visite à Rabat, le procureur général du Mali, Alpha Sow, a été reçu par le procureur "
            "général du "
            "Roi, président du Ministère public, Omar Tazi.",
            "procureur général du Roi",
        ),
    ],
)
def test_who_holds_two_offices_is_met_as_prosecutor(text: str, met: str) -> None:
    """Both offices before a name are its bearer's, and the king's prosecutor general is Morocco's."""
    (visit,) = _read("fr", "Coopération judiciaire", text).visits
    assert [(one.name, one.office_as_written, one.country) for one in visit.meetings] == [
        ("Omar Tazi", met, "MA")
    ]


def test_a_minister_on_a_visit_makes_no_journey_for_the_prosecutor_whom_he_meets() -> None:
    """The title tells where the prosecutor is at home, whoever prints the story."""
    verdict = _read(
        "fr",
        "Le procureur général du Roi reçoit le ministre français de la Justice",
        "Le procureur général du Roi près la Cour de cassation, président du Ministère public, Omar Tazi, "
        "a eu "
        "lundi à Rabat des entretiens avec le ministre français de la Justice, Jean Morel, en visite "
        "officielle "
        "au Maroc.",
        "FR",
    )
    assert verdict.label == "not_visit"


@pytest.mark.parametrize(
    "text",
    [
        "Chief Justice Zhang Jun met with Bold Ganbat, Prosecutor General of Mongolia, in Beijing on Aug. 5.",
        "In Beijing on Aug. 5, Bold Ganbat, Prosecutor General of Mongolia, met with Chief Justice Zhang "
        "Jun.",
        "Prosecutor General of Mongolia Bold Ganbat arrived in Beijing on Aug 5 and called on Chief "
        "Justice Zhang "
        "Jun.",
    ],
)
def test_a_given_name_may_be_written_like_a_month(text: str) -> None:
    """Jun behind a family name is no June."""
    (visit,) = _read("en", "Mongolian prosecutor in China", text, "CN").visits
    assert ([one.name for one in visit.meetings], visit.start) == (["Zhang Jun"], "2025-08-05")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("từ ngày 20 đến ngày 27/07/2025", ("2025-07-20", "2025-07-27")),
        ("từ ngày 28/7 đến ngày 2/8", ("2025-07-28", "2025-08-02")),
        ("trong thời gian từ ngày 28/7 đến 2/8/2025", ("2025-07-28", "2025-08-02")),
        ("từ 28 đến 31/7", ("2025-07-28", "2025-07-31")),
        ("từ ngày 28 tháng 7 đến ngày 2 tháng 8", ("2025-07-28", "2025-08-02")),
    ],
)
def test_the_word_between_two_days_is_no_arrival(text: str, days: tuple[str, str]) -> None:
    """Vietnamese has one word for "to" a day and "to" a place."""
    (visit,) = _read(
        "vi",
        "Viện trưởng VKSND tối cao thăm Trung Quốc",
        f"Nhận lời mời của Viện trưởng VKSND tối cao Trung Quốc, {text}, Đoàn đại biểu VKSND tối cao Việt "
        f"Nam do "
        "Viện trưởng Lê Quốc Huy dẫn đầu đã thăm và làm việc tại Trung Quốc.",
    ).visits
    assert (visit.start, visit.end) == days


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Prosecutor General of Moldova Radu Ceban made a surprise visit to Kyiv. He met many.", "completed"),
        ("Prosecutor General of Moldova Radu Ceban paid a visit to Kyiv.", "completed"),
        ("Prosecutor General of Moldova Radu Ceban is on a visit to Kyiv.", "ongoing"),
    ],
)
def test_a_headline_in_the_present_does_not_make_a_visit_go_on(text: str, status: str) -> None:
    """Headlines tell everything in the present; the text decides."""
    (visit,) = _read("en", "Prosecutor General Radu Ceban visits Ukraine", text).visits
    assert visit.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutor General of Moldova Radu Ceban ended his first trip to China on Tuesday after meeting six "
        "officials. The two-day trip led to Beijing.",
        "Moldova's Prosecutor General Radu Ceban made the comments on Tuesday before ending his two-day "
        "trip to "
        "Beijing.",
    ],
)
def test_the_day_on_which_a_trip_ended_is_its_last(text: str) -> None:
    """With the length told the first day follows."""
    (visit,) = _read("en", "Moldova, China to cooperate", text).visits
    assert (visit.start, visit.end) == ("2025-08-04", "2025-08-05")


@pytest.mark.parametrize(
    ("lang", "country", "text"),
    [
        (
            "it",
            "IT",
            "Il Procuratore Generale Militare, Marco Rossi, ha ricevuto a Palazzo Cesi una delegazione di "
            "magistrati "
            "guidata dal Procuratore Generale della Moldavia Radu Ceban.",
        ),
        (
            "en",
            "KE",
            "Chief Justice Mary Otieno received the Prosecutor General of Moldova, Radu Ceban, and his "
            "delegation.",
        ),
    ],
)
def test_who_is_received_by_an_official_of_the_newsroom_is_there(lang: str, country: str, text: str) -> None:
    """No word names the host country; the one who receives is at home."""
    (visit,) = _read(lang, "Justice", text, country).visits
    assert _facts(visit) == ("Radu Ceban", "MD", country)


def test_a_meeting_of_both_authorities_is_one_of_the_heads_told_before() -> None:
    """The place stands in a sentence that names neither."""
    (visit,) = _read(
        "es",
        "Fiscales generales de Bolivia y Colombia suscriben acuerdo",
        "El fiscal general de Bolivia, Juan Mamani, y la fiscal general de Colombia, Luz Rojas, "
        "suscribieron un "
        "acuerdo.\nLa suscripción se dio luego del encuentro que tuvieron ambas autoridades en Bogotá.",
        "BO",
    ).visits
    assert _facts(visit) == ("Juan Mamani", "BO", "CO")


def test_the_title_of_the_nation_is_one_of_several_nations() -> None:
    """ "Fiscal general de la Nación" is Colombia's, "de la nación caribeña" is that of whom the text "
    "tells."""
    (visit,) = _read(
        "es",
        "Cooperación contra el crimen",
        "El Fiscal General de la Nación, Fabio Rojas, viajó el lunes a Santiago de Chile, donde se reunió "
        "con el "
        "Fiscal Nacional, Jorge Soto.",
    ).visits
    assert _facts(visit) == ("Fabio Rojas", "CO", "CL")
    other = _read(
        "es", "Cooperación", "El fiscal general de la nación caribeña, Fabio Rojas, viajó el lunes a Moscú."
    )
    assert all(visit.visitor.country != "CO" for visit in other.visits)


def test_a_journey_comes_before_the_next_event() -> None:
    """Whom the traveller met on his journey does not come to the meeting announced for his own capital."""
    visit, *others = _read(
        "en",
        "Next meeting of world prosecutors to be held in Baku",
        "The delegation headed by Prosecutor General of Azerbaijan Murad Hajiyev was on a business trip "
        "to London to "
        "take part in the annual conference of prosecutors.\nHe invited all to the next conference, to be "
        "held in "
        "Baku in 2026.\nHe also met with Singapore Prosecutor General Lucas Tan and spoke about the "
        "meeting in Baku.",
        "AZ",
    ).visits
    assert _facts(visit) == ("Murad Hajiyev", "AZ", "GB")
    assert all(other.host.country == "GB" for other in others)


def test_a_counterpart_may_come_from_a_country() -> None:
    """ "Her counterpart from the Russian Federation" has a name and a country."""
    (visit,) = _read(
        "en",
        "Cuban prosecutor general ends visit to Russia",
        "A delegation headed by Cuba's Prosecutor General, Ana Ruiz, ended a visit to Russia.\nDuring her "
        "stay Ruiz "
        "held a meeting with her counterpart from the Russian Federation, Oleg Orlov.",
    ).visits
    assert [(one.name, one.country) for one in visit.meetings] == [("Oleg Orlov", "RU")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "it",
            "Alla cerimonia hanno partecipato, dalla parte armena, l'ambasciatore Vahan Karapetian e il Vice "
            "Procuratore Generale Grigor Avagian.",
        ),
        (
            "es",
            "En el encuentro participaron, por la parte armenia, el embajador Vahan Karapetian y el "
            "vicefiscal "
            "general Grigor Avagian.",
        ),
        (
            "en",
            "The meeting was attended from the Armenian side by Deputy Prosecutor General Grigor Avagian.",
        ),
    ],
)
def test_the_visitors_own_side_is_not_met(lang: str, text: str) -> None:
    """Officials told to be of a side belong to its country."""
    heads = {
        "it": "Il Procuratore Generale dell'Armenia, Ani Vardanian, in visita a Roma, ha incontrato il "
        "Procuratore "
        "Generale presso la Corte di Cassazione Marco Rossi.",
        "es": "La fiscal general de Armenia, Ani Vardanian, de visita en Roma, se reunió con el "
        "procurador general "
        "de Italia, Marco Rossi.",
        "en": "Prosecutor General of Armenia Ani Vardanian, on a visit to Rome, met with Italy's "
        "Prosecutor General "
        "Marco Rossi.",
    }
    (visit,) = _read(lang, "Giustizia", f"{heads[lang]}\n{text}").visits
    assert [one.name for one in visit.meetings] == ["Marco Rossi"]
