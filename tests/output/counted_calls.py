"""For a child's script: every call that changes the disk is counted, and at the given one the child kills itself, as a power switch would."""

from __future__ import annotations

import textwrap

COUNTED = textwrap.dedent("""
    import os, signal, sys

    kill_at, count = int(sys.argv[2]), 0

    def counted(function):
        def wrapper(*arguments, **options):
            global count
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)
        return wrapper

    for name in ("replace", "rename", "unlink", "rmdir", "link", "mkdir", "fsync"):
        setattr(os, name, counted(getattr(os, name)))
""")
