"""The calendar of seasons: order, words, marks, ways in; and the same strip of months on a product's page."""

from __future__ import annotations

import re

import pytest

from tests.builders import make_cooperative, make_product
from tests.render.rendering import Reading, make_catalog, render_site

CALENDAR = "san-pham/mua-vu/index.html"
ALL_YEAR = [{"all_year": "true"}]
WINTER = [{"from_month": "10", "to_month": "3"}]
TEA, HONEY = "che-tuoi-che-che-bien", "mat-ong-nong-san-khac"


def make_season_catalog(*products):
    return make_catalog({"thai-nguyen/mot-htx": make_cooperative(short_name="HTX Một", products=list(products))})


def make_products(count, product_set=TEA, season=WINTER, prefix="che"):
    return [make_product(slug=f"{prefix}-{n:02}", name=f"{prefix} {n:02}", product_set=product_set, season=season) for n in range(count)]


def read_rows(html):
    """The rows of the calendar: name, words below it, and the months by what a screen reader says."""
    rows = re.findall(r'<tr role="row"><th role="rowheader" scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL)
    return [(" ".join(Reading(head).text.split()), re.findall(r">(có|không)<", cells)) for head, cells in rows]


def test_a_row_says_its_months_in_words_and_in_twelve_cells():
    """By text, not by colour: who makes it, from when to when, and each month as a cell."""
    html = render_site(make_season_catalog(*make_products(1)))[CALENDAR]
    (words, cells), *others = read_rows(html)
    assert others == []
    assert re.fullmatch(r"che 00 HTX Một · \w+ .+ Có từ tháng 10 đến tháng 3 năm sau", words)
    assert [month for month, says in enumerate(cells, 1) if says == "có"] == [1, 2, 3, 10, 11, 12]
    assert len(cells) == 12
    headers = re.findall(r'<th role="columnheader" scope="col">(.*?)</th>', html)
    assert [Reading(header).text for header in headers] == ["Sản phẩm", *(f"Tháng {month}" for month in range(1, 13))]


def test_several_seasons_stand_in_one_line():
    """Parted by more than a comma, the later ones as inside a sentence."""
    [product] = make_products(1, season=[*WINTER, {"from_month": "5", "to_month": "6"}])
    [(words, cells)] = read_rows(render_site(make_season_catalog(product))[CALENDAR])
    assert words.endswith("ừ tháng 10 đến tháng 3 năm sau; từ tháng 5 đến tháng 6")
    assert [month for month, says in enumerate(cells, 1) if says == "có"] == [1, 2, 3, 5, 6, 10, 11, 12]


def test_what_passes_stands_before_what_is_there_all_year():
    """Within a group; groups keep the order of their vocabulary, and products without a season are left out."""
    always = make_product(slug="mon-a", name="A quanh năm", season=ALL_YEAR)
    passing = make_product(slug="mon-b", name="B theo mùa", season=WINTER)
    silent = make_product(slug="mon-c", name="C không khai")
    html = render_site(make_season_catalog(always, passing, silent))[CALENDAR]
    assert [words.split(" HTX ")[0] for words, _ in read_rows(html)] == ["B theo mùa", "A quanh năm"]
    assert "Có quanh năm" in html
    assert "Có <strong>2</strong> sản phẩm đã khai mùa vụ" in html


def test_what_is_in_season_is_said_of_the_month_the_page_was_made():
    """A static page may be read in another month, so it names its own."""
    products = [
        make_product(slug="mon-a", name="Chè quanh năm", season=ALL_YEAR),
        make_product(slug="mon-b", name="Cam tháng 11", season=WINTER),
    ]
    html = render_site(make_season_catalog(*products))[CALENDAR]
    now = re.search(r'<section class="htx-season-now".*?</section>', html, re.DOTALL)[0]
    text = " ".join(Reading(now).text.split())
    assert "Đang vào mùa: tháng 11" in text
    assert "Sản phẩm theo mùa đang có: Cam tháng 11." in text
    assert "Tháng 11 là tháng trang này được dựng, ngày 22/11/2026" in text
    assert "Xem cả 2 sản phẩm tháng 11" in text
    assert Reading(now).values("a", "href")[-1] == "../../san-pham/mua-vu/11/"


def test_the_calendar_has_pages_and_each_group_a_door_to_its_beginning():
    """A page holds 24 products however many there are; a group that goes on says so."""
    products = make_products(30, HONEY, prefix="mat-ong") + make_products(5, TEA, ALL_YEAR)
    site = render_site(make_season_catalog(*products))
    first, second = site[CALENDAR], site["san-pham/mua-vu/trang/2/index.html"]
    assert [len(read_rows(html)) for html in (first, second)] == [24, 11]
    nav = re.search(r'<nav class="htx-group-links".*?</nav>', first, re.DOTALL)[0]
    targets = Reading(nav).values("a", "href")
    for target in targets:
        address, _, anchor = target.partition("#")
        page = second if address else first
        assert f'<h2 id="{anchor}">' in page
    assert targets[0].startswith("#")
    assert targets[1].startswith("../../san-pham/mua-vu/trang/2/#")
    assert "tiếp theo trang trước" in second
    assert "htx-season-now" not in second
    assert "tiếp theo trang trước" not in first


@pytest.mark.parametrize("season", [WINTER, None])
def test_every_month_is_reached_with_its_count(season):
    """Also while no product has a season, so that no address comes and goes."""
    fields = {"season": season} if season else {}
    html = render_site(make_season_catalog(make_product(**fields)))[CALENDAR]
    nav = re.search(r'<nav class="htx-month-links".*?</nav>', html, re.DOTALL)[0]
    assert Reading(nav).values("a", "href") == [f"../../san-pham/mua-vu/{month}/" for month in range(1, 13)]
    assert f"Tháng 3 ({1 if season else 0} sản phẩm)" in " ".join(Reading(nav).text.split())
    assert ("Chưa có sản phẩm nào khai mùa vụ." in html) is (season is None)


def test_a_product_no_longer_sold_says_so():
    html = render_site(make_season_catalog(make_product(season=WINTER, availability="ngung")))[CALENDAR]
    assert "Ngừng bán" in read_rows(html)[0][0]


def test_a_product_page_marks_the_same_months():
    """Its strip is there for the eye; the words above it say the same."""
    html = render_site(make_season_catalog(*make_products(1)))["hop-tac-xa/thai-nguyen/mot-htx/che-00/index.html"]
    strip = re.search(r'<ol class="htx-months" aria-hidden="true">(.*?)</ol>', html, re.DOTALL)[1]
    cells = re.findall(r"<li( class=\"htx-on\")?>", strip)
    assert [month for month, marked in enumerate(cells, 1) if marked] == [1, 2, 3, 10, 11, 12]
    assert "Từ tháng 10 đến tháng 3 năm sau" in html


def test_the_list_of_products_leads_to_the_calendar():
    site = render_site(make_season_catalog(*make_products(1)))
    assert '<a href="../san-pham/mua-vu/">Lịch mùa vụ</a>' in site["san-pham/index.html"]
