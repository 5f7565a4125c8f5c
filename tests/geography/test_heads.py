"""Whom news calls by name alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bot import countries, heads
from bot.errors import SettingsError

PACKAGED = Path(heads.__file__).parents[1] / "config" / "heads.toml"


@pytest.mark.parametrize(
    "name",
    [
        *("Kamran Aliyev", "Kamran Əliyev", "Камран Алиев", "Кямран Алиев", "كامران علييف"),
        *("Igor Krasnov", "Игорь Викторович Краснов", "Ігор Краснов", "إيغور كراسنوف"),
        *("Merrick Garland", "Меррик Гарленд", "Luz Adriana Camargo Garzón", "张军", "문무일"),
    ],
)
def test_a_head_is_known_in_every_script(name: str) -> None:
    """Neither letters nor a patronymic or second surname hide whose prosecution somebody heads."""
    assert heads.load().country_of(name, None) in {"AZ", "RU", "US", "CO", "CN", "KR"}


@pytest.mark.parametrize(
    ("name", "year", "country"),
    [
        ("Merrick Garland", 2020, None),
        ("Merrick Garland", 2021, "US"),
        ("Merrick Garland", 2025, "US"),
        ("Merrick Garland", 2026, None),
        ("Garland", 2023, None),
        ("Merrick Smith", 2023, None),
        ("Kamran Aliyev", 2100, "AZ"),
        ("Ying Yong", 2025, "CN"),
        ("Angela Onyango", 2025, None),
        ("Shim Woo-jung", 2025, "KR"),
        ("Zhang Wei", 2025, None),
        ("Luz Camargo", 2025, "CO"),
        ("Álvaro García", 2024, None),
        ("", None, None),
        ("عبد الله", None, None),
        ("طلعت عبد الله", None, "EG"),
    ],
)
def test_a_name_tells_a_country_in_its_years_and_whole(
    name: str, year: int | None, country: str | None
) -> None:
    """Who is out of office heads nothing, and a surname alone is anybody's."""
    assert heads.load().country_of(name, year) == country


def test_a_name_that_two_countries_claim_tells_none(tmp_path: Path) -> None:
    """Namesakes are left to the text."""
    path = tmp_path / "heads.toml"
    path.write_text(
        '[AZ]\n"Ali Aliyev" = { since = 2000 }\n[KZ]\n"Ali Aliev" = { since = 2000, until = 2010 }\n'
    )
    loaded = heads.load(path)
    assert loaded.country_of("Ali Aliyev", 2005) is None
    assert loaded.country_of("Ali Aliyev", 2011) == "AZ"


def test_terms_follow_each_other() -> None:
    """In every packaged country at most three people share a year, as two changes make it."""
    for country, rows in tomllib.loads(PACKAGED.read_text(encoding="utf-8")).items():
        assert country in countries.codes()
        years = Counter(
            year for row in rows.values() for year in range(row["since"], row.get("until", 2026) + 1)
        )
        assert max(years.values()) <= 3, (country, years.most_common(1))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[QQ]\n"A B" = { since = 2000 }\n', 1, "alpha-2"),
        ('[AZ]\n"A B" = 2000\n', 2, "must be a table"),
        ('[AZ]\n"A B" = { since = "2000" }\n', 2, "must be years"),
        ('[AZ]\n"A B" = { since = 2001, until = 2000 }\n', 2, "not after"),
        ('[AZ]\n"A B" = { since = 2001, to = 2002 }\n', 2, "unknown key 'to'"),
        ('[AZ]\n"A B" = { since = 2001, also = "C" }\n', 2, "list of other spellings"),
        ("[AZ\n", 1, "not TOML"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    """A broken file says where it is broken and what to write."""
    path = tmp_path / "heads.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        heads.load(path)
    assert f"{path}:{line}: " in str(caught.value)
    assert what in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The name of the file stands in the error."""
    with pytest.raises(SettingsError, match=r"heads\.toml"):
        heads.load(tmp_path / "heads.toml")
