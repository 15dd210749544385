"""What a post may show in its text, as its cover and in its gallery."""

from __future__ import annotations

import pytest

from tests.loading import PDF, codes_of, load_project, post_file

MP4 = b"\x00\x00\x00\x18ftypmp42"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("phim.mp4", MP4, []),
        ("PHIM.MP4", MP4, []),
        ("phim.webm", b"\x1a\x45\xdf\xa3rest", []),
        ("tin.mp3", b"ID3\x04", []),
        ("tin.mp3", b"\xff\xfb\x90", []),
        ("tin.m4a", b"\x00\x00\x00\x20ftypM4A ", []),
        ("tin.ogg", b"OggS", []),
        ("phim.mp4", b"<html><script>alert(1)</script>", ["attachment-content"]),
        ("phim.mp4", b"<html>" + b" " * 99 + b"ftyp", ["attachment-content"]),
        ("trang.html", b"<script>alert(1)</script>", ["picture-kind"]),
        ("hinh.svg", b"<svg onload='alert(1)'/>", ["picture-kind"]),
        ("a.pdf", PDF, ["picture-kind"]),
        ("a.exe", b"MZ", ["picture-kind"]),
    ],
)
def test_a_text_shows_pictures_films_and_sounds_that_are_what_they_say(tmp_path, name, content, expected):
    """A web page, a program or a document under the name of a picture never reaches the site."""
    files = {"docs/tin-tuc/2026/bai.md": post_file(body=f"![Mô tả]({name})"), f"docs/tin-tuc/2026/bai/{name}": content}
    assert codes_of(load_project(tmp_path, files)) == expected


@pytest.mark.parametrize("extra", ["cover:\n  file: a.pdf\n  alt: Mô tả\n", "gallery:\n  - file: a.pdf\n    alt: Mô tả\n"])
def test_cover_and_gallery_are_pictures(tmp_path, extra):
    """A document there would be an image that no browser shows."""
    files = {"docs/tin-tuc/2026/bai.md": post_file(extra=extra), "docs/tin-tuc/2026/bai/a.pdf": PDF}
    assert codes_of(load_project(tmp_path, files)) == ["picture-kind"]
