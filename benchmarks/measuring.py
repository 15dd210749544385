"""Runs a command as a whole process and reads the operating system's account of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: seconds on the clock and of processor time, and the largest memory in MiB."""

    wall: float
    cpu: float
    peak_mib: float
    exit_code: int


def run_command(command: Sequence[str], folder: Path) -> Run:
    """Run to the end with output discarded. POSIX only: memory and processor time come from wait4."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        stderr = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.stderr.write(stderr.decode("utf-8", "replace")[-2000:])
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, process.returncode)
