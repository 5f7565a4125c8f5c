"""What pages say late or in passing: where both met, lists of officials, bans, letters, the pair at home."""

from datetime import UTC, datetime

import pytest

from bot.model import Article, Verdict
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _read(lang: str, text: str, home: str) -> Verdict:
    return read(Article("", text, published="2026-09-25", publisher_country=home, lang=lang), now=_NOW)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "La fiscal general de Andorra, Ana Ribas, y el fiscal general de Malta, Paul Zammit, acordaron "
            "cooperar. Durante el encuentro, que se llevó a cabo en La Valeta, ambas autoridades hablaron de "
            "fraude.",
        ),
        (
            "pt",
            "A procuradora-geral de Andorra, Ana Ribas, e o procurador-geral de Malta, Paul Zammit, querem "
            "cooperar. Durante o encontro, que teve lugar em Valeta, as duas autoridades falaram de fraude.",
        ),
        (
            "en",
            "Andorra's Prosecutor General Ana Ribas and Malta's Prosecutor General Paul Zammit agreed to "
            "cooperate. The meeting, which took place in Valletta, was praised by both officials.",
        ),
    ],
)
def test_where_both_met_the_guest_was(lang: str, text: str) -> None:
    (visit,) = _read(lang, text, "AD").visits
    assert (visit.visitor.country, visit.host.country, visit.host.city) == ("AD", "MT", "Valletta")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "En La Valeta, la fiscal general de Andorra, Ana Ribas, se reunió con su par de Malta, Paul Zam; "
            "la ministra de Seguridad Interna, Rita Borg; y el responsable de finanzas, Joe Vella.",
        ),
        (
            "en",
            "In Valletta, Andorra's Prosecutor General Ana Ribas met with her counterpart, Paul Zammit; the "
            "Minister of Justice, Rita Borg; and the President of the Supreme Court, Joe Vella.",
        ),
        (
            "ru",
            "В Валлетте генеральный прокурор Андорры Анна Рибас встретилась с генеральным прокурором Паулем "
            "Замитом; министром юстиции Ритой Борг; председателем Верховного суда Джо Веллой.",
        ),
    ],
)
def test_a_list_goes_on_behind_a_semicolon(lang: str, text: str) -> None:
    (visit,) = _read(lang, text, "AD").visits
    assert len(visit.meetings) >= (2 if lang == "es" else 3)


def test_a_clause_behind_a_semicolon_is_no_part_of_a_list() -> None:
    text = (
        "In Valletta, Andorra's Prosecutor General Ana Ribas met with Prosecutor General Paul Zammit; the "
        "Minister of Justice, Rita Borg, spoke on Thursday of prisons."
    )
    (visit,) = _read("en", text, "AD").visits
    assert [one.name for one in visit.meetings] == ["Paul Zammit"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "Diputados de Malta piden que se otorgue visa a la fiscal general de Andorra, Ana Ribas, para "
            "que asista a un foro en La Valeta. Ribas tiene prohibición de viaje a Malta.",
        ),
        (
            "en",
            "Deputies ask that Andorra's Prosecutor General Ana Ribas be granted a visa to attend a forum in "
            "Valletta. A travel ban on her has been in force since May.",
        ),
    ],
)
def test_who_is_banned_from_a_country_goes_nowhere(lang: str, text: str) -> None:
    assert _read(lang, text, "AD").label == "not_visit"


def test_a_letter_from_home_is_no_line_to_the_host() -> None:
    text = (
        "La fiscal general, Ana Ribas, respondió sobre el viaje que hizo ella a Malta. Una diputada le mandó "
        "una carta a Ribas con preguntas. Fue invitada a la conferencia celebrada en La Valeta del 14 al 16 "
        "de septiembre."
    )
    verdict = _read("es", text, "AD")
    assert [(one.host.country, one.start, one.end) for one in verdict.visits] == [
        ("MT", "2026-09-14", "2026-09-16")
    ]


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        ("pt", "A procuradora-geral de Andorra, Ana Ribas, chegou ao Rio de Janeiro.", "Rio de Janeiro"),
        ("es", "La fiscal general de Andorra, Ana Ribas, llegó a Río de Janeiro.", "Rio de Janeiro"),
        ("es", "La fiscal general de Andorra, Ana Ribas, llegó a La Paz.", "La Paz"),
    ],
)
def test_a_town_may_begin_with_a_common_word(lang: str, text: str, town: str) -> None:
    (visit,) = _read(lang, text, "AD").visits
    assert visit.host.city == town


def test_days_of_meetings_are_those_of_the_visit() -> None:
    text = (
        "La fiscal general de Andorra, Ana Ribas, concluyó hoy una gira en Malta. Del 23 al 24 de septiembre "
        "Ribas se reunió con su homólogo maltés, Paul Zammit. Sigue a una llamada telefónica del 3 de "
        "agosto."
    )
    (visit,) = _read("es", text, "AD").visits
    assert visit.start == "2026-09-23"


def test_a_leader_is_called_on_where_he_is() -> None:
    (visit,) = _read("vi", "Tổng Công tố Andorra Ana Ribas đến chào Tổng Bí thư tại Hà Nội.", "VN").visits
    assert (visit.visitor.country, visit.host.city) == ("AD", "Hanoi")


@pytest.mark.parametrize(
    ("lang", "text", "home"),
    [
        (
            "id",
            "Jaksa Agung RI Budi Santoso dan Jaksa Agung Malta Paul Zammit meneken nota kesepahaman.",
            "ID",
        ),
        ("id", "Jaksa Agung RI dan Jaksa Agung Malta menandatangani nota kesepahaman.", "ID"),
        (
            "vi",
            "Viện trưởng VKSND tối cao Lê Minh Hà và Tổng Công tố Malta Paul Zammit đã ký bản ghi nhớ.",
            "VN",
        ),
        (
            "es",
            "La fiscal de Andorra, Ana Ribas, y el fiscal general de Malta, Paul Zammit, firmaron un pacto.",
            "AD",
        ),
        ("en", "Prosecutor General of Latvia Ilze Kask and Attorney General of Malta Paul Zammit met.", "LV"),
    ],
)
def test_of_two_heads_the_newsrooms_own_is_named_first_at_home(lang: str, text: str, home: str) -> None:
    found = [(one.visitor.country, one.host.country) for one in _read(lang, text, home).visits]
    assert ("MT", home) in found or not found
    assert (home, "MT") not in found
