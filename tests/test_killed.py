"""A build killed between any two things that it does to the disk: the site is the old one or the new one, and the next build's is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_project import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a copy of a process")]


def test_killed_at_any_moment(tmp_path: Path, edit_seed: int) -> None:
    """Some moments by chance, most of them while caches, lists and the site are put in place; `--edit-sequences 200` tries more."""
    command = [sys.executable, "-m", "tests.killed_build", str(edit_seed), str(tmp_path)]
    finished = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 0, finished.stderr
