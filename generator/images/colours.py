"""Colours as every screen means them: sRGB on white; and the one colour that stands in for a photo until it has come."""

from __future__ import annotations

import io
from itertools import product

from PIL import Image, ImageCms

# The palette: seven lightnesses, each neutral, warm, cool and between (Y, Cb and Cr of JPEG). Photos' means are muted; steps of red, green
# and blue would tint them. `photo-colours.css` has one rule for each colour.
LUMAS, CHROMAS = (40, 68, 96, 124, 152, 180, 208), (114, 128, 142)
PALETTE = tuple(product(LUMAS, CHROMAS, CHROMAS))


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
    """The number of the palette's colour that is nearest to the photo's mean."""
    mean = photo.resize((1, 1), Image.Resampling.BOX).convert("YCbCr").getpixel((0, 0))
    nearest = (min(steps, key=lambda step: abs(step - part)) for steps, part in zip((LUMAS, CHROMAS, CHROMAS), mean, strict=True))
    return PALETTE.index(tuple(nearest))
