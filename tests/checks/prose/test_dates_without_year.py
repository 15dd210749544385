"""A day and a month without their year."""

from datetime import date

import pytest

from generator.checks.prose.dates_without_year import find_dates_without_year
from tests.checks.prose.rewording import reword


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng 26/6, đoàn", [("26/6", "26/6/2020")]),
        ("Sáng ngày 26/6, đoàn", [("26/6", "26/6/2020")]),
        ("Sáng nay (26/6), đoàn", [("(26/6)", "(26/6/2020)")]),
        ("Chiều 10/7.", [("10/7", "10/7/2020")]),
        ("hôm qua, 25/6", [("25/6", "25/6/2020")]),
        ("Thứ Sáu, 26/6", [("26/6", "26/6/2020")]),
        ("ngày 29 tháng 9 ban hành", [("29 tháng 9", "29 tháng 9 năm 2020")]),
        ("các ngày 10, 11/7 tại", [("11/7", "11/7/2020")]),
        ("từ ngày 1/7 đến ngày 5/7", [("1/7", "1/7/2020"), ("5/7", "5/7/2020")]),
        ("Sáng 20/11, trường", [("20/11", "20/11/2020")]),
    ],
)
def test_the_year_of_the_post_is_proposed(text, expected):
    """In figures and in words, after a time of the day, a weekday or «ngày»."""
    assert reword(find_dates_without_year, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 26/6/2020, ngày 26/06/2020",
        "ngày 29 tháng 9 năm 2020, ngày 1 tháng 7/2020",
        "7/9 huyện, 2/3 diện tích, 1/2 số hộ, trực 24/7, đạt 9/10 chỉ tiêu",
        "Kế hoạch 147/KH-UBND, Nghị định 193/2013/NĐ-CP, số 39/NQ",
        "từ ngày 1/7 đến 5/7/2026, từ ngày 1/7 đến hết ngày 5/7/2026, ngày 3/4 và 5/4/2026",
        "ngày 1 tháng 7 đến ngày 5 tháng 7 năm 2026",
        "ngày 20/11, ngày 8/3, ngày 11/4, ngày 2 tháng 9",
        "ngày 10/3 âm lịch, ngày 15/8 (âm lịch), ngày 4/7 hằng năm, ngày 26/6 năm nay",
        "ngày 32/6, ngày 26/13, ngày 30 tháng 2",
        "`ngày 26/6` và https://a.vn/ngay 26/6-x",
    ],
)
def test_what_needs_no_year_stays(text):
    """A year right behind or at the end of a run of days, fractions, numbers of papers, anniversaries, days of every year."""
    assert reword(find_dates_without_year, text) == []


def test_the_nearest_year_is_the_likeliest():
    """News of January tell of December."""
    assert reword(find_dates_without_year, "Chiều 28/12, đoàn", date(2021, 1, 4)) == [("28/12", "28/12/2020")]
    assert reword(find_dates_without_year, "trước ngày 15/1", date(2020, 12, 20)) == [("15/1", "15/1/2021")]
    assert reword(find_dates_without_year, "Sáng 29/2", date(2021, 3, 1)) == [("29/2", "29/2/2020")]
