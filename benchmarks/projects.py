"""Folders that builds are timed in: the site's own settings, templates and hand-written pages, with invented records only."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.invented import write_records

PROJECT = Path(__file__).resolve().parent.parent
CHECK_CONFIG = "mkdocs.check.yml"
CARRIED = ("mkdocs.yml", "theme_overrides", "data/vocabularies", "docs")
COOPERATIVES_A_POST = 5


def prepare_project(folder: Path, count: int, provinces: Sequence[str] = (), post_count: int | None = None) -> None:
    """Write a project of `count` cooperatives, of these provinces or of all, and so many posts, by default one for every five.

    Builds run in one process (`jobs: 1`); `htx check` runs as staff run it, with the second settings file.
    """
    for name in CARRIED:
        source = PROJECT / name
        target = folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("tin-tuc"))
        else:
            shutil.copy2(source, target)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / CHECK_CONFIG).write_text(config, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("data_dir: data\n", "data_dir: data\n      jobs: 1\n", 1), encoding="utf-8")
    post_count = count // COOPERATIVES_A_POST if post_count is None else post_count
    write_records(folder, PROJECT / "data" / "vocabularies", count, post_count, provinces=provinces)
