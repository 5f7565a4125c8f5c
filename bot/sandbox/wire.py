"""What goes over the wire: JSON objects, a call's parameters, and a refusal in Telegram's words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """An answer that is not ok: `code` is the HTTP status too, `parameters` as in the Bot API."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        self.code = code
        self.description = description
        self.parameters = parameters
        super().__init__(description)

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(description: str, **parameters: int) -> Refusal:
    """Make a 400 with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {description}", parameters or None)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart request."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one call, as they came: strings from forms, any JSON from a JSON body."""

    raw: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.raw.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def has(self, name: str) -> bool:
        return self.text(name) != ""

    def integer(self, name: str, default: int = 0) -> int:
        """Read a whole number the way Telegram does: what is none counts as the default."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "yes", "1")

    def number(self, name: str, holder: Mapping[str, Any]) -> int:
        """Read a whole number out of an object that came with the call."""
        value = holder.get(name, 0)
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, str))
            or not re.fullmatch(r"-?\d+", str(value))
        ):
            raise bad(f'field "{name}" must be a Number')
        return int(value)

    def object(self, name: str, what: str) -> Json | None:
        """Read a JSON object; refused in Telegram's words when it is none."""
        value = self._decoded(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad(f"object expected as {what}")
        return value

    def array(self, name: str, what: str) -> list[Any] | None:
        """Read a JSON array; refused when it is none."""
        value = self._decoded(name, what)
        if value is not None and not isinstance(value, list):
            raise bad(f"expected an Array of {what}")
        return value

    def _decoded(self, name: str, what: str) -> Any:
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None
