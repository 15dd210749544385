"""`python -m benchmarks.screenshots`: builds the sample site and takes a picture of each kind of page into `build/screenshots/`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, SCHEMES, STATES, settle
from benchmarks.projects import PROJECT
from benchmarks.screenshots.contact_sheet import Shot, write_contact_sheet
from benchmarks.search.visits import open_browser
from benchmarks.serving import serve

FOLDER = PROJECT / "build" / "screenshots"


def main() -> int:
    arguments = read_arguments()
    with tempfile.TemporaryDirectory(prefix="htx-screenshots-") as name:
        site = arguments.site or Path(name) / "site"
        if not arguments.site and (code := build_sample(site)):
            return code
        shutil.rmtree(arguments.folder, ignore_errors=True)
        arguments.folder.mkdir(parents=True)
        with serve(site) as address, open_browser() as browser:
            shots = list(take_shots(browser, address, arguments.folder, arguments.only))
    print(f"{len(shots)} ảnh, xem tất cả: {write_contact_sheet(arguments.folder, shots)}")
    return 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screenshots", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=(*PAGE_KINDS, *STATES), metavar="KIND", help=", ".join((*PAGE_KINDS, *STATES)))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pictures are written; emptied first")
    parser.add_argument("--site", type=Path, help="a sample site that is built already")
    return parser.parse_args()


def build_sample(site: Path) -> int:
    """Build the project's own site there; the exit code is MkDocs's."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    return subprocess.call(command, cwd=PROJECT, env=os.environ | {"PYTHONUTF8": "1"})


def take_shots(browser: Browser, address: str, folder: Path, only: list[str] | None) -> Iterator[Shot]:
    """A picture of each whole page, and of the screen where something is open; named `profile-360-light.png`."""
    for screen in (PHONE, DESK):
        for scheme in SCHEMES:
            context = browser.new_context(viewport=screen, color_scheme=scheme, reduced_motion="reduce", locale="vi-VN")
            page = context.new_page()
            for name, kind in PAGE_KINDS.items():
                if not only or name in only:
                    open_quietly(page, address + kind.url)
                    yield take_shot(page, folder, name, kind.title, scheme, whole=True)
            for name, state in STATES.items():
                if screen["width"] in state.widths and (not only or name in only):
                    open_quietly(page, address + state.url)
                    state.open(page)
                    yield take_shot(page, folder, name, state.title, scheme, whole=False)
            context.close()


def open_quietly(page: Page, address: str) -> None:
    """Open a page and scroll through it, so that pictures that load late are there."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach((image) => { image.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    settle(page)


def take_shot(page: Page, folder: Path, name: str, title: str, scheme: str, *, whole: bool) -> Shot:
    width = page.viewport_size["width"]
    shot = Shot(f"{name}-{width}-{scheme}.png", title, width, scheme)
    page.screenshot(path=folder / shot.file_name, full_page=whole)
    return shot


if __name__ == "__main__":
    sys.exit(main())
