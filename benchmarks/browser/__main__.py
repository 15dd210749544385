"""`python -m benchmarks.browser`: builds the sample site and lets a phone behind a slow line look at one page of each kind."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browser import report
from benchmarks.browser.kinds import KINDS
from benchmarks.browser.visits import CPU_FACTOR, Visitor
from benchmarks.projects import PROJECT
from benchmarks.search.visits import ARGUMENTS
from benchmarks.slow_server import MOBILE_RATE, MOBILE_WAIT, open_slow_server
from make import find_chromium


def main() -> int:
    arguments = read_arguments()
    site = arguments.site or build_sample(arguments.folder / "browser-site")
    print(f"tải của máy lúc bắt đầu: {os.getloadavg()[0]:.1f} trên {os.cpu_count()} nhân")
    print(
        f"đường truyền {MOBILE_RATE * 8 / 1e6:.1f} Mbit/s, {MOBILE_WAIT * 1000:.0f} ms một yêu cầu; bộ xử lý chậm {CPU_FACTOR} lần; 360×740 ×3",
        flush=True,
    )
    with open_slow_server(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        visitor = Visitor(browser, server)
        measured = {name: [visitor.visit(KINDS[name]) for _ in range(arguments.runs)] for name in arguments.kinds}
        browser.close()
    summary = report.build_summary(measured)
    for line in (*report.format_table(summary), *report.judge(summary)):
        print(line, flush=True)
    path = arguments.folder / "browser.json"
    path.write_text(json.dumps(report.build_record(summary, measured), ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"đã ghi {path}")
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="visits of each kind; the table shows medians")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--site", type=Path, help="a site that is built already, in place of the sample")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where the sample and the figures are written")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    return arguments


def build_sample(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)], cwd=PROJECT, check=True, stderr=subprocess.DEVNULL)
    return folder


if __name__ == "__main__":
    sys.exit(main())
