"""`python -m benchmarks`: builds and checks invented records of growing number and prints a table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measuring import Run, run_command
from benchmarks.projects import CHECK_CONFIG, COOPERATIVES_A_POST, PROJECT, prepare_project

BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
COOPERATIVES_BESIDE_NEWS = 300  # for posts to name


def main() -> int:
    arguments = read_arguments()
    print(f"{'HTX':>7} {'bước':<14} {'số':>8} {'':<6} {'giây':>8} {'CPU s':>8} {'µs CPU/1':>10} {'MiB':>7}")
    failed = False
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for count in arguments.cooperatives:
        with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="htx-bench-") as name:
            folder = Path(name)
            prepare_project(folder, count)
            failed |= measure_project(folder, count, arguments.runs)
    failed |= measure_news(arguments.folder, arguments.posts, arguments.runs)
    return int(failed)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cooperatives", type=int, nargs="*", default=[1000, 10000], help="how many cooperatives, any numbers")
    parser.add_argument("--posts", type=int, nargs="*", default=[1000, 10000], help="how many posts beside a few cooperatives, any numbers")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command; the median is printed")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where the invented project is written")
    return parser.parse_args()


def measure_project(folder: Path, count: int, runs: int) -> bool:
    """Print the rows of one size; True when a command failed."""
    check = [sys.executable, "-m", "generator.cli", "check", "--config-file", CHECK_CONFIG]
    cold = [cold_run(BUILD, folder) for _ in range(runs)]
    pages = count_pages(folder / "site")
    print_row(count, "build, cold", cold, pages, "trang")
    print_row(count, "build, again", [run_command(BUILD, folder) for _ in range(runs)], pages, "trang")
    checks = [run_command(check, folder) for _ in range(runs)]
    print_row(count, "htx check", checks, count + count // COOPERATIVES_A_POST, "tệp")
    return any(run.exit_code for run in (*cold, *checks))


def measure_news(folder: Path, post_counts: Sequence[int], runs: int) -> bool:
    """Print what a post costs, lists and feeds included: a cold build with so many posts less one with none. True when a command failed."""
    base = 0.0
    failed = False
    for count in (0, *post_counts) if post_counts else ():
        with tempfile.TemporaryDirectory(dir=folder, prefix="htx-bench-") as name:
            prepare_project(Path(name), COOPERATIVES_BESIDE_NEWS, post_count=count)
            builds = [cold_run(BUILD, Path(name)) for _ in range(runs)]
        failed |= any(run.exit_code for run in builds)
        if count:
            less = [replace(run, cpu=run.cpu - base) for run in builds]
            print_row(COOPERATIVES_BESIDE_NEWS, "news, cold", less, count, "bài")
        else:
            base = median(run.cpu for run in builds)
    return failed


def count_pages(site: Path) -> int:
    """The pages people read: the tiny ones below /m/ that only lead on are written too, but not counted."""
    return sum(1 for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "m")


def cold_run(build: list[str], folder: Path) -> Run:
    """A build with no site and no cache to lean on."""
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return run_command(build, folder)


def print_row(count: int, step: str, runs: list[Run], units: int, unit: str) -> None:
    """One line: medians of the runs, and the processor time for each page or file."""
    cpu = median(run.cpu for run in runs)
    wall = median(run.wall for run in runs)
    memory = max(run.peak_mib for run in runs)
    print(f"{count:>7} {step:<14} {units:>8} {unit:<6} {wall:>8.2f} {cpu:>8.2f} {cpu / units * 1e6:>10.0f} {memory:>7.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
