"""Settings: where they come from, what stands above what, and how mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import examine, find_folder, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text("")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "settings.toml").write_text(text, encoding="utf-8")


def test_defaults_stand_without_any_file(folder: Path) -> None:
    """An empty folder and environment give a working configuration on SQLite."""
    settings = load(folder, {})
    assert settings.database.url == "sqlite+aiosqlite:///data/visitwire.db"
    assert settings.feeds.interval == 300
    assert settings.feeds.file == folder / "feeds.toml"
    assert settings.telegram.token is None


def test_environment_stands_above_the_file(folder: Path) -> None:
    """A setting in the environment wins over the same setting in settings.toml."""
    write(folder, '[feeds]\ninterval = 300\n[logging]\nlevel = "debug"\n')
    settings = load(folder, {"VISITWIRE_FEEDS__INTERVAL": "120"})
    assert settings.feeds.interval == 120
    assert settings.feeds.interval_is_forced
    assert settings.logging.level == "debug"


def test_a_path_in_the_file_is_meant_beside_it(folder: Path) -> None:
    """feeds.file of settings.toml is relative to the folder, of the environment to where we stand."""
    write(folder, '[feeds]\nfile = "other.toml"\n')
    assert load(folder, {}).feeds.file == folder / "other.toml"
    assert load(folder, {"VISITWIRE_FEEDS__FILE": "mine.toml"}).feeds.file == Path("mine.toml")


def test_a_secret_may_lie_in_a_file(folder: Path) -> None:
    """TELEGRAM_BOT_TOKEN_FILE is read and stripped, and the plain variable stands above it."""
    (folder / "token").write_text("123:abc\n")
    environ = {"TELEGRAM_BOT_TOKEN_FILE": str(folder / "token")}
    assert load(folder, environ).telegram.token == "123:abc"
    assert load(folder, environ | {"TELEGRAM_BOT_TOKEN": "9:z"}).telegram.token == "9:z"


def test_all_mistakes_are_told_at_once_with_their_place(folder: Path) -> None:
    """Every mistake of the file and the environment is in one error, with line or variable and a remedy."""
    write(
        folder,
        '# comment\n[feeds]\ninterval = "soon"\nintervall = 3\n\n'
        '[telegramm]\nx = 1\n\n[logging]\nlevel = "loud"\n',
    )
    environ = {
        "VISITWIRE_TELEGRAM__BASE_URL": "ftp://x",
        "VISITWIRE_FEEDS__INTERVALL": "3",
        "TELEGRAM_BOT_TOKEN_FILE": "/does/not/exist",
    }
    with pytest.raises(SettingsError) as caught:
        load(folder, environ)
    told = "\n".join(caught.value.mistakes)
    file = folder / "settings.toml"
    for part in (
        f"{file}:3: feeds.interval cannot be 'soon'; write a number of seconds",
        f"{file}:4: there is no setting feeds.intervall; did you mean interval?",
        f"{file}:6: there is no section [telegramm]; did you mean telegram?",
        f"{file}:10: logging.level cannot be 'loud'; write one of debug",
        "VISITWIRE_TELEGRAM__BASE_URL: cannot be 'ftp://x'; write an address that ends in /bot",
        "VISITWIRE_FEEDS__INTERVALL: there is no such setting; did you mean VISITWIRE_FEEDS__INTERVAL?",
        "TELEGRAM_BOT_TOKEN_FILE: cannot read /does/not/exist",
    ):
        assert part in told
    assert len(caught.value.mistakes) == 7
    assert caught.value.exit_status == 2


def test_a_broken_file_names_its_line(folder: Path) -> None:
    """A settings.toml that is no TOML is told with file and line, and the environment's mistakes too."""
    write(folder, "[feeds]\ninterval = 300\nfile = feeds.toml\n")
    _, mistakes = examine(folder, {"VISITWIRE_LOGGING__LEVEL": "x"})
    assert mistakes[0].startswith(f"{folder / 'settings.toml'}:3: not TOML")
    assert len(mistakes) == 2


def test_a_token_is_never_repeated_in_a_mistake(folder: Path) -> None:
    """A token of the wrong form is refused without being shown, and never part of the settings' repr."""
    _, mistakes = examine(folder, {"TELEGRAM_BOT_TOKEN": "123456:abc def"})
    assert len(mistakes) == 1
    assert "abc def" not in mistakes[0]
    assert "123:secret" not in repr(load(folder, {"TELEGRAM_BOT_TOKEN": "123:secret"}))


def test_a_token_does_not_belong_into_the_file(folder: Path) -> None:
    """A token in settings.toml is a mistake that says where it belongs."""
    write(folder, '[telegram]\ntoken = "123:abc"\n')
    _, mistakes = examine(folder, {})
    assert "TELEGRAM_BOT_TOKEN" in mistakes[0]
    assert "123:abc" not in mistakes[0]


def test_the_folder_is_found_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--config stands above VISITWIRE_CONFIG, that above ./config, and the shipped copy comes last."""
    here = tmp_path / "here"
    (here / "config").mkdir(parents=True)
    monkeypatch.chdir(here)
    shipped = find_folder(None, {})
    assert (shipped / "settings.toml").is_file()
    (here / "config" / "settings.toml").write_text("")
    assert find_folder(None, {}) == Path("config")
    assert find_folder(None, {"VISITWIRE_CONFIG": str(folder)}) == folder
    assert find_folder(here, {"VISITWIRE_CONFIG": str(folder)}) == here


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    """A configuration folder that was named and does not exist is told, not passed over."""
    _, mistakes = examine(tmp_path / "nowhere", {})
    assert mistakes[0].startswith("--config: there is no folder")


def test_the_shipped_settings_are_the_defaults() -> None:
    """config/settings.toml holds every setting as a comment and changes none."""
    shipped = find_folder(None, {"VISITWIRE_CONFIG": "config"})
    text = (shipped / "settings.toml").read_text(encoding="utf-8")
    for name in (
        "base_url",
        "url",
        "file",
        "interval",
        "concurrency",
        "contact",
        "allow_private_addresses",
        "level",
        "format",
    ):
        assert f"# {name} = " in text


def test_private_addresses_lower_the_floor(folder: Path) -> None:
    """A second between polls is allowed only where feeds may live on private addresses."""
    assert load(folder, {}).feeds.floor == 60
    assert load(folder, {"VISITWIRE_FEEDS__ALLOW_PRIVATE_ADDRESSES": "true"}).feeds.floor == 1
