"""How parent and worker talk: a header in JSON and a body of bytes, each led by its length.

JSON and not pickle, because what comes back was made from a stranger's bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

LENGTHS: Final = struct.Struct("!II")


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Write one frame; dataclasses become objects of their fields."""
    head = json.dumps(header, ensure_ascii=True, default=by_name).encode("ascii")
    return LENGTHS.pack(len(head), len(body)) + head + body


def by_name(record: Any) -> dict[str, Any]:
    """Give the fields of a dataclass as they are; `dataclasses.asdict` would copy all that is in them."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
