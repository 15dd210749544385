"""A blank before a sign that belongs to the word on its left."""

import pytest

from generator.checks.prose.spaces_before_signs import find_spaces_before_signs
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nông dân , công nhân", [("dân ,", "dân,")]),
        ("Hội nghị kết thúc .", [("thúc .", "thúc.")]),
        ("gồm :\n", [("gồm :", "gồm:")]),
        ("một ; hai", [("một ;", "một;")]),
        ("Vui quá !", [("quá !", "quá!")]),
        ("Thế nào ? Không", [("nào ?", "nào?")]),
        ("(4.600 triệu đồng ) từ", [("đồng )", "đồng)")]),
        ("nông sản …\nDòng sau", [("sản …", "sản…")]),
        ("«chữ »", [("«chữ »", "«chữ»")]),
        ("**đậm** , nhạt", [("**đậm** ,", "**đậm**,")]),
        ("gõ `mã` .", [("`mã` .", "`mã`.")]),
        ("3 ,5 triệu", [("3 ,5", "3,5")]),
        ("hai   , ba", [("hai   ,", "hai,")]),
        ("Ông A ,bà B", [("A ,bà", "A, bà")]),
        ("Liên hệ :0208 3855 123", [("hệ :0208", "hệ: 0208")]),
        ("lãnh đạo tham dự .Kết quả", [("dự .Kết", "dự. Kết")]),
    ],
)
def test_the_blank_goes(text, expected):
    """Before every sign of the list, however many blanks there are; to the other side where a word is glued to it."""
    assert reword(find_spaces_before_signs, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "một, hai; ba: bốn. Năm! Sáu? (bảy) «tám»",
        "nguồn vốn ... của tỉnh, rồi … và",
        "cảm ơn :) hẹn gặp :D nhé ;)",
        "bản đồ tỷ lệ 1 : 500",
        'xem ![Đồi chè](doi-che.jpg "Chú thích")',
        "tệp .pdf, tên miền .vn",
        "| Tên | Số |\n| :--- | ---: |\n| a | , |",
        "> … trích\n\n- ...",
        "xem [trang](https://a.vn/x ) nhé",
        "`a , b` và https://a.vn/?x=1",
    ],
)
def test_signs_that_stand_apart_by_right_stay(text):
    """Omissions, faces, proportions, pictures, endings of files, tables, code."""
    assert reword(find_spaces_before_signs, text) == []


def test_the_mark_of_official_papers_has_a_rule_of_its_own():
    """« ./.» is told once."""
    assert reword(find_spaces_before_signs, "Thái Nguyên ./.") == []
