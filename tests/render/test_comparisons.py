"""Which reported figures may share a chart, what is converted for it, and why others are refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.records import StatisticsTable
from generator.render.comparisons import convert_unit, find_comparisons, find_refusals, read_comparable
from tests.builders import make_statistics_row
from tests.render.rendering import make_catalog

HUNG_YEN = {"province": "hung-yen", "boundary": "truoc-2025-07", "former_name": "Hưng Yên"}
HUNG_YEN_NOW = {"province": "hung-yen", "boundary": "sau-2025-07"}
THAI_BINH = {"province": "hung-yen", "boundary": "truoc-2025-07", "former_name": "Thái Bình"}
PHU_THO = {"province": "phu-tho", "boundary": "truoc-2025-07", "former_name": "Phú Thọ"}


def year(number):
    return {"type": "nam", "to": str(number)}


def compare(*rows):
    """Comparisons as (what differs, the values), and refusals as (count, why)."""
    records = [make_statistics_row(**row) for row in rows]
    catalog = make_catalog(statistics=[StatisticsTable(rows=records)])
    figures = [read_comparable(row, catalog) for row in records]
    comparisons = find_comparisons(figures)
    drawn = [(comparison.axis, [figure.value for figure in comparison.figures]) for comparison in comparisons]
    return drawn, [(refusal.count, refusal.differences) for refusal in find_refusals(figures, comparisons)]


@pytest.mark.parametrize(
    ("unit", "usual", "factor"),
    [
        ("triệu đồng/người/năm", "triệu đồng/người/tháng", Fraction(1, 12)),
        ("triệu đồng/người/quý", "triệu đồng/người/tháng", Fraction(1, 3)),
        ("tỷ đồng/HTX", "triệu đồng/HTX", 1000),
        ("nghìn người", "người", 1000),
        ("người", "người", 1),
        ("lần", "triệu đồng/người/tháng", None),
        ("triệu đồng/HTX/năm", "triệu đồng/HTX", None),
        ("HTX", "tổ chức", None),
        ("%", "%", 1),
    ],
)
def test_units_are_converted_only_where_both_say_the_same_thing(unit, usual, factor):
    """A size and a time that are named; what does not name a time is not given one."""
    assert convert_unit(unit, usual) == factor


def test_years_of_one_place_are_a_series():
    """Also with a plan among them, and across the boundary of 2025, where the place kept its name."""
    rows = [
        {"period": year(2023), "value": "10", "area": PHU_THO},
        {"period": year(2024), "value": "12", "area": PHU_THO},
        {"period": year(2025), "value": "30", "area": PHU_THO | {"boundary": "sau-2025-07"}},
        {"period": year(2025), "value": "40", "area": PHU_THO | {"boundary": "sau-2025-07"}, "nature": "ke-hoach"},
    ]
    assert compare(*rows) == ([("time", [10, 12, 30, 40])], [])


def test_a_former_province_is_no_beginning_of_the_one_it_went_into():
    rows = [{"period": year(2024), "area": THAI_BINH}, {"period": year(2025), "area": HUNG_YEN_NOW}]
    assert compare(*rows) == ([], [(2, ["area", "period"])])


def test_places_compare_in_one_period_only():
    """The same six months, the same boundary, the same nature."""
    same = [{"period": year(2024), "area": area, "value": value} for area, value in ((HUNG_YEN, "1"), (PHU_THO, "2"))]
    assert compare(*same) == ([("area", [1, 2])], [])
    for change in ({"nature": "ke-hoach"}, {"period": year(2023)}, {"area": PHU_THO | {"boundary": "sau-2025-07"}}):
        assert compare(same[0], same[1] | change)[0] == []


def test_kinds_of_period_never_mix():
    """Half a year is no year, a day is no year, five years are no three."""
    half = {"type": "sau-thang", "from": "01/2024", "to": "06/2024"}
    assert compare({"period": year(2023)}, {"period": half}) == ([], [(2, ["period-type"])])
    assert compare({"period": year(2023)}, {"period": {"type": "thoi-diem", "to": "2024"}}) == ([], [(2, ["period-type"])])
    long, short = ({"type": "giai-doan", "from": start, "to": end} for start, end in (("2013", "2017"), ("2018", "2020")))
    assert compare({"period": long}, {"period": short}) == ([], [(2, ["period-type"])])


def test_parts_of_one_whole_compare():
    rows = [
        {"breakdown": {"label": "Quỹ quay vòng"}, "value": "13"},
        {"breakdown": {"label": "Nguồn vốn 120"}, "value": "3"},
        {"value": "16"},
    ]
    assert compare(*rows)[0] == [("part", [13, 3])]


def test_a_ratio_stands_beside_ratios_to_the_same_year_only():
    base = {"base": {"period": year(2012)}, "unit": "lần"}
    rows = [base | {"period": year(2017)}, base | {"period": year(2018), "base": {"period": year(2015)}}]
    assert compare(*rows)[0] == []


def test_two_sources_for_one_period_are_not_drawn():
    """Which of them is right is not ours to say."""
    assert compare({"value": "33557"}, {"value": "33335"}) == ([], [(2, ["source"])])


def test_a_figure_alone_needs_no_excuse():
    assert compare({}) == ([], [])
