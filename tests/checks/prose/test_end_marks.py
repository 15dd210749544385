"""The mark of official papers at the end of news."""

import pytest

from generator.checks.prose.end_marks import find_end_marks
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Thái Nguyên./.", [("Nguyên./.", "Nguyên.")]),
        ("tỉnh Thái Nguyên ./.\n", [("Nguyên ./.", "Nguyên.")]),
        ("Nguyên../.", [("Nguyên../.", "Nguyên.")]),
        ("Nguyên/.", [("Nguyên/.", "Nguyên.")]),
        ("Nguyên./…", [("Nguyên./…", "Nguyên.")]),
        ("sản phẩm./.\n\nTên người viết", [("phẩm./.", "phẩm.")]),
        ("**sản phẩm./.**", [("phẩm./.**", "phẩm.**")]),
    ],
)
def test_a_full_stop_is_enough(text, expected):
    """At the end of any paragraph, for a signature may follow."""
    assert reword(find_end_marks, text) == expected


@pytest.mark.parametrize("text", ["Hết.", "chờ…", "xem https://a.vn/.", "chạy `make ./.`", "và ./. ở giữa dòng", "đường dẫn ../anh"])
def test_other_ends_stay(text):
    """Points alone, addresses, code, the middle of a line."""
    assert reword(find_end_marks, text) == []
