"""Builds a small project as a large one is built: with workers of a given kind, in a process of its own where nothing else runs."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

SCRIPT = """
    import os, pathlib, signal, sys, time
    from generator import batches, workers
    from generator.cli import main
    from generator.output import writing

    if {start_method!r} == "spawn":
        batches.can_fork = workers.can_fork = lambda: False
    batches.RECORDS_WORTH_A_FORK = batches.RECORDS_WORTH_A_SPAWN = 1
    batches.BATCH_SIZE = 10
    parent, render_page, write_content = os.getpid(), batches.render_page, writing.write_content
    folder = pathlib.Path.cwd()

    {changes}
    main()
"""


def format_script(start_method: str = "fork", changes: str = "") -> str:
    """A program that is `htx` with workers for any site; `changes` are lines of Python that run first."""
    return textwrap.dedent(SCRIPT).format(start_method=start_method, changes=textwrap.dedent(changes))


def run_pooled(folder: Path, *arguments: str, start_method: str = "fork", changes: str = "") -> subprocess.CompletedProcess[str]:
    """Run `htx build` in a folder; output is captured."""
    return subprocess.run(
        [sys.executable, "-c", format_script(start_method, changes), "build", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
