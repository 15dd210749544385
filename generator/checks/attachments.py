"""What may be handed out for download: documents, by their ending and their first bytes. A web page or a program is none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from generator.checks.files import PICTURE_SUFFIXES, file_folder, is_photo_place, is_picture
from generator.checks.finding import CheckContext, Finding

ZIP, OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",)
# Ending → how such a file begins; nothing to hold against for plain text. Pictures are decoded elsewhere.
FIRST_BYTES = {
    ".pdf": (b"%PDF-",),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"), ZIP),
    **dict.fromkeys((".doc", ".xls", ".ppt"), OLE),
    **dict.fromkeys((".csv", ".txt"), ()),
}
READ_SIZE = 1024


def check_attachments(context: CheckContext) -> Iterator[Finding]:
    """An error for a document of another kind, and for one that is not what its ending says; photos are another rule's matter."""
    for decoded, named in context.named_files:
        for loc, file in named:
            suffix = PurePosixPath(file).suffix.lower()
            path = context.files.get(f"{file_folder(decoded.source.file)}/{file}")
            if path is None or is_picture(file) or is_photo_place(loc):
                continue
            if suffix not in FIRST_BYTES:
                allowed = ", ".join(sorted((*FIRST_BYTES, *PICTURE_SUFFIXES)))
                yield Finding.of(decoded.source, "attachment-kind", *loc, given=file, allowed=allowed)
            elif not begins_with(load_head(path), FIRST_BYTES[suffix]):
                yield Finding.of(decoded.source, "attachment-content", *loc, given=file, kind=suffix.lstrip(".").upper())


def begins_with(head: bytes, marks: Collection[bytes]) -> bool:
    """Whether one of the marks of a kind of file stands in its first bytes; a kind without marks is taken at its word."""
    return not marks or any(mark in head for mark in marks)


def load_head(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(READ_SIZE)
