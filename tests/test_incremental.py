"""The law «incremental = clean»: whatever was edited since, a build in the same checkout gives the bytes of a build elsewhere that has no cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_project import PROJECT

pytestmark = pytest.mark.slow


def run_sequence(seed: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.editing.sequences", seed, str(folder)]
    finished = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 0, finished.stderr


def test_every_kind_of_edit(tmp_path: Path) -> None:
    """One of each in one checkout, with one worker and two in turn."""
    run_sequence("kinds", tmp_path / "project")


def test_any_sequence_of_edits(tmp_path: Path, edit_seed: int) -> None:
    """Several at once, whether or not the build between them was refused; `--edit-sequences 200` tries more of them."""
    run_sequence(str(edit_seed), tmp_path / "project")
