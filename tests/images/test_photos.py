"""The cache of cleaned photos: made once, never trusted when it is damaged."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.images import load_photo


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anh.png"
    Image.linear_gradient("L").resize((300, 200)).save(path)
    return path


def test_copy_is_made_once(tmp_path: Path, photo: Path) -> None:
    """A second build finds the copy and its sizes, and does not write it again."""
    first = load_photo(photo, tmp_path / "cache")
    before = first.path.stat().st_mtime_ns
    assert load_photo(photo, tmp_path / "cache") == first
    assert (first.width, first.height, first.byte_count) == (300, 200, first.path.stat().st_size)
    assert first.path.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [lambda content: content[:500], lambda content: b"", lambda content: content[:-1] + b"x"])
def test_damaged_copy_is_made_again(tmp_path: Path, photo: Path, damage) -> None:
    """A copy cut short or changed, by a full disk or by hand, is not published: the next build writes it anew."""
    kept = load_photo(photo, tmp_path / "cache")
    sound = kept.path.read_bytes()
    kept.path.write_bytes(damage(sound))
    again = load_photo(photo, tmp_path / "cache")
    assert again.path.read_bytes() == sound
    with Image.open(io.BytesIO(again.path.read_bytes())) as image:
        image.load()
    assert [path.name for path in again.path.parent.iterdir()] == [kept.path.name]
