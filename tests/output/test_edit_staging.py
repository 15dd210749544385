"""A few files of a published site replaced: all others are neither read nor looked at, and what stands on the list of files is what stands in the folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.output import (
    OutputError,
    Publication,
    State,
    is_as_published,
    load_publication,
    open_edit,
    open_staging,
    repair_site,
    write_note,
)
from generator.output.manifest import Entry, format_line, load_manifest
from generator.output.published import PublishedFiles
from tests.demo_site import read_bytes
from tests.output.counted_calls import COUNTED

OLD = {f"trang/{number}/index.html": b"old %d" % number for number in range(9)} | {"chi-muc/a.bin": b"a", "chi-muc/b.bin": b"b"}
NAMES = st.text("abđ/-.", min_size=1, max_size=6)
ENTRIES = st.builds(Entry, st.just("0" * 32), st.integers(0, 99), st.integers(0, 10**18))


def publish(site_dir: Path, files: dict[str, bytes]) -> Publication:
    staging = open_staging(site_dir)
    for path, content in files.items():
        staging.write_file(path, content)
    done = staging.publish()
    write_note(site_dir, done.seal, {})
    return done


def edit(site_dir: Path, files: dict[str, bytes], kept: tuple[str, ...] = ()) -> Publication:
    """These files anew; of the folder `chi-muc` only those kept stay besides."""
    staging = open_edit(site_dir, load_publication(site_dir)[1])
    staging.renew_folder("chi-muc/")
    for path in kept:
        assert staging.keep_named(path)
    for path, content in files.items():
        staging.write_file(path, content)
    done = staging.publish()
    write_note(site_dir, done.seal, {})
    return done


@pytest.fixture
def site_dir(tmp_path: Path) -> Path:
    publish(tmp_path / "site", OLD)
    return tmp_path / "site"


@given(st.dictionaries(NAMES, ENTRIES), st.dictionaries(NAMES, ENTRIES), st.sets(NAMES), NAMES)
def test_a_list_is_looked_up_and_changed_as_it_lies_there(files: dict, changed: dict, stale: set, folder: str) -> None:
    """Whatever paths there are: as a dictionary would do it."""
    published = PublishedFiles(b"".join(format_line(path, files[path]) for path in sorted(files)))
    assert dict(published) == files
    assert len(published) == len(files)
    assert {path: published.get(path) for path in (*changed, *stale)} == {path: files.get(path) for path in (*changed, *stale)}
    assert list(published.list_below(f"{folder}/")) == sorted(path for path in files if path.startswith(f"{folder}/"))
    after = {path: entry for path, entry in files.items() if path not in stale} | changed
    assert published.replace(changed, stale) == b"".join(format_line(path, after[path]) for path in sorted(after))


def test_an_edit_is_published(site_dir: Path) -> None:
    """Written, kept, gone: the folder, the list and the count say the same, and a whole build goes on from there."""
    done = edit(site_dir, {"trang/1/index.html": b"new", "chi-muc/c.bin": b"c"}, kept=("chi-muc/a.bin",))
    wanted = OLD | {"trang/1/index.html": b"new", "chi-muc/c.bin": b"c"}
    wanted.pop("chi-muc/b.bin")
    assert done == Publication(written=2, unchanged=9, removed=1)
    assert read_bytes(site_dir) == wanted
    assert sorted(load_manifest(State(site_dir).manifest)) == sorted(wanted)
    assert is_as_published(site_dir)
    assert publish(site_dir, wanted) == Publication(written=0, unchanged=11, removed=0)


def test_the_same_bytes_are_no_edit(site_dir: Path) -> None:
    """A page that looks as it did keeps its time."""
    before = (site_dir / "trang/1/index.html").stat().st_mtime_ns
    assert edit(site_dir, {"trang/1/index.html": OLD["trang/1/index.html"]}, kept=("chi-muc/a.bin", "chi-muc/b.bin")).written == 0
    assert (site_dir / "trang/1/index.html").stat().st_mtime_ns == before


def test_no_other_file_is_looked_at(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is published the file that is written is compared, and no other."""
    asked, stat = [], os.stat
    published = load_publication(site_dir)[1]
    monkeypatch.setattr(os, "stat", lambda path, *rest, **options: asked.append(str(path)) or stat(path, *rest, **options))
    staging = open_edit(site_dir, published)
    staging.write_file("trang/1/index.html", b"new")
    staging.publish()
    assert {path for path in asked if path.startswith(f"{site_dir}/trang/")} <= {f"{site_dir}/trang/1/index.html", f"{site_dir}/trang/1"}


def test_a_touched_file_is_seen_by_those_who_look(site_dir: Path) -> None:
    """Every line is in one of the parts, whatever their number."""
    for parts in (1, 2, 5, 40):
        assert all(is_as_published(site_dir, part, parts) for part in range(parts))
    for path in ("chi-muc/a.bin", "trang/4/index.html", "trang/8/index.html"):
        status = (site_dir / path).stat()
        os.utime(site_dir / path, ns=(1, 1))
        for parts in (1, 2, 5, 40):
            assert [is_as_published(site_dir, part, parts) for part in range(parts)].count(False) == 1
        os.utime(site_dir / path, ns=(status.st_atime_ns, status.st_mtime_ns))
    (site_dir / "trang/0/index.html").unlink()
    assert not is_as_published(site_dir)


def test_another_publication_came_between(site_dir: Path) -> None:
    """What was read is no more what is published: there is no edit, and nothing is locked."""
    published = load_publication(site_dir)[1]
    publish(site_dir, OLD | {"trang/1/index.html": b"other"})
    assert open_edit(site_dir, published) is None
    assert edit(site_dir, {"trang/1/index.html": b"new"}).written == 1


def test_what_is_in_the_way_stops_an_edit(site_dir: Path) -> None:
    """A file where another one of the site needs a folder, and the other way round: the old site stays."""
    for path in ("trang/1/index.html/x.html", "trang/1"):
        staging = open_edit(site_dir, load_publication(site_dir)[1])
        staging.write_file(path, b"new")
        with pytest.raises(OutputError):
            staging.publish()
        staging.discard()
        assert read_bytes(site_dir) == OLD


@pytest.mark.parametrize(
    "damage", [lambda content: content[:-9], lambda content: b"", lambda content: content.replace(b"old", b"odd"), None]
)
def test_a_damaged_list_is_no_publication(site_dir: Path, damage) -> None:
    """Cut, empty, changed, gone: nothing is known of the site."""
    manifest = State(site_dir).manifest
    content = manifest.read_bytes()
    if damage is None:
        manifest.unlink()
    else:
        manifest.write_bytes(damage(content.replace(b"trang/1", b"old/1")))
    assert load_publication(site_dir) == ({}, {})


IMPORTS = "import pathlib\nfrom generator.output import load_publication, open_edit\n"
CHILD = """
    site_dir = pathlib.Path(sys.argv[1])
    staging = open_edit(site_dir, load_publication(site_dir)[1])
    staging.renew_folder("chi-muc/")
    for path, content in {files!r}.items():
        staging.write_file(path, content)
    staging.publish()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_edit_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """Killed at each call that changes the disk, one after the other; the next command completes or forgets it."""
    files = {"trang/1/index.html": b"new", "chi-muc/c.bin": b"c"}
    new = {path: content for path, content in OLD.items() if not path.startswith("chi-muc/")} | files
    script, seen = IMPORTS + COUNTED + textwrap.dedent(CHILD).format(files=files), set()
    for kill_at in range(1, 60):
        site_dir = tmp_path / str(kill_at) / "site"
        publish(site_dir, OLD)
        done = subprocess.run([sys.executable, "-c", script, str(site_dir), str(kill_at)], capture_output=True, text=True, timeout=60)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        repair_site(site_dir)
        left = read_bytes(site_dir)
        assert left in (OLD, new)
        seen.add(left == new)
        assert sorted(load_manifest(State(site_dir).manifest)) == sorted(left)
        assert publish(site_dir, new).written == (0 if left == new else 2)
        if done.returncode == 0:
            break
    assert seen == {True, False}
    assert done.returncode == 0
