"""Two blanks or more between two words."""

import pytest

from generator.checks.prose.double_spaces import find_double_spaces
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2012  để kiến nghị", [("2012  để", "2012 để")]),
        ("Luật\u00a0 Hợp tác xã", [("Luật\u00a0 Hợp", "Luật Hợp")]),
        ("45.000\u00a0\u00a0đ", [("45.000\u00a0\u00a0đ", "45.000\u00a0đ")]),
        ("một\thai", [("một\thai", "một hai")]),
        ("- Thu  hút", [("Thu  hút", "Thu hút")]),
    ],
)
def test_one_blank_is_enough(text, expected):
    """Blanks of any kind; one that keeps a line together stays one."""
    assert reword(find_double_spaces, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dòng một.  \nDòng hai.",
        "| Tên   | Số  |\n|-------|----:|\n| Chè   |   3 |",
        "    mã lệnh ở đầu dòng",
        "-   mục của danh sách\n1.  mục thứ nhất\n##  Đề mục",
        "Gõ `a  b` hay\n\n```\nx  =  1\n```\n",
        "chữ\u00a0liền và chữ rời",
    ],
)
def test_blanks_that_mean_something_stay(text):
    """The end of a line, a padded table, the start of a line, code."""
    assert reword(find_double_spaces, text) == []


def test_blanks_beside_signs_are_told_by_their_own_rules():
    """One slip is told once."""
    assert reword(find_double_spaces, "một  , hai (  ba  ) và") == []
