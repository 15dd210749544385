"""A word right behind a sign."""

import pytest

from generator.checks.prose.missing_spaces import find_missing_spaces
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khoa học,công nghệ", [("học,công", "học, công")]),
        ("năm 2020,tỉnh", [("2020,tỉnh", "2020, tỉnh")]),
        ("trồng trọt;chăn nuôi", [("trọt;chăn", "trọt; chăn")]),
        ("Chủ đề:Nông thôn", [("đề:Nông", "đề: Nông")]),
        ("Vui không?Vui!Rất vui", [("không?Vui!Rất", "không? Vui!Rất"), ("không?Vui!Rất", "không?Vui! Rất")]),
        ("chính quyền cấp xã.Năm 2025", [("xã.Năm", "xã. Năm")]),
        ("(KTTT),hợp tác xã", [("(KTTT),hợp", "(KTTT), hợp")]),
        ("kết quả (xem bảng).Năm sau", [("bảng).Năm", "bảng). Năm")]),
        ("thăm 12 HTX.Ông Mẫu", [("HTX.Ông", "HTX. Ông")]),
    ],
)
def test_a_blank_belongs_behind_the_sign(text, expected):
    """Behind words, numbers and closing brackets."""
    assert reword(find_missing_spaces, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "TP.HCM, TP.Thái Nguyên, Tp.Huế, TS.Trần, Ths.Lan, GS.TS.Nguyễn",
        "doichexa.example.vn và vanphong@a.vn, tệp ke-hoach.pdf",
        "1.325,5 triệu; 14:30; 1,5kg; 8h:30",
        "https://a.vn/?x=y,z và http://b.vn:abc",
        "xem [chè](htx:thai-nguyen/a) và `a,b`",
        "N.V.An, A.Nguyễn",
        "Hồ &amp;nước",
        "chữ...Rồi",
        "tệp bao-cao.Final.docx, BS.Lan, NSND.Lan, Q.Mẫu",
    ],
)
def test_signs_inside_a_word_stay(text):
    """Abbreviations, addresses, numbers, code."""
    assert reword(find_missing_spaces, text) == []
