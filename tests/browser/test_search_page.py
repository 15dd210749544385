"""The search page of the sample site in a real browser: results, filters, order, keyboard."""

from __future__ import annotations

import re
import threading

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.searching import (
    DESK,
    PHONE,
    open_page,
    open_search,
    read_total,
    wait_for_results,
)
from tests.browser.waiting import wait_for_end, wait_for_routes, wait_until

IN_ORDER_OF_NAMES = """() => {
  const names = [...document.querySelectorAll("#htx-hits h3")].map((node) => node.innerText);
  const collated = [...names].sort(new Intl.Collator("vi").compare);
  return names.length === 10 && names.every((name, place) => name.slice(0, 3) === collated[place].slice(0, 3));
}"""
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]


def test_results_are_told_marked_and_recognisable(browser: Browser, site: str) -> None:
    """The count is announced, the title tells the query, whole syllables are marked whatever their accents, each kind says what it is."""
    page = open_search(browser, site, "?q=che+suoi+ngan")
    expect(page).to_have_title(re.compile("^che suoi ngan – Tìm kiếm"))
    expect(page.locator("#htx-count")).to_have_attribute("role", "status")
    expect(page.locator("#htx-count")).to_have_text(f"{read_total(page)} kết quả cho “che suoi ngan”")
    first = page.locator("#htx-hits > li").first
    expect(first.locator("h3")).to_have_text("Hợp tác xã Chè Suối Ngàn")
    expect(first.locator("h3 mark")).to_have_text(["Chè", "Suối", "Ngàn"])
    assert first.locator("a").get_attribute("href").endswith("/hop-tac-xa/thai-nguyen/che-suoi-ngan/")
    kinds = set(page.locator(".htx-hit__kind").all_inner_texts())
    assert {"Hợp tác xã", "Sản phẩm"} <= kinds
    stars = page.locator(".htx-hit--1", has_text="Trà đinh Suối Ngàn").locator("[data-stars]")
    assert re.fullmatch(r"OCOP 5 sao, còn hiệu lực đến \d\d/\d\d/\d{4}", stars.inner_text())
    assert "★★★★★" in stars.evaluate("line => getComputedStyle(line, '::before').content")
    assert page.faults == []


def test_results_wait_for_nothing_but_their_own_script(browser: Browser, site: str) -> None:
    """Material's bundle and the loader of the box may hang; the script is fetched once, and touching the box fetches nothing more."""
    page = browser.new_context(viewport=PHONE).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(re.compile(r"/bundle\.\w+\.min\.js|/box\.\w+\.js"), lambda route: None)
    page.goto(f"{site}tim-kiem/?q=che", wait_until="commit")
    wait_for_results(page)
    assert page.evaluate("document.readyState") != "complete"
    page.unroute_all()
    page.goto(f"{site}tim-kiem/?q=che")
    wait_for_results(page)
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.reload()
    wait_for_results(page)
    page.locator("#htx-q").focus()
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if re.search(r"tim-kiem\.\w+\.js", url)]) == 1


def test_the_answer_is_looked_for_before_the_page_is_drawn(browser: Browser, site: str) -> None:
    """While the style sheets hang, without which no browser shows anything, the results are already fetched; they are shown at once then."""
    page = browser.new_context(viewport=PHONE).new_page()
    held, is_open = [], threading.Event()
    page.route("**/assets/**/*.css", lambda route: route.continue_() if is_open.is_set() else held.append(route))
    with page.expect_request("**/tim-kiem/chi-muc/d/**"):
        page.goto(f"{site}tim-kiem/?q=che+suoi+ngan", wait_until="commit")
    wait_for_routes(page, held, 2)
    assert page.evaluate("performance.getEntriesByType('paint').length") == 0
    is_open.set()
    for route in held:
        route.continue_()
    expect(page.locator("#htx-hits > li").first).to_contain_text("Chè Suối Ngàn")


def test_posts_say_their_day_and_pages_what_they_hold(browser: Browser, site: str) -> None:
    """A post shows category and day; hand-written pages are found too."""
    page = open_search(browser, site, "?loai=tin-tuc")
    assert re.search(r"^Tin tức\n+.+\n+.+ · \d\d/\d\d/20\d\d\n", page.locator("#htx-hits > li").first.inner_text())
    page.goto(f"{site}tim-kiem/?q=gioi+thieu+chung&loai=trang")
    wait_for_results(page)
    expect(page.locator(".htx-hit__kind").first).to_have_text("Trang thông tin")


def test_validity_is_judged_by_the_visitors_day(browser: Browser, site: str) -> None:
    """What is in force today is not in ten years, however old the page is."""
    page = browser.new_context(viewport=DESK).new_page()
    page.clock.set_fixed_time("2036-06-30T12:00:00")
    page.goto(f"{site}tim-kiem/?q=tra+dinh+suoi+ngan&loai=san-pham")
    wait_for_results(page)
    expect(page.locator("#htx-hits > li").first).to_contain_text(re.compile(r"Công nhận OCOP 5 sao đã hết hạn ngày \d\d/\d\d/20\d\d"))
    expect(page.locator("#htx-hits > li").first.locator("[data-stars]")).to_have_count(0)
    page.goto(f"{site}tim-kiem/?con-hieu-luc=1")
    wait_for_results(page)
    assert read_total(page) == 0


def test_corrections_are_told(browser: Browser, site: str) -> None:
    """Words as they were understood, and words that were left out."""
    page = open_search(browser, site, "?q=mat+ogn")
    note = page.locator("[data-when=corrected]")
    expect(note).to_have_text(re.compile("^\\s*Không có kết quả cho “mat ogn”. Đang hiện kết quả cho “mat ong”"))
    expect(page.locator("#htx-count")).to_contain_text("“mat ong”")
    page.goto(f"{site}tim-kiem/?q=che+suoi+ngan+qwxzk")
    wait_for_results(page)
    expect(note).to_contain_text("Đang hiện kết quả cho “che suoi ngan”")


def test_nothing_found_says_what_may_help(browser: Browser, site: str) -> None:
    """The query is repeated; filters in use may be dropped in one press; the listings are a way on."""
    page = open_search(browser, site, "?q=che&tinh=thai-nguyen&loai-hinh=quy-tin-dung-nhan-dan")
    expect(page.locator("#htx-count")).to_have_text("Không có kết quả cho “che”")
    box = page.locator(".htx-empty[data-when~=nothing]")
    box.get_by_role("button", name="Bỏ hết bộ lọc").click()
    wait_for_results(page, re.compile(r"\d+ kết quả"))
    wait_for_end(page, "?q=che")
    page.goto(f"{site}tim-kiem/?q=zzzzqqq")
    wait_for_results(page)
    expect(page.locator("[data-when=blocked]")).to_be_hidden()
    box.get_by_role("link", name="Danh bạ hợp tác xã").click()
    page.wait_for_url(f"{site}hop-tac-xa/")


def test_filters_count_narrow_and_go(browser: Browser, site: str) -> None:
    """A ticked box narrows to the number beside it; its own counts stay; chips take filters away, one or all."""
    page = open_search(browser, site, "?q=che")
    everything = read_total(page)
    group = page.locator('[data-param="tinh"]')
    row = group.locator("label", has_text="Thái Nguyên")
    number = int(row.locator(".htx-tally").inner_text())
    assert 0 < number < everything
    others = group.locator(".htx-facet").count()
    row.locator("input").check()
    wait_for_results(page, re.compile(f"^{number} kết quả"))
    wait_for_end(page, "?q=che&tinh=thai-nguyen")
    expect(group.locator(".htx-facet")).to_have_count(others)
    wait_until(page, "document.activeElement.value === 'thai-nguyen'")
    page.get_by_label("Còn hiệu lực").check()
    expect(page.locator("#htx-chips a")).to_have_text(["Thái Nguyên ✕", "Còn hiệu lực ✕", "Bỏ hết bộ lọc"])
    wait_for_end(page, "&con-hieu-luc=1")
    page.get_by_role("link", name="Bỏ lọc: Thái Nguyên").click()
    expect(page.locator("#htx-chips a")).to_have_text(["Còn hiệu lực ✕"])
    page.locator('[name="sao"]').first.check()
    expect(page.locator("#htx-chips a")).to_have_count(3)
    page.locator("#htx-chips").get_by_role("link", name="Bỏ hết bộ lọc").click()
    wait_for_results(page, re.compile(f"^{everything} kết quả"))
    expect(page.locator("#htx-count")).to_be_focused()
    assert page.faults == []


def test_long_lists_scroll(browser: Browser, site: str) -> None:
    """A list of many rows keeps a height of its own; its last row can be reached by keyboard and is seen then."""
    page = open_search(browser, site)
    group = page.locator('[data-param="nhom"]')
    group.locator("summary").click()
    rows = group.locator(".htx-facet")
    expect(rows.nth(8)).to_be_attached()
    expect(rows.first).to_be_visible()
    assert group.get_by_role("group").bounding_box()["height"] < 400
    expect(rows.last).not_to_be_in_viewport()
    rows.last.locator("input").focus()
    expect(rows.last).to_be_in_viewport()


def test_order_can_be_chosen(browser: Browser, site: str) -> None:
    """By name in Vietnamese order, by stars, by day; the choice stands in the address."""
    page = open_search(browser, site, "?loai=san-pham")
    page.get_by_label("Sắp xếp").select_option("ten")
    page.wait_for_url("**/?loai=san-pham&sap-xep=ten")
    wait_until(page, IN_ORDER_OF_NAMES)
    page.get_by_label("Sắp xếp").select_option("sao")
    expect(page.locator("#htx-hits > li").first).to_contain_text("OCOP 5 sao")
    page.goto(f"{site}tim-kiem/?loai=tin-tuc&sap-xep=moi")
    wait_for_results(page)
    days = re.findall(r"(\d\d)/(\d\d)/(\d{4})", page.locator("#htx-hits").inner_text())
    assert [day[::-1] for day in days] == sorted((day[::-1] for day in days), reverse=True)


def test_keyboard_alone_finds_a_record(browser: Browser, site: str) -> None:
    """From the top of a page by Tab to the box, from the box to the results, through a filter, into a record."""
    page = open_page(browser, f"{site}gioi-thieu/")
    press_tab_until(page, "#htx-q")
    page.keyboard.type("nuoi ong")
    page.keyboard.press("Enter")
    wait_for_results(page)
    press_tab_until(page, '[name="loai"][value="hop-tac-xa"]')
    page.keyboard.press("Space")
    page.wait_for_url("**/?q=nuoi+ong&loai=hop-tac-xa")
    wait_for_results(page)
    press_tab_until(page, "#htx-chips a")
    press_tab_until(page, "#htx-hits a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hop-tac-xa/thai-nguyen/nuoi-ong-khe-gio/")


def press_tab_until(page: Page, selector: str) -> None:
    """Go on by Tab; whoever needs more than sixty steps has lost the way."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached")


def test_sheet_of_filters_on_a_phone(browser: Browser, site: str) -> None:
    """Results first; a press opens the filters, which keep the focus and tell the number; Esc and the button close them."""
    page = open_search(browser, site, "?q=che", PHONE)
    assert page.locator("#htx-hits > li").first.bounding_box()["y"] < 400
    expect(page.locator("#htx-side")).to_be_hidden()
    opener = page.get_by_role("button", name="Lọc", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Lọc kết quả")
    expect(sheet).to_be_visible()
    expect(sheet.locator('[name="tinh"]').first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.getElementById('htx-sheet').contains(document.activeElement)"
        )
    steps = page.evaluate("history.length")
    row = sheet.locator('[data-param="tinh"] label', has_text="Thái Nguyên")
    number = row.locator(".htx-tally").inner_text()
    row.click()
    expect(sheet.get_by_role("button", name=f"Xem {number} kết quả")).to_be_visible()
    expect(sheet.get_by_role("status").filter(has=page.locator("#htx-show"))).to_have_text(f"Xem {number} kết quả")
    sheet.locator('[name="loai"]').first.check()
    page.wait_for_url("**&loai=*&tinh=thai-nguyen")
    wait_until(page, "steps => history.length === steps", steps + 1)
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(page.locator("#htx-open")).to_be_focused()
    expect(page.get_by_role("button", name="Lọc (2)")).to_be_visible()
    page.locator("#htx-open").click()
    sheet.locator("#htx-show").click()
    expect(sheet).not_to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Lọc", exact=True)).to_be_visible()
    assert page.faults == []
