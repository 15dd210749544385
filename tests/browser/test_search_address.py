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
from tests.browser.waiting import wait_for_end, wait_for_frames, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]


def test_pages_are_links(browser: Browser, site: str) -> None:
    """Ten results a page; `trang=2` is an address of its own; following it puts the focus on the count; a page too far is the last."""
    page = open_search(browser, site)
    first = list_titles(page)
    assert len(first) == 10
    last = -(-read_total(page) // 10)
    expect(page.locator("#htx-page")).to_have_text(f"Trang 1/{last}")
    expect(page.get_by_role("link", name="Trang trước")).to_be_hidden()
    link = page.get_by_role("link", name="Trang sau")
    expect(link).to_have_attribute("href", "?trang=2")
    link.click()
    page.wait_for_url("**/tim-kiem/?trang=2")
    expect(page.locator("#htx-page")).to_have_text(f"Trang 2/{last}")
    expect(page.locator("#htx-hits h3").first).not_to_have_text(first[0])
    assert not set(first) & set(list_titles(page))
    expect(page.locator("#htx-count")).to_be_focused()
    wait_until(page, "scrollY < 300")
    expect(page.get_by_role("link", name="Trang trước")).to_have_attribute("href", "?")
    expect(link).to_have_attribute("href", "?trang=3")
    page.goto(f"{site}tim-kiem/?trang=999")
    wait_for_results(page)
    expect(page.locator("#htx-page")).to_have_text(f"Trang {last}/{last}")
    wait_for_end(page, f"?trang={last}")
    assert list_titles(page)
    expect(link).to_be_hidden()
    page.goto(f"{site}tim-kiem/?q=che+suoi+ngan&loai=hop-tac-xa")
    wait_for_results(page)
    expect(page.locator("#htx-pages")).to_be_hidden()


def test_the_whole_state_is_in_the_address(browser: Browser, site: str) -> None:
    """A link that somebody sends shows the same; what is unknown in it is ignored and goes."""
    page = open_search(browser, site, "?sap-xep=ten&q=che&tinh=thai-nguyen,phu-tho&loai=san-pham&sao=4,5&con-hieu-luc=1")
    expect(page.locator("#htx-chips a")).to_have_text(
        ["Sản phẩm ✕", "Thái Nguyên ✕", "Phú Thọ ✕", "4 sao ✕", "5 sao ✕", "Còn hiệu lực ✕", "Bỏ hết bộ lọc"]
    )
    expect(page.locator("#htx-q")).to_have_value("che")
    expect(page.locator("#htx-sort")).to_have_value("ten")
    whole = read_total(page)
    page.goto(f"{site}tim-kiem/?q=che&tinh=thai-nguyen,atlantis&loai=%3Cscript%3E&la=x&sap-xep=lung-tung&trang=-3&sao=9&linh-vuc=khong-co")
    wait_for_results(page)
    expect(page.locator("#htx-chips a")).to_have_text(["Thái Nguyên ✕"])
    wait_for_end(page, "?q=che&tinh=thai-nguyen")
    assert read_total(page) > whole > 0
    assert page.faults == []


def test_typing_shows_results_and_is_one_step_back(browser: Browser, site: str) -> None:
    """Results follow the keys without a press; all keys together are one step of the history."""
    page = open_search(browser, site, "?tinh=thai-nguyen")
    steps = page.evaluate("history.length")
    type_into_box(page, "che")
    wait_for_results(page, re.compile("“che”"))  # a pause that shows results is no step either
    page.keyboard.type(" suoi ngan", delay=60)
    wait_for_results(page, re.compile("“che suoi ngan”"))
    wait_for_end(page, "?q=che+suoi+ngan&tinh=thai-nguyen")
    wait_until(page, "steps => history.length === steps", steps + 1)
    expect(page.locator("#htx-q")).to_be_focused()
    page.go_back()
    wait_for_results(page, re.compile(r"\d+ kết quả$"))
    expect(page.locator("#htx-q")).to_have_value("")
    page.go_forward()
    wait_for_results(page, re.compile("“che suoi ngan”"))
    expect(page.locator("#htx-q")).to_have_value("che suoi ngan")


def test_back_returns_to_the_place_that_was_left(browser: Browser, site: str) -> None:
    """State, results and scroll position, within the page and after visiting a record."""
    page = open_search(browser, site)
    page.evaluate("scrollTo(0, 900)")
    wait_until(page, "scrollY > 800")
    wait_for_frames(page)
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
