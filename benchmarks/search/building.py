"""Builds of one size in processes of their own, so that time and memory are theirs alone."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.measuring import run_command
from benchmarks.projects import PROJECT, prepare_project
from benchmarks.search.weighing import INLINED, MANIFEST
from generator.catalog import urls

SMALL = 200  # cooperatives of the site whose pages stand in for those of a site with an index only
FIGURES = "figures.json"  # what the build cost, kept beside a site that is measured again


class BuildFailed(Exception):
    """A build ended with mistakes; they are on standard error."""


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """Seconds and MiB. `build_seconds` and `search_seconds` are zero where no whole site was built."""

    cooperatives: int
    build_seconds: float
    search_seconds: float
    peak_mib: float  # of the whole build; where there was none, of the process that built the index
    index_seconds: float  # the index alone, in a process that has read the records
    loaded_mib: float  # RSS of that process before it began on the index
    index_mib: float  # how far its RSS rose above that


def build_site(folder: Path, count: int, *, index_only: bool) -> BuildFigures:
    """Build the project in `folder` into `folder/site`, whole or its index only, and keep the figures beside it."""
    index = run_step("index", folder, *(["--write"] if index_only else []))
    whole = {"seconds": 0.0, "search_seconds": 0.0, "peak_mib": index["peak_mib"]}
    if index_only:
        place_index(folder)
    else:
        whole = run_step("build", folder)
    figures = BuildFigures(
        count,
        whole["seconds"],
        whole["search_seconds"],
        whole["peak_mib"],
        index["seconds"],
        index["loaded_mib"],
        index["peak_mib"] - index["loaded_mib"],
    )
    (folder / FIGURES).write_text(json.dumps(asdict(figures)), encoding="utf-8")
    return figures


def load_figures(folder: Path) -> BuildFigures | None:
    """The figures of a build that was kept; none where nothing was."""
    path = folder / FIGURES
    return BuildFigures(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def run_step(step: str, folder: Path, *options: str) -> dict[str, float]:
    """Run one step of `benchmarks.search.steps` on the project in `folder`; what it told, with its whole time and memory."""
    told = folder / f"{step}.json"
    run = run_command([sys.executable, "-m", "benchmarks.search.steps", step, str(folder), str(told), *options], PROJECT)
    if run.exit_code:
        raise BuildFailed(f"bước {step} ở {folder} không xong")
    return {"seconds": run.wall, "peak_mib": run.peak_mib} | json.loads(told.read_text(encoding="utf-8"))


def place_index(folder: Path) -> None:
    """Pages of a small site built for real, with the large index, and the large manifest in the search page."""
    small, site = folder / "small", folder / "site"
    small.mkdir()
    prepare_project(small, SMALL)
    run_step("build", small)
    index = site / urls.SEARCH_INDEX
    large = folder / "index"
    shutil.move(small / "site", site)
    shutil.rmtree(index)
    shutil.move(large / urls.SEARCH_INDEX, index)
    page = site / urls.SEARCH / "index.html"
    manifest = (index / MANIFEST).read_bytes()
    html, found = INLINED.subn(lambda match: match[1] + manifest + match[2], page.read_bytes())
    if found != 1:
        raise BuildFailed(f"trang tìm kiếm có {found} chỗ cho manifest, cần 1")
    page.write_bytes(html)
