"""`python -m benchmarks.search.steps build|index FOLDER TOLD`: one step in a process of its own, its figures as JSON."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from generator.build import load_site
from generator.plugin import run_build
from generator.search.index import build_index
from generator.settings import CONFIG_FILE, load_settings

KIB = 1024 if sys.platform != "darwin" else 1024 * 1024  # of ru_maxrss in a MiB
STATUS = Path("/proc/self/status")
RESET_PEAK = "5"  # written to clear_refs: the peak of memory counts from now (Linux)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["build", "index"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("told", type=Path)
    parser.add_argument("--write", action="store_true", help="write the index below FOLDER/index")
    arguments = parser.parse_args()
    figures = run_whole_build(arguments.folder) if arguments.step == "build" else run_index(arguments.folder, write=arguments.write)
    arguments.told.write_text(json.dumps(figures), encoding="utf-8")
    return 0


def run_whole_build(folder: Path) -> dict[str, float]:
    """A cold build as `htx build` does it; the seconds of its search step."""
    built = run_build(folder / CONFIG_FILE, site_dir=folder / "site", strict=False, jobs=1)
    return {"search_seconds": built.steps.seconds["search"]}


def run_index(folder: Path, *, write: bool) -> dict[str, float]:
    """Read the records, then build the index and every file of it; memory before it and at most."""
    settings = load_settings(folder / CONFIG_FILE)
    loaded = load_site(settings)
    reset_peak()
    loaded_mib = read_peak()
    start = time.perf_counter()
    for path, content in build_index(loaded.catalog, settings).files():
        if write:
            target = folder / "index" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return {"seconds": time.perf_counter() - start, "loaded_mib": loaded_mib, "peak_mib": read_peak()}


def reset_peak() -> None:
    """Let the peak begin at what is used now, where the system can do that; elsewhere the growth comes out too small."""
    if STATUS.exists():
        Path("/proc/self/clear_refs").write_text(RESET_PEAK, encoding="ascii")


def read_peak() -> float:
    """MiB of memory at most, since the start or the last reset."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    peak = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
