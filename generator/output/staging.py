"""The folder where a build writes, and the comparison with what is published: only what differs is written and put in place."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from generator.output.errors import OutputError, explain_disk_errors
from generator.output.journal import complete_publication, load_published, write_journal
from generator.output.manifest import (
    Entry,
    compute_digest,
    compute_seal,
    load_entry,
    sync_file,
    write_manifest,
)
from generator.output.obstacles import check_obstacles, list_files
from generator.output.state import State, lock_site
from generator.output.writing import Writer, Written


@dataclass(frozen=True, slots=True)
class Publication:
    """How many files a publication wrote, found unchanged and removed."""

    written: int
    unchanged: int
    removed: int
    seal: str = field(default="", compare=False)  # tells this publication from all others; empty for a site without files


def open_staging(site_dir: Path) -> Staging:
    """An empty folder beside the site, and the site locked until `publish` or `discard`.

    Completes an interrupted publication first. Raises OutputError while another build runs, and for a folder that holds
    files which no build of ours has put there: `site_dir: docs` must not cost anybody the texts.
    """
    state = State(site_dir, f"-{uuid4().hex[:12]}")
    check_ownership(state, is_ours=state.manifest.exists() or state.journal.exists())
    with contextlib.ExitStack() as stack, explain_disk_errors(site_dir):
        stack.enter_context(lock_site(state))
        complete_publication(state)
        published = load_published(state)
        check_ownership(state, is_ours=published is not None)
        remove_leftovers(state)
        state.staging.mkdir()
        return Staging(state, published or {}, stack.pop_all())


def remove_leftovers(state: State) -> None:
    """Remove what killed builds have left. What a worker of theirs writes this very moment is left to the next build."""
    for leftover in (*state.folder.glob("staging*"), *state.folder.glob("replaced*")):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in state.folder.glob("work*.pickle"):
        leftover.unlink(missing_ok=True)


def check_ownership(state: State, *, is_ours: bool) -> None:
    """Raise OutputError for a site folder that is a file, or that holds files and no publication of ours is known."""
    if state.site_dir.exists() and not state.site_dir.is_dir():
        raise OutputError(f"{state.site_dir} là một tệp, không phải thư mục. Hãy sửa site_dir trong mkdocs.yml.")
    if is_ours or not state.site_dir.exists():
        return
    foreign = sorted(path.name for path in state.site_dir.iterdir() if not path.name.startswith("."))
    if foreign:
        raise OutputError(
            f"Thư mục {state.site_dir} có sẵn tệp không do htx tạo ra ({', '.join(foreign[:3])}…), nên không ghi đè. "
            "Nếu đó là trang dựng lần trước thì xóa thư mục ấy rồi chạy lại; nếu không, hãy sửa site_dir trong mkdocs.yml."
        )


class Staging(Writer):
    """A build in the making. Nothing of it is seen before `publish`; after `discard` nothing of it was there."""

    def __init__(self, state: State, published: Mapping[str, Entry], lock: contextlib.ExitStack) -> None:
        super().__init__(state.site_dir, state.staging, published)
        self.state = state
        self.lock = lock

    @property
    def work_file(self) -> Path:
        """Where what workers need may lie while they work."""
        return self.state.work

    @property
    def index_file(self) -> Path:
        """Where the search index is kept for the next build."""
        return self.state.index

    def take_over(self, written: Written) -> None:
        """Count in what another process has written."""
        for output_path in (*written.files, *written.kept):
            self.claim(output_path)
        self.files.update(written.files)
        self.files.update((output_path, self.published[output_path]) for output_path in written.kept)
        self.unchanged.update(written.kept)

    def publish(self) -> Publication:
        """Put the new site in the old one's place. Killed at any moment, the next command of ours completes or forgets it."""
        with explain_disk_errors(self.state.site_dir):
            return self.publish_staged()

    def publish_staged(self) -> Publication:
        stale = self.published.keys() - self.files.keys()
        changed = self.files.keys() - self.unchanged
        if changed or stale or not self.state.site_dir.exists():
            self.put_in_place(changed, is_small=len(changed) + len(stale) <= len(self.unchanged))
        seal = compute_seal(self.state.manifest.read_bytes()) if self.files else ""
        self.discard()
        return Publication(len(changed), len(self.unchanged), len(stale), seal)

    def put_in_place(self, changed: set[str], *, is_small: bool) -> None:
        """A small change file by file; a large one folder for folder, which is one step but needs every file in the new folder.

        The last moment at which the old site can simply stay: from `write_journal` on the new one is meant.
        """
        check_obstacles(self.site_dir, self.files, changed, self.published)
        if is_small:
            for output_path in changed:
                sync_file(self.path / output_path)
        else:
            for output_path in self.unchanged:
                self.link_published(output_path)
        write_manifest(self.state.next_manifest, self.files)
        write_journal(self.state, "files" if is_small else "folder")
        complete_publication(self.state, self.published, self.files)

    def adopt_files(self) -> None:
        """Count in what MkDocs has written here: hand-written pages and the theme's files. Call it before files of ours are written."""
        with explain_disk_errors(self.site_dir):
            for output_path in list_files(str(self.path)):
                self.adopt_file(output_path)
                self.adopted.add(output_path)

    def adopt_file(self, output_path: str) -> None:
        staged = self.path / output_path
        digest = compute_digest(staged.read_bytes())
        if not self.keep_published(output_path, digest):
            self.files[output_path] = load_entry(staged, digest)

    def link_published(self, output_path: str) -> None:
        """The published file, in the staged folder too; a copy where the file system knows no hard links."""
        self.make_folder(output_path.rpartition("/")[0])
        published, staged = self.state.site_dir / output_path, self.path / output_path
        staged.unlink(missing_ok=True)
        try:
            os.link(published, staged)
        except OSError:
            shutil.copy2(published, staged)

    def discard(self) -> None:
        """Forget what was staged and let go of the site; a second call does nothing."""
        with self.lock:
            if self.path.exists() and not self.state.journal.exists():
                shutil.rmtree(self.path)
        self.lock = contextlib.ExitStack()
