"""Who leads the delegation of a service is its head or deputy, though only his rank is said."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2025, 8, 6, tzinfo=UTC)


def _read(lang: str, text: str) -> list[tuple[str | None, str | None, str, str]]:
    verdict = read(Article("", text, published="2025-08-06", lang=lang), now=NOW)
    return [(v.visitor.name, v.visitor.country, v.visitor.grade, v.host.country) for v in verdict.visits]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "Conduite par son chef Bua Saysana, une délégation du Parquet populaire suprême du Laos est "
            "arrivée lundi au Cambodge.",
        ),
        (
            "es",
            "Encabezada por su titular, Bua Saysana, una delegación de la Fiscalía Popular Suprema de Laos "
            "llegó el lunes a Camboya.",
        ),
        ("ru", "Делегация прокуратуры Лаоса во главе с её руководителем Буа Сайсаной прибыла в Камбоджу."),
        (
            "de",
            "Angeführt von ihrem Leiter Bua Saysana ist eine Delegation der Obersten Volksstaatsanwaltschaft "
            "von Laos am Montag in Kambodscha eingetroffen.",
        ),
    ],
)
def test_the_chief_of_a_service_who_leads_its_delegation_is_its_head(lang: str, text: str) -> None:
    """The delegation may stand before or behind whoever leads it."""
    ((name, *rest),) = _read(lang, text)
    assert rest == ["LA", "head", "KH"]
    assert name in ("Bua Saysana", "Буа Сайсана")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "Une délégation du Parquet populaire suprême du Laos que conduisait son vice-président "
            "permanent Bua Saysana est arrivée lundi au Cambodge.",
        ),
        (
            "it",
            "Una delegazione della Procura Suprema del Laos, guidata dal suo vicepresidente Bua Saysana, è "
            "arrivata lunedì in Cambogia.",
        ),
        (
            "en",
            "A delegation of the Supreme People's Prosecutor's Office of Laos led by its vice chairman Bua "
            "Saysana arrived in Cambodia on Monday.",
        ),
        (
            "id",
            "Delegasi Kejaksaan Agung Rakyat Laos yang dipimpin wakil ketuanya Bua Saysana tiba di Kamboja "
            "pada Senin.",
        ),
    ],
)
def test_the_vice_president_of_a_service_is_its_deputy_head(lang: str, text: str) -> None:
    """What hangs on the rank, "permanent", "its", takes nothing away."""
    assert _read(lang, text) == [("Bua Saysana", "LA", "deputy", "KH")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "Une délégation du Parquet populaire suprême du Laos, dirigée par le chef du département de la "
            "coopération Bua Saysana, est arrivée lundi au Cambodge.",
        ),
        (
            "ru",
            "Делегация прокуратуры Лаоса во главе с начальником управления сотрудничества Буа Сайсаной "
            "прибыла в понедельник в Камбоджу.",
        ),
    ],
)
def test_who_heads_a_department_does_not_head_the_service(lang: str, text: str) -> None:
    """It stays a delegation, whoever of the service leads it."""
    assert [grade for _, _, grade, _ in _read(lang, text)] == ["delegation"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "fr",
            "En recevant lundi à Rome Ivo Petrov, procureur général de Bulgarie, Carlo Bellini lui a exposé "
            "la réforme.",
        ),
        (
            "es",
            "Al recibir el lunes en Roma a Ivo Petrov, fiscal general de Bulgaria, Carlo Bellini le explicó "
            "la reforma.",
        ),
        (
            "it",
            "Ricevendo lunedì a Roma Ivo Petrov, procuratore generale della Bulgaria, Carlo Bellini gli ha "
            "illustrato la riforma.",
        ),
    ],
)
def test_an_office_right_behind_a_name_is_not_that_of_the_next(lang: str, text: str) -> None:
    """The name behind the second comma goes on with the sentence."""
    assert [name for name, *_ in _read(lang, text)] == ["Ivo Petrov"]


def test_between_two_names_an_office_is_that_of_the_first() -> None:
    """Behind a verb of meeting a name before the office is its holder's."""
    title = "وزير العدل يلتقي النائب العام الروسي خلال زيارته القاهرة"
    text = "التقى أوليغ سيدوروف النائب العام لروسيا الاتحادية سامي حلمي وزير العدل بجمهورية مصر العربية."
    (visit,) = read(Article(title, text, published="2025-08-06", lang="ar"), now=NOW).visits
    assert visit.visitor.name == "أوليغ سيدوروف"


def test_behind_a_form_of_address_a_name_before_the_office_is_its_holders() -> None:
    """What stands behind the comma is a verb."""
    text = (
        "شاركت سلطنة عمان اليوم في الاجتماع السنوي لجمعية النواب العموم العرب بمدينة مراكش المغربية. "
        "وترأس وفد السلطنة سعادة خالد بن سالم الحارثي المدعي العام، وانتخبت السلطنة نائبا للرئيس."
    )
    article = Article("", text, published="2025-08-06", lang="ar", publisher_country="OM")
    assert [visit.visitor.name for visit in read(article, now=NOW).visits] == ["خالد بن سالم الحارثي"]


def test_a_counterpart_called_like_a_minister_is_the_minister() -> None:
    """The story has named a prosecutor as well, and goes on about the two ministers."""
    text = (
        "التقى وزير العدل السوداني حسن النور في القاهرة وزير العدل المصري سامي الحلمي والنائب العام المصري. "
        "ودعا الحلمي إلى زيارة السودان. وجاءت زيارة الوزير للقاء نظيره الحلمي."
    )
    assert _read("ar", text) == []
