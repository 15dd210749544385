"""The folder where a build writes, and the comparison with what is published: only what differs is written and put in place."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.output.errors import OutputError, explain_disk_errors
from generator.output.journal import complete_publication, write_journal
from generator.output.manifest import (
    Manifest,
    compute_digest,
    is_untouched,
    load_entry,
    load_manifest,
    sync_file,
    write_manifest,
)
from generator.output.obstacles import check_obstacles
from generator.output.state import State, lock_site

# Folders and a file, none of them "." or "..", without what Windows gives a meaning.
PART = r'(?!\.{1,2}(?:/|$))[^/\\:*?"<>|]+'
OUTPUT_PATH = re.compile(f"{PART}(?:/{PART})*")


@dataclass(frozen=True, slots=True)
class Publication:
    """How many files a publication wrote, found unchanged and removed."""

    written: int
    unchanged: int
    removed: int


def open_staging(site_dir: Path) -> Staging:
    """An empty folder beside the site, and the site locked until `publish` or `discard`.

    Completes an interrupted publication first. Raises OutputError while another build runs, and for a folder that holds
    files which no build of ours has put there: `site_dir: docs` must not cost anybody the texts.
    """
    state = State(site_dir)
    check_ownership(state)
    with contextlib.ExitStack() as stack, explain_disk_errors(site_dir):
        stack.enter_context(lock_site(state))
        complete_publication(state)
        for leftover in (state.staging, state.replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        state.staging.mkdir()
        return Staging(state, load_manifest(state.manifest) or {}, stack.pop_all())


def check_ownership(state: State) -> None:
    """Raise OutputError for a site folder that is a file, or that holds files and no publication of ours is known."""
    if state.site_dir.exists() and not state.site_dir.is_dir():
        raise OutputError(f"{state.site_dir} là một tệp, không phải thư mục. Hãy sửa site_dir trong mkdocs.yml.")
    if not state.site_dir.exists() or state.journal.exists() or load_manifest(state.manifest) is not None:
        return
    foreign = sorted(path.name for path in state.site_dir.iterdir() if not path.name.startswith("."))
    if foreign:
        raise OutputError(
            f"Thư mục {state.site_dir} có sẵn tệp không do htx tạo ra ({', '.join(foreign[:3])}…), nên không ghi đè. "
            "Nếu đó là trang dựng lần trước thì xóa thư mục ấy rồi chạy lại; nếu không, hãy sửa site_dir trong mkdocs.yml."
        )


class Staging:
    """A build in the making. Nothing of it is seen before `publish`; after `discard` nothing of it was there."""

    def __init__(self, state: State, published: Manifest, lock: contextlib.ExitStack) -> None:
        self.state = state
        self.path = state.staging
        self.published = published
        self.lock = lock
        self.files: Manifest = {}
        self.unchanged: set[str] = set()
        self.folders: set[str] = set()

    def write_file(self, output_path: str, content: bytes) -> None:
        """Add a file to the new site. What is published byte for byte the same is not written again."""
        check_output_path(output_path)
        if output_path in self.files:
            raise ValueError(f"written twice in one build: {output_path}")
        digest = compute_digest(content)
        if self.keep_published(output_path, digest):
            return
        staged = f"{self.path}/{output_path}"
        with explain_disk_errors(self.state.site_dir):
            self.make_folder(output_path)
            with open(staged, "wb", buffering=0) as file:  # noqa: PTH123  plain strings: a fifth of a page's time went into Path
                file.write(content)
            self.files[output_path] = load_entry(staged, digest)

    def keep_published(self, output_path: str, digest: str) -> bool:
        """Take over a published file of the same content, if nobody touched it since."""
        entry = self.published.get(output_path)
        if entry is None or entry.digest != digest or not is_untouched(f"{self.state.site_dir}/{output_path}", entry):
            return False
        self.files[output_path] = entry
        self.unchanged.add(output_path)
        return True

    def keep_named(self, output_path: str) -> bool:
        """Take over a published file whose name tells its content, if nobody touched it since: its bytes need not be made again."""
        entry = self.published.get(output_path)
        return entry is not None and self.keep_published(output_path, entry.digest)

    def make_folder(self, output_path: str) -> None:
        folder = output_path.rpartition("/")[0]
        if folder not in self.folders:
            os.makedirs(f"{self.path}/{folder}", exist_ok=True)  # noqa: PTH103  plain strings, as above
            self.folders.add(folder)

    def publish(self) -> Publication:
        """Put the new site in the old one's place. Killed at any moment, the next command of ours completes or forgets it."""
        with explain_disk_errors(self.state.site_dir):
            return self.publish_staged()

    def publish_staged(self) -> Publication:
        self.adopt_files()
        stale = self.published.keys() - self.files.keys()
        changed = self.files.keys() - self.unchanged
        publication = Publication(len(changed), len(self.unchanged), len(stale))
        if changed or stale or not self.state.site_dir.exists():
            self.put_in_place(changed, is_small=len(changed) + len(stale) <= len(self.unchanged))
        self.discard()
        return publication

    def put_in_place(self, changed: set[str], *, is_small: bool) -> None:
        """A small change file by file; a large one folder for folder, which is one step but needs every file in the new folder.

        The last moment at which the old site can simply stay: from `write_journal` on the new one is meant.
        """
        check_obstacles(self.state.site_dir, self.files, changed, self.published)
        if is_small:
            for output_path in changed:
                sync_file(self.path / output_path)
        else:
            for output_path in self.unchanged:
                self.link_published(output_path)
        write_manifest(self.state.next_manifest, self.files)
        write_journal(self.state, "files" if is_small else "folder")
        complete_publication(self.state)

    def adopt_files(self) -> None:
        """Count in what MkDocs has written here: hand-written pages and the theme's files."""
        root_length = len(str(self.path)) + 1
        for folder, _folders, names in os.walk(self.path):
            for name in names:
                output_path = f"{folder}/{name}"[root_length:].replace(os.sep, "/")
                if output_path not in self.files:
                    self.adopt_file(output_path)

    def adopt_file(self, output_path: str) -> None:
        staged = self.path / output_path
        digest = compute_digest(staged.read_bytes())
        if not self.keep_published(output_path, digest):
            self.files[output_path] = load_entry(staged, digest)

    def link_published(self, output_path: str) -> None:
        """The published file, in the staged folder too; a copy where the file system knows no hard links."""
        self.make_folder(output_path)
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


def check_output_path(output_path: str) -> None:
    """Raise ValueError for a path that would leave the site or differ between systems: a bug, since URLs are built and checked."""
    if not OUTPUT_PATH.fullmatch(output_path) or not output_path.isprintable():
        raise ValueError(f"not an output path: {output_path!r}")
