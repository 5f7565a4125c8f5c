"""Who of several people has travelled, and who is at home."""

from datetime import UTC, datetime

from bot.model import Article, Verdict
from bot.reading import read

NOW = datetime(2025, 3, 6, tzinfo=UTC)


def _read(title: str, text: str, country: str | None = None) -> Verdict:
    return read(Article(title, text, published="2025-03-06", publisher_country=country), now=NOW)


def test_a_delegation_met_at_home_has_come() -> None:
    """Whoever is met together with a delegation is the guest, even where no word of travel stands."""
    verdict = _read(
        "Procurator general meets prosecutor general of Uruguay",
        "Li Wei, procurator general of the Supreme People's Procuratorate of China, met with a delegation "
        "headed by Ana Pereda, prosecutor general of Uruguay, in Xi'an on March 5.",
    )
    assert [(visit.visitor.country, visit.host.city) for visit in verdict.visits] == [("UY", "Xi'an")]


def test_a_papers_place_is_where_both_signed_it() -> None:
    """Two prosecutors who sign in one's capital have met there."""
    verdict = _read(
        "Zambia, Egypt prosecutors in deal on fugitives",
        "The memorandum was signed on Wednesday in Cairo by Zambia's Director of Public Prosecutions Moses "
        "Banda and the Prosecutor General of Egypt, Samir Fahmy, on the sidelines of a regional meeting.",
    )
    assert [(visit.visitor.country, visit.host.country) for visit in verdict.visits] == [("ZM", "EG")]


def test_the_newsrooms_prosecutor_keeps_his_country() -> None:
    """A foreign attorney general who is only spoken of lends nobody his country."""
    verdict = _read(
        "Procurator general, ambassador of Peru mark 40 years of ties",
        "BEIJING, March 6 -- Li Wei, procurator-general of the Supreme People's Procuratorate, met with "
        "Ambassador of Peru to China Luis Quispe in Beijing on Thursday. The ambassador conveyed a letter "
        "from the Attorney General of Peru.",
        "CN",
    )
    assert verdict.label == "not_visit"


def test_an_initial_of_two_letters_belongs_to_the_name() -> None:
    """ "Ts." and "Kh." are initials, not ends of sentences."""
    verdict = _read(
        "Prosecutor General of Mongolia visits Japan",
        "Prosecutor General of Mongolia Ts. Gantulga is on an official visit to Japan. He met the Minister "
        "of Justice Ken Mori in Tokyo on March 5.",
    )
    assert [visit.visitor.name for visit in verdict.visits] == ["Ts. Gantulga"]


def test_the_offices_own_head_of_department_leads_its_party() -> None:
    """News at home does not say whose Prosecutor General's Office sends a delegation."""
    verdict = _read(
        "Staff on a study visit in Vilnius",
        "The Prosecutor General's Office has sent a delegation of seven led by its head of training, Darkhan "
        "Kaliyev, on a study visit to Vilnius until Friday.",
        "KZ",
    )
    assert [(visit.visitor.country, visit.host.country) for visit in verdict.visits] == [("KZ", "LT")]
    assert verdict.label == "delegation_visit"


def test_who_speaks_at_home_of_talks_abroad_stays_there() -> None:
    """The place of the talks that somebody comments on is not his."""
    verdict = _read(
        "Prosecutor General of Moldova comments on Brussels talks",
        "Speaking in Chisinau, Prosecutor General Alexandru Machidon said the talks in Brussels between the "
        "prime minister and the commissioner for enlargement were a success.",
    )
    assert verdict.label == "not_visit"
