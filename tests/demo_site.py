"""Builds the small invented site of `tests/demo/` in a folder of its own, as a user of MkDocs would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.photo_cache import lend_photo_cache

PROJECT = Path(__file__).resolve().parent.parent
DEMO = PROJECT / "tests" / "demo"
BUILD_DATE = "2026-11-22"


def copy_demo(folder: Path, **changes: object) -> Path:
    """A copy of the demo with its own mkdocs.yml; `changes` are top-level keys of that file."""
    shutil.copytree(DEMO, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".cache", "site"))
    config = yaml.safe_load((DEMO / "mkdocs.yml").read_text(encoding="utf-8"))
    config["theme"]["custom_dir"] = str(PROJECT / "theme_overrides")
    config |= changes
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    lend_photo_cache(folder)
    return folder


def run_build(folder: Path, *arguments: str, program: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` (or ProperDocs) in a folder; output is captured."""
    command = [sys.executable, "-m", program, "build", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        check=False,
    )


def build_demo(folder: Path, *arguments: str, program: str = "mkdocs", **changes: object) -> Path:
    """Copy and build the demo; returns the site folder. A failed build fails the test with its output."""
    copy_demo(folder, **changes)
    finished = run_build(folder, *arguments, program=program)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder / "site"


def read_bytes(site: Path) -> dict[str, bytes]:
    """Every file of a site by path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
