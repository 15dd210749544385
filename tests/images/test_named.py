"""Photos that records name: each is looked at once, and what is wrong is told at every place that names it, in both languages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator import build
from generator.diagnostics import format_fix, format_message
from generator.images import photos
from tests.loading import PDF, codes_of, cooperative_file, list_codes, load_project, post_file, product_lines

FOLDER = "data/cooperatives/thai-nguyen/mot"
PHOTO = "photos:\n  - file: {file}\n    alt: Đồi chè\n    people: false\n"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)


def make_jpeg(size: tuple[int, int] = (80, 60)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, "JPEG")
    return content.getvalue()


def load_photo_of_record(folder: Path, content: bytes, name: str = "anh.jpg") -> build.LoadedSite:
    return load_project(folder, {f"{FOLDER}.yml": cooperative_file(extra=PHOTO.format(file=name)), f"{FOLDER}/{name}": content})


@pytest.mark.parametrize(
    ("content", "code", "said", "advised"),
    [
        (b"", "bad-picture", "«anh.jpg»", "rỗng"),
        (make_jpeg((800, 600))[:900], "bad-picture", "bị cắt cụt", "lưu lại thành JPEG"),
        (HEIC, "picture-format", "tệp HEIC", "xuất sang JPEG"),
        (b"II*\0" + bytes(50), "picture-format", "tệp TIFF", "xuất sang JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-format", "tệp SVG", "xuất sang JPEG"),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "picture-format", "tệp BMP", "xuất sang JPEG"),
        (make_jpeg() + bytes(31 * 1024 * 1024), "large-picture", "31 MB, nhiều nhất là 30 MB", "thu nhỏ"),
    ],
    ids=["empty", "cut", "heic", "tiff", "svg", "bmp", "heavy"],
)
def test_staff_are_told_what_is_wrong_and_what_to_do(tmp_path: Path, content: bytes, code: str, said: str, advised: str) -> None:
    """At the line and column of the name, in words without formats' inner workings; the English says the same."""
    loaded = load_photo_of_record(tmp_path, content)
    assert list_codes(loaded) == [(code, "mot.yml", 9, 11)]
    [found] = loaded.report.sorted()
    assert said in format_message(found) and advised in format_fix(found)
    assert "«anh.jpg»" in format_message(found, "en") and "{" not in format_message(found, "en") + format_fix(found, "en")
    assert loaded.catalog is None


@pytest.mark.parametrize("name", ["anh.heic", "ANH.TIFF", "anh.svg", "anh.bmp", "anh.gif", "anh.avif"])
def test_a_name_of_another_kind_says_export(tmp_path: Path, name: str) -> None:
    """Photos of records, products and posts alike: not «convert it to .csv»."""
    photo = PHOTO.format(file=name)
    product = product_lines(extra=photo)
    files = {
        f"{FOLDER}.yml": cooperative_file(extra=photo + product),
        f"{FOLDER}/{name}": HEIC,
        "docs/tin-tuc/2026/bai.md": post_file(extra=f"cover:\n  file: {name}\n  alt: Bìa\n", body=f"![Ảnh]({name})"),
        f"docs/tin-tuc/2026/bai/{name}": HEIC,
    }
    found = load_project(tmp_path, files).report.sorted()
    assert [(item.code, item.fix) for item in found] == [("picture-kind", "export")] * 4
    assert "xuất sang JPEG" in format_fix(found[0]) and "JPEG" in format_fix(found[0], "en")


def test_a_document_is_no_photo(tmp_path: Path) -> None:
    """An image that no browser shows; as an attachment it is welcome."""
    assert codes_of(load_photo_of_record(tmp_path, PDF, "a.pdf")) == ["picture-kind"]


def test_a_photo_is_looked_at_once_and_blamed_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named as a photo and in a text: one decoding, two findings, so that neither place is forgotten."""
    decoded = []
    decode_photo = photos.decode_photo
    monkeypatch.setattr(photos, "decode_photo", lambda content: decoded.append(content) or decode_photo(content))
    extra = PHOTO.format(file="hong.jpg") + "description: |\n  ![Đồi](hong.jpg)\n"
    loaded = load_project(tmp_path, {f"{FOLDER}.yml": cooperative_file(extra=extra), f"{FOLDER}/hong.jpg": b"x"})
    assert codes_of(loaded) == ["bad-picture"] * 2
    assert len({item.span for item in loaded.report}) == 2
    assert len(decoded) == 1


def test_a_check_encodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`htx check` tells whether photos are sound; copies are a build's matter, and only of a site without errors."""
    monkeypatch.setattr("generator.images.copies.encode_copies", lambda photo: pytest.fail("encoded"))
    settings = load_photo_of_record(tmp_path / "wrong", b"x").settings
    assert build.load_site(settings).catalog is None
    (tmp_path / "wrong" / FOLDER / "anh.jpg").write_bytes(make_jpeg())
    checked = build.load_site(settings, for_publishing=False)
    assert codes_of(checked) == [] and not checked.photos
