"""The search page of a portal in a real browser: results of three sites, each under its own address, and nothing asked of the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.portal_sites import build_site, write_portal

pytestmark = pytest.mark.browser
PATH = "hop-tac-xa/thai-nguyen/mau/"


@pytest.fixture(scope="module")
def portal(tmp_path_factory, serve_folder) -> str:
    folder = write_portal(tmp_path_factory.mktemp("portal"))
    build_site(folder)
    return serve_folder(folder / "site")


@pytest.mark.parametrize(
    ("query", "places"), [("htx+mau", 3), ("mẫu+một", 1), ("?tinh=thai-nguyen", 3)], ids=["all", "one site", "explorer"]
)
def test_a_query_finds_pages_of_all_sites(browser: Browser, portal: str, query: str, places: int) -> None:
    """Our own page and two of other sites, which are named; the browser asks the portal alone."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{portal}tim-kiem/{query}" if query.startswith("?") else f"{portal}tim-kiem/?q={query}")
    page.locator(f'#htx-hits a[href$="{PATH}"]').first.wait_for()
    hits = page.locator("#htx-hits > li").filter(has=page.locator(f'a[href$="{PATH}"]'))
    found = {hit.locator("a").first.evaluate("link => link.href"): hit.inner_text() for hit in hits.all()}
    assert len(found) == places
    for url, text in found.items():
        name = {"https://mot.example.vn/": "Nguồn: Liên minh Một", "https://hai.example.vn/": "Nguồn: Liên minh Hai"}.get(
            url.removesuffix(PATH)
        )
        assert (name in text) if name else url.startswith(portal) and "Nguồn:" not in text
    assert [url for url in asked if not url.startswith(portal)] == []
    page.close()
