"""Asks Telegram one question for `doctor`: who the token belongs to, and what time it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

_PATIENCE = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class Health:
    """What getMe answered; `problem` is None when all is well. The clock is ours minus theirs, in seconds."""

    username: str | None
    problem: str | None
    clock_off: float | None


async def ask(base_url: str, token: str) -> Health:
    """Ask getMe; never raises, and never puts the token into the answer."""
    address = base_url.format(token=token) if "{token}" in base_url else base_url + token
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.get(f"{address}/getMe") as response,
        ):
            off = _off(response.headers.get("Date"))
            if response.status in (401, 404):
                return Health(None, "unknown token", off)
            body = await response.json(content_type=None)
            return Health(body["result"]["username"], None, off)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Health(None, f"cannot be reached ({type(error).__name__})", None)
    except (ValueError, KeyError, TypeError):
        return Health(None, "does not answer like a Bot API server", None)


def _off(date: str | None) -> float | None:
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError):
        return None
