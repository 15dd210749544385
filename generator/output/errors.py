"""The one exception of this room; its text is a Vietnamese sentence for the person who runs the build."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


class OutputError(Exception):
    """The site cannot be written; the published site is as it was, or the next command completes it."""


@contextlib.contextmanager
def explain_disk_errors(site_dir: Path) -> Iterator[None]:
    """A full disk, a missing right, an open file on Windows: said in a sentence."""
    try:
        yield
    except OSError as error:
        place = error.filename or site_dir
        raise OutputError(f"Không ghi được {place}: {error.strerror or error}. Sửa nguyên nhân rồi chạy lại lệnh vừa rồi.") from error
