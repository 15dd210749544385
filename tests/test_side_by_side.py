"""Commands at once in one checkout, which share `.cache/`: each ends well or says in a sentence who was first, and the site is right."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_site import read_bytes
from tests.editing.building import build
from tests.editing.versions import Versions

pytestmark = pytest.mark.slow
WAIT_SECONDS = 120
BUSY = "Đang có một lần dựng khác"
# Hold them at the door until all have come: they then begin within a few thousandths of a second.
AT_ONCE = """
import pathlib, sys, time
from generator import build, edits, plugin, recheck
from generator.cli import main
door = pathlib.Path(sys.argv.pop())
(door / sys.argv[1]).with_suffix(f".{id(door)}.{time.time_ns()}").touch()
while len(list(door.iterdir())) < 4:
    time.sleep(0.001)
main()
"""


def start(folder: Path, *arguments: str, code: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, *(["-c", code] if code else ["-m", "generator.cli"]), *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYTHONUTF8": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return Versions(tmp_path_factory.mktemp("versions"))


@pytest.mark.parametrize("is_cold", [False, True], ids=["edit", "cold"])
def test_builds_and_checks_at_once(versions: Versions, tmp_path: Path, *, is_cold: bool) -> None:
    """Two builds into one folder, one into another and a check, with a cache and with none."""
    clean, door = versions.turn(), tmp_path / "door"
    door.mkdir()
    if is_cold:
        forget_builds(versions.folder)
    commands = (["build", "--jobs", "2"], ["build", "--jobs", "1"], ["build", "--site-dir", str(tmp_path / "site")], ["check"])
    running = [start(versions.folder, *command, str(door), code=AT_ONCE) for command in commands]
    said = [process.communicate(timeout=WAIT_SECONDS)[0] for process in running]
    codes = [process.returncode for process in running]
    for code, text in zip(codes, said, strict=True):
        assert code == 0 or (code == 1 and BUSY in text), text
        assert "Traceback" not in text, text
    assert codes[2] == 0 and 0 in codes[:2], said
    assert read_bytes(versions.site) == clean == read_bytes(tmp_path / "site")
    assert build(versions.folder) == "" and read_bytes(versions.site) == clean


def forget_builds(folder: Path) -> None:
    for name in ("site", ".site.htx", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


@contextlib.contextmanager
def serve(folder: Path, port: int) -> Iterator[str]:
    """`htx serve`, once it answers."""
    address, end = f"http://127.0.0.1:{port}/", time.monotonic() + WAIT_SECONDS
    process = start(folder, "serve", "--dev-addr", f"127.0.0.1:{port}")
    try:
        while not load_page(address):
            assert process.poll() is None and time.monotonic() < end, process.stdout.read()
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=WAIT_SECONDS)


def load_page(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=WAIT_SECONDS) as answer:
            return answer.read()
    except OSError:
        return b""


def test_builds_and_checks_beside_a_preview(versions: Versions, unused_port: int) -> None:
    """While `htx serve` shows the project, builds and checks of each edit of it go on as if it were not there; both show the edit."""
    page = next(path for path in versions.sites[1] if path not in versions.sites[0] and path.endswith("index.html"))
    with serve(versions.folder, unused_port) as address:
        for _ in range(2):
            clean = versions.turn()
            checking = start(versions.folder, "check")
            assert build(versions.folder) == ""
            assert read_bytes(versions.site) == clean
            text = checking.communicate(timeout=WAIT_SECONDS)[0]
            assert checking.returncode == 0, text
            end = time.monotonic() + WAIT_SECONDS
            while bool(load_page(address + page)) is not (page in clean):
                assert time.monotonic() < end, page
                time.sleep(0.2)
