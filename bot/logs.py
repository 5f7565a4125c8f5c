"""Logging, set up once: lines for people or JSON for machines, and no secret in either."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

# A bot's token anywhere, also as part of an address, and the password of a database address.
_SECRETS = re.compile(r"\d{6,}(?::|%3[Aa])[\w-]{30,}|(?<=://)([^\s:/@]*):[^\s@/]+(?=@)")
_HIDDEN = "[secret]"
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# httpx writes whole addresses at INFO, and Telegram's carry the token.
_TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "asyncio", "trafilatura")


def set_up(level: str = "info", form: str = "human", secrets: Sequence[str] = ()) -> None:
    """Send every log record of the program to stderr, once; call again to change level or form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Human())
    handler.addFilter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # It warns when a tick waits for the one before, as it shall; /healthz tells of ticks that stay away.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    # Writes a traceback for every answer that is no JSON; what follows from it is told by us.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    logging.captureWarnings(True)


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """Hide bot tokens, database passwords and the `secrets` given."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _SECRETS.sub(lambda match: f"{match[1]}:{_HIDDEN}" if match[1] else _HIDDEN, text)


class Redacting(logging.Filter):
    """Cleans the message, the traceback and every extra field of a record; lets all records pass."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage(), self._secrets), ()
        if record.exc_info and record.exc_info[0]:
            trace = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            record.exc_text = redact(trace, self._secrets)
        for name in vars(record).keys() - _OWN_FIELDS:
            value = getattr(record, name)
            if not isinstance(value, int | float | bool | None):
                setattr(record, name, redact(str(value), self._secrets))
        return True


class _Human(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        extras = "".join(f" {name}={value}" for name, value in _extras(record).items())
        first, newline, rest = super().format(record).partition("\n")
        return first + extras + newline + rest


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extras(record),
        }
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False, default=str)


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
