"""Files of a new site into its staging folder, by whichever process has made them; what is published already is not written again."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.output.errors import explain_disk_error
from generator.output.manifest import Entry, Manifest, compute_digest, is_untouched, load_entry

# Folders and a file, none of them "." or "..", without what Windows gives a meaning.
PART = r'(?!\.{1,2}(?:/|$))[^/\\:*?"<>|]+'
OUTPUT_PATH = re.compile(f"{PART}(?:/{PART})*")
CREATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


class Written(NamedTuple):
    """What a process tells of the files that it has made: entries of those it wrote, paths of those it kept."""

    files: Manifest
    kept: list[str]


class Writer:
    """Writes into the staging folder of one build. Many processes may have one each, as long as no two write the same file."""

    def __init__(self, site_dir: Path, folder: Path, published: Mapping[str, Entry]) -> None:
        self.site_dir = site_dir
        self.path = folder
        self.published = published
        self.files: Manifest = {}
        self.unchanged: set[str] = set()
        self.adopted: set[str] = set()  # files of MkDocs, which give way to ours
        self.folders: set[str] = {""}

    def write_file(self, output_path: str, content: bytes) -> None:
        """Add a file to the new site. What is published byte for byte the same is not written again."""
        check_output_path(output_path)
        self.claim(output_path)
        digest = compute_digest(content)
        if self.keep_published(output_path, digest):
            return
        staged = f"{self.path}/{output_path}"
        try:
            self.make_folder(output_path.rpartition("/")[0])
            write_content(staged, content)
            self.files[output_path] = load_entry(staged, digest)
        except OSError as error:
            raise explain_disk_error(error, self.site_dir) from error

    def claim(self, output_path: str) -> None:
        """Make place for a file of ours, for which there may be one of MkDocs but none of ours."""
        if output_path in self.adopted:
            self.adopted.discard(output_path)
            self.unchanged.discard(output_path)
        elif output_path in self.files:
            raise ValueError(f"written twice in one build: {output_path}")

    def keep_published(self, output_path: str, digest: str) -> bool:
        """Take over a published file of the same content, if nobody touched it since."""
        entry = self.published.get(output_path)
        if entry is None or entry.digest != digest or not is_untouched(f"{self.site_dir}/{output_path}", entry):
            return False
        self.files[output_path] = entry
        self.unchanged.add(output_path)
        return True

    def keep_named(self, output_path: str) -> bool:
        """Take over a published file whose name tells its content, if nobody touched it since: its bytes need not be made again."""
        entry = self.published.get(output_path)
        return entry is not None and self.keep_published(output_path, entry.digest)

    def make_folder(self, folder: str) -> None:
        """The folder, relative to the site, with those above it. Plain strings: a fifth of a page's time went into Path."""
        if folder in self.folders:
            return
        self.make_folder(folder.rpartition("/")[0])
        try:
            os.mkdir(f"{self.path}/{folder}")  # noqa: PTH102
        except FileExistsError:
            if not os.path.isdir(f"{self.path}/{folder}"):  # noqa: PTH112
                raise
        self.folders.add(folder)

    def open_writer(self) -> Writer:
        """One more for files of the same build, in this process or another; its `describe_written` is for `Staging.take_over`."""
        writer = Writer(self.site_dir, self.path, self.published)
        writer.folders = self.folders
        return writer

    def describe_written(self) -> Written:
        """What this writer has done, to be handed to the process that publishes."""
        return Written({path: entry for path, entry in self.files.items() if path not in self.unchanged}, list(self.unchanged))


def write_content(path: str, content: bytes) -> None:
    """A new file with this content. System calls alone: `open` asks the system four more things, a quarter of a file's time."""
    descriptor = os.open(path, CREATE, 0o666)
    try:
        done = os.write(descriptor, content)
        while done < len(content):  # a disk that fills up takes a part first, and then refuses
            done += os.write(descriptor, content[done:])
    finally:
        os.close(descriptor)


def check_output_path(output_path: str) -> None:
    """Raise ValueError for a path that would leave the site or differ between systems: a bug, since URLs are built and checked."""
    if not OUTPUT_PATH.fullmatch(output_path) or not output_path.isprintable():
        raise ValueError(f"not an output path: {output_path!r}")
