"""What a post may show: pictures, and films and sounds that browsers play, each of the kind its ending says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.attachments import begins_with, load_head
from generator.checks.files import PICTURE_SUFFIXES, file_folder, is_picture, list_post_files
from generator.checks.finding import CheckContext, Finding, Loc
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
    """An error for a cover or photo that is no picture, and for a file in a text that is neither picture, film nor sound, or not what it says."""
    for decoded in context.posts:
        for loc, file in list_photos(decoded):
            if not is_picture(file):
                yield Finding.of(decoded.source, "picture-kind", *loc, given=file, allowed=", ".join(PICTURE_SUFFIXES))
        for mark, file in list_body_pictures(decoded.body):
            code, values = judge_file(context, decoded, file)
            if code:
                place = (decoded.body_line + mark.line - 1, mark.column, len(file))
                yield Finding.of(decoded.source, code, place=place, given=file, **values)


def list_photos(decoded: Decoded) -> Iterator[tuple[Loc, str]]:
    """Cover and gallery of a post, with the place of each."""
    return ((loc, file) for loc, file in list_post_files(decoded.record) if loc[0] != "attachments")


def judge_file(context: CheckContext, decoded: Decoded, file: str) -> tuple[str, dict[str, str]]:
    """The code of what is wrong with a file that a text shows, and its values; a file that is not there is another rule's matter."""
    path = context.files.get(f"{file_folder(decoded.source.file)}/{file}")
    if path is None or is_picture(file):
        return "", {}
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in MEDIA:
        return "picture-kind", {"allowed": ", ".join((*PICTURE_SUFFIXES, *MEDIA))}
    if not begins_with(load_head(path)[:MARK_WITHIN], MEDIA[suffix][1]):
        return "attachment-content", {"kind": suffix.lstrip(".").upper()}
    return "", {}
