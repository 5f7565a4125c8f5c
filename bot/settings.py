"""config/settings.toml and the environment become one frozen Settings; every mistake is told at once."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bot import checks
from bot.errors import SettingsError
from bot.toml import broken_toml, line_of

_HERE = Path(__file__).parent
_SHIPPED = (_HERE / "default_config", _HERE.parent / "config")  # in a wheel, in a checkout
_PREFIX = "VISITWIRE_"
_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - the variable's name
_INTERVAL_FLOOR = 60.0  # seconds; below, a newspaper would rightly shut the door
_INTERVAL_FLOOR_PRIVATE = 1.0

TELEGRAM_SERVER = "https://api.telegram.org/bot"


def _setting(check: Callable[[object], object], default: Any, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"check": check, "secret": secret})


@dataclass(frozen=True, slots=True)
class Telegram:
    token: str | None = _setting(checks.token, None, secret=True)
    base_url: str = _setting(checks.base_url, TELEGRAM_SERVER)
    operators: frozenset[int] = _setting(checks.user_ids, frozenset())


@dataclass(frozen=True, slots=True)
class Database:
    url: str = _setting(checks.database_url, "sqlite+aiosqlite:///data/visitwire.db", secret=True)
    # Where doctor looks how old the newest is.
    backups: Path | None = _setting(checks.path, None)  # noqa: RUF009 - a field() with a frozen default


@dataclass(frozen=True, slots=True)
class Feeds:
    file: Path = _setting(checks.path, Path("feeds.toml"))  # noqa: RUF009 - a field() with a frozen default
    interval: float = _setting(checks.seconds, 300.0)
    concurrency: int = _setting(checks.count, 32)
    contact: str | None = _setting(checks.contact, None)
    allow_private_addresses: bool = _setting(checks.truth, False)
    interval_is_forced: bool = False  # by the environment: it stands above cache headers

    @property
    def floor(self) -> float:
        """The least number of seconds between two polls of a feed."""
        return _INTERVAL_FLOOR_PRIVATE if self.allow_private_addresses else _INTERVAL_FLOOR


@dataclass(frozen=True, slots=True)
class Delivery:
    repeat_unknown: bool = _setting(checks.truth, True)
    keep_days: int = _setting(checks.count, 30)  # of rows that were sent or cancelled


@dataclass(frozen=True, slots=True)
class History:
    starter: bool = _setting(checks.truth, True)


@dataclass(frozen=True, slots=True)
class Logging:
    level: str = _setting(checks.one_of("debug", "info", "warning", "error"), "info")
    format: str = _setting(checks.one_of("human", "json"), "human")


@dataclass(frozen=True, slots=True)
class Monitoring:
    host: str = _setting(checks.word, "127.0.0.1")
    port: int | None = _setting(checks.port, None)  # None: nothing is served


@dataclass(frozen=True, slots=True)
class Settings:
    telegram: Telegram = Telegram()
    database: Database = Database()
    feeds: Feeds = Feeds()
    delivery: Delivery = Delivery()
    history: History = History()
    logging: Logging = Logging()
    monitoring: Monitoring = Monitoring()
    folder: Path = _SHIPPED[1]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be printed, beside what looks like a secret."""
        try:
            password = urlsplit(self.database.url).password
        except ValueError:  # an address that cannot be read is told as a mistake elsewhere
            password = None
        known = (self.telegram.token, password, unquote(password) if password else None)
        return tuple(one for one in known if one)


_SECTIONS: Mapping[str, type] = {
    "telegram": Telegram,
    "database": Database,
    "feeds": Feeds,
    "delivery": Delivery,
    "history": History,
    "logging": Logging,
    "monitoring": Monitoring,
}


def load(folder: str | Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from `folder`, else from where they are found; SettingsError tells all mistakes."""
    settings, mistakes = examine(folder, environ)
    if mistakes:
        raise SettingsError(mistakes)
    return settings


def examine(
    folder: str | Path | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings and list their mistakes; a setting with a mistake keeps its default."""
    mistakes: list[str] = []
    where = find_folder(folder, environ, mistakes)
    values = _from_file(where / "settings.toml", mistakes)
    named = values.get("feeds", {}).get("file")
    for section, given in _from_environment(environ, mistakes).items():
        values.setdefault(section, {}).update(given)
    feeds = values.setdefault("feeds", {})
    # A path in the file is meant beside the file, one in the environment from where the program starts.
    if feeds.get("file", named) is named:
        feeds["file"] = where / (named or "feeds.toml")
    built = {name: kind(**values.get(name, {})) for name, kind in _SECTIONS.items()}
    return Settings(**built, folder=where), tuple(mistakes)


def find_folder(
    folder: str | Path | None, environ: Mapping[str, str], mistakes: list[str] | None = None
) -> Path:
    """Find the configuration: what was named, else ./config, else the copy shipped in the package."""
    named = folder or environ.get(_PREFIX + "CONFIG")
    shipped = next((path for path in _SHIPPED if path.is_dir()), _SHIPPED[-1])
    if named:
        if Path(named).is_dir():
            return Path(named)
        if mistakes is not None:
            source = "--config" if folder else _PREFIX + "CONFIG"
            mistakes.append(f"{source}: there is no folder {named}; name the one that holds settings.toml")
        return shipped
    here = Path("config")
    return here if any((here / name).is_file() for name in ("settings.toml", "feeds.toml")) else shipped


def _from_file(path: Path, mistakes: list[str]) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(f"{path}: cannot be read as UTF-8 text: {error}")
        return {}
    except tomllib.TOMLDecodeError as error:
        mistakes.append(broken_toml(path, text, error))
        return {}
    return _check_tables(path, text, tables, mistakes)


def _check_tables(
    path: Path, text: str, tables: Mapping[str, Any], mistakes: list[str]
) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = {}
    for section, table in tables.items():
        place = f"{path}:{line_of(text, section)}"
        if section not in _SECTIONS or not isinstance(table, dict):
            mistakes.append(f"{place}: there is no section [{section}]; {_instead(section, _SECTIONS)}")
            continue
        for name, value in table.items():
            place = f"{path}:{line_of(text, section, name)}"
            _check(place, f"{section}.{name}", section, name, value, values, mistakes)
    return values


def _from_environment(environ: Mapping[str, str], mistakes: list[str]) -> dict[str, dict[str, Any]]:
    values: dict[str, dict[str, Any]] = {}
    for variable, (section, name) in _variables(environ, mistakes).items():
        value = _value_of(variable, environ, mistakes)
        if value is not None:
            _check(variable, variable, section, name, value, values, mistakes)
    if "interval" in values.get("feeds", {}):
        values["feeds"]["interval_is_forced"] = True
    return values


def _variables(environ: Mapping[str, str], mistakes: list[str]) -> dict[str, tuple[str, str]]:
    """Map the variables that are set to their settings; `…_FILE` of a secret counts as the secret."""
    known = {
        f"{_PREFIX}{section}__{one.name}".upper(): (section, one.name)
        for section, kind in _SECTIONS.items()
        for one in fields(kind)
        if one.metadata
    }
    del known[f"{_PREFIX}TELEGRAM__TOKEN"]
    known[_TOKEN] = ("telegram", "token")
    found: dict[str, tuple[str, str]] = {}
    for variable in sorted(environ):
        plain = variable if variable in known else variable.removesuffix("_FILE")
        if plain in known and (plain == variable or _is_secret(*known[plain])):
            found[plain] = known[plain]
        elif variable.startswith(_PREFIX) and "__" in variable:
            mistakes.append(f"{variable}: there is no such setting; {_instead(variable, known)}")
    return found


def _is_secret(section: str, name: str) -> bool:
    return any(one.name == name and one.metadata.get("secret") for one in fields(_SECTIONS[section]))


def _value_of(variable: str, environ: Mapping[str, str], mistakes: list[str]) -> str | None:
    """Give the variable's value, or what the file named by `…_FILE` holds; None where it is empty."""
    value, file = environ.get(variable, "").strip(), environ.get(variable + "_FILE", "").strip()
    if value or not file:
        return value or None
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a text file"
        mistakes.append(f"{variable}_FILE: cannot read {file} ({reason}); name a file that holds the secret")
        return None


def _check(
    place: str,
    name: str,
    section: str,
    key: str,
    value: object,
    values: dict[str, dict[str, Any]],
    mistakes: list[str],
) -> None:
    known = {one.name: one.metadata for one in fields(_SECTIONS[section]) if one.metadata}
    if key not in known or (key == "token" and name != _TOKEN):
        hint = f"set {_TOKEN} instead" if key == "token" else _instead(key, known)
        mistakes.append(f"{place}: there is no setting {name}; {hint}")
        return
    try:
        values.setdefault(section, {})[key] = known[key]["check"](value)
    except checks.Wrong as wrong:
        shown = "its value" if known[key]["secret"] else repr(value)
        told = "" if place == name else f"{name} "
        mistakes.append(f"{place}: {told}cannot be {shown}; {wrong}")


def _instead(word: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(sorted(names))}"
