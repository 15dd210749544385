"""Two folders swapped in one step, where the system and its file system can."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # renameat2(2): Linux 3.15, glibc 2.28


@cache
def find_renameat2():
    """The C library's renameat2, or None."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def exchange_folders(first: Path, second: Path) -> bool:
    """Swap two existing folders; False, and nothing changed, where that cannot be done in one step."""
    renameat2 = find_renameat2()
    if renameat2 is None:
        return False
    return renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE) == 0
