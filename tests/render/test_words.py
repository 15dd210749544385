"""Values into Vietnamese words."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records import FuzzyDate, Period, Price, Season
from generator.render.frame import shorten
from generator.render.words import (
    format_file_size,
    format_fuzzy_date,
    format_iso,
    format_period,
    format_price,
    format_season,
    format_validity,
    join_labels,
    months_in_season,
)


@pytest.mark.parametrize(
    ("moment", "words", "iso"),
    [
        (FuzzyDate(2018), "năm 2018", "2018"),
        (FuzzyDate(2018, 9), "tháng 9/2018", "2018-09"),
        (FuzzyDate(2018, 9, 5), "05/09/2018", "2018-09-05"),
        (date(2018, 9, 5), "05/09/2018", "2018-09-05"),
    ],
)
def test_dates_keep_their_precision(moment, words, iso):
    assert (format_fuzzy_date(moment), format_iso(moment)) == (words, iso)


@pytest.mark.parametrize(
    ("fields", "words", "months"),
    [
        ({"all_year": "true"}, "Quanh năm", set(range(1, 13))),
        ({"from_month": "9", "to_month": "9"}, "Tháng 9", {9}),
        ({"from_month": "3", "to_month": "5"}, "Từ tháng 3 đến tháng 5", {3, 4, 5}),
        ({"from_month": "11", "to_month": "2"}, "Từ tháng 11 đến tháng 2 năm sau", {11, 12, 1, 2}),
    ],
)
def test_seasons_may_run_into_the_next_year(fields, words, months):
    season = Season.model_validate(fields)
    assert format_season(season) == words
    assert months_in_season([season]) == months


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"type": "thoi-diem", "to": "30/06/2020"}, "thời điểm 30/06/2020"),
        ({"type": "thoi-diem", "to": "2017"}, "thời điểm năm 2017"),
        ({"type": "thang", "to": "06/2020"}, "tháng 6/2020"),
        ({"type": "quy", "to": "06/2020"}, "quý II/2020"),
        ({"type": "sau-thang", "to": "06/2020"}, "6 tháng đầu năm 2020"),
        ({"type": "sau-thang", "to": "31/12/2020"}, "6 tháng cuối năm 2020"),
        ({"type": "nam", "to": "2024"}, "năm 2024"),
        ({"type": "giai-doan", "from": "2013", "to": "2017"}, "giai đoạn 2013–2017"),
    ],
)
def test_periods_are_named_as_reports_name_them(fields, words):
    assert format_period(Period.model_validate(fields)) == words


def test_prices_name_their_unit():
    """One price, a range, a range of one."""
    price = {"from": "45000", "unit": "kg", "as_of": "2026-09-01"}
    assert format_price(Price.model_validate(price)) == "45.000\u00a0đ/kg"
    assert format_price(Price.model_validate(price | {"to": "45000"})) == "45.000\u00a0đ/kg"
    assert format_price(Price.model_validate(price | {"to": "60000"})) == "từ 45.000\u00a0đ đến 60.000\u00a0đ/kg"


def test_a_certificate_stands_through_its_last_day():
    assert format_validity(date(2026, 11, 22), date(2026, 11, 22)) == "còn hiệu lực đến 22/11/2026"
    assert format_validity(date(2026, 11, 21), date(2026, 11, 22)) == "đã hết hạn ngày 21/11/2026"
    assert format_validity(None, date(2026, 11, 22)) == ""


@pytest.mark.parametrize(("size", "words"), [(10, "1 KB"), (850_400, "850 KB"), (1_000_000, "1,0 MB"), (12_340_000, "12,3 MB")])
def test_file_sizes_are_short(size, words):
    assert format_file_size(size) == words


def test_labels_join_to_one_enumeration():
    assert join_labels(["Bán sỉ", "Bán lẻ", "OCOP"]) == "Bán sỉ, bán lẻ, OCOP"
    assert join_labels([]) == ""


def test_descriptions_are_cut_between_words():
    """Plain words, at most 160 characters with the sign that more follows."""
    assert shorten("# Đầu\n\nXem **kỹ** [đây](https://a.example)") == "Đầu Xem kỹ đây"
    cut = shorten("chữ " * 100)
    assert len(cut) <= 160 and cut.endswith("chữ…")
    assert len(shorten("x" * 500)) == 160
