"""What a file is by its first bytes, whatever its name says; a PNG without the parts that are no picture; the scans of a JPEG."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.images.faults import PhotoError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")
# How pictures begin that browsers do not show, or that we do not decode: decoders we do not need are doors for hostile files.
FOREIGN_KINDS = (
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "AVIF"),
    (re.compile(rb"....ftyp(?:" + b"|".join(HEIF_BRANDS) + rb")", re.DOTALL), "HEIC"),
    (re.compile(rb"....ftyp", re.DOTALL), "MP4"),
    (re.compile(rb"II\*\0|MM\0\*|II\x2b\0|MM\0\x2b"), "TIFF"),
    (re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL "), "JPEG XL"),
    (re.compile(rb"\0\0\0\x0cjP  "), "JPEG 2000"),
    (re.compile(rb"8BPS"), "PSD"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)"), "SVG"),
)
# The parts of a PNG that are needed to show its first picture. Texts, further frames and what programs add stay out:
# a text of a few bytes can unfold to megabytes.
PNG_PARTS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP", b"eXIf"))
JPEG_START, END_OF_IMAGE, START_OF_SCAN = b"\xff\xd8", 0xD9, 0xDA
# What begins a segment and ends a scan (ISO/IEC 10918-1, B.1.1.3).
JPEG_MARK = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)


def check_kind(content: bytes) -> None:
    """Refuse a file that is empty or a picture of another kind. Raises PhotoError."""
    if not content:
        raise PhotoError("bad-picture", fix="empty")
    for start, kind in FOREIGN_KINDS:
        if start.match(content):
            raise PhotoError("picture-format", fix="phone" if kind == "HEIC" else "", kind=kind)


def strip_png(content: bytes) -> bytes:
    """A PNG with nothing but its picture, its colours and its orientation; any other file as it is."""
    if not content.startswith(PNG_SIGNATURE):
        return content
    return PNG_SIGNATURE + b"".join(part for name, part in list_png_parts(content) if name in PNG_PARTS)


def list_png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, each with its name; the last one may be cut short (PNG specification, section 5.3)."""
    place = len(PNG_SIGNATURE)
    while place < len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        yield content[place + 4 : place + 8], content[place:end]
        place = end


def count_scans(content: bytes) -> int:
    """How often a JPEG goes over its picture, thumbnails and what lies behind its end apart; 0 for any other file."""
    count, mark = 0, JPEG_MARK.search(content, len(JPEG_START)) if content.startswith(JPEG_START) else None
    while mark and mark[0][1] != END_OF_IMAGE:
        count += mark[0][1] == START_OF_SCAN
        mark = JPEG_MARK.search(content, mark.end() + max(2, int.from_bytes(content[mark.end() : mark.end() + 2], "big")))
    return count
