"""Sites that many tests only look at, built once for all processes of the suite."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

WAIT_SECONDS = 600


def share_site(tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], Path]) -> Path:
    """What `build` makes in a folder that all processes share: the first one builds, the others wait for it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    made, failed = folder / "made", folder / "failed"
    try:
        folder.mkdir()
    except FileExistsError:
        wait_for_either(made, failed)
        return folder / made.read_text(encoding="utf-8")
    try:
        site = build(folder / "project")
    except BaseException:
        failed.touch()
        raise
    (folder / "making").write_text(site.relative_to(folder).as_posix(), encoding="utf-8")
    (folder / "making").rename(made)
    return site


def wait_for_either(made: Path, failed: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not made.exists():
        assert not failed.exists(), "another process could not build this site; its test tells why"
        assert time.monotonic() < end, f"{made.parent.name} is never ready"
        time.sleep(0.1)
