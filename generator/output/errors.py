"""The one exception of this room; its text is a Vietnamese sentence for the person who runs the build."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết phần ổ đĩa được cấp",
    errno.EFBIG: "tệp lớn hơn mức máy này cho phép",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "một tệp đang nằm ở chỗ phải là thư mục",
    errno.EISDIR: "một thư mục đang nằm ở chỗ phải là tệp",
    errno.EEXIST: "chỗ này đã có tệp khác",
}


class OutputError(Exception):
    """The site cannot be written; the published site is as it was, or the next command completes it."""


@contextlib.contextmanager
def explain_disk_errors(site_dir: Path) -> Iterator[None]:
    """A full disk, a missing right, an open file on Windows: said in a sentence."""
    try:
        yield
    except OSError as error:
        raise explain_disk_error(error, site_dir) from error


def explain_disk_error(error: OSError, site_dir: Path) -> OutputError:
    """The sentence for what the system refused while a site was written."""
    place = error.filename2 or error.filename or site_dir
    return OutputError(f"Không ghi được {place}: {describe_reason(error)}. Sửa nguyên nhân rồi chạy lại lệnh vừa rồi.")


def describe_disk_error(error: OSError) -> str:
    """The sentence for what the system refused anywhere else than in the site: the cache, the records, the settings."""
    return f"Không đọc hoặc ghi được {error.filename2 or error.filename or 'tệp'}: {describe_reason(error)}."


def describe_reason(error: OSError) -> str:
    return REASONS.get(error.errno) or error.strerror or str(error)
