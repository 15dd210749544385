"""Colours as every screen means them: sRGB on white; and the one colour that stands in for a photo until it has come."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

# The palette's steps of red, green and blue, one hexadecimal digit each: 64 colours. `photo-colours.css` has one rule for each.
PALETTE_STEPS = (0x3, 0x7, 0xA, 0xD)


def flatten(image: Image.Image) -> Image.Image:
    """Without transparency; what was transparent becomes white."""
    if image.mode not in ("RGBA", "LA"):
        return image
    layered = image.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def convert_to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of the embedded profile as sRGB. A profile that cannot be read, or is for other colours, is as good as none."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert("RGB")
        return converted
    return image.convert("RGB")


def find_placeholder(photo: Image.Image) -> int:
    """The number of the palette's colour that is nearest to the photo's mean: 16 for each step of red, 4 of green, 1 of blue."""
    number = 0
    for channel in photo.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)):
        steps = [abs(channel - step * 0x11) for step in PALETTE_STEPS]
        number = number * len(steps) + steps.index(min(steps))
    return number


def format_placeholder(number: int) -> str:
    """`#37a`, as a style sheet writes the palette's colour with this number."""
    return "#" + "".join(f"{PALETTE_STEPS[number >> shift & 3]:x}" for shift in (4, 2, 0))
