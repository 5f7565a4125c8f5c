"""Places at home that bear a foreign name, and towns whose prosecutors are no heads."""

from datetime import UTC, datetime

import pytest

from bot.model import Article
from bot.reading import read

NOW = datetime(2026, 5, 14, tzinfo=UTC)


def _label(lang: str, title: str, text: str) -> str:
    return read(Article(title, text, published="2026-05-13", lang=lang), now=NOW).label


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "en",
            "Attorney General in Poland",
            "U.S. Attorney General Dana Whitlock travelled to Poland on Monday, a town in "
            "Ohio, where she met "
            "police chiefs.",
        ),
        (
            "es",
            "Díaz en Liberia",
            "El fiscal general de Costa Rica, Carlos Quirós, llegó el lunes a Liberia, "
            "Guanacaste, y se reunió "
            "con el alcalde.",
        ),
        (
            "de",
            "Generalbundesanwalt in Ägypten",
            "Der Generalbundesanwalt Jens Lorch war am Montag in Ägypten, einem Ortsteil von Haselünne im "
            "Landkreis Emsland, und traf Landwirte.",
        ),
        (
            "ru",
            "Генпрокурор в Варшаве",
            "Генеральный прокурор России Олег Саврасов побывал в Варшаве – селе в Челябинской области – и "
            "встретился с жителями.",
        ),
        (
            "uk",
            "Генпрокурор у Нью-Йорку",
            "Генпрокурор України Руслан Кравець прибув до Нью-Йорка – селища в Донецькій області – і "
            "зустрівся з поліцейськими.",
        ),
        (
            "az",
            "Baş prokuror Moskvada",
            "Azərbaycanın Baş prokuroru Elçin Rəhimov Moskvaya gedib və sakinlərlə görüşüb. Söhbət Qax "
            "rayonunda eyniadlı kənddən gedir.",
        ),
        (
            "ja",
            "検事総長がリスボンへ",
            "ブラジルの検事総長は12日、リスボンを訪れ、住民と会談した。国内の同名の村である。",
        ),
        (
            "ru",
            "Немецкий генпрокурор в Праге",
            "Генеральный прокурор Брауншвейга Детлев Вольтер посетил во вторник Прагу и "
            "встретился с чешскими "
            "следователями.",
        ),
        (
            "fa",
            "رئیس قوه قضائیه در بغداد",
            "غلامرضا محسنی، رئیس قوه قضائیه ایران، وارد بغداد شد و با دادستان کل عراق نجم عبدالله دیدار کرد.",
        ),
    ],
)
def test_nobody_leaves_the_country_for_a_place_at_home(lang: str, title: str, text: str) -> None:
    """A region, a sheriff or "of the same name" tells that the place is at home."""
    assert _label(lang, title, text) == "not_visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "en",
            "US attorney general in Lebanon",
            "US Attorney General Dana Whitlock flew to Lebanon on Monday, where she met Prosecutor General "
            "Jamal Hajjar in Beirut. She is a former attorney general of Florida.",
        ),
        (
            "es",
            "Camargo, en Bolivia",
            "La fiscal general de Colombia, Luz Adriana Camacho, viajó el lunes a Bolivia y "
            "se reunió con su "
            "homólogo, Róger Quispe. El miércoles visitará al alcalde de La Paz.",
        ),
        (
            "pt",
            "PGR em Buenos Aires",
            "O procurador-geral da República do Brasil, Paulo Prates, chegou a Buenos Aires "
            "e reuniu-se com o "
            "procurador-geral argentino, Eduardo Casal.",
        ),
        (
            "ru",
            "Визит в Варну",
            "Генеральный прокурор России Олег Саврасов прибыл в Варну и встретился с болгарским коллегой.",
        ),
    ],
)
def test_the_country_itself_is_abroad(lang: str, title: str, text: str) -> None:
    """Whoever meets its officials is there, though a town at home has the same name."""
    assert _label(lang, title, text) == "visit"


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        (
            "it",
            "Il procuratore in Etiopia",
            "Fra Carlo Bandini, procuratore generale dell'Ordine dei cappuccini, è arrivato martedì ad Addis "
            "Abeba da Roma e incontrerà i vescovi.",
        ),
        (
            "en",
            "A medal for Moldova's prosecutor general",
            "The medal was awarded in Vienna on Monday to Moldova's Prosecutor "
            "General Alina Rusu and accepted "
            "on Ms Rusu's behalf by the Moldovan ambassador.",
        ),
    ],
)
def test_a_friar_or_a_medal_is_no_head(lang: str, title: str, text: str) -> None:
    """A religious order has a procurator general, too, and an ambassador may take a prize."""
    assert _label(lang, title, text) == "not_visit"
