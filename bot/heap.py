"""Memory: one heap of the C library for all threads, and how often Python looks for garbage."""

from __future__ import annotations

import ctypes
import gc

# Options of glibc's malloc.h and our values. Left alone, the thresholds grow to megabytes, and what is large
# and soon gone leaves holes between what is small and stays.
_OPTIONS = {
    -8: 1,  # M_ARENA_MAX
    -3: 128 * 1024,  # M_MMAP_THRESHOLD, bytes: larger pieces go back to the system at once
    -1: 128 * 1024,  # M_TRIM_THRESHOLD, bytes free at the heap's end
}

_NEW = 5_000  # objects; Python's own 700 let it look for circles several times in every document and article


def collect_seldom() -> None:
    """Look for circles of dead objects only after so many new ones: we make next to none.

    Of 200 visits at once it spares 8 % of the processor, the median of twelve rounds in turn; with 20,000 it
    spares no more.
    """
    gc.set_threshold(_NEW)


def share() -> None:
    """Let all threads take their memory from one heap that gives back; without glibc nothing happens.

    Left alone, glibc makes a heap for each thread, up to eight a core, and keeps what was freed in each. Ours
    come and go: every connection to SQLite has one. Call it before there are threads.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another C library
        return
    for option, value in _OPTIONS.items():
        set_option(option, value)
