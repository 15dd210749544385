"""Folders that builds are timed in: the site's own settings, templates and hand-written pages, with invented records only."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.invented import write_records

PROJECT = Path(__file__).resolve().parent.parent
CARRIED = ("mkdocs.yml", "theme_overrides", "data/vocabularies", "docs")
COOPERATIVES_A_POST = 5


def prepare_project(folder: Path, count: int, provinces: Sequence[str] = (), post_count: int | None = None) -> None:
    """Write a project of `count` cooperatives, of these provinces or of all, and so many posts, by default one for every five."""
    for name in CARRIED:
        source = PROJECT / name
        target = folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("tin-tuc"))
        else:
            shutil.copy2(source, target)
    post_count = count // COOPERATIVES_A_POST if post_count is None else post_count
    write_records(folder, PROJECT / "data" / "vocabularies", count, post_count, provinces=provinces)


def find_edited(folder: Path) -> Path:
    """The record that `edit_record` changes."""
    return sorted((folder / "data" / "cooperatives").glob("*/*.yml"))[0]


def edit_record(folder: Path, number: int) -> None:
    """Change the summary of one cooperative, as staff would; another `number` is another text."""
    path = find_edited(folder)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    edited = [f"summary: Tóm tắt viết lại lần thứ {number}.\n" if line.startswith("summary:") else line for line in lines]
    path.write_text("".join(edited), encoding="utf-8", newline="\n")
