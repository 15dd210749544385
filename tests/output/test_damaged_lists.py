"""Lists of what is published that are not as they were written: a site is built over only where all of its files are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output import OutputError, open_staging, repair_site
from generator.output.state import State
from tests.demo_site import read_bytes

OLD = {f"trang/{number}/index.html": b"%d" % number for number in range(5)} | {"index.html": b"home"}
NEW = {"index.html": b"new"}


def publish(site_dir: Path, files: dict[str, bytes]) -> None:
    staging = open_staging(site_dir)
    for path, content in files.items():
        staging.write_file(path, content)
    staging.publish()


@pytest.fixture
def state(tmp_path: Path) -> State:
    publish(tmp_path / "site", OLD)
    return State(tmp_path / "site")


@pytest.mark.parametrize("lines", [0, 3])
def test_list_cut_between_two_lines_is_no_list(state: State, lines: int) -> None:
    """Pages that it does not name any more would stay public for ever."""
    state.manifest.write_bytes(b"".join(state.manifest.read_bytes().splitlines(keepends=True)[:lines]))
    with pytest.raises(OutputError, match="không do htx tạo ra"):
        open_staging(state.site_dir)
    assert read_bytes(state.site_dir) == OLD


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"seal": "x"}'])
def test_seal_that_is_damaged_is_no_seal(state: State, content: bytes) -> None:
    state.seal.write_bytes(content)
    with pytest.raises(OutputError, match="không do htx tạo ra"):
        open_staging(state.site_dir)


def test_list_of_an_older_version_is_gone_by(state: State) -> None:
    """It kept no seal; the next publication has one."""
    state.seal.unlink()
    publish(state.site_dir, NEW)
    assert read_bytes(state.site_dir) == NEW
    assert state.seal.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'"x"', b"\xff"])
def test_journal_that_cannot_be_read_is_a_sentence(state: State, content: bytes) -> None:
    """Nobody knows which files are new: it says what to delete, and names both folders."""
    state.journal.write_bytes(content)
    for command in (repair_site, open_staging):
        with pytest.raises(OutputError, match=r"journal\.json đã hỏng") as raised:
            command(state.site_dir)
        assert f"{state.folder} và {state.site_dir} " in str(raised.value)
    assert read_bytes(state.site_dir) == OLD
