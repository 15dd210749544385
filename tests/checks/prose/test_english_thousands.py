"""Thousands parted by commas."""

import pytest

from generator.checks.prose.english_thousands import find_english_thousands
from generator.checks.prose.passage import Passage
from tests.checks.prose.rewording import BOOK, DAY, reword


@pytest.mark.parametrize(
    ("text", "better", "fix"),
    [
        ("6,694 lượt xem", "6.694", "unsure"),
        ("1,234,567 đồng", "1.234.567", ""),
        ("(1,234.5 đô la)", "(1.234,5", ""),
        ("4,600 triệu đồng", "4.600", "unsure"),
        ("455,523 thành viên", "455.523", "unsure"),
    ],
)
def test_points_belong_between_thousands(text, better, fix):
    """One group alone may be decimals, which the advice then says."""
    passage = Passage(text, DAY, BOOK)
    (slip,) = find_english_thousands(passage)
    assert (passage.quote(slip)[1], slip.fix) == (better, fix)


@pytest.mark.parametrize(
    "text",
    [
        "455.523 thành viên, 1,58 tỷ đồng, 16,3 nghìn",
        "1,325 tỷ đồng, 12,345%, 3,125 ha, 2,345 lần, hệ số 1,325, vĩ độ 21,594",
        "0,125 và 00,125",
        "các năm 2018,2019 và 1.234,567",
        "mã `1,234` tại https://a.vn/1,234",
        "ngày 1,200/3,400",
    ],
)
def test_decimals_stay(text):
    """Before a measure, behind a ratio, below one, behind thousands with points."""
    assert reword(find_english_thousands, text) == []
