"""Asks Telegram for `doctor`: who the token belongs to, what time it is there, and who else uses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

_PATIENCE = aiohttp.ClientTimeout(total=15)


@dataclass(frozen=True, slots=True)
class Health:
    """What Telegram answered; `problem` is None when all is well. Our clock minus theirs, in seconds."""

    username: str | None
    problem: str | None
    clock_off: float | None
    webhook: str | None = None  # the host that updates are sent to instead of us
    pending: int = 0  # updates that wait


async def ask(base_url: str, token: str) -> Health:
    """Ask getMe and getWebhookInfo; never raises, and never puts the token into the answer."""
    address = _address(base_url, token)
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as session,
            session.get(f"{address}/getMe") as response,
        ):
            off = _off(response.headers.get("Date"))
            if response.status in (401, 404):
                return Health(None, "unknown token", off)
            body = await response.json(content_type=None)
            async with session.get(f"{address}/getWebhookInfo") as other:
                hook = (await other.json(content_type=None))["result"]
            pending = int(hook.get("pending_update_count", 0))
            return Health(body["result"]["username"], None, off, urlsplit(hook["url"]).hostname, pending)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return Health(None, f"cannot be reached ({type(error).__name__})", None)
    except (ValueError, KeyError, TypeError):
        return Health(None, "does not answer like a Bot API server", None)


async def is_polled(base_url: str, token: str, seconds: int) -> bool:
    """Tell whether another program asks for updates within so many seconds; takes no update away.

    Telegram ends the wait of the earlier of two who ask, so the other one loses one answer by this.
    """
    address = f"{_address(base_url, token)}/getUpdates?limit=1&timeout={seconds}"
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(address) as response:
            return response.status == 409
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


def _address(base_url: str, token: str) -> str:
    return base_url.format(token=token) if "{token}" in base_url else base_url + token


def _off(date: str | None) -> float | None:
    try:
        return (datetime.now(UTC) - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError):
        return None
