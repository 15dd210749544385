"""The bytes of a photo → its pixels as the web shows them: upright, opaque, sRGB, of bounded size, without a word of metadata.

Files come from anybody: what is decoded is bounded before it is decoded.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, UnidentifiedImageError

from generator.images.colours import convert_to_srgb, flatten
from generator.images.faults import PhotoError
from generator.images.kinds import check_kind, count_scans, strip_png

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1280
LARGEST_FILE = 30 * 1024 * 1024
# A bomb of a few kilobytes can unfold to gigabytes. A JPEG is made smaller while it is read, the others are unfolded whole.
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000}
MOST_PIXELS_UNFOLDED = 36_000_000  # a page of A4 at 600 dots an inch
MOST_A_SIDE = 65_500  # as much as a JPEG can have; of the thinnest PNG every row costs a hundred bytes besides its pixels
MOST_SCANS = 100  # a progressive JPEG has ten or so; each goes over the whole picture, in a few hundred bytes if it likes
# What Pillow's decoders and its readers of metadata raise for broken files, as their sources and thousands of damaged files tell.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, ArithmeticError, struct.error, zlib.error)
TRANSPOSITIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def check_file_size(size: int) -> None:
    """Refuse a file too heavy to be read. Raises PhotoError."""
    if size > LARGEST_FILE:
        raise PhotoError("large-picture", actual=f"{size / 1024 / 1024:.0f} MB", limit=f"{LARGEST_FILE // 1024 // 1024} MB")


def decode_photo(content: bytes) -> Image.Image:
    """The photo as RGB pixels, at most 1,280 a side; the first picture of a moving one. Raises PhotoError."""
    check_kind(content)
    if count_scans(content) > MOST_SCANS:
        raise PhotoError("bad-picture")
    with explain_broken_files(), Image.open(io.BytesIO(strip_png(content)), formats=FORMATS) as opened:
        check_pixel_count(opened)
        transposition = find_transposition(opened)
        opened.draft(None, bound_size(opened.size))  # a JPEG is decoded at half, a quarter or an eighth
        opened.load()
        profile = opened.info.get("icc_profile")
        small = even_out(opened).resize(bound_size(opened.size), Image.Resampling.LANCZOS)
        photo = convert_to_srgb(flatten(small), profile)
        photo.info = {}  # a comment or profile left here would be written into every copy
        return photo.transpose(transposition) if transposition is not None else photo


@contextmanager
def explain_broken_files() -> Iterator[None]:
    """Whatever a decoder says of a broken file becomes one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata that we drop
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoError("large-picture", actual="> 89 megapixel", limit=format_pixels(MOST_PIXELS["JPEG"])) from None
    except UnidentifiedImageError:
        raise PhotoError("bad-picture") from None
    except BROKEN as error:
        raise PhotoError("bad-picture") from error


def check_pixel_count(opened: Image.Image) -> None:
    most = MOST_PIXELS.get(opened.format, MOST_PIXELS_UNFOLDED)
    if opened.width * opened.height > most or max(opened.size) > MOST_A_SIDE:
        raise PhotoError("large-picture", actual=f"{opened.width} × {opened.height}", limit=format_pixels(most))


def format_pixels(count: int) -> str:
    return f"{count // 1_000_000} megapixel"


def bound_size(size: tuple[int, int]) -> tuple[int, int]:
    """The same shape with no side above 1,280; nothing is ever enlarged."""
    longest = max(size)
    if longest <= LONGEST_SIDE:
        return size
    return max(1, round(size[0] * LONGEST_SIDE / longest)), max(1, round(size[1] * LONGEST_SIDE / longest))


def even_out(image: Image.Image) -> Image.Image:
    """A mode whose pixels can be mixed: palettes and one transparent colour become channels, 16 bits a channel become 8."""
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("RGB")


def find_transposition(image: Image.Image) -> Image.Transpose | None:
    """How a photo must be turned to stand upright. Metadata too broken to be read says nothing."""
    try:
        return TRANSPOSITIONS.get(image.getexif().get(ExifTags.Base.Orientation))
    except BROKEN:
        return None
