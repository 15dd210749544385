"""A disk with no room left, a real one: a right site or a sentence that says so, the old site meanwhile, and a right one once there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_project import PROJECT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows can neither mount a small disk nor limit a file's size"),
]
FULL = ("ổ đĩa đã đầy", "tệp lớn hơn mức máy này cho phép")


def build_without_room(place: str, jobs: int, folder: Path, *, mounts: list[str]) -> list[dict]:
    command = [*mounts, sys.executable, "-m", "tests.small_disk", place, str(jobs), str(folder), *(["--mounts"] if mounts else [])]
    finished = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout.splitlines()[-1])


@pytest.mark.parametrize(("place", "jobs"), [("site", 2), ("cache", 1), ("state", 1), ("published", 1)])
def test_no_room(place: str, jobs: int, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Where all lies, under the cache alone, beside the site alone, and under a site that is a disk of its own: there files change one by one."""
    from tests.small_disk import find_way_to_mount  # not on Windows

    mounts = find_way_to_mount()
    if not mounts:
        record_property("report", f"no disk may be mounted here, so files of some size were refused in its place: {place}")
    told = build_without_room(place, jobs, tmp_path, mounts=mounts)
    for one in told:
        tight, after = one["tight"], one["after"]
        assert not tight["crash"] and not after["crash"], (one["room"], tight, after)
        assert after["code"] == 0 and one["mended"], (one["room"], after)
        if tight["code"] == 0:
            assert one["right"], one["room"]
        else:
            assert any(sentence in tight["said"] for sentence in FULL), (one["room"], tight)
            assert one["mixed"] == [], one["room"]
            assert one["untouched"] or (mounts and place == "published"), one["room"]
    assert any(one["tight"]["code"] for one in told), "there was room"


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """A quota of another kind, which every system without Windows has, whoever runs the tests."""
    for one in build_without_room("site", 1, tmp_path, mounts=[]):
        assert one["tight"]["code"] == 1 and not one["tight"]["crash"], one
        assert FULL[1] in one["tight"]["said"]
        assert one["untouched"] and one["mended"], one
