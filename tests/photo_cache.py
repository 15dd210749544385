"""Lends every project that tests build the photos' copies of the builds before: encoding them anew each time would take longer than all else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.builders import PROJECT

SHARED = PROJECT / ".cache" / "photos"


def lend_photo_cache(folder: Path) -> None:
    """Entries are sealed and put in place at once, so that many builds may share them; what is in them is tested in `tests/images`."""
    own = folder / ".cache" / "photos"
    SHARED.mkdir(parents=True, exist_ok=True)
    own.parent.mkdir(exist_ok=True)
    if not own.exists():
        with suppress(OSError):  # Windows allows links to some only; the others wait for copies of their own
            own.symlink_to(SHARED, target_is_directory=True)
