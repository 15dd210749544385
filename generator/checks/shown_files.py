"""What pages show: pictures as photos; in a post's text films and sounds too that browsers play, each of the kind its ending says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from generator.checks.attachments import begins_with, load_head
from generator.checks.contents import Loc
from generator.checks.files import (
    FOREIGN_PICTURES,
    PICTURE_SUFFIXES,
    file_folder,
    is_photo_place,
    is_picture,
)
from generator.checks.finding import CheckContext, Finding
from generator.checks.markup import list_body_pictures
from generator.records import Decoded

MPEG4 = (b"ftyp",)
# Ending → media type and how such a file begins (in its first bytes). Formats that every browser of today plays.
MEDIA = {
    ".mp4": ("video/mp4", MPEG4),
    ".webm": ("video/webm", (b"\x1a\x45\xdf\xa3",)),
    ".mp3": ("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")),
    ".m4a": ("audio/mp4", MPEG4),
    ".ogg": ("audio/ogg", (b"OggS",)),
}
MARK_WITHIN = 16


def media_type(file: str) -> str:
    """`video/mp4` of a film, `audio/mpeg` of a sound; empty for any other file."""
    return MEDIA.get(PurePosixPath(file).suffix.lower(), ("", ()))[0]


def check_shown_files(context: CheckContext) -> Iterator[Finding]:
    """An error for a photo that is no picture, and for a file in a post's text that is neither picture, film nor sound, or not what it says."""
    for decoded, named in context.named_files:
        for loc, file in named:
            if is_photo_place(loc) and not is_picture(file):
                yield refuse(decoded, file, PICTURE_SUFFIXES, loc)
    for decoded in context.posts:
        for mark, file in list_body_pictures(decoded.body):
            place = (decoded.body_line + mark.line - 1, mark.column, len(file))
            yield from judge_file(context, decoded, file, place)


def refuse(decoded: Decoded, file: str, allowed: Iterable[str], loc: Loc = (), place: tuple[int, int, int] | None = None) -> Finding:
    """A file that pages do not show: a picture of another kind is to be exported, anything else is to be replaced."""
    fix = "export" if PurePosixPath(file).suffix.lower() in FOREIGN_PICTURES else ""
    return Finding.of(decoded.source, "picture-kind", *loc, fix=fix, place=place, given=file, allowed=", ".join(allowed))


def judge_file(context: CheckContext, decoded: Decoded, file: str, place: tuple[int, int, int]) -> Iterator[Finding]:
    """What is wrong with a file that a text shows; one that is not there is another rule's matter."""
    path = context.files.get(f"{file_folder(decoded.source.file)}/{file}")
    if path is None or is_picture(file):
        return
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in MEDIA:
        yield refuse(decoded, file, (*PICTURE_SUFFIXES, *MEDIA), place=place)
    elif not begins_with(load_head(path)[:MARK_WITHIN], MEDIA[suffix][1]):
        yield Finding.of(decoded.source, "attachment-content", place=place, given=file, kind=suffix.lstrip(".").upper())
