"""Runs a command as a whole process and reads the operating system's account of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trees import Sample, sample_tree


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: seconds on the clock and of processor time, and the most memory in MiB of it and its children together.

    Where the tree cannot be sampled the memory is that of its largest process.
    """

    wall: float
    cpu: float
    peak_mib: float
    exit_code: int
    samples: tuple[Sample, ...] = ()


def run_command(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run to the end with output discarded. POSIX only: memory and processor time come from wait4."""
    start = time.perf_counter()
    given = None if environment is None else os.environ | environment
    with (
        subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=given) as process,
        sample_tree(process.pid) as samples,
    ):
        stderr = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
    if process.returncode:
        sys.stderr.write(stderr.decode("utf-8", "replace")[-2000:])
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    peak = max((sample.mib for sample in samples), default=usage.ru_maxrss / unit)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak, process.returncode, tuple(samples))
