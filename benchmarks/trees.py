"""Memory and processor time of a process with all its descendants while it runs, sampled from /proc. Linux only: elsewhere there are no samples."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
SECONDS_BETWEEN = 0.1
SHARE_OF_SAMPLING = 20  # a pause is at least so many times as long as the reading before it, which holds the process up


class Sample(NamedTuple):
    """What a tree of processes had used at one instant of the system's monotonic clock."""

    at: float
    cpu: float  # seconds, those of descendants that have ended included
    mib: float  # PSS: memory that processes share counts once


@contextmanager
def sample_tree(root: int) -> Iterator[list[Sample]]:
    """Collect samples of a process until the block ends."""
    samples: list[Sample] = []
    is_over = threading.Event()
    thread = threading.Thread(target=collect, args=(root, samples, is_over), daemon=True)
    if (PROC / "self" / "smaps_rollup").exists():
        thread.start()
    try:
        yield samples
    finally:
        is_over.set()
        if thread.ident:
            thread.join()


def collect(root: int, samples: list[Sample], is_over: threading.Event) -> None:
    pause = 0.0
    while not is_over.wait(pause):
        start = time.perf_counter()
        if sample := load_sample(root):
            samples.append(sample)
        pause = max(SECONDS_BETWEEN, SHARE_OF_SAMPLING * (time.perf_counter() - start))


def load_sample(root: int) -> Sample | None:
    """The sum over a process and its descendants; None when it is gone."""
    numbers = [int(path.name) for path in PROC.iterdir() if path.name.isdigit()]
    stats = {pid: stat for pid in numbers if (stat := load_stat(pid))}
    if root not in stats:
        return None
    tree = find_descendants(root, {pid: stat[0] for pid, stat in stats.items()})
    at = time.perf_counter()
    return Sample(at, sum(stats[pid][1] for pid in tree), sum(map(load_mib, tree)))


def load_stat(pid: int) -> tuple[int, float] | None:
    """(parent, seconds of processor time); fields 4 and 14–17 of proc(5)'s stat, after the name, which may hold anything but is in brackets."""
    try:
        fields = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def load_mib(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def find_descendants(root: int, parents: dict[int, int]) -> set[int]:
    """The process and everything started by it, by whatever it started, and so on."""
    tree = {root}
    while more := {pid for pid, parent in parents.items() if parent in tree and pid not in tree}:
        tree |= more
    return tree


def measure_cpu(samples: Sequence[Sample], began: float, ended: float) -> float:
    """Processor time between two instants, with straight lines between samples."""
    return find_cpu(samples, ended) - find_cpu(samples, began)


def find_cpu(samples: Sequence[Sample], at: float) -> float:
    before = Sample(at, 0.0, 0.0)
    for sample in samples:
        if sample.at >= at:
            share = (at - before.at) / (sample.at - before.at) if sample.at > before.at else 0.0
            return before.cpu + share * (sample.cpu - before.cpu)
        before = sample
    return before.cpu


def measure_peak(samples: Sequence[Sample], began: float, ended: float) -> float:
    """The most memory between two instants; that of the sample before where none falls between."""
    within = [sample.mib for sample in samples if began <= sample.at <= ended]
    before = [sample.mib for sample in samples if sample.at < began]
    return max(within, default=before[-1] if before else 0.0)
