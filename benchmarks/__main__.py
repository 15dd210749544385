"""`python -m benchmarks`: builds and checks invented records of growing number and prints a table, beside the last one of this machine."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.history import describe_machine, load_last, write_run
from benchmarks.measuring import Run, run_command
from benchmarks.previews import measure_saves
from benchmarks.projects import COOPERATIVES_A_POST, PROJECT, edit_record, prepare_project
from benchmarks.rows import HEAD, README_HEAD, Row, build_row, build_step_rows, format_table

FIGURES = "figures.json"
BUILD = [sys.executable, "-m", "generator.cli", "build", "--figures", FIGURES]
CHECK = [sys.executable, "-m", "generator.cli", "check"]
COOPERATIVES_BESIDE_NEWS = 300  # for posts to name


class CommandFailed(Exception):
    """A measured command ended with mistakes; they are on standard error."""


def main() -> int:
    arguments = read_arguments()
    machine = describe_machine()
    before = load_last(machine)
    print(" · ".join(f"{key}: {value}" for key, value in machine.items()))
    print("MiB: PSS của mọi tiến trình cộng lại, lúc cao nhất. «so CPU»: so với lần đo trước trên máy này.")
    print(HEAD)
    rows = []
    arguments.folder.mkdir(parents=True, exist_ok=True)
    try:
        for row in measure(arguments):
            print(row.format(before.get(row.key)), flush=True)
            rows.append(row)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    write_run(machine, rows, sys.argv[1:])
    if arguments.readme:
        print(f"\n{format_table(machine, README_HEAD, [row.list_cells() for row in rows])}")
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--cooperatives", type=int, nargs="*", default=[1000, 10000], help="how many cooperatives, any numbers; 50000 is the whole country"
    )
    parser.add_argument("--posts", type=int, nargs="*", default=[1000, 10000], help="how many posts beside a few cooperatives, any numbers")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command; the median is printed")
    parser.add_argument("--jobs", type=int, default=0, help="processes of a build; 0, as users run it: one a processor")
    parser.add_argument(
        "--scheduler", default="", help="address of a dask scheduler whose workers make the pages; their time and memory are not counted"
    )
    parser.add_argument("--readme", action="store_true", help="print the table once more as the README has it")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where the invented project is written")
    return parser.parse_args()


def measure(arguments: argparse.Namespace) -> Iterator[Row]:
    build = [*BUILD, "--jobs", str(arguments.jobs), *(["--scheduler", arguments.scheduler] if arguments.scheduler else [])]
    for count in arguments.cooperatives:
        with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="htx-bench-") as name:
            prepare_project(Path(name), count)
            yield from measure_project(Path(name), build, count, arguments.runs)
    yield from measure_news(arguments.folder, build, arguments.posts, arguments.runs)


def measure_project(folder: Path, build: list[str], count: int, runs: int) -> Iterator[Row]:
    """The rows of one size: builds and checks, cold, with nothing changed and after one edit."""
    cold = [run_cold(build, folder) for _ in range(runs)]
    pages = count_pages(folder / "site")
    whole = build_row(count, "build, cold", cold, pages, "trang")
    yield from (whole, *build_step_rows(whole, cold[-1], folder / FIGURES))
    again = [run(build, folder) for _ in range(runs)]
    yield build_row(count, "build, nothing changed", again, pages, "trang")
    edited = [run_edited(build, folder, number) for number in range(runs)]
    whole = build_row(count, "build, one edit", edited, pages, "trang")
    yield from (whole, *build_step_rows(whole, edited[-1], folder / FIGURES))
    yield build_row(count, "serve, one save", measure_saves(folder, runs), 0, "")
    files = count + count // COOPERATIVES_A_POST
    yield build_row(count, "check, cold", [run_cold(CHECK, folder) for _ in range(runs)], files, "tệp")
    yield build_row(count, "check, one edit", [run_edited(CHECK, folder, runs + number) for number in range(runs)], files, "tệp")


def measure_news(folder: Path, build: list[str], post_counts: Sequence[int], runs: int) -> Iterator[Row]:
    """What a post costs, lists and feeds included: a cold build with so many posts less one with none."""
    base: Row | None = None
    for count in (0, *post_counts) if post_counts else ():
        with tempfile.TemporaryDirectory(dir=folder, prefix="htx-bench-") as name:
            prepare_project(Path(name), COOPERATIVES_BESIDE_NEWS, post_count=count)
            builds = [run_cold(build, Path(name)) for _ in range(runs)]
        row = build_row(COOPERATIVES_BESIDE_NEWS, "news, cold", builds, count, "bài")
        if base:
            yield replace(row, wall=row.wall - base.wall, cpu=row.cpu - base.cpu)
        else:
            base = row


def count_pages(site: Path) -> int:
    """The pages people read: the tiny ones below /m/ that only lead on are written too, but not counted."""
    return sum(1 for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "m")


def run(command: list[str], folder: Path) -> Run:
    finished = run_command(command, folder)
    if finished.exit_code:
        raise CommandFailed(f"lệnh không xong: {' '.join(command)}")
    return finished


def run_cold(command: list[str], folder: Path) -> Run:
    """With no site and no cache to lean on."""
    for name in ("site", ".site.htx", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return run(command, folder)


def run_edited(command: list[str], folder: Path, number: int) -> Run:
    """After one record was changed."""
    edit_record(folder, number)
    return run(command, folder)


if __name__ == "__main__":
    sys.exit(main())
