"""Photos as anybody hands them in: upright, bounded, without metadata; and files made to do harm are refused with a word."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from generator.images import PhotoError, decoding
from generator.images.decoding import LONGEST_SIDE, check_file_size, decode_photo
from generator.images.encoding import encode_copies
from generator.images.kinds import PNG_SIGNATURE, count_scans
from tests.images.profiles import ADOBE_RGB, build_rgb_profile

ORIENTATION = 0x0112
SECRET = "SECRET-20.98765,105.12345"


def save(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def make_photo(size: tuple[int, int] = (40, 30)) -> Image.Image:
    """Red at the top left, blue elsewhere: which way it stands can be seen."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return image


def make_png_part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def make_png(width: int, height: int, *parts: bytes, rows: bytes | None = None) -> bytes:
    """A grey PNG of this size as its header tells it; what it holds is one row unless `rows` are given."""
    head = make_png_part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = make_png_part(b"IDAT", zlib.compress(bytes(width + 1) if rows is None else rows))
    return PNG_SIGNATURE + head + b"".join(parts) + pixels + make_png_part(b"IEND", b"")


def make_heif(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + b"mif1" + brand + bytes(200)


def find_fault(content: bytes) -> tuple[str, str, dict[str, str]]:
    """Code, advice and values of what is said about a file."""
    with pytest.raises(PhotoError) as caught:
        decode_photo(content)
    return caught.value.fault.code, caught.value.fault.fix, dict(caught.value.fault.values)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("number", range(1, 9))
def test_a_photo_stands_upright(form: str, number: int) -> None:
    """Phones write how they were held; the red corner is at the top left again, whichever of the eight ways that was."""
    turns = {  # what a camera held that way would have stored
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = make_photo() if turns[number] is None else make_photo().transpose(turns[number])
    exif = Image.Exif()
    exif[ORIENTATION] = number
    decoded = decode_photo(save(stored, form, exif=exif))
    assert decoded.size == (40, 30)
    assert decoded.getpixel((5, 5))[0] > 200 > 100 > decoded.getpixel((35, 25))[0]


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_means_nothing_is_passed_over(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    assert decode_photo(save(make_photo(), exif=exif)).size == (40, 30)


def test_sixteen_bits_of_grey_become_eight() -> None:
    """The same grey, neither brighter nor darker."""
    row = b"\0" + struct.pack(">3H", 0, 0x8080, 0xFFFF)
    head = make_png_part(b"IHDR", struct.pack(">IIBBBBB", 3, 1, 16, 0, 0, 0, 0))
    content = PNG_SIGNATURE + head + make_png_part(b"IDAT", zlib.compress(row)) + make_png_part(b"IEND", b"")
    assert [decode_photo(content).getpixel((x, 0)) for x in range(3)] == [(0, 0, 0), (128, 128, 128), (255, 255, 255)]


@pytest.mark.parametrize("mode", ["P", "L", "RGB"])
def test_one_transparent_colour_becomes_white(mode: str) -> None:
    """As a PNG without a channel for it tells it."""
    image = Image.new(mode, (2, 2), 0)
    content = save(image, "PNG", transparency=(0, 0, 0) if mode == "RGB" else 0)
    assert decode_photo(content).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("exif", [b"no TIFF at all", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\0\x01"])
def test_metadata_that_cannot_be_read_says_nothing(exif: bytes) -> None:
    """The picture is sound, and stands as it was stored."""
    rows = bytes(3) * 2
    assert decode_photo(make_png(2, 2, make_png_part(b"eXIf", exif), rows=rows)).size == (2, 2)


def make_chatty_photos() -> dict[str, bytes]:
    """One photo of each format with all the metadata that programs write into it."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = SECRET
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_text("Author", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", SECRET)
    profile = build_rgb_profile(ADOBE_RGB)
    jpeg = save(make_photo(), exif=exif, xmp=packet, comment=SECRET.encode(), icc_profile=profile)
    iptc = (
        b"Photoshop 3.0\0008BIM\x04\x04\0\0"
        + struct.pack(">I", len(SECRET) + 5)
        + b"\x1c\x02\x78\0"
        + bytes((len(SECRET),))
        + SECRET.encode()
    )
    return {
        "jpeg": jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + jpeg[2:] + SECRET.encode(),
        "png": save(make_photo(), "PNG", exif=exif, pnginfo=texts, icc_profile=profile) + SECRET.encode(),
        "webp": save(make_photo(), "WEBP", exif=exif, xmp=packet, icc_profile=profile) + SECRET.encode(),
    }


@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_no_word_of_metadata_is_left(form: str) -> None:
    """Where a photo was taken, by whom, with what and which profile: no copy tells, in any format, nor what lies behind the picture."""
    content = make_chatty_photos()[form]
    assert SECRET.encode() in content
    copies = list(encode_copies(decode_photo(content)))
    assert {copy.suffix for copy in copies} == {"avif", "webp", "jpg"}
    for copy in copies:
        assert not [word for word in (b"SECRET", b"Exif", b"xmp", b"ICC_PROFILE", b"ICCP", b"8BIM", b"http") if word in copy.content]
        with Image.open(io.BytesIO(copy.content)) as image:
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & {name for name, value in image.info.items() if value}
            assert not dict(image.getexif())


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3000, 2000), (1280, 853)),
        ((2000, 3000), (853, 1280)),
        ((1280, 9), (1280, 9)),
        ((300, 200), (300, 200)),
        ((1000, 700), (1000, 700)),
        ((20000, 2), (1280, 1)),
        ((1, 1), (1, 1)),
    ],
)
def test_large_photos_become_smaller_and_small_ones_no_larger(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert decode_photo(save(Image.new("L", size), "PNG")).size == expected
    assert max(expected) <= LONGEST_SIDE


@pytest.mark.parametrize("form", ["GIF-like PNG", "WEBP"])
def test_a_moving_picture_shows_its_first_frame(form: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    content = save(frames[0], "WEBP" if form == "WEBP" else "PNG", save_all=True, append_images=frames[1:], duration=100)
    red, green, blue = decode_photo(content).getpixel((10, 10))
    assert red > 240 and green < 20 and blue < 20


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_mode_becomes_plain_colours(mode: str, form: str) -> None:
    image = Image.new(mode, (33, 22))
    try:
        content = save(image, form)
    except OSError:
        content = save(image.convert("RGB"), form)  # a mode that this format does not know
    decoded = decode_photo(content)
    assert (decoded.mode, decoded.size, decoded.info) == ("RGB", (33, 22), {})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ("bad-picture", "empty", {})),
        (b"not a picture", ("bad-picture", "", {})),
        (b"\xff\xd8\xff" + bytes(100), ("bad-picture", "", {})),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20), ("bad-picture", "", {})),
        (b"<html><script>alert(1)</script>", ("bad-picture", "", {})),
        (make_heif(b"heic"), ("picture-format", "phone", {"kind": "HEIC"})),
        (make_heif(b"mif1"), ("picture-format", "phone", {"kind": "HEIC"})),
        (make_heif(b"avif"), ("picture-format", "", {"kind": "AVIF"})),
        (make_heif(b"mp42"), ("picture-format", "", {"kind": "MP4"})),
        (save(make_photo(), "TIFF"), ("picture-format", "", {"kind": "TIFF"})),
        (save(make_photo(), "BMP"), ("picture-format", "", {"kind": "BMP"})),
        (save(make_photo(), "GIF"), ("picture-format", "", {"kind": "GIF"})),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", ("picture-format", "", {"kind": "SVG"})),
        (b"\n<?xml version='1.0'?><svg/>", ("picture-format", "", {"kind": "SVG"})),
        (b"%PDF-1.7\n", ("picture-format", "", {"kind": "PDF"})),
    ],
)
def test_a_file_of_another_kind_is_named(content: bytes, fault: tuple[str, str, dict[str, str]]) -> None:
    """By its first bytes, whatever its name says: phones rename HEIC to .jpg, and so do people."""
    assert find_fault(content) == fault


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_photo_cut_short_is_refused(form: str, part: float) -> None:
    """A copy that broke off shows a grey half; nobody would notice before visitors do."""
    content = save(Image.effect_noise((300, 200), 60).convert("RGB"), form)
    assert find_fault(content[: int(len(content) * part)])[0] == "bad-picture"


@pytest.mark.parametrize(
    ("content", "actual", "limit"),
    [
        (make_png(60_000, 601), "60000 × 601", "36 megapixel"),
        (make_png(1, 65_501), "1 × 65501", "36 megapixel"),
        (make_png(1_000_000, 1_000_000), "> 89 megapixel", "60 megapixel"),
        (save(Image.new("1", (10_000, 6_001)), "JPEG"), "10000 × 6001", "60 megapixel"),
        (b"RIFF\x2a\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0" + b"\xff\x3f\0" * 2 + bytes(20), "> 89 megapixel", "60 megapixel"),
    ],
    ids=["png", "png-like-a-thread", "png-of-a-terapixel", "jpeg", "webp"],
)
def test_a_bomb_is_refused_before_it_unfolds(content: bytes, actual: str, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that would fill the memory: what the header says is enough to refuse them."""
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    assert find_fault(content) == ("large-picture", "", {"actual": actual, "limit": limit})


def add_scans(jpeg: bytes, count: int) -> bytes:
    """A progressive JPEG that goes over its last scan so many times more."""
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * count + jpeg[-2:]


def test_a_jpeg_that_goes_over_its_picture_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a megabyte of scans would keep a processor busy for an hour."""
    photo = save(make_photo((400, 300)), progressive=True)
    assert decode_photo(add_scans(photo, 20)).size == (400, 300)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("opened"))
    assert find_fault(add_scans(photo, 200)) == ("bad-picture", "", {})


def test_scans_are_counted_within_the_picture_alone() -> None:
    """Phones put previews and whole films before and behind it, in which any bytes may stand."""
    photo, noise = save(Image.effect_noise((300, 200), 60), restart_marker_blocks=1), b"\xff\xda\0\x08" * 500
    with_preview = photo[:2] + b"\xff\xe5" + struct.pack(">H", len(noise) + 2) + noise + photo[2:]
    assert [count_scans(content) for content in (photo, with_preview, photo + noise)] == [1, 1, 1]
    assert not any(count_scans(content) for content in (photo[:100], b"\xff\xd8", b"", noise))
    assert decode_photo(with_preview + noise).size == (300, 200)


def test_a_heavy_file_is_refused_by_its_size() -> None:
    check_file_size(30 * 1024 * 1024)
    with pytest.raises(PhotoError) as caught:
        check_file_size(45 * 1024 * 1024)
    assert dict(caught.value.fault.values) == {"actual": "45 MB", "limit": "30 MB"}


def test_texts_and_frames_of_a_png_are_never_unfolded() -> None:
    """A text of a kilobyte that unfolds to a gigabyte, a thousand frames, a part nobody knows: the picture is shown, the rest is not read."""
    text = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    control = make_png_part(b"acTL", struct.pack(">II", 1_000_000, 0))
    parts = (make_png_part(b"zTXt", text), make_png_part(b"iTXt", b"a\0\1\0\0\0" + text[9:]), control, make_png_part(b"prVt", b"x" * 1000))
    content = make_png(4, 4, *parts * 3, rows=bytes(5 * 4))
    assert decode_photo(content).getpixel((1, 1)) == (0, 0, 0)


def test_a_png_that_holds_more_than_it_says_does_no_harm() -> None:
    """What its header does not announce is never unfolded into memory."""
    assert decode_photo(make_png(4, 4, rows=bytes(50_000_000))).size == (4, 4)


def test_a_large_jpeg_is_decoded_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty-four megapixels never stand in memory: the decoder itself leaves out what is not needed."""
    sizes = []
    even_out = decoding.even_out
    monkeypatch.setattr(decoding, "even_out", lambda image: sizes.append(image.size) or even_out(image))
    assert decode_photo(save(Image.new("RGB", (6000, 4000), "green"))).size == (1280, 853)
    assert sizes == [(1500, 1000)]


@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_damaged_files_give_a_photo_or_a_fault(form: str) -> None:
    """Whatever bytes are turned: no other error ever leaves, so one file of thousands cannot stop a build."""
    sound, chance = make_chatty_photos()[form], random.Random(form)
    for _ in range(200):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        try:
            assert decode_photo(bytes(content)).mode == "RGB"
        except PhotoError as error:
            assert error.fault.code in ("bad-picture", "large-picture", "picture-format")
