"""The heap that all threads share: asked of the C library in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_HEAPS = """
import ctypes, os, sys, threading
from bot import heap
if sys.argv[1] == "shared":
    heap.share()
held = threading.Barrier(5)
def hold():
    kept = [bytes(2000) for _ in range(100)]
    held.wait()
threads = [threading.Thread(target=hold) for _ in range(4)]
for one in threads:
    one.start()
held.wait()
c = ctypes.CDLL(None)
c.fdopen.restype = ctypes.c_void_p
ends = os.pipe()
sink = ctypes.c_void_p(c.fdopen(ends[1], b"w"))
c.malloc_info(0, sink)
c.fclose(sink)
print(os.read(ends[0], 100_000).count(b"<heap nr="))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has many heaps")
@pytest.mark.parametrize(("how", "is_one"), [("shared", True), ("alone", False)])
def test_all_threads_share_one_heap(how: str, is_one: bool) -> None:
    """Told so, the C library makes one heap for all threads; left alone, it makes several."""
    done = subprocess.run([sys.executable, "-c", _HEAPS, how], capture_output=True, text=True, check=True)
    assert (int(done.stdout) == 1) is is_one
