"""Commands and payloads of buttons that change something, and what a forger may make of a payload."""

from __future__ import annotations

import random
from collections.abc import Sequence

COMMANDS = (
    "/subscribe BH", "/unsubscribe AZ", "/unsubscribe", "/language ru", "/language en", "/timezone UTC",
    "/deleteme", "/export", "/start s_AZTR", "/settings", "/broadcast x", "/fix reject {visit}", "/resend",
)  # fmt: skip
DEEDS = (
    "1s:TR", "1t:TR:0", "1u:AZ", "1x:yes", "1l:ru", "1l:en", "1d:yes", "1Z:mode:daily", "1Z:silent:yes",
    "1b:{visit}", "1j:reject:{visit}:", "1bc:send:1", "1rs", "1ex", "1q:1:role:host", "1g:1:az",
)  # fmt: skip


def mutated(data: str, chance: random.Random, pool: Sequence[str]) -> str:
    """Flip, cut, swap, swell or mix a payload."""
    place = chance.randrange(len(data) + 1)
    match chance.randrange(9):
        case 0:
            flipped = bytearray(data.encode())
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(7)
            return flipped.decode(errors="replace")
        case 1:
            return data[:place]
        case 2:
            return data[:place] + chance.choice(pool)[place:]
        case 3:
            return data.replace("1", str(10 ** chance.randrange(1, 40)), 1)
        case 4:
            return f"{chance.randrange(10)}{data[1:]}"
        case 5:
            return ":".join(chance.sample(parts := data.split(":"), len(parts)))
        case 6:
            return f"{data.partition('@')[0]}@{chance.choice(['', '-', '0', '9' * 15, '-1', '1@2', '٣'])}"
        case 7:
            return data[:place] + chance.choice("\x00:@\n\u202e🇦-0123456789 ") + data[place:]
    return data
