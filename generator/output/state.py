"""The folder beside the site where everything about its publication lies, and the lock that keeps two builds apart.

It is beside, not in, the published folder (nothing private is served) and not in the cache (which may be deleted at any time).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.output.errors import OutputError, explain_disk_errors

LOCKED_BYTE = 4096  # past the text of the file: on Windows a locked byte cannot be read by others
held_locks: set[Path] = set()  # a process never conflicts with its own POSIX lock


@dataclass(frozen=True, slots=True)
class State:
    """Where things lie for one published folder. All paths are on the file system of the site's parent."""

    site_dir: Path
    build: str = ""  # tells apart what builds stage: a worker that outlives a killed build writes nothing into the next one's folder

    @property
    def folder(self) -> Path:
        return self.site_dir.parent / f".{self.site_dir.name}.htx"

    @property
    def staging(self) -> Path:
        return self.folder / f"staging{self.build}"

    @property
    def work(self) -> Path:
        """What workers are told that are no copies of the process that builds."""
        return self.folder / f"work{self.build}.pickle"

    @property
    def replaced(self) -> Path:
        """The site that was there before, until it is removed."""
        return self.folder / "replaced"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.json"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.tsv"

    @property
    def next_manifest(self) -> Path:
        return self.folder / "manifest-next.tsv"

    @property
    def seal(self) -> Path:
        """The journal of the last publication, which tells whether the manifest is whole."""
        return self.folder / "published.json"

    @property
    def note(self) -> Path:
        """What the caller wants to know of the last publication when it comes again."""
        return self.folder / "note.json"

    @property
    def base(self) -> Path:
        """What the next build may start from."""
        return self.folder / "base.pickle"

    @property
    def index(self) -> Path:
        """The search index as the next build may change it."""
        return self.folder / "index.state"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"


@contextlib.contextmanager
def lock_site(state: State) -> Iterator[None]:
    """Keep every other build away from this site. The system lets go of the lock when its process dies, however it dies.

    Raises OutputError while another process holds it.
    """
    with explain_disk_errors(state.site_dir):
        state.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(state.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if state.lock in held_locks or not lock_descriptor(descriptor):
            raise OutputError(describe_other_build(descriptor, state))
        held_locks.add(state.lock)
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, b"%d" % os.getpid())
            yield
        finally:
            held_locks.discard(state.lock)
    finally:
        os.close(descriptor)


def describe_other_build(descriptor: int, state: State) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    owner = os.read(descriptor, 20).decode("ascii", "replace").strip()
    number = f" (tiến trình số {owner})" if owner.isdigit() else ""
    return f"Đang có một lần dựng khác ghi vào {state.site_dir}{number}. Hãy đợi lần đó xong rồi chạy lại."


if sys.platform == "win32":
    import msvcrt

    def lock_descriptor(descriptor: int) -> bool:
        """Take the lock, or answer False at once."""
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock_descriptor(descriptor: int) -> bool:
        """Take the lock, or answer False at once.

        A POSIX record lock, not flock: a forked worker that outlives a killed build does not inherit it.
        """
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, LOCKED_BYTE)
        except OSError:
            return False
        return True
