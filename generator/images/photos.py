"""One photo: read, stripped of its metadata, turned upright, made smaller, written to the cache."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 1200
QUALITY = 80
LARGEST_FILE = 30 * 1024 * 1024
LARGEST_PIXEL_COUNT = 60_000_000  # a bomb of a few kilobytes can unfold to gigabytes
PIPELINE_VERSION = "2"  # part of the cache key: raise it when the copies would come out otherwise


class PhotoError(Exception):
    """A file that cannot be shown; the text is a Vietnamese clause that ends in a full stop."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned copy: its file in the cache, its size in pixels and in bytes."""

    path: Path
    width: int
    height: int
    byte_count: int


def load_photo(path: Path, cache_dir: Path) -> Photo:
    """The cleaned JPEG copy of a photo, from the cache or made now. Raises PhotoError."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise PhotoError(f"tệp nặng {size // 1024 // 1024} MB, nhiều nhất là {LARGEST_FILE // 1024 // 1024} MB.")
    content = path.read_bytes()
    folder = cache_dir / "photos"
    key = compute_digest(content, person=PIPELINE_VERSION.encode())
    return load_kept(folder, key) or write_photo(clean_image(content), folder, key)


def load_kept(folder: Path, key: str) -> Photo | None:
    """The copy that an earlier build has made, if it is still what that build wrote: its name ends in its digest."""
    for path in sorted(folder.glob(f"{key}-*x*-*.jpg")):
        size, _, digest = path.stem.removeprefix(f"{key}-").partition("-")
        content = path.read_bytes()
        if compute_digest(content) == digest:
            width, _, height = size.partition("x")
            return Photo(path, int(width), int(height), len(content))
    return None


def compute_digest(content: bytes, *, person: bytes = b"") -> str:
    return hashlib.blake2b(content, digest_size=16, person=person).hexdigest()


def clean_image(content: bytes) -> Image.Image:
    """Decode and clean a photo: upright, sRGB on white, at most 1,200 pixels a side. Raises PhotoError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > LARGEST_PIXEL_COUNT:
                    raise PhotoError(f"ảnh quá lớn ({opened.width} × {opened.height} điểm ảnh).")
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return flatten(upright)
    except UnidentifiedImageError:
        raise PhotoError("đây không phải là ảnh JPEG, PNG hay WebP.") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoError("ảnh quá lớn.") from None
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow's decoders raise for a broken file
        raise PhotoError("tệp ảnh bị hỏng hoặc bị cắt cụt.") from error


def flatten(image: Image.Image) -> Image.Image:
    """Opaque RGB; what was transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image.convert("RGB")


def write_photo(image: Image.Image, folder: Path, key: str) -> Photo:
    """Save through a neighbour file, so that a killed build leaves no half photo in the cache."""
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    path = folder / f"{key}-{image.width}x{image.height}-{compute_digest(encoded.getvalue())}.jpg"
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(encoded.getvalue())
    partial.replace(path)
    return Photo(path, image.width, image.height, len(encoded.getvalue()))
