"""What a visitor sees when the search cannot do its work: a plain sentence, a way to try again, the listings; never an endless wait."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.searching import DESK, PHONE, list_violations, open_page, open_search, read_total, type_into_box, wait_for_results
from tests.browser.waiting import click_shown, wait_for_end, wait_for_routes, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
FAILED = "Chưa tìm được"


def open_broken(
    browser: Browser, site: str, pattern: str, answer: Callable[[Route], None], viewport: dict[str, int] = DESK, **options: object
) -> Page:
    """The search page while requests that fit are answered so."""
    return open_page(browser, f"{site}tim-kiem/?q=che", viewport, routes={pattern: answer}, **options)


def answer_missing(route: Route) -> None:
    route.fulfill(status=404)


def answer_garbage(route: Route) -> None:
    route.fulfill(status=200, body=b"x\x9c not a part at all")


@pytest.mark.parametrize(
    ("pattern", "answer", "sentence"),
    [
        ("**/chi-muc/t/*", answer_missing, "Máy chủ đang thiếu một phần dữ liệu tìm kiếm"),
        ("**/chi-muc/d/**", answer_missing, "Máy chủ đang thiếu một phần dữ liệu tìm kiếm"),
        ("**/chi-muc/t/*", answer_garbage, "Dữ liệu tìm kiếm tải về bị hỏng"),
        ("**/chi-muc/t/*", lambda route: route.fulfill(status=503), "Mạng quá chậm hoặc máy chủ chưa trả lời"),
        ("**/chi-muc/t/*", lambda route: route.abort(), "Mạng quá chậm hoặc máy chủ chưa trả lời"),
    ],
    ids=["missing-term", "missing-display", "damaged", "unavailable", "cut-off"],
)  # fmt: skip
def test_failure_is_told_and_can_be_tried_again(
    browser: Browser, site: str, pattern: str, answer: Callable[[Route], None], sentence: str
) -> None:
    """One sentence by reason, aloud; the listings; and «Thử lại», which works as soon as the fault is gone."""
    page = open_broken(browser, site, pattern, answer)
    wait_for_results(page, FAILED)
    alert = page.get_by_role("alert").filter(has_text=sentence)
    expect(alert).to_be_visible()
    expect(alert.locator("p[data-when]:visible")).to_have_count(1)
    expect(alert.get_by_role("link", name="Danh bạ hợp tác xã")).to_be_visible()
    page.unroute(pattern)
    alert.get_by_role("button", name="Thử lại").click()
    wait_for_results(page)
    assert read_total(page) > 0
    expect(alert).to_be_hidden()
    expect(page.locator("#htx-count")).to_be_focused()
    assert page.faults == []


def test_filters_that_fail_leave_the_results(browser: Browser, site: str) -> None:
    """Where only the tables behind the filters are missing, results stay, and the filters can be asked for again."""
    page = open_broken(browser, site, "**/chi-muc/c/*", answer_missing)
    wait_for_results(page)
    assert read_total(page) > 0
    again = page.get_by_role("button", name="Hiện các bộ lọc")
    expect(again).to_be_visible()
    page.unroute("**/chi-muc/c/*")
    again.click()
    expect(page.locator('[data-param="tinh"] .htx-facet').first).to_be_visible()
    expect(again).not_to_be_visible()


def test_large_site_waits_to_be_asked_for_its_filters(browser: Browser, sample_folder: Path, site: str) -> None:
    """Where the tables behind the filters are large, provinces are the way in, and nothing more is fetched unasked."""
    html = (sample_folder / "tim-kiem/index.html").read_text(encoding="utf-8")
    large = re.sub(r'(\["thai-nguyen",\s*"Thái Nguyên",\s*\d+,\s*\d+,\s*)""', r'\1"abcdefgh"', html)
    assert large != html
    asked: list[str] = []
    page = browser.new_context(viewport=PHONE).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/tim-kiem/?q=*", lambda route: route.fulfill(body=large, content_type="text/html; charset=utf-8"))
    page.goto(f"{site}tim-kiem/?q=che")
    wait_for_results(page)
    way = page.locator("#htx-places").get_by_role("link", name="Thái Nguyên")
    expect(way).to_have_attribute("href", "?q=che&tinh=thai-nguyen")
    page.locator("#htx-open").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Bộ lọc cho cả nước cần tải thêm dữ liệu")
    assert [url for url in asked if "/chi-muc/c/" in url] == []
    sheet.get_by_role("button", name="Hiện các bộ lọc").click()
    expect(sheet.locator('[data-param="tinh"] .htx-facet').first).to_be_visible()


def test_waiting_ends(browser: Browser, site: str) -> None:
    """A server that never answers: first the page says that it is looking, then that it gave up."""
    page = browser.new_context(viewport=DESK).new_page()
    page.clock.install()
    page.route("**/chi-muc/t/*", lambda route: None)
    with page.expect_request("**/chi-muc/t/*"):
        page.goto(f"{site}tim-kiem/?q=che")
    page.clock.run_for(1000)
    wait_for_results(page, "Đang tìm…")
    page.clock.run_for(60_000)
    wait_for_results(page, FAILED)


def test_offline_is_told_and_mends_itself(browser: Browser, site: str) -> None:
    """The sentence names the network; when that is back the search goes on by itself."""
    page = open_search(browser, site, "?q=che")
    page.context.set_offline(True)
    page.locator("#htx-q").fill("mật ong rừng")
    wait_for_results(page, FAILED)
    expect(page.get_by_role("alert")).to_contain_text("Máy đang không có mạng")
    page.context.set_offline(False)
    wait_for_results(page, re.compile(r"\d+ kết quả cho"))


def test_search_goes_on_after_a_new_deploy(browser: Browser, sample_folder: Path, site: str) -> None:
    """An open page knows the index of yesterday: the first part that is gone makes it take up today's."""
    html = (sample_folder / "tim-kiem/index.html").read_text(encoding="utf-8")
    stale = re.sub(r'("terms":\s*\{"keys":\s*\[.*?\],\s*"parts":\s*\[)"[a-z2-7]{8}"', r'\1"aaaaaaaa"', html, flags=re.DOTALL)
    stale = re.sub(r'("display":\s*\[)"[a-z2-7]{8}"', r'\1"bbbbbbbb"', stale)
    assert stale.count("aaaaaaaa") == stale.count("bbbbbbbb") == 1
    page = open_broken(browser, site, "**/tim-kiem/?q=*", lambda route: route.fulfill(body=stale, content_type="text/html; charset=utf-8"))
    wait_for_results(page)
    assert read_total(page) > 0


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("hop-tac-xa/", "Chưa có gợi ý. Hãy bấm “Tìm” hoặc xem các danh sách."),
     ("tim-kiem/?q=che", "Chưa tải được công cụ tìm kiếm. Hãy tải lại trang hoặc xem các danh sách.")],
)  # fmt: skip
def test_script_that_is_gone_is_told(browser: Browser, site: str, path: str, sentence: str) -> None:
    """A page from before the last deploy asks for a script of that day: the box says so and leads to the listings."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.route(re.compile(r"tim-kiem\.\w+\.js"), answer_missing)
    page.goto(site + path)
    page.locator("#htx-q").focus()
    status = page.locator(".htx-search__status")
    expect(status).to_have_text(sentence)
    assert list_violations(page) == []
    expect(page.locator("#htx-q")).to_have_value("che" if "?" in path else "")
    status.get_by_role("link").click()
    page.wait_for_url("**/tim-kiem/**#danh-sach")
    expect(page.locator("#danh-sach a").first).to_be_visible()


@pytest.mark.parametrize(
    ("gone", "act"),
    [(r"tim-kiem\.\w+\.js", lambda route: None), (r"tim-kiem\.\w+\.js", answer_missing), (r"/assets/htx/(tim-kiem|box|search)\.\w+\.(js|css)", answer_missing)],
    ids=["script-hangs", "script-missing", "all-missing"],
)  # fmt: skip
def test_script_that_never_comes_leaves_a_way_on(browser: Browser, site: str, gone: str, act: Callable[[Route], None]) -> None:
    """On a line that hangs, or after a deploy that took the files of this page away: one sentence with a link, and none of the others."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.route(re.compile(gone), act)
    page.goto(f"{site}tim-kiem/?q=che", wait_until="commit")
    told = page.locator(".htx-found__wait, .htx-search__status").filter(visible=True, has_text="hãy tải lại trang hoặc xem các danh sách")
    expect(told.or_(page.locator(".htx-search__status", has_text="Hãy tải lại trang hoặc xem các danh sách"))).to_have_count(1)
    wait_until(page, "document.readyState !== 'loading'")
    expect(page.locator("[data-when]:visible, .htx-found__bar:visible")).to_have_count(0)
    click_shown(page, page.get_by_role("link", name="các danh sách", exact=True))
    wait_for_end(page, "#danh-sach")


def test_script_that_comes_late_takes_over(browser: Browser, site: str) -> None:
    """What was said while it was on its way goes, and the results are there."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.clock.install()
    waiting, is_open = [], threading.Event()
    page.route(re.compile(r"tim-kiem\.\w+\.js"), lambda route: route.continue_() if is_open.is_set() else waiting.append(route))
    page.goto(f"{site}tim-kiem/?q=che", wait_until="domcontentloaded")
    expect(page.locator(".htx-found__wait")).to_contain_text(
        "Đang tải công cụ tìm kiếm… Nếu chờ lâu, hãy tải lại trang hoặc xem các danh sách."
    )
    wait_for_routes(page, waiting)
    page.clock.run_for(30_000)
    is_open.set()
    for route in waiting:
        route.continue_()
    wait_for_results(page)
    expect(page.locator("#htx-hits > li").first).to_be_visible()
    expect(page.locator(".htx-search__status")).to_have_text("")


def test_suggestions_that_fail_leave_the_form(browser: Browser, site: str) -> None:
    """Without an index the box is a plain form again, and a screen reader hears it."""
    page = open_page(browser, f"{site}hop-tac-xa/")
    page.route("**/chi-muc/**", answer_missing)
    type_into_box(page, "che")
    expect(page.locator(".htx-unseen[role=status]")).to_have_text("Chưa có gợi ý. Nhấn Enter để xem kết quả.")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    page.unroute("**/chi-muc/**")
    page.keyboard.press("Enter")
    wait_for_results(page)
    assert page.faults == []


@pytest.mark.parametrize("path", ["hop-tac-xa/", "tim-kiem/?q=che"])
def test_old_browser_is_told(browser: Browser, site: str, path: str) -> None:
    """Browsers from before 2023 cannot unpack the index: they are told so and led to the listings, and fetch no part of it."""
    asked: list[str] = []
    page = browser.new_context(viewport=PHONE).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("delete window.DecompressionStream;")
    page.goto(site + path)
    page.locator("#htx-q").focus()
    status = page.locator(".htx-search__status")
    expect(status).to_contain_text("Trình duyệt này đã cũ, không tìm bằng từ khóa được")
    expect(page.locator("#htx-found")).to_be_hidden()
    expect(page.locator("#htx-q")).to_have_value("che" if "?" in path else "")
    assert list_violations(page) == []
    assert [url for url in asked if "/chi-muc/" in url] == []
    status.get_by_role("link").click()
    page.wait_for_url("**/tim-kiem/**#danh-sach")
    expect(page.locator("#danh-sach a").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESK)], ids=["light-phone", "dark-desk"])
def test_axe_finds_nothing_in_a_failure(browser: Browser, site: str, scheme: str, viewport: dict[str, int]) -> None:
    """Zero violations of WCAG 2.2 AA that a program can see."""
    page = open_broken(browser, site, "**/chi-muc/t/*", answer_missing, viewport, color_scheme=scheme, reduced_motion="reduce")
    wait_for_results(page, FAILED)
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
