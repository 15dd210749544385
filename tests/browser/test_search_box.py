"""The search box of every page in a real browser: quiet until touched, suggestions by keyboard and finger, a plain form without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.searching import DESK, PHONE, list_violations, open_page, type_into_box, wait_for_results

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
PAGES = ("", "hop-tac-xa/", "hop-tac-xa/thai-nguyen/che-suoi-ngan/", "gioi-thieu/", "404.html")
SHIFT_LIMIT = 0.02


def open_suggestions(
    browser: Browser, site: str, text: str = "che suoi", path: str = "hop-tac-xa/", viewport: dict[str, int] = DESK
) -> Page:
    page = open_page(browser, site + path, viewport)
    type_into_box(page, text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return page


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_fetched_before_the_box_is_touched(browser: Browser, site: str, path: str) -> None:
    """A page costs nothing more for its box; a touch brings the script and the index's table of contents."""
    page = browser.new_context(viewport=DESK).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://htx.example.vn/**", lambda route: route.fulfill(status=200))
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    page.mouse.move(640, 450)
    assert [url for url in asked if "chi-muc" in url or re.search(r"tim-kiem\.\w+\.js", url)] == []
    expect(page.locator('form[role="search"]')).to_have_count(1)
    if path != "404.html":  # its addresses are those of the published site
        with page.expect_response("**/manifest.json"):
            page.locator("#htx-q").focus()
        assert len([url for url in asked if re.search(r"tim-kiem\.\w+\.js", url)]) == 1
        assert [url for url in asked if "chi-muc" in url] == [f"{site}tim-kiem/chi-muc/manifest.json"]


def test_suggestions_are_a_combobox(browser: Browser, site: str) -> None:
    """Up to six records with kind and facts, then the way to all results; a screen reader hears how many."""
    page = open_suggestions(browser, site)
    box = page.get_by_role("combobox", name="Tìm hợp tác xã, sản phẩm, tin tức")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id"))
    options = page.get_by_role("option")
    assert 3 <= options.count() <= 7
    first = options.first.inner_text()
    assert "Hợp tác xã Chè Suối Ngàn" in first and "Trồng trọt · Xã Tân Cương, Thái Nguyên" in first
    assert options.first.locator("mark").all_inner_texts()[:2] == ["Chè", "Suối"]
    assert options.last.inner_text().strip() == "Xem tất cả kết quả cho “che suoi”"
    expect(page.locator(".htx-unseen[role=status]")).to_have_text(f"{options.count() - 1} gợi ý, dùng phím mũi tên để chọn")
    assert page.faults == []


def test_keyboard_walks_through_suggestions(browser: Browser, site: str) -> None:
    """Arrows go round through the box itself, Esc closes and leaves the words, Down opens again, Enter opens the record."""
    page = open_suggestions(browser, site)
    box, options = page.get_by_role("combobox"), page.get_by_role("option")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", options.last.get_attribute("id"))
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator('[aria-selected="true"]')).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("che suoi")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hop-tac-xa/thai-nguyen/che-suoi-ngan/")


def test_enter_and_the_last_suggestion_lead_to_all_results(browser: Browser, site: str) -> None:
    """Without a chosen suggestion the words themselves are searched."""
    page = open_suggestions(browser, site)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=che+suoi")
    wait_for_results(page, re.compile("“che suoi”"))
    page = open_suggestions(browser, site)
    page.get_by_role("option").last.click()
    page.wait_for_url("**/tim-kiem/?q=che+suoi")


def test_pointer_chooses_and_leaving_closes(browser: Browser, site: str) -> None:
    """A press on a suggestion opens it; whoever leaves the box is rid of the list."""
    page = open_suggestions(browser, site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    page.locator("#htx-q").click()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**/hop-tac-xa/thai-nguyen/**")


def test_later_keys_overtake_earlier_ones(browser: Browser, site: str) -> None:
    """However slow the first answer is, only the last is shown."""
    page = open_suggestions(browser, site, "gao")
    page.locator("#htx-q").fill("mat ong")
    expect(page.get_by_role("option").last).to_have_text("Xem tất cả kết quả cho “mat ong”")
    page.locator("#htx-q").fill("m")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).not_to_be_visible()


@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESK)], ids=["light-phone", "dark-desk"])
def test_suggestions_float_and_pass_axe(browser: Browser, site: str, scheme: str, viewport: dict[str, int]) -> None:
    """They lie over the page, which stays where it is; nothing is too wide; zero violations with one of them active."""
    page = open_page(browser, f"{site}hop-tac-xa/thai-nguyen/che-suoi-ngan/", viewport, color_scheme=scheme, reduced_motion="reduce")
    before = page.locator("h1").bounding_box()
    type_into_box(page, "che suoi")
    expect(page.get_by_role("option").last).to_have_text("Xem tất cả kết quả cho “che suoi”")  # not those of a key before
    page.keyboard.press("ArrowDown")
    assert page.locator("h1").bounding_box() == before
    assert page.evaluate("window.shifts") <= SHIFT_LIMIT
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert min(option.bounding_box()["height"] for option in page.get_by_role("option").all()) >= 44
    assert list_violations(page) == []


def test_home_has_one_box_first_on_the_page(browser: Browser, site: str) -> None:
    """Search comes before everything else that the page says, with a label to be seen, in the first screen of a phone."""
    page = open_page(browser, site, PHONE)
    expect(page.locator('input[type="search"]')).to_have_count(1)
    label = page.locator("label", has_text="Tìm hợp tác xã, sản phẩm, tin tức")
    assert label.bounding_box()["height"] > 20
    assert page.locator("#htx-q").bounding_box()["y"] < page.locator("h1").bounding_box()["y"] < 740


@pytest.mark.parametrize(
    ("path", "counted", "query"),
    [
        ("hop-tac-xa/thai-nguyen/", "đơn vị", "?loai=hop-tac-xa&tinh=thai-nguyen"),
        ("san-pham/ocop/4-sao/", "sản phẩm", "?loai=san-pham&sao=4&con-hieu-luc=1"),
    ],
)
def test_listings_are_doors(browser: Browser, site: str, path: str, counted: str, query: str) -> None:
    """A listing leads to the same records in the search page, as many as it lists."""
    page = open_page(browser, site + path)
    number = re.search(rf"Có (\d+) {counted}", page.locator("main").inner_text())[1]
    page.get_by_role("link", name="Lọc và sắp xếp").click()
    wait_for_results(page)
    expect(page).to_have_url(f"{site}tim-kiem/{query}")
    expect(page.locator("#htx-count")).to_have_text(f"{number} kết quả")


def test_plain_form_without_javascript(browser: Browser, site: str) -> None:
    """The form leads to the search page, which says why it cannot search and lists the ways that need no script."""
    page = open_page(browser, f"{site}hop-tac-xa/thai-nguyen/che-suoi-ngan/", PHONE, java_script_enabled=False)
    page.locator("#htx-q").fill("chè tân cương")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.wait_for_url(f"{site}tim-kiem/?q=**")
    assert "không chạy JavaScript" in page.locator(".htx-notice").inner_text()
    expect(page.locator("#htx-bar")).to_be_hidden()
    ways = page.locator("#danh-sach")
    assert ways.bounding_box()["y"] < 740
    expect(ways.get_by_role("link", name="Thái Nguyên")).to_be_visible()
    expect(ways.locator("h3")).to_have_count(8)
    ways.get_by_role("link", name="OCOP 5 sao").click()
    page.wait_for_url(f"{site}san-pham/ocop/5-sao/")
