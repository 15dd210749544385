"""The search wherever a site may lie: under a sub-path, with links that name their files, on a disk, under a strict policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.searching import DESK, PHONE, open_page, open_search, type_into_box, wait_for_results
from tests.demo_site import build_demo

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type=\"application/))[^>]*>(.*?)</script>", re.DOTALL)
MATERIAL = ("__md_scope=", "var palette=", "var target=")  # how Material's own inline scripts begin


@pytest.fixture(scope="module")
def plain_folder(tmp_path_factory) -> Path:
    """The demo with links that end in index.html, as for a USB stick."""
    return build_demo(tmp_path_factory.mktemp("plain"), use_directory_urls=False)


def test_sub_path(browser: Browser, sample_folder: Path, serve_folder) -> None:
    """Below any folder of a server, from the form to the record."""
    site = f"{serve_folder(sample_folder.parent)}{sample_folder.name}/"
    page = open_search(browser, site, "?q=che+suoi+ngan")
    page.locator("#htx-hits a").first.click()
    page.wait_for_url(f"{site}hop-tac-xa/thai-nguyen/che-suoi-ngan/")
    type_into_box(page, "mat ong")
    page.get_by_role("option").last.click()
    page.wait_for_url(f"{site}tim-kiem/?q=mat+ong")
    wait_for_results(page)
    assert page.faults == []


@pytest.mark.parametrize("path", ["hop-tac-xa/index.html", "tim-kiem/index.html"])
def test_file_from_a_disk(browser: Browser, plain_folder: Path, path: str) -> None:
    """From a USB stick browsers load no modules: the box says so and leads to the listings, which work."""
    page = open_page(browser, (plain_folder / path).as_uri(), PHONE)
    page.locator("#htx-q").focus()
    status = page.locator(".htx-search__status")
    expect(status).to_have_text("Tìm bằng từ khóa chỉ chạy khi trang ở trên mạng. Mời xem các danh sách.")
    status.get_by_role("link").click()
    page.locator("#danh-sach").get_by_role("link", name="Danh bạ hợp tác xã").click()
    page.wait_for_url("file://**/hop-tac-xa/index.html")
    assert page.faults == []


def test_addresses_with_file_names(browser: Browser, plain_folder: Path, serve_folder) -> None:
    """A site whose links name their files has form, results, suggestions and doors that do so too."""
    site = serve_folder(plain_folder)
    page = open_page(browser, f"{site}hop-tac-xa/index.html")
    door = page.get_by_role("link", name=re.compile("Lọc và sắp xếp"))
    expect(door).to_have_attribute("href", "../tim-kiem/index.html?loai=hop-tac-xa")
    type_into_box(page, "che nui may")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/hop-tac-xa/thai-nguyen/che-nui-may/index.html")
    type_into_box(page, "che")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?q=che")
    wait_for_results(page)
    expect(page.locator("#htx-hits a").first).to_have_attribute("href", re.compile("/index\\.html$"))


def test_search_runs_under_a_strict_policy(browser: Browser, sample_folder: Path, site: str) -> None:
    """`script-src 'self'`: only Material's inline scripts are refused, and the search works without them."""

    def add_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": "script-src 'self'; object-src 'none'"})

    refused: list[str] = []
    page = browser.new_context(viewport=DESK).new_page()
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.route(re.compile(r"/(\?.*)?$|\.html"), add_policy)
    page.goto(f"{site}tim-kiem/?q=che+suoi+ngan&tinh=thai-nguyen")
    wait_for_results(page)
    expect(page.locator('[data-param="tinh"] .htx-facet').first).to_be_visible()
    page.goto(f"{site}hop-tac-xa/")
    type_into_box(page, "che suoi")
    expect(page.get_by_role("listbox")).to_be_visible()
    inline = [
        script.strip()
        for name in ("tim-kiem", "hop-tac-xa")
        for script in INLINE_SCRIPT.findall((sample_folder / name / "index.html").read_text("utf-8"))
    ]
    assert [script[:60] for script in inline if not script.startswith(MATERIAL)] == []
    assert all("inline script" in text or "inline" in text for text in refused)
    assert len(refused) == len(inline)
