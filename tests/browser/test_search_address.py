"""The search page's state in its address: pages as links, back and forward, the place that was left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.searching import (
    list_titles,
    open_search,
    read_total,
    type_into_box,
    wait_for_results,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]


def test_pages_are_links(browser: Browser, site: str) -> None:
    """Ten results a page; `trang=2` is an address of its own; following it puts the focus on the count; a page too far is the last."""
    page = open_search(browser, site)
    first = list_titles(page)
    assert len(first) == 10
    last = -(-read_total(page) // 10)
    expect(page.locator("#htx-page")).to_have_text(f"Trang 1/{last}")
    assert not page.get_by_role("link", name="Trang trước").is_visible()
    link = page.get_by_role("link", name="Trang sau")
    assert link.get_attribute("href") == "?trang=2"
    link.click()
    page.wait_for_url("**/tim-kiem/?trang=2")
    expect(page.locator("#htx-hits h3").first).not_to_have_text(first[0])
    assert not set(first) & set(list_titles(page))
    assert page.evaluate("document.activeElement.id") == "htx-count"
    assert page.evaluate("scrollY") < 300
    assert page.get_by_role("link", name="Trang trước").get_attribute("href") == "?"
    assert link.get_attribute("href") == "?trang=3"
    page.goto(f"{site}tim-kiem/?trang=999")
    wait_for_results(page)
    expect(page.locator("#htx-page")).to_have_text(f"Trang {last}/{last}")
    assert page.url.endswith(f"?trang={last}")
    assert list_titles(page)
    assert not link.is_visible()
    page.goto(f"{site}tim-kiem/?q=che+suoi+ngan&loai=hop-tac-xa")
    wait_for_results(page)
    assert not page.locator("#htx-pages").is_visible()


def test_the_whole_state_is_in_the_address(browser: Browser, site: str) -> None:
    """A link that somebody sends shows the same; what is unknown in it is ignored and goes."""
    page = open_search(browser, site, "?sap-xep=ten&q=che&tinh=thai-nguyen,phu-tho&loai=san-pham&sao=4,5&con-hieu-luc=1")
    expect(page.locator("#htx-chips a")).to_have_text(
        ["Sản phẩm ✕", "Thái Nguyên ✕", "Phú Thọ ✕", "4 sao ✕", "5 sao ✕", "Còn hiệu lực ✕", "Bỏ hết bộ lọc"]
    )
    assert page.locator("#htx-q").input_value() == "che"
    assert page.locator("#htx-sort").input_value() == "ten"
    whole = read_total(page)
    page.goto(f"{site}tim-kiem/?q=che&tinh=thai-nguyen,atlantis&loai=%3Cscript%3E&la=x&sap-xep=lung-tung&trang=-3&sao=9&linh-vuc=khong-co")
    wait_for_results(page)
    expect(page.locator("#htx-chips a")).to_have_text(["Thái Nguyên ✕"])
    assert page.url.endswith("?q=che&tinh=thai-nguyen")
    assert read_total(page) > whole > 0
    assert page.faults == []


def test_typing_shows_results_and_is_one_step_back(browser: Browser, site: str) -> None:
    """Results follow the keys without a press; all keys together are one step of the history."""
    page = open_search(browser, site, "?tinh=thai-nguyen")
    steps = page.evaluate("history.length")
    type_into_box(page, "che")
    page.wait_for_timeout(400)
    page.keyboard.type(" suoi ngan", delay=60)
    wait_for_results(page, re.compile("“che suoi ngan”"))
    assert page.url.endswith("?q=che+suoi+ngan&tinh=thai-nguyen")
    assert page.evaluate("history.length") == steps + 1
    assert page.evaluate("document.activeElement.id") == "htx-q"
    page.go_back()
    wait_for_results(page, re.compile(r"\d+ kết quả$"))
    assert page.locator("#htx-q").input_value() == ""
    page.go_forward()
    wait_for_results(page, re.compile("“che suoi ngan”"))
    assert page.locator("#htx-q").input_value() == "che suoi ngan"


def test_back_returns_to_the_place_that_was_left(browser: Browser, site: str) -> None:
    """State, results and scroll position, within the page and after visiting a record."""
    page = open_search(browser, site)
    page.evaluate("scrollTo(0, 900)")
    page.get_by_role("link", name="Trang sau").click()
    page.wait_for_url("**/?trang=2")
    expect(page.locator("#htx-page")).to_have_text(re.compile("^Trang 2/"))
    page.go_back()
    page.wait_for_url("**/tim-kiem/")
    expect(page.locator("#htx-page")).to_have_text(re.compile("^Trang 1/"))
    page.wait_for_function("scrollY > 800")
    title = list_titles(page)[-1]
    page.locator("#htx-hits").get_by_role("link", name=title).last.click()
    page.wait_for_url("**/hop-tac-xa/**")
    page.go_back()
    wait_for_results(page)
    page.wait_for_function("scrollY > 800")
