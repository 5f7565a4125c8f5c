"""The heap of the C library: one for all threads, so that what one gives back serves the others."""

from __future__ import annotations

import ctypes

# Options of glibc's malloc.h and our values. Left alone, the thresholds grow to megabytes, and what is large
# and soon gone leaves holes between what is small and stays.
_OPTIONS = {
    -8: 1,  # M_ARENA_MAX
    -3: 128 * 1024,  # M_MMAP_THRESHOLD, bytes: larger pieces go back to the system at once
    -1: 128 * 1024,  # M_TRIM_THRESHOLD, bytes free at the heap's end
}


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
