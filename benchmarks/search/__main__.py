"""`python -m benchmarks.search`: builds invented sites with their search and lets a browser behind a slow line search them."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.projects import PROJECT, prepare_project
from benchmarks.search import report
from benchmarks.search.building import BuildFailed, BuildFigures, build_site, load_figures
from benchmarks.search.queries import PLANS, draw_queries
from benchmarks.search.visits import DESKTOP, PHONE, Visitor, open_browser
from benchmarks.search.walks import measure_slow_processor, walk_plans
from benchmarks.search.weighing import load_weight
from benchmarks.slow_server import open_slow_server

WHOLE_BUILD_LIMIT = 20_000  # cooperatives; above it a whole build takes minutes and gigabytes, and says nothing more of the search
HISTORY = "search-history.json"


def main() -> int:
    arguments = read_arguments()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    print(f"tải của máy lúc bắt đầu: {os.getloadavg()[0]:.1f} trên {os.cpu_count()} nhân", flush=True)
    for count in arguments.cooperatives:
        try:
            with open_project(arguments, count) as folder:
                measure_size(arguments, folder, count)
        except BuildFailed as failure:
            print(failure, file=sys.stderr)
            return 1
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--cooperatives", type=int, nargs="+", default=[1000, 10000], help="how many cooperatives, one or more numbers")
    parser.add_argument("--province", default="", help="code of the one province that has them all, for example thai-nguyen")
    parser.add_argument("--index-only", action="store_true", help=f"build no page of a record; always so above {WHOLE_BUILD_LIMIT}")
    parser.add_argument("--queries", type=int, default=3, help="different queries of each plan")
    parser.add_argument("--runs", type=int, default=1, help="how often each query is asked")
    parser.add_argument("--plans", nargs="+", choices=PLANS, default=list(PLANS), metavar="PLAN", help=", ".join(PLANS))
    parser.add_argument("--desktop", action="store_true", help="a wide screen in place of a phone's")
    parser.add_argument("--waterfall", action="store_true", help="print every request of one visit and one second query of each plan")
    parser.add_argument(
        "--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where invented projects and the history are written"
    )
    parser.add_argument("--keep", action="store_true", help="keep the built sites there and take them again, built as they are")
    return parser.parse_args()


@contextmanager
def open_project(arguments: argparse.Namespace, count: int) -> Iterator[Path]:
    """The folder of one size: new and thrown away, or kept."""
    if not arguments.keep:
        with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="htx-search-") as name:
            yield Path(name)
        return
    folder = arguments.folder / f"search-{count}{'-' * bool(arguments.province)}{arguments.province}"
    folder.mkdir(exist_ok=True)
    yield folder


def measure_size(arguments: argparse.Namespace, folder: Path, count: int) -> None:
    figures = load_figures(folder) or build_project(arguments, folder, count)
    weight = load_weight(folder / "site")
    print_lines(report.format_build(figures, weight))
    queries = draw_queries(folder, arguments.plans, arguments.queries)
    with open_slow_server(folder / "site") as server, open_browser() as browser:
        visitor = Visitor(browser, server, DESKTOP if arguments.desktop else PHONE)
        record = find_record(folder / "site")
        steps = walk_plans(visitor, queries, record, arguments.runs)
        slow = measure_slow_processor(visitor, queries, record)
    measured = report.Measured(steps, slow)
    print_lines(report.format_steps(measured, weight))
    print_lines(report.format_tasks(measured))
    print_lines(report.judge(measured, weight))
    if arguments.waterfall:
        for name in ("visit", "again"):
            for plan in queries:
                print_lines(report.format_waterfall(measured.list_steps(name, plan)[0]))
    report.write_history(arguments.folder / HISTORY, figures, weight, measured)


def build_project(arguments: argparse.Namespace, folder: Path, count: int) -> BuildFigures:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    provinces = (arguments.province,) if arguments.province else ()
    prepare_project(folder, count, provinces)
    return build_site(folder, count, index_only=arguments.index_only or count > WHOLE_BUILD_LIMIT)


def find_record(site: Path) -> str:
    """The address of a cooperative's page; invented ones end in their number."""
    page = min(site.glob("hop-tac-xa/*/*-[0-9]*/index.html"))
    return page.parent.relative_to(site).as_posix() + "/"


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
