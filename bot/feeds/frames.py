"""How parent and worker talk: a header in JSON and a body of bytes, each led by its length.

JSON and not pickle, because what comes back was made from a stranger's bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Final

LENGTHS: Final = struct.Struct("!II")


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Write one frame."""
    head = json.dumps(header, ensure_ascii=True).encode("ascii")
    return LENGTHS.pack(len(head), len(body)) + head + body
