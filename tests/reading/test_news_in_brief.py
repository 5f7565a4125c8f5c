"""Bosses of a service, members of a minister's delegation, items of a digest, and sentences run together."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Sighting
from bot.reading import read

NOW = datetime(2027, 3, 6, tzinfo=UTC)


def _visits(text: str, title: str = "", country: str | None = None, lang: str = "en") -> tuple[Sighting, ...]:
    article = Article(title, text, published="2027-03-06", publisher_country=country, lang=lang)
    return read(article, now=NOW).visits


@pytest.mark.parametrize(
    "head",
    [
        "National Prosecuting Authority (NPA) boss Thandi Mokoena",
        "NPA boss Thandi Mokoena",
        "South Africa's prosecutions boss Thandi Mokoena",
        "National Prosecuting Authority head Thandi Mokoena",
    ],
)
def test_the_boss_of_a_service_is_its_head(head: str) -> None:
    """News calls the head of a service its boss, behind the name or the initials of the service."""
    text = f"{head} arrived in Lusaka on Wednesday for talks with Zambia's Director of Public Prosecutions."
    (visit,) = _visits(text, country="ZA")
    assert (visit.visitor.name, visit.visitor.country, visit.host.country) == ("Thandi Mokoena", "ZA", "ZM")


def test_the_boss_of_a_town_or_a_union_is_none() -> None:
    """Neither the head of a town's office nor any other boss is the country's head."""
    assert not _visits("Ndola prosecutor's office boss Peter Phiri arrived in Harare on Wednesday for talks.")
    assert not _visits("Union boss Peter Phiri told prosecutors before he flew to Harare on Wednesday.")


def test_a_member_of_a_ministers_delegation_travels() -> None:
    """Whoever forms part of a delegation goes where it goes."""
    (visit,) = _visits(
        "Justice Minister Peter Dube and National Prosecuting Authority (NPA) boss Thandi Mokoena will form "
        "part of a delegation travelling to Lusaka next week to press Zambia for an extradition.",
        country="ZA",
    )
    assert (visit.visitor.name, visit.host.city, visit.status) == ("Thandi Mokoena", "Lusaka", "planned")


def test_an_item_of_a_digest_stands_for_itself() -> None:
    """Ambassadors of the first item say nothing of the journey told in the second, under its own day."""
    envoys = "On Feb. 27 Kazakhstan's State Secretary Daniyar Omarov accepted the credentials of the new "
    envoys += "ambassadors of Peru and Fiji."
    item = "On March 5, Prosecutor General of Kazakhstan Askar Nurlanov visited Norway, where he met with "
    item += "the heads of state bodies. The Speaker of Norway's parliament Nils Dahl received him."
    (visit,) = _visits(f"{envoys}\n{item}", country="KZ")
    assert (visit.visitor.name, visit.host.country) == ("Askar Nurlanov", "NO")


def test_an_envoy_who_calls_on_the_head_is_no_journey() -> None:
    """The ambassador of the country that is talked of has come to him, not he to the country."""
    text = "On March 5 the ambassador of Norway Lars Dahl called on the Prosecutor General of Kazakhstan "
    assert not _visits(text + "Askar Nurlanov in Astana. They discussed a visit to Norway.", country="KZ")


def test_a_sentence_ends_where_a_page_has_lost_the_space() -> None:
    """What follows a stop at once, the office of the host, has nothing to do with who was received."""
    text = "Vaduz - Bundesanwalt Urs Keller und der Leitende Staatsanwalt Max Frick trafen sich am Freitag "
    text += "in Vaduz zu einem Arbeitsgespräch.Bundesanwalt Keller wurde auf dem Schloss zu einem Besuch "
    text += "empfangen.Pressekontakt:Liechtensteinische Staatsanwaltschaft"
    (visit,) = _visits(text, lang="de")
    assert (visit.visitor.country, visit.host.city) == ("CH", "Vaduz")


def test_several_heads_who_arrive_have_come() -> None:
    """Where the heads of three countries land together, each of them is there."""
    visits = _visits(
        "The prosecutors general of Turkey, Uzbekistan and Kyrgyzstan arrived in Baku on Friday."
    )
    assert {visit.visitor.country for visit in visits} == {"TR", "UZ", "KG"}


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Press release on the visit of the Prosecutor General to Bulgaria (Sofia, March 5, 2027)"),
        ("de", "Besuch des Generalstaatsanwalts in Bulgarien"),
        ("ru", "О визите генерального прокурора в Болгарию"),
    ],
)
def test_the_country_of_a_visit_is_not_its_guests(lang: str, title: str) -> None:
    """ "The visit of the prosecutor general to Bulgaria" does not tell of Bulgaria's."""
    assert all(visit.visitor.country != "BG" for visit in _visits(title, title, "KZ", lang))


def test_initials_of_a_state_before_an_office_are_its_country() -> None:
    """Offices write their own state by its initials: in capitals, beside an office, these are a country."""
    (visit,) = _visits(
        "The RA Prosecutor General Aram Petrosyan arrived in Tbilisi on Friday and met the Prosecutor "
        "General of Georgia.",
        country="GE",
    )
    assert (visit.visitor.name, visit.visitor.country) == ("Aram Petrosyan", "AM")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Prosecutor General of Mongolia Bold Ganbat arrived in Muscat on Friday and was received by the "
            "deputy prime minister at the Council of Ministers.",
        ),
        (
            "es",
            "El fiscal general de Perú, José Quispe, llegó el viernes a Quito y fue recibido en la Asamblea "
            "Nacional por su presidenta.",
        ),
        (
            "fr",
            "Le procureur général du Mali, Moussa Diarra, est arrivé vendredi à Dakar et a été reçu au "
            "Conseil constitutionnel par son président.",
        ),
    ],
)
def test_a_standing_body_is_no_event(lang: str, text: str) -> None:
    """Councils and assemblies that sit all year are where somebody is received, not what he came for."""
    (visit,) = _visits(text, lang=lang)
    assert visit.occasion is None
    assert visit.visit_type != "conference"
