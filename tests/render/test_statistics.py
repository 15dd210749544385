"""The statistics page: counted and reported figures apart, charts with their tables, words for what is not drawn."""

from __future__ import annotations

import re
from html import unescape

import pytest

from generator.records import StatisticsTable
from tests.builders import make_cooperative, make_product, make_recognition, make_statistics_row
from tests.render.rendering import Reading, make_catalog, render_site

PAGE = "thong-ke/index.html"
PHU_THO = {"province": "phu-tho", "boundary": "truoc-2025-07", "former_name": "Phú Thọ"}
PHU_THO_NOW = {"province": "phu-tho", "boundary": "sau-2025-07"}
INCOME = {"indicator": "thu-nhap-bq-lao-dong", "unit": "triệu đồng/người/tháng", "area": PHU_THO}


def render_statistics(*rows, cooperatives=None, **options):
    tables = [StatisticsTable(rows=[make_statistics_row(**row) for row in rows])] if rows else []
    return render_site(make_catalog(cooperatives, statistics=tables), **options)[PAGE]


def year(number):
    return {"type": "nam", "to": str(number)}


def find_section(html, anchor):
    """The section of the heading with this id, as words."""
    found = re.search(rf'<section class="htx-chart" aria-labelledby="{anchor}">.*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def words_of(html):
    return " ".join(Reading(html.replace("><", "> <")).text.split())


def read_drawing(html):
    """The words drawn in a chart, in order, without title and description."""
    drawing = re.search(r"<svg.*?</svg>", html, re.DOTALL)[0]
    return [unescape(words) for words in re.findall(r"<text[^>]*>([^<]*)</text>", drawing)]


def make_cooperatives():
    teas = [
        make_product(slug=f"che-{n}", name=f"Chè {n}", ocop=[make_recognition(decided_on=day)])
        for n, day in enumerate(("2024-02-01", "2026-05-01"))
    ]
    bare = make_cooperative(name="Tổ hợp tác Hai", kind="to-hop-tac", tax_code=None, sector="van-tai")
    return {"thai-nguyen/mot-htx": make_cooperative(products=teas), "thai-nguyen/hai-htx": bare}


def test_every_drawing_has_a_name_a_description_and_a_table():
    """Named by its title, described in a sentence; all its numbers stand in a table with caption and headers."""
    html = render_statistics({"period": year(2023)}, {"period": year(2024)}, cooperatives=make_cooperatives())
    sections = re.findall(r'<section class="htx-chart" aria-labelledby="(?:dem|bao-cao)-.*?</section>', html, re.DOTALL)
    assert len(sections) == 10
    for section in sections:
        reading = Reading(section)
        ((_, svg),) = [element for element in reading.elements if element[0] == "svg"]
        assert svg["role"] == "img"
        assert f'<title id="{svg["aria-labelledby"]}">' in section and f'<desc id="{svg["aria-describedby"]}">' in section
        assert [tag for tag, _ in reading.elements].count("caption") == 1
        assert {"col", "row"} == set(reading.values("th", "scope"))
        for words in re.findall(r'class="htx-chart__number"[^>]*>([^<]*)<', section):
            assert words in section[section.index("<tbody>") :]
        assert "style=" not in section and "<style" not in section


def test_counts_are_sorted_and_sum_up():
    """The largest first; years in order with the empty ones between them; ends of recognitions by half-year from today."""
    html = render_statistics(cooperatives=make_cooperatives())
    assert read_drawing(find_section(html, "dem-linh-vuc")) == ["Trồng trọt", "1", "Vận tải", "1"]
    assert read_drawing(find_section(html, "dem-nam")) == ["Năm 2024", "1", "Năm 2025", "0", "Năm 2026", "1"]
    halves = read_drawing(find_section(html, "dem-het-han"))
    assert halves[::2] == [f"6 tháng {half} {n}" for n in (2026, 2027, 2028, 2029) for half in ("đầu", "cuối")][1:-1]
    assert halves[1::2] == ["0", "1", "0", "0", "0", "1"]
    assert "Tổng 2" in words_of(find_section(html, "dem-loai-hinh"))


def test_a_long_tail_is_one_bar_and_its_table_has_all():
    """Twelve bars at most; the last says how many it stands for."""
    sectors = [
        "trong-trot",
        "chan-nuoi",
        "thuy-san",
        "lam-nghiep",
        "diem-nghiep",
        "van-tai",
        "tin-dung",
        "du-lich",
        "xay-dung",
        "moi-truong",
    ]
    sectors += ["thuong-mai", "dich-vu", "tieu-thu-cong-nghiep"]
    cooperatives = {
        f"thai-nguyen/htx-{code}": make_cooperative(name=f"Tổ {code}", kind="to-hop-tac", sector=code, tax_code=None)
        for code in (*sectors, "trong-trot")
    }
    section = find_section(render_statistics(cooperatives=cooperatives), "dem-linh-vuc")
    drawn = read_drawing(section)
    assert len(drawn) == 24
    assert drawn[-2:] == ["2 mục còn lại", "2"]
    assert section.count('<th scope="row">') == len(sectors) + 1


def test_a_boundary_that_moved_is_marked_patterned_and_said():
    """A dashed line, other fills and sentences: never a plain row of bars."""
    rows = [
        {"period": year(2024), "area": PHU_THO, "value": "489"},
        {"period": year(2025), "area": PHU_THO_NOW, "value": "1210"},
        {"period": year(2026), "area": PHU_THO_NOW, "value": "1290", "nature": "ke-hoach", "qualifier": "it-nhat"},
    ]
    section = find_section(render_statistics(*rows), "bao-cao-1")
    assert read_drawing(section) == [
        "Từ đây: theo địa giới mới, từ 1/7/2025",
        "Năm 2024",
        "489",
        "Năm 2025",
        "1.210",
        "Năm 2026, kế hoạch",
        "ít nhất 1.290",
    ]
    assert re.findall(r"htx-chart__bar--(\w+)", section) == ["solid", "dotted", "hollow"]
    assert section.count('class="htx-chart__break"') == 1
    words = words_of(section)
    assert "Đơn vị: tổ chức." in words  # no boundary is that of all: the break mark says it
    for sentence in (
        "Thanh tô kín: đã thực hiện.",
        "Thanh rỗng: kế hoạch đặt ra, không phải kết quả.",
        "Thanh chấm: đã thực hiện, theo địa giới mới.",
        "địa giới thay đổi từ 1/7/2025",
    ):
        assert sentence in words


def test_of_many_years_the_newest_twelve_are_drawn():
    """Time runs downwards, whatever the order in the file."""
    rows = [{"period": year(number), "value": str(number - 2000)} for number in range(2024, 2011, -1)]
    drawn = read_drawing(find_section(render_statistics(*rows), "bao-cao-1"))
    assert drawn[::2] == [f"Năm {number}" for number in range(2013, 2025)]
    assert drawn[1::2] == [str(number) for number in range(13, 25)]


def test_places_stand_by_size():
    """The largest first; all of one boundary, which is named once."""
    areas = {"thai-nguyen": ("Thái Nguyên", "5"), "phu-tho": ("Phú Thọ", "9"), "hung-yen": ("Hưng Yên", "7")}
    rows = [
        {"value": value, "area": {"province": code, "boundary": "truoc-2025-07", "former_name": name}}
        for code, (name, value) in areas.items()
    ]
    section = find_section(render_statistics(*rows), "bao-cao-1")
    assert read_drawing(section) == ["Phú Thọ", "9", "Hưng Yên", "7", "Thái Nguyên", "5"]
    assert "địa giới trước 1/7/2025" in words_of(section)


@pytest.mark.parametrize(("qualifier", "drawn"), [(None, "4,75 (đổi)"), ("khoang", "khoảng 4,75 (đổi)")])
def test_yearly_income_is_converted_for_the_drawing_and_printed_as_given(qualifier, drawn):
    yearly = {"period": year(2021), "unit": "triệu đồng/người/năm", "value": "57"} | ({"qualifier": qualifier} if qualifier else {})
    section = find_section(render_statistics(INCOME | yearly, INCOME | {"period": year(2022), "value": "5"}), "bao-cao-1")
    assert read_drawing(section) == ["Năm 2021", drawn, "Năm 2022", "5"]
    table = words_of(re.search(r"<table.*?</table>", section, re.DOTALL)[0])
    assert "57 triệu đồng/người/năm" in table and "4,75" not in table
    assert "được đổi ra triệu đồng/người/tháng chỉ để vẽ" in words_of(section)


@pytest.mark.parametrize("area", [PHU_THO, PHU_THO_NOW])
def test_bars_of_one_kind_need_no_words_for_their_pattern(area):
    """Solid, whichever boundary they all have; a day is named without «thời điểm»."""
    rows = [{"period": {"type": "thoi-diem", "to": f"{number}-12-31"}, "area": area, "value": "4"} for number in (2022, 2023)]
    section = find_section(render_statistics(*rows), "bao-cao-1")
    assert re.findall(r"htx-chart__bar--(\w+)", section) == ["solid", "solid"]
    assert read_drawing(section)[::2] == ["31/12/2022", "31/12/2023"]
    assert "Thanh" not in words_of(section)


def test_what_is_not_comparable_is_refused_in_words():
    """By indicator, with the differences."""
    html = render_statistics({"period": year(2020)}, {"period": year(2024), "area": PHU_THO})
    assert find_section(html, "bao-cao-1") == ""
    assert "Số hợp tác xã: 2 số không đặt chung được, vì khác nơi, khác kỳ." in words_of(find_section(html, "khong-ve"))


def test_a_page_holds_twelve_reported_charts():
    """Four stand open, the others are folded on a phone; what is beyond is in the tables, and counted."""
    indicators = ["so-htx", "lao-dong", "sp-ocop", "so-to-hop-tac", "so-qtdnd", "to-vien-tht", "thanh-vien-moi", "luot-tu-van", "du-an-vay"]
    indicators += ["von-bq", "so-lien-hiep", "luot-khao-sat", "htx-giai-the"]
    html = render_statistics(*({"indicator": code, "period": year(n)} for code in indicators for n in (2023, 2024)))
    assert len(re.findall(r'<h3 id="bao-cao-\d+"', html)) == 12
    assert len(re.findall(r'<h3 id="bao-cao-\d+"', html[: html.index("Thêm 8 biểu đồ")])) == 4
    assert "Còn 1 nhóm số so sánh được chưa vẽ ở đây" in html


def test_reported_numbers_stand_beside_counted_ones():
    """The newest one of a place with its period, boundary and source; the records are those of the province of today."""
    rows = [
        {"value": "400", "period": year(2023), "area": PHU_THO | {"province": "thai-nguyen", "former_name": "Thái Nguyên"}},
        {"value": "430", "period": year(2024), "area": PHU_THO | {"province": "thai-nguyen", "former_name": "Thái Nguyên"}},
        {"value": "999", "period": year(2026), "nature": "ke-hoach", "area": {"province": "thai-nguyen", "boundary": "sau-2025-07"}},
    ]
    section = words_of(find_section(render_statistics(*rows, cooperatives=make_cooperatives()), "hai-loai-so"))
    assert "Số hợp tác xã, Thái Nguyên 430, năm 2024, địa giới trước 1/7/2025 Nguồn: Báo cáo ví dụ, 30/06/2020 1 ở Thái Nguyên" in section
    assert "400" not in section and "999" not in section


def test_the_tables_of_provinces_are_folded_with_their_number():
    html = render_statistics({}, {"period": {"type": "thoi-diem", "to": "2021"}})
    (summary,) = re.findall(r"<summary>(Thái Bình.*?)</summary>", html)
    assert words_of(summary) == "Thái Bình (nay thuộc Hưng Yên) Địa giới trước 1/7/2025, 2 số liệu"


def test_somebody_who_asks_finds_whom():
    """Phone and mail of whoever publishes the site; mistakes are reported at the foot of the page, as everywhere."""
    html = render_statistics(report_email="gopy@example.vn")
    ask = html[html.index('id="hoi"') :]
    assert "Liên minh Hợp tác xã thử nghiệm" in ask
    assert html.count("mailto:gopy@example.vn") == 1
