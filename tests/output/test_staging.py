"""What a build writes, and what the published folder holds afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.output import OutputError, Publication, open_staging
from generator.output import journal as journal_module
from generator.output import staging as staging_module
from generator.output import writing as writing_module
from generator.output.state import State
from tests.demo_site import read_bytes


def publish(site_dir: Path, files: dict[str, bytes], *, from_mkdocs: dict[str, bytes] | None = None) -> Publication:
    """One build: files of MkDocs straight into the staging folder, ours through `write_file`."""
    staging = open_staging(site_dir)
    for path, content in (from_mkdocs or {}).items():
        (staging.path / path).parent.mkdir(parents=True, exist_ok=True)
        (staging.path / path).write_bytes(content)
    staging.adopt_files()
    for path, content in files.items():
        staging.write_file(path, content)
    return staging.publish()


@pytest.fixture
def site_dir(tmp_path: Path) -> Path:
    return tmp_path / "site"


MANY = {f"trang/{number}/index.html": b"%d" % number for number in range(20)}


def test_first_publication_writes_everything(site_dir: Path) -> None:
    """A site that was not there is there, with MkDocs's files and ours."""
    published = publish(site_dir, {"index.html": b"home"}, from_mkdocs={"assets/a.css": b"css"})
    assert read_bytes(site_dir) == {"index.html": b"home", "assets/a.css": b"css"}
    assert published == Publication(written=2, unchanged=0, removed=0)


def test_nothing_is_seen_before_publish(site_dir: Path) -> None:
    """Until `publish`, and after `discard`, the folder is the old site."""
    publish(site_dir, {"index.html": b"old"})
    staging = open_staging(site_dir)
    staging.write_file("index.html", b"new")
    assert read_bytes(site_dir) == {"index.html": b"old"}
    staging.discard()
    assert read_bytes(site_dir) == {"index.html": b"old"}
    assert not staging.path.exists()


def test_a_file_named_by_its_content_is_taken_over(site_dir: Path) -> None:
    """Its bytes need not be made again; one that was not published, or that somebody touched since, is not taken over."""
    publish(site_dir, MANY | {"a/named.bin": b"content", "a/touched.bin": b"content"})
    (site_dir / "a/touched.bin").write_bytes(b"damaged")
    staging = open_staging(site_dir)
    kept = [path for path in ("a/named.bin", "a/touched.bin", "a/new.bin") if staging.keep_named(path)]
    assert kept == ["a/named.bin"]
    for path, content in (MANY | {"a/touched.bin": b"content"}).items():
        staging.write_file(path, content)
    assert staging.publish() == Publication(written=1, unchanged=21, removed=0)
    assert read_bytes(site_dir) == MANY | {"a/named.bin": b"content", "a/touched.bin": b"content"}


def test_unchanged_files_are_not_written_again(site_dir: Path) -> None:
    """A file of the same bytes keeps its inode and time, whether ours or MkDocs's."""
    assets = {"assets/a.css": b"css"}
    publish(site_dir, MANY, from_mkdocs=assets)
    before = {path: Path(site_dir / path).stat() for path in (*MANY, *assets)}
    published = publish(site_dir, MANY | {"moi/index.html": b"new"}, from_mkdocs=assets)
    assert published == Publication(written=1, unchanged=21, removed=0)
    after = {path: Path(site_dir / path).stat() for path in (*MANY, *assets)}
    assert {path: (status.st_ino, status.st_mtime_ns) for path, status in before.items()} == {
        path: (status.st_ino, status.st_mtime_ns) for path, status in after.items()
    }


def test_unchanged_file_is_not_staged(site_dir: Path) -> None:
    """What is published already costs no write, not even beside the site."""
    publish(site_dir, MANY)
    staging = open_staging(site_dir)
    for path, content in MANY.items():
        staging.write_file(path, content)
    assert read_bytes(staging.path) == {}
    assert staging.publish() == Publication(written=0, unchanged=20, removed=0)


@pytest.mark.parametrize("kept_count", [2, 18], ids=["large change", "small change"])
def test_stale_files_and_empty_folders_go(site_dir: Path, kept_count: int) -> None:
    """What the new site has not is removed with the folders it leaves empty."""
    publish(site_dir, MANY)
    kept = dict(list(MANY.items())[:kept_count])
    published = publish(site_dir, kept)
    assert read_bytes(site_dir) == kept
    assert published.removed == 20 - kept_count
    assert len(list((site_dir / "trang").iterdir())) == kept_count


def test_small_change_keeps_the_folder_large_change_replaces_it(site_dir: Path) -> None:
    """A small change renames single files; a large one puts a new folder in place in one step."""
    publish(site_dir, MANY)
    first = site_dir.stat().st_ino
    publish(site_dir, MANY | {"trang/0/index.html": b"edited"})
    assert site_dir.stat().st_ino == first
    publish(site_dir, dict.fromkeys(MANY, b"new"))
    assert site_dir.stat().st_ino != first
    assert set(read_bytes(site_dir).values()) == {b"new"}


def test_file_touched_by_hand_is_restored(site_dir: Path) -> None:
    """Somebody edits, truncates or deletes a published file: the next build writes it again."""
    publish(site_dir, MANY)
    (site_dir / "trang/0/index.html").write_bytes(b"by hand")
    (site_dir / "trang/1/index.html").write_bytes(b"")
    (site_dir / "trang/2/index.html").unlink()
    published = publish(site_dir, MANY)
    assert read_bytes(site_dir) == MANY
    assert published.written == 3


@pytest.mark.parametrize("is_large", [False, True])
def test_foreign_files_stay(site_dir: Path, is_large: bool) -> None:
    """Files that the program did not make are never deleted: `.git`, `CNAME`, a folder of somebody's."""
    publish(site_dir, MANY)
    foreign = {".git/HEAD": b"ref", "CNAME": b"htx.example.vn", "rieng/ghi-chu.txt": b"note"}
    for path, content in foreign.items():
        (site_dir / path).parent.mkdir(parents=True, exist_ok=True)
        (site_dir / path).write_bytes(content)
    wanted = dict.fromkeys(MANY, b"new") if is_large else MANY | {"trang/0/index.html": b"new"}
    publish(site_dir, wanted)
    assert read_bytes(site_dir) == wanted | foreign


@pytest.mark.parametrize("is_large", [False, True])
def test_page_becomes_folder_and_back(site_dir: Path, is_large: bool) -> None:
    """A file where there was a folder, and a folder where there was a file."""
    rest = {} if is_large else MANY
    publish(site_dir, rest | {"a": b"file", "b/c": b"deep"})
    publish(site_dir, rest | {"a/index.html": b"folder", "b": b"file"})
    assert read_bytes(site_dir) == rest | {"a/index.html": b"folder", "b": b"file"}


def test_ours_wins_over_mkdocs_even_when_unchanged(site_dir: Path) -> None:
    """MkDocs wrote a file of the same name into the staging folder: ours is published, written again or not."""
    publish(site_dir, MANY | {"404.html": b"ours"})
    publish(site_dir, MANY | {"404.html": b"ours"}, from_mkdocs={"404.html": b"of MkDocs"})
    assert (site_dir / "404.html").read_bytes() == b"ours"
    publish(site_dir, {"404.html": b"ours", "index.html": b"x"}, from_mkdocs={"404.html": b"of MkDocs"})
    assert (site_dir / "404.html").read_bytes() == b"ours"


def test_folder_with_strange_files_is_refused(tmp_path: Path) -> None:
    """`site_dir: docs` costs nobody the texts: a folder with files that no build of ours made is left alone."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("text", encoding="utf-8")
    with pytest.raises(OutputError, match="không do htx tạo ra"):
        open_staging(docs)
    assert read_bytes(tmp_path) == {"docs/index.md": b"text"}


def test_site_dir_that_is_a_file_is_refused(site_dir: Path) -> None:
    """A file in the folder's place is named, not overwritten."""
    site_dir.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="là một tệp"):
        open_staging(site_dir)


def test_folder_with_only_hidden_entries_is_used(site_dir: Path) -> None:
    """A fresh work tree for the pages branch holds `.git` and nothing else: it becomes the site and keeps `.git`."""
    site_dir.mkdir()
    (site_dir / ".git").write_text("gitdir: …", encoding="utf-8")
    publish(site_dir, {"index.html": b"home"})
    assert sorted(read_bytes(site_dir)) == [".git", "index.html"]


def test_site_deleted_by_hand_is_built_again(site_dir: Path) -> None:
    """Deleting the folder is the plain way to start anew."""
    publish(site_dir, MANY)
    for path in MANY:
        (site_dir / path).unlink()
    State(site_dir).site_dir.joinpath("trang").rename(site_dir.parent / "away")
    site_dir.rmdir()
    assert publish(site_dir, MANY).written == 20
    assert read_bytes(site_dir) == MANY


def test_nothing_is_left_beside_the_site(site_dir: Path) -> None:
    """After a publication only the list of files and the lock remain beside the site."""
    publish(site_dir, MANY)
    publish(site_dir, dict.fromkeys(MANY, b"new"))
    assert sorted(path.name for path in State(site_dir).folder.iterdir()) == ["lock", "manifest.tsv", "published.json"]


@pytest.mark.parametrize("path", ["../evil", "/etc/passwd", "a//b", "a/./b", "", "a\\b", "c:/x", "a/", "a\nb"])
def test_path_outside_the_site_is_a_bug(site_dir: Path, path: str) -> None:
    """URLs are built and checked in one place; whatever slips through writes nowhere."""
    staging = open_staging(site_dir)
    with pytest.raises(ValueError, match="not an output path"):
        staging.write_file(path, b"x")
    staging.discard()


def test_two_files_of_one_path_are_a_bug(site_dir: Path) -> None:
    """Two pages that claim one path must not silently win over each other."""
    staging = open_staging(site_dir)
    staging.write_file("index.html", b"1")
    with pytest.raises(ValueError, match="written twice"):
        staging.write_file("index.html", b"2")
    staging.discard()


def test_full_disk_is_a_sentence(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's refusal names the file and leaves the old site."""
    publish(site_dir, {"index.html": b"old"})
    staging = open_staging(site_dir)

    def refuse(path: Path | str, _digest: str) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(writing_module, "load_entry", refuse)
    with pytest.raises(OutputError, match=r"index\.html: ổ đĩa đã đầy"):
        staging.write_file("index.html", b"new")
    staging.discard()
    assert read_bytes(site_dir) == {"index.html": b"old"}


def test_without_exchange_two_renames_do(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system cannot swap folders in one step the result is the same."""
    publish(site_dir, MANY | {"cu/index.html": b"old"})
    (site_dir / "CNAME").write_bytes(b"x")
    monkeypatch.setattr(journal_module, "exchange_folders", lambda first, second: False)
    publish(site_dir, dict.fromkeys(MANY, b"new"))
    assert read_bytes(site_dir) == dict.fromkeys(MANY, b"new") | {"CNAME": b"x"}


def test_folder_that_cannot_be_renamed_is_filled_file_by_file(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount point, or a folder open in another program on Windows: the new site arrives file by file."""
    publish(site_dir, MANY | {"cu/index.html": b"old"})
    inode = site_dir.stat().st_ino
    rename = os.rename

    def refuse(source, target) -> None:
        if Path(source) == site_dir:
            raise PermissionError(13, "in use", str(source))
        rename(source, target)

    monkeypatch.setattr(journal_module, "exchange_folders", lambda first, second: False)
    monkeypatch.setattr(os, "rename", refuse)
    publish(site_dir, dict.fromkeys(MANY, b"new"))
    assert read_bytes(site_dir) == dict.fromkeys(MANY, b"new")
    assert site_dir.stat().st_ino == inode


def test_without_hard_links_files_are_copied(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links (FAT, some shares) gets copies when the folder is replaced."""
    publish(site_dir, MANY)

    def refuse(source, target) -> None:
        raise OSError(1, "Operation not permitted", str(source))

    monkeypatch.setattr(staging_module.os, "link", refuse)
    wanted = dict.fromkeys(MANY, b"new") | {"trang/0/index.html": MANY["trang/0/index.html"]}
    assert publish(site_dir, wanted) == Publication(written=19, unchanged=1, removed=0)
    assert read_bytes(site_dir) == wanted
