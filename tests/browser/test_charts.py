"""The statistics page and the calendar of seasons in a real browser: phone, desk, dark, print, forced colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.searching import RULES_BY_SCHEME, list_violations
from tests.browser.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
STATISTICS, CALENDAR, PRODUCT = "thong-ke/", "san-pham/mua-vu/", "hop-tac-xa/hung-yen/thuan-hoa-phat/gao-nep-la-van/"
PAGES = {"statistics": STATISTICS, "calendar": CALENDAR, "calendar-2": CALENDAR + "trang/2/", "product": PRODUCT}
OPEN_ALL = "document.querySelectorAll('main details').forEach(fold => fold.open = true)"


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """A function that opens a page of the sample in a window of a width and a colour scheme."""

    def open_page(url: str, width: int = 360, **options: object) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        page.goto(site + url)
        return page

    return open_page


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["statistics", "calendar"])
def test_axe_finds_nothing_with_every_fold_open(visit, kind: str, scheme: str, width: int) -> None:
    """Also in the tables that a phone shows only when asked."""
    page = visit(PAGES[kind], width, color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    assert list_violations(page, RULES_BY_SCHEME[scheme]) == []


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(visit, kind: str) -> None:
    """Neither the page nor a box in it, with every fold open."""
    page = visit(PAGES[kind], 320)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = "[...document.querySelectorAll('main .htx-table, main table, main svg')].filter(box => box.scrollWidth > box.clientWidth + 1).length"
    assert page.evaluate(wide) == 0


def test_words_of_charts_can_be_read_on_a_phone(visit) -> None:
    """At 360 px the letters of a drawing are at least 12 px high and stay within it."""
    page = visit(STATISTICS)
    page.evaluate(OPEN_ALL)
    measure = """[...document.querySelectorAll('.htx-chart__drawing')].map(drawing => {
        const box = drawing.getBoundingClientRect(), scale = box.width / drawing.viewBox.baseVal.width;
        const words = [...drawing.querySelectorAll('text')];
        return {size: Math.min(...words.map(text => parseFloat(getComputedStyle(text).fontSize) * scale)),
                out: words.filter(text => text.getBoundingClientRect().right > box.right + 1).map(text => text.textContent)};
    })"""
    drawings = page.evaluate(measure)
    assert len(drawings) > 12
    assert min(drawing["size"] for drawing in drawings) >= 12
    assert [drawing["out"] for drawing in drawings if drawing["out"]] == []


def test_words_of_charts_do_not_run_into_bars(visit) -> None:
    """Where a label stands beside its bar, it ends before the bar begins."""
    page = visit(STATISTICS)
    page.evaluate(OPEN_ALL)
    overlaps = """[...document.querySelectorAll('.htx-chart__bar')].filter(bar => {
        const box = bar.getBoundingClientRect();
        return [...bar.parentElement.querySelectorAll('text:not(.htx-chart__number, .htx-chart__break-words)')].some(text => {
            const words = text.getBoundingClientRect(), middle = (words.top + words.bottom) / 2;
            return middle > box.top && middle < box.bottom && words.right > box.left;
        });
    }).length"""
    assert page.evaluate(overlaps) == 0


@pytest.mark.parametrize(("width", "visible"), [(360, False), (1280, True)])
def test_the_table_stands_beside_its_chart_on_a_desk(visit, width: int, visible: bool) -> None:
    """On a phone it is one touch away."""
    page = visit(STATISTICS, width)
    chart = page.locator("section.htx-chart").filter(has=page.locator("#dem-tinh"))
    expect(chart.locator("table")).to_be_visible(visible=visible)
    expect(chart.locator("summary")).to_be_visible(visible=not visible)
    if not visible:
        chart.locator("summary").click()
        expect(chart.locator("table")).to_be_visible()


def test_paper_has_every_table(visit) -> None:
    """What is folded on a screen is printed."""
    page = visit(STATISTICS, 800)
    page.emulate_media(media="print")
    hidden = "[...document.querySelectorAll('main table')].filter(table => !table.checkVisibility({contentVisibilityAuto: true})).length"
    wait_until(page, f"{hidden} === 0")


@pytest.mark.parametrize("media", [{"media": "print"}, {"forced_colors": "active"}], ids=["print", "forced-colours"])
def test_bars_differ_without_colours(visit, media: dict[str, str]) -> None:
    """A plan is an outline, an estimate is hatched, what was counted is filled: the fills are three different things."""
    page = visit(STATISTICS, 800)
    page.emulate_media(**media)
    fills = (
        "['solid', 'hatched', 'hollow', 'dotted'].map(fill => getComputedStyle(document.querySelector(`.htx-chart__bar--${fill}`)).fill)"
    )
    wait_until(page, f"new Set({fills}).size === 4")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("url", [CALENDAR, PRODUCT])
def test_a_month_in_season_has_a_mark_besides_its_colour(visit, url: str, width: int) -> None:
    page = visit(url, width)
    marks = page.evaluate("[...document.querySelectorAll('main .htx-on')].map(cell => getComputedStyle(cell, '::after').content)")
    assert marks and all("●" in mark for mark in marks)
    others = "[...document.querySelectorAll('main .htx-calendar td:not(.htx-on), .htx-months li:not(.htx-on)')]"
    assert "●" not in page.evaluate(f"{others}.map(cell => getComputedStyle(cell, '::after').content).join()")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_calendar_is_a_table_to_a_screen_reader(visit, width: int) -> None:
    """Also on a phone, where each row is laid out as a block: named, with twelve month columns and a header for each row."""
    page = visit(CALENDAR, width)
    table = page.get_by_role("table", name="Lịch mùa vụ: Thực phẩm tươi sống")
    expect(table.get_by_role("columnheader")).to_have_count(13)
    row = table.get_by_role("row").filter(has_text="Bưởi Sửu Bãi Soi")
    assert "từ tháng 10 đến tháng 2 năm sau" in row.get_by_role("rowheader").inner_text()
    says = [cell.strip() for cell in row.get_by_role("cell").all_text_contents()]
    assert says == ["có", "có", *["không"] * 7, "có", "có", "có"]


def test_a_group_of_the_calendar_is_one_touch_away(visit) -> None:
    """Also one that begins on another page."""
    page = visit(CALENDAR)
    page.get_by_text("12 nhóm").click()
    page.get_by_role("link", name="Chè (8)").click()
    page.wait_for_url("**/trang/2/#nhom-che")
    expect(page.locator("#nhom-che")).to_be_in_viewport()
