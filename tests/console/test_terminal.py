"""`htx build` as people see it, on a terminal of the system's own."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_project import PROJECT, write_project, write_record

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def build_on_terminal(folder: Path, columns: int, **environment: str) -> str:
    """What is written to a terminal of so many columns."""
    import fcntl  # not on Windows, as the next one
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    given = {name: value for name, value in os.environ.items() if name not in ("CI", "COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "generator.cli", "build", "--jobs", "1"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=theirs, stderr=theirs, env=given | {"PYTHONPATH": str(PROJECT), "TERM": "xterm"} | environment
    )
    os.close(theirs)
    pieces = []
    while piece := read_piece(ours):
        pieces.append(piece)
    assert process.wait() == 0
    os.close(ours)
    return b"".join(pieces).decode("utf-8")


def read_piece(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("columns", [40, 80])
def test_bars_and_a_summary(tmp_path: Path, columns: int) -> None:
    """Bars no wider than the terminal, taken away at the end; then what was written, and where the site is."""
    write_project(tmp_path)
    seen = build_on_terminal(tmp_path, columns)
    drawn, summary = seen[: seen.rindex("\x1b[")], CONTROLS.sub("", seen[seen.rindex("\x1b[") :])
    bars = [line for line in CONTROLS.sub("", drawn).replace("\r", "\n").splitlines() if "━" in line]
    assert {line.split("━")[0].split()[0] for line in bars} >= {"Đọc", "Dựng", "Đăng"}
    assert max(map(len, bars)) <= columns
    assert not any("…" in line for line in bars)
    assert re.match(r"\W*Đã ghi \d+ tệp, giữ nguyên 0, xóa 0\.", summary)
    assert "━" not in summary and f"Trang web nằm ở thư mục {tmp_path / 'site'}" in summary


def test_terminal_of_an_automatic_build_is_plain(tmp_path: Path) -> None:
    """With CI set, first with all to do, then after an edit, then with nothing: a few lines without a control character."""
    write_project(tmp_path)
    told = []
    for name in ("Một", "Hai", ""):
        if name:
            write_record(tmp_path, name=name)
        told.append(build_on_terminal(tmp_path, 80, CI="true"))
    assert not any("\x1b" in text or "━" in text for text in told)
    assert "giữ nguyên 0" in told[0]
    assert re.search(r"Đã ghi \d+ tệp, giữ nguyên [1-9]", told[1])
    assert told[2].startswith("Không có gì thay đổi từ lần dựng trước")
    assert max(text.count("\n") for text in told) <= 6
