"""Colours of photos: profiles become sRGB, transparency white, and the mean one of the palette."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from generator.images.colours import PALETTE, find_placeholder
from generator.images.decoding import decode_photo
from tests.builders import PROJECT
from tests.images.profiles import ADOBE_RGB, DISPLAY_P3, build_cmyk_profile, build_rgb_profile

STYLE = PROJECT / "theme_overrides" / "assets" / "htx" / "css" / "photo-colours.css"
HEAD = """\
/* Màu giữ chỗ của ảnh: các màu của bảng trong generator/images/colours.py. Tệp này do `make golden` viết, đừng sửa tay.
   Là màu của ảnh chứ không phải của trang, nên không nằm trong tokens.css. */
"""
COUNT = len(PALETTE)
NEAR = 4  # steps of 256: what JPEG and the rounding of a profile cost


def save(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def format_placeholder(number: int) -> str:
    """`#37a0b4`, as a style sheet writes the palette's colour with this number."""
    return "#{:02x}{:02x}{:02x}".format(*Image.new("YCbCr", (1, 1), PALETTE[number]).convert("RGB").getpixel((0, 0)))


def test_the_style_sheet_has_the_palette(request: pytest.FixtureRequest) -> None:
    """One rule a colour, the same numbers on both sides."""
    text = HEAD + "".join(f".htx-p{number}{{--htx-photo:{format_placeholder(number)}}}\n" for number in range(COUNT))
    if request.config.getoption("--golden"):
        STYLE.write_text(text, encoding="utf-8", newline="\n")
    assert STYLE.read_text(encoding="utf-8") == text


def test_every_colour_of_the_palette_finds_itself() -> None:
    found = [find_placeholder(Image.new("RGB", (3, 2), format_placeholder(number))) for number in range(COUNT)]
    assert found == list(range(COUNT))


@pytest.mark.parametrize(
    ("pixels", "placeholder"),
    [
        (["black"], "#282828"),
        (["white"], "#d0d0d0"),
        (["#0f0", "#f00"], "#8f7663"),
        (["#12593a"], "#304e44"),
        (["black", "white"], "#7c7c7c"),
        (["#d4bebc"], "#e3c6d0"),
    ],
)
def test_the_mean_colour_chooses(pixels: list[str], placeholder: str) -> None:
    image = Image.new("RGB", (len(pixels), 1))
    for place, colour in enumerate(pixels):
        image.paste(colour, (place, 0, place + 1, 1))
    assert format_placeholder(find_placeholder(image)) == placeholder


def convert(colour: tuple[int, ...], primaries: tuple[tuple[float, float, float], ...]) -> tuple[int, ...]:
    """A colour of another space as sRGB (IEC 61966-2-1, adapted to D50), by arithmetic of our own."""
    linear = [(channel / 255) ** 2.19921875 for channel in colour]
    x, y, z = (sum(part * one[axis] for part, one in zip(linear, primaries, strict=True)) for axis in range(3))
    mixed = (3.13386 * x - 1.61687 * y - 0.49062 * z, -0.97877 * x + 1.91614 * y + 0.03345 * z, 0.07194 * x - 0.22899 * y + 1.40524 * z)
    curved = (12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in (min(max(one, 0), 1) for one in mixed))
    return tuple(round(one * 255) for one in curved)


@pytest.mark.parametrize("primaries", [ADOBE_RGB, DISPLAY_P3], ids=["adobe-rgb", "display-p3"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_wide_profile_becomes_srgb(primaries, form: str) -> None:
    """The leaf of a camera or an iPhone is as green on any screen as it was; numbers taken over as they are would be dull."""
    leaf = (90, 150, 60)
    content = save(
        Image.new("RGB", (16, 16), leaf), form, icc_profile=build_rgb_profile(primaries), **({"lossless": True} if form == "WEBP" else {})
    )
    seen, meant = decode_photo(content).getpixel((8, 8)), convert(leaf, primaries)
    assert max(abs(one - other) for one, other in zip(seen, meant, strict=True)) <= NEAR
    assert abs(seen[0] - leaf[0]) > NEAR


def test_inks_of_a_press_become_srgb() -> None:
    """A picture from a print shop (CMYK): its profile tells what its inks look like; without one they are taken for pure ones."""
    picture = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    assert decode_photo(save(picture, "JPEG")).getpixel((8, 8)) == (0, 255, 255)
    seen = decode_photo(save(picture, "JPEG", icc_profile=build_cmyk_profile(ink=128))).getpixel((8, 8))
    assert max(abs(channel - 119) for channel in seen) <= NEAR  # CIE lightness 50 in sRGB


@pytest.mark.parametrize(
    "profile",
    [b"", b"x" * 200, build_rgb_profile(ADOBE_RGB)[:180], build_cmyk_profile(ink=20)],
    ids=["none", "words", "cut", "of-a-press"],
)
def test_a_profile_that_cannot_be_used_is_as_good_as_none(profile: bytes) -> None:
    """The photo is shown with its numbers as they are."""
    content = save(Image.new("RGB", (16, 16), (90, 150, 60)), icc_profile=profile)
    assert decode_photo(content).getpixel((8, 8)) == (90, 150, 60)


def test_grey_with_a_profile_stays_grey() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert decode_photo(save(Image.new("L", (16, 16), 100), icc_profile=profile)).getpixel((8, 8)) == (100, 100, 100)


@pytest.mark.parametrize(("mode", "clear"), [("RGBA", (255, 0, 0, 0)), ("LA", (0, 0)), ("P", 0)], ids=["colours", "greys", "palette"])
def test_what_is_transparent_becomes_white(mode: str, clear: object) -> None:
    image = Image.new(mode, (16, 16), clear)
    content = save(image, transparency=0) if mode == "P" else save(image)
    assert decode_photo(content).getpixel((8, 8)) == (255, 255, 255)


def test_half_transparent_is_mixed_with_white() -> None:
    assert decode_photo(save(Image.new("RGBA", (16, 16), (0, 0, 0, 128)))).getpixel((8, 8)) == (127, 127, 127)


def test_sixteen_bits_a_channel_keep_their_brightness() -> None:
    """A scanner's greys: cutting the numbers off at 255 would leave a white page."""
    assert decode_photo(save(Image.new("I;16", (16, 16), 0x8080))).getpixel((8, 8)) == (128, 128, 128)
