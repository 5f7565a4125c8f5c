"""Reading: an article in, a verdict out; no I/O, no clock, the same answer every time.

gate → language → words, places, people, dates (story) → pairs of traveller and host (candidates)
→ classifier and vetoes → the record of each visit.
"""

from __future__ import annotations

from bot.reading.reader import might_matter, pairs, prepare, read

__all__ = ["might_matter", "pairs", "prepare", "read"]
