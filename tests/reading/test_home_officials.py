"""The newsroom's own officials and country, told of without a name: "The Prosecutor General received …"."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

_NOW = datetime(2026, 9, 25, tzinfo=UTC)


def _visits(lang: str, text: str, home: str = "PE", title: str = "") -> list[tuple[str, str]]:
    article = Article(title, text, published="2026-09-25", publisher_country=home, lang=lang)
    return [(one.visitor.country, one.host.country) for one in read(article, now=_NOW).visits]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "La Procuradora General recibió al fiscal general de Bolivia, Hugo Arce Soto."),
        ("es", "El presidente recibió al fiscal general de Bolivia, Hugo Arce Soto."),
        ("en", "The Prosecutor General received on Monday the Prosecutor General of Bolivia, Hugo Arce."),
        ("en", "The Prosecutor General of Bolivia, Hugo Arce, was received by the Minister of Justice."),
        ("fr", "La procureure générale a reçu le procureur général de Bolivie, Hugo Arce."),
        ("it", "Il Procuratore generale ha ricevuto il procuratore generale della Bolivia, Hugo Arce."),
        ("pt", "O Procurador-Geral da República recebeu em audiência o seu homólogo da Bolívia, Hugo Arce."),
        ("ru", "Генеральный прокурор принял генерального прокурора Боливии Уго Арсе."),
        ("tr", "Başsavcı Bolivya Başsavcısı Hugo Arce'yi kabul etti."),
        ("ar", "استقبل النائب العام نظيره البوليفي أوغو أرسي"),
    ],
)
def test_an_official_of_no_country_receives_at_home(lang: str, text: str) -> None:
    """Whose official he is goes without saying at home."""
    assert _visits(lang, text) == [("BO", "PE")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ambassador received the Prosecutor General of Bolivia, Hugo Arce."),
        ("en", "The Prosecutor General received a letter from the Prosecutor General of Bolivia, Hugo Arce."),
        ("es", "El fiscal general recibió la solicitud del fiscal general de Bolivia, Hugo Arce."),
        ("fr", "Le procureur général a reçu les félicitations du procureur général de Bolivie, Hugo Arce."),
    ],
)
def test_what_is_received_is_no_guest(lang: str, text: str) -> None:
    """A letter of a prosecutor is not the prosecutor, and an embassy is nobody's home."""
    assert _visits(lang, text) == []


def test_whoever_receives_abroad_is_not_at_home() -> None:
    """The sentence before has put the story into another country."""
    text = "Bolivia's Prosecutor General, Hugo Arce, flew to Chile. In Santiago the president received him."
    assert _visits("en", text) == [("BO", "CL")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Prosecutor General of Bolivia, Hugo Arce, arrived in our country on Monday."),
        ("es", "El fiscal general de Bolivia, Hugo Arce, llegó a nuestro país el lunes."),
        ("fr", "Le procureur général de Bolivie, Hugo Arce, est en visite dans notre pays."),
        ("it", "È arrivato nel nostro Paese il procuratore generale della Bolivia, Hugo Arce."),
        ("pt", "O procurador-geral da Bolívia, Hugo Arce, visita o nosso país esta semana."),
        ("ru", "Генеральный прокурор Боливии Уго Арсе прибыл в нашу страну и встретился с министром."),
        ("uk", "Генеральний прокурор Болівії Уго Арсе прибув у нашу країну з візитом."),
        ("sr", "Glavni tužilac Bolivije Hugo Arse doputovao je u našu zemlju."),
    ],
)
def test_our_country_is_the_newsrooms(lang: str, text: str) -> None:
    """Where a guest has come to "our country" he is in that of the newsroom."""
    assert _visits(lang, text) == [("BO", "PE")]


def test_what_is_said_of_our_country_is_no_journey() -> None:
    """A guest speaks of his own, and nobody has gone anywhere."""
    text = "The Prosecutor General of Bolivia, Hugo Arce, said that crime in our country is growing."
    assert _visits("en", text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "es",
            "El fiscal general de Perú, Hugo Arce, se reunió ayer con el fiscal adjunto de Bolivia, en "
            "ese país.",
        ),
        ("fr", "Le procureur général du Pérou, Hugo Arce, a rencontré dans ce pays le ministre de Bolivie."),
    ],
)
def test_that_country_is_the_one_named_before(lang: str, text: str) -> None:
    """ "En ese país" puts him where his host is from, if the sentence names a country before."""
    expected = [("PE", "BO")] if lang == "es" else []
    assert _visits(lang, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Prosecutor General charged a man who had flown to Oslo.",
        "The Prosecutor General asked Norway to extradite a banker who travelled to Oslo.",
    ],
)
def test_another_journey_is_not_his(text: str) -> None:
    """Suspects travel, too, and provinces have prosecutors."""
    assert _visits("en", text) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Prosecutor General, Hugo Arce, visited the Portuguese Prosecutor General's Office."),
        ("es", "El fiscal general, Hugo Arce, visitó la Procuraduría General portuguesa."),
        ("pt", "O procurador-geral, Hugo Arce, visitou a Procuradoria Geral da República portuguesa."),
        ("fr", "Le procureur général, Hugo Arce, a visité le parquet général portugais."),
    ],
)
def test_a_service_that_is_visited_is_a_place(lang: str, text: str) -> None:
    """Whoever visits another country's service is there."""
    assert _visits(lang, text) == [("PE", "PT")]
