"""Whose journeys count."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import countries, offices
from bot.errors import SettingsError

PACKAGED = Path(offices.__file__).parents[1] / "config" / "offices.toml"


@pytest.mark.parametrize(
    ("country", "title", "counts"),
    [
        *(
            ("AZ", "prosecutor_general", True),
            ("TR", "chief_prosecutor", True),
            ("CN", "prosecutor_general", True),
        ),
        *(
            ("LA", "head_of_prosecution", True),
            ("CL", "national_prosecutor", True),
            ("BH", "attorney_general", True),
        ),
        *(
            ("BH", "public_prosecutor", True),
            ("AZ", "public_prosecutor", False),
            ("IL", "attorney_general", True),
        ),
        *(("GB", "director_of_public_prosecutions", True), ("GB", "attorney_general", False)),
        *(("IE", "director_of_public_prosecutions", True), ("IE", "attorney_general", False)),
        *(("KE", "director_of_public_prosecutions", True), ("KE", "attorney_general", False)),
        *(
            ("NA", "prosecutor_general", True),
            ("NA", "attorney_general", False),
            ("ZW", "attorney_general", False),
        ),
        *(
            ("US", "attorney_general", True),
            ("NG", "attorney_general", False),
            ("PK", "attorney_general", False),
        ),
        *(
            ("IN", "attorney_general", False),
            ("TT", "attorney_general", False),
            ("AU", "attorney_general", False),
        ),
        *(
            ("CO", "fiscal_general", True),
            ("CO", "procurador_general", False),
            ("EC", "procurador_general", False),
        ),
        *(("AR", "procurador_general", True), ("PA", "procurador_general", True)),
        *(
            ("NL", "head_of_prosecution", True),
            ("NL", "prosecutor_general", False),
            ("PL", "prosecutor_general", False),
        ),
        *(("HK", "secretary_for_justice", False), ("BE", "federal_prosecutor", False)),
        *(
            ("JM", "fiscal_general", False),
            ("JM", "head_of_prosecution", True),
            ("CL", "fiscal_general", True),
        ),
        *(
            (None, "prosecutor_general", True),
            (None, "attorney_general", False),
            ("SM", "prosecutor_general", True),
        ),
    ],
)
def test_titles_count_as_each_country_has_it(country: str | None, title: offices.Title, counts: bool) -> None:
    """A Director of Public Prosecutions counts in Ireland, its Attorney General does not, and so on."""
    assert offices.load().counts(country, title) is counts


def test_about_180_countries_are_told_and_all_exist() -> None:
    """Every row is a country, says what its head is called, and has a type."""
    loaded = offices.load()
    assert len(loaded.by_country) >= 180
    assert set(loaded.by_country) <= set(countries.codes())
    assert all(office.english for office in loaded.by_country.values())


def test_the_switch_alone_turns_a_country_on_and_off(tmp_path: Path) -> None:
    """An operator who wants Nigeria's Attorney-General changes one word."""
    text = PACKAGED.read_text(encoding="utf-8")
    edited = text.replace("NG = { counts = false", "NG = { counts = true").replace(
        "AZ = { counts = true", "AZ = { counts = false"
    )
    (tmp_path / "offices.toml").write_text(edited, encoding="utf-8")
    loaded = offices.load(tmp_path / "offices.toml")
    assert loaded.counts("NG", "attorney_general")
    assert not loaded.counts("AZ", "prosecutor_general")


def test_every_country_that_is_off_would_count_when_on() -> None:
    """No switch is dead: with `counts = true` at least one title of the country counts."""
    loaded = offices.load()
    for office in loaded.by_country.values():
        on = offices.Offices(loaded.default, {office.country: _switched_on(office)})
        assert any(on.counts(office.country, title) for title in offices.TITLES), office.country


def _switched_on(office: offices.Office) -> offices.Office:
    from dataclasses import replace

    return replace(office, counts=True)


BROKEN = """\
[default]
prosecutor_general = "yes"
emperor = true

[countries]
AZ = { counts = 1, type = "prosecutor", attorney_general = "prosecutor" }
QQ = { counts = true, type = "prosecutor", attorney_general = "prosecutor" }
TR = { counts = true, type = "sultan", attorney_general = "prosecutor", titles = { vizier = true } }
UZ = { counts = true, type = "prosecutor", attorney_general = "prosecutor", english = "PG", colour = "blue" }
[other]
"""


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    """A broken file is refused with every mistake, each as file:line and what to write."""
    path = tmp_path / "offices.toml"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        offices.load(path)
    told = "\n".join(refused.value.mistakes)
    for line, words in (
        *(
            (2, "prosecutor_general must be true"),
            (3, "unknown title 'emperor'"),
            (1, "lacks chief_prosecutor"),
        ),
        *((6, "counts must be true or false"), (7, "QQ: unknown country"), (8, "type must be one of")),
        *(
            (8, "unknown title 'vizier'"),
            (9, "english must be a list"),
            (9, "unknown key 'colour'"),
            (10, "[other]"),
        ),
    ):
        assert any(
            told.startswith(f"{path}:{line}: ") and words in told for told in refused.value.mistakes
        ), told


def test_a_file_that_is_no_toml_or_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    """Neither a slip of the pen nor a missing file ends in a traceback."""
    path = tmp_path / "offices.toml"
    with pytest.raises(SettingsError, match=r"offices\.toml:1: cannot be read"):
        offices.load(path)
    path.write_text("[default]\nthis is no TOML\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"offices\.toml:2: not TOML"):
        offices.load(path)
