"""A cleaned photo → the files browsers choose from: three formats at the widths the layout uses, the same bytes wherever they are made."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, features

WIDTHS = (320, 480, 640, 960)  # below the full width
WORTHWHILE = 1.15  # a copy hardly smaller than the next one saves nothing
# One thread and no tiles: either would change the bytes. libaom's speed 8 makes files a tenth heavier than 6 in a fifth of the time.
OPTIONS = {
    "avif": {"format": "AVIF", "quality": 48, "speed": 8, "codec": "aom", "max_threads": 1, "autotiling": False, "subsampling": "4:2:0"},
    "webp": {"format": "WEBP", "quality": 72, "method": 2},
    "jpg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
}
# Part of the cache's key: another encoder makes other bytes.
ENCODERS = "-".join(str(features.version(name)) for name in ("pil", "avif", "webp", "libjpeg_turbo"))


class Copy(NamedTuple):
    """One file of a photo."""

    width: int
    suffix: str
    content: bytes


def list_widths(width: int) -> tuple[int, ...]:
    """The widths of a photo's copies, its own last; none is wider than the photo."""
    return (*(step for step in WIDTHS if step * WORTHWHILE <= width), width)


def encode_copies(photo: Image.Image) -> Iterator[Copy]:
    """Every copy of a photo, by width and then by format."""
    for width in list_widths(photo.width):
        height = max(1, round(photo.height * width / photo.width))
        scaled = photo if width == photo.width else photo.resize((width, height), Image.Resampling.LANCZOS)
        for suffix, options in OPTIONS.items():
            encoded = io.BytesIO()
            scaled.save(encoded, **options)
            yield Copy(width, suffix, encoded.getvalue())
