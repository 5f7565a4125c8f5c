"""The heap of the C library: one for all threads, so that what one gives back serves the others."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share() -> None:
    """Let all threads take their memory from one heap; without glibc nothing happens.

    Left alone, glibc makes a heap for each thread, up to eight a core, and keeps what was freed in each. Ours
    come and go: every connection to SQLite has one. Call it before there are threads.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another C library
        return
    set_option(_ARENA_MAX, 1)
