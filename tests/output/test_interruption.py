"""A build killed at any moment, and two builds at once: the site is the old one or the new one, never a mixture that stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.output import OutputError, open_staging, repair_site
from generator.output.state import State
from tests.demo_site import read_bytes
from tests.output.counted_calls import COUNTED

OLD = {f"trang/{number}/index.html": b"old %d" % number for number in range(6)} | {"cu/index.html": b"old", "a": b"file"}
SMALL = OLD | {"trang/0/index.html": b"new", "moi/index.html": b"new"}
SMALL.pop("cu/index.html")
LARGE = {f"trang/{number}/index.html": b"new %d" % number for number in range(6)} | {"a/index.html": b"new"}

IMPORTS = "import pathlib\nfrom generator.output import exchange, journal, open_staging\n"
CHILD = """
    journal.exchange_folders = counted(exchange.exchange_folders) if {exchange!r} else (lambda first, second: False)

    files = {files!r}
    staging = open_staging(pathlib.Path(sys.argv[1]))
    for path, content in files.items():
        staging.write_file(path, content)
    staging.publish()
    print("done", count)
"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


def write_site(site_dir: Path, files: dict[str, bytes]) -> None:
    staging = open_staging(site_dir)
    for path, content in files.items():
        staging.write_file(path, content)
    staging.publish()


def run_killed_build(site_dir: Path, files: dict[str, bytes], kill_at: int, *, exchange: bool) -> bool:
    """Run a build in a process of its own; True when it lived to its end."""
    script = IMPORTS + COUNTED + textwrap.dedent(CHILD).format(files=files, exchange=exchange)
    done = subprocess.run([sys.executable, "-c", script, str(site_dir), str(kill_at)], capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode == 0


@pytest.mark.parametrize(("new", "exchange"), [(SMALL, True), (LARGE, True), (LARGE, False)], ids=["files", "exchange", "two renames"])
def test_killed_at_every_step(tmp_path: Path, new: dict[str, bytes], exchange: bool) -> None:
    """SIGKILL before any single change of the disk: no file is half written then, and the next command leaves all old or all new."""
    outcomes = set()
    for kill_at in range(1, 200):
        site_dir = tmp_path / str(kill_at) / "site"
        site_dir.parent.mkdir()
        write_site(site_dir, OLD)
        (site_dir / "CNAME").write_bytes(b"foreign")
        lived = run_killed_build(site_dir, new, kill_at, exchange=exchange)
        known = set(OLD.values()) | set(new.values()) | {b"foreign"}
        assert set(read_bytes(site_dir).values()) <= known if site_dir.exists() else not exchange
        repair_site(site_dir)
        foreign = read_bytes(site_dir)
        assert foreign.pop("CNAME") == b"foreign"
        assert foreign in (OLD, new), f"killed at {kill_at}"
        outcomes.add("old" if foreign == OLD else "new")
        write_site(site_dir, new)
        assert read_bytes(site_dir) == new | {"CNAME": b"foreign"}
        assert sorted(path.name for path in State(site_dir).folder.iterdir()) == ["lock", "manifest.tsv", "published.json"]
        if lived:
            break
    assert lived
    assert outcomes == {"old", "new"}


def test_repair_without_interruption_does_nothing(tmp_path: Path) -> None:
    """Every command calls it first: on a sound or missing site it changes nothing."""
    assert repair_site(tmp_path / "site") is False
    assert list(tmp_path.iterdir()) == []
    write_site(tmp_path / "site", OLD)
    assert repair_site(tmp_path / "site") is False
    assert read_bytes(tmp_path / "site") == OLD


def test_second_build_is_refused_while_one_runs(tmp_path: Path) -> None:
    """Two builds into one folder: the second names the first and touches nothing."""
    script = "import pathlib, sys; from generator.output import open_staging; s = open_staging(pathlib.Path(sys.argv[1])); print('open', flush=True); input()"
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "site")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout.readline() == "open\n"
        with pytest.raises(OutputError, match=rf"Đang có một lần dựng khác.*\({'tiến trình số'} {first.pid}\)"):
            open_staging(tmp_path / "site")
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.communicate()
    open_staging(tmp_path / "site").discard()


def test_second_build_of_one_process_is_refused(tmp_path: Path) -> None:
    """The lock also holds between two builds of one process, and is let go by `publish` and `discard`."""
    first = open_staging(tmp_path / "site")
    with pytest.raises(OutputError, match="Đang có một lần dựng khác"):
        open_staging(tmp_path / "site")
    first.publish()
    open_staging(tmp_path / "site").discard()


def test_unwritable_parent_is_a_sentence(tmp_path: Path) -> None:
    """A place where nothing can be written is named."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="Không ghi được"):
        open_staging(tmp_path / "file" / "site")
