"""Folders and files of somebody else's that lie where the new site wants to put something."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output import OutputError, open_staging, repair_site
from generator.output.state import State
from tests.demo_site import read_bytes

REST = {f"trang/{number}/index.html": b"%d" % number for number in range(20)} | {"index.html": b"home"}


def publish(site_dir: Path, files: dict[str, bytes]) -> None:
    staging = open_staging(site_dir)
    try:
        for path, content in files.items():
            staging.write_file(path, content)
        staging.publish()
    finally:
        staging.discard()


@pytest.fixture
def site_dir(tmp_path: Path) -> Path:
    publish(tmp_path / "site", REST)
    return tmp_path / "site"


def change(files: dict[str, bytes], *, is_large: bool) -> dict[str, bytes]:
    """A small change puts files one by one, a large one exchanges the folders."""
    return files | {path: b"new " + content for path, content in REST.items() if is_large}


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize(
    ("foreign", "wanted", "named"),
    [
        ("cu.html/giu.txt", "cu.html", "cu.html"),
        ("cu/a/b/giu.txt", "cu", "cu"),
        ("index.html/giu.txt", "index.html", "index.html"),
        ("moi", "moi/index.html", "moi"),
        ("moi/a", "moi/a/b/index.html", "moi/a"),
    ],
)
def test_obstacle_is_named_before_anything_changes(site_dir: Path, foreign: str, wanted: str, named: str, *, is_large: bool) -> None:
    """The sentence names the path in the site; the site is as it was, and every later command works."""
    if foreign.startswith("index.html"):
        (site_dir / "index.html").unlink()
    (site_dir / foreign).parent.mkdir(parents=True, exist_ok=True)
    (site_dir / foreign).write_bytes(b"foreign")
    before = read_bytes(site_dir)
    with pytest.raises(OutputError) as raised:
        publish(site_dir, change(REST | {wanted: b"new"}, is_large=is_large))
    assert f" {site_dir / named} " in str(raised.value)
    assert read_bytes(site_dir) == before
    assert not State(site_dir).journal.exists()
    assert repair_site(site_dir) is False
    (site_dir / foreign).unlink()
    new = change(REST | {wanted: b"new"}, is_large=is_large)
    publish(site_dir, new)
    assert read_bytes(site_dir) == new


@pytest.mark.parametrize("is_large", [False, True])
def test_folder_without_files_is_no_obstacle(site_dir: Path, *, is_large: bool) -> None:
    """Empty folders where a file was or comes are nobody's work."""
    (site_dir / "index.html").unlink()
    (site_dir / "index.html/a/b").mkdir(parents=True)
    new = change(REST, is_large=is_large)
    publish(site_dir, new)
    assert read_bytes(site_dir) == new


def test_path_that_is_file_and_folder_is_refused(site_dir: Path) -> None:
    """Two pages of one build that cannot both be: said before the site is touched."""
    publish(site_dir, REST | {"cu.html": b"file"})
    before = read_bytes(site_dir)
    with pytest.raises(OutputError, match=r"cu\.html vừa là tệp vừa là thư mục"):
        publish(site_dir, REST | {"cu.html": b"file", "cu.html/index.html": b"folder"})
    assert read_bytes(site_dir) == before


def test_site_locked_by_an_older_version_names_what_is_in_the_way(site_dir: Path) -> None:
    """A journal that cannot be completed names the path in the site, not the staged file."""
    staging = open_staging(site_dir)
    staging.write_file("cu.html", b"new")
    for path, content in REST.items():
        staging.write_file(path, content)
    (site_dir / "cu.html").mkdir()
    (site_dir / "cu.html/giu.txt").write_bytes(b"foreign")
    from generator.output import journal, manifest

    manifest.write_manifest(staging.state.next_manifest, staging.files)
    journal.write_journal(staging.state, "files")
    staging.discard()
    with pytest.raises(OutputError) as raised:
        repair_site(site_dir)
    assert f" {site_dir / 'cu.html'}:" in str(raised.value)
    (site_dir / "cu.html/giu.txt").unlink()
    assert repair_site(site_dir) is True
    assert read_bytes(site_dir) == REST | {"cu.html": b"new"}
