"""Checks of single settings: each gives the value of what was written, or says what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class Wrong(Exception):
    """A value that cannot be used; the message says what to write instead."""


def word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong("write a text in quotes")
    return value.strip()


def token(value: object) -> str:
    given = word(value)
    if not all(char.isascii() and (char.isalnum() or char in ":_-") for char in given):
        raise Wrong("write the token as @BotFather gave it, like 123456:ABC-def, with nothing around it")
    return given


def base_url(value: object) -> str:
    url = word(value)
    if not url.startswith(("http://", "https://")) or not (url.endswith("/bot") or "{token}" in url):
        raise Wrong('write an address that ends in /bot, like "http://127.0.0.1:8081/bot"')
    return url


def database_url(value: object) -> str:
    url = word(value)
    file = url.removeprefix("sqlite+aiosqlite:///")
    if not (file != url and file) and not url.startswith("postgresql+asyncpg://"):
        raise Wrong('write "sqlite+aiosqlite:///path/to/file.db" or "postgresql+asyncpg://…"')
    return url


def truth(value: object) -> bool:
    known = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in known:
        raise Wrong("write true or false")
    return known[value.strip().lower()]


def seconds(value: object) -> float:
    try:
        given = float(str(value)) if not isinstance(value, bool) else 0.0
    except ValueError:
        given = 0.0
    if not 0 < given < 1e8:
        raise Wrong("write a number of seconds above 0, like 900")
    return given


def count(value: object) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal() or not 1 <= int(text) <= 100:
        raise Wrong("write a whole number from 1 to 100")
    return int(text)


def port(value: object) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Wrong("write a port from 1 to 65535, like 9464")
    return int(text)


def user_ids(value: object) -> frozenset[int]:
    """Read Telegram's numbers of people: a list of them, or from the environment with commas between."""
    given = value if isinstance(value, list) else str(value).replace(",", " ").split()
    if any(isinstance(one, bool) or not str(one).isdecimal() or not 0 < int(one) < 2**52 for one in given):
        raise Wrong("write the numbers that Telegram gives people, like [123456789]")
    return frozenset(int(one) for one in given)


def contact(value: object) -> str:
    text = word(value)
    if not text.isascii() or not text.isprintable() or not ("@" in text or text.startswith("http")):
        raise Wrong('write an e-mail address or a link, like "https://example.org/visitwire"')
    return text


def path(value: object) -> Path:
    return Path(word(value)).expanduser()


def one_of(*choices: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value.lower() not in choices:
            raise Wrong(f"write one of {', '.join(choices)}")
        return value.lower()

    return check
