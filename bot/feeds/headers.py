"""The headers that we send, and what those of an answer say, believed only as far as it goes."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Literal

Purpose = Literal["feed", "page", "robots"]

_LONGEST: Final = 512  # characters of a validator that are worth keeping
_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age=\"?(\d{1,9})", re.IGNORECASE)
_NOT_KEPT: Final = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b", re.IGNORECASE)
_ACCEPT: Final[Mapping[Purpose, str]] = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}


def request_headers(kind: Purpose, user_agent: str) -> dict[str, str]:
    """Give what every request says; only encodings are offered that are unpacked within bounds."""
    return {"Accept": _ACCEPT[kind], "Accept-Encoding": "gzip, deflate", "User-Agent": user_agent}


def default_user_agent(contact: str | None = None) -> str:
    """Say who asks, and where the operator can be reached."""
    about = f"news feed reader; +{contact}" if contact else "news feed reader"
    try:
        version = importlib.metadata.version("visitwire")
    except importlib.metadata.PackageNotFoundError:  # run from a folder that was never installed
        version = "0"
    return f"Visitwire/{version} ({about})"


def fresh_for(headers: Mapping[str, str]) -> float | None:
    """Give the seconds for which an answer stays fresh (RFC 9111, 4.2); None where nothing is said."""
    control = headers.get("Cache-Control", "")
    if _NOT_KEPT.search(control):
        return None
    match = _MAX_AGE.search(control)
    if match:
        age = headers.get("Age", "")
        passed = float(age[:9]) if age.isascii() and age.isdigit() else 0.0
        return max(float(match.group(1)) - passed, 0.0)
    expires = moment(headers.get("Expires"))
    if expires is None:
        return None
    return max((expires - (moment(headers.get("Date")) or datetime.now(UTC))).total_seconds(), 0.0)


def validator(value: str | None) -> str | None:
    """Give an ETag or Last-Modified if it can be kept and sent back as it came."""
    if value and len(value) <= _LONGEST and value.isascii() and value.isprintable():
        return value
    return None


def moment(written: str | None) -> datetime | None:
    """Read an HTTP date; None where it is none."""
    try:
        read = parsedate_to_datetime(written or "")
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
