"""Copies and builds the sample site that comes with the project, with the build date fixed."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.demo_site import PROJECT, run_build
from tests.photo_cache import lend_photo_cache

PARTS = ("mkdocs.yml", "docs", "data", "theme_overrides")
SAMPLE_FOLDERS = ("data/cooperatives", "data/statistics", "docs/tin-tuc")
BUILD_DATE = "2026-11-22"


def copy_sample(folder: Path, *, with_records: bool = True) -> Path:
    """The project's own site in another folder, with or without its sample records."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = PROJECT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy2(source, folder / name)
    if not with_records:
        for name in SAMPLE_FOLDERS:
            shutil.rmtree(folder / name)
    lend_photo_cache(folder)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        config.replace("data_dir: data\n", f"data_dir: data\n      build_date: {BUILD_DATE}\n"), encoding="utf-8"
    )
    return folder


def build_sample(folder: Path, *, with_records: bool = True) -> Path:
    """Build it; returns the site folder. A failed build fails the test with its output."""
    copy_sample(folder, with_records=with_records)
    finished = run_build(folder, "--quiet")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder / "site"
