"""Every kind of page of the sample site in a real browser, on a phone and on a desk, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = {
    "home": "",
    "directory": "hop-tac-xa/",
    "province": "hop-tac-xa/thai-nguyen/",
    "profile": "hop-tac-xa/thai-nguyen/che-suoi-ngan/",
    "product": "hop-tac-xa/thai-nguyen/che-suoi-ngan/tra-dinh-suoi-ngan/",
    "products": "san-pham/",
    "season": "san-pham/mua-vu/1/",
    "index": "san-pham/ocop/",
    "news": "tin-tuc/",
    "documents": "van-ban/",
    "galleries": "thu-vien-anh/",
    "contact": "lien-he/",
    "post": "tin-tuc/2020/thai-binh-448-hop-tac-xa/",
    "statistics": "thong-ke/",
    "prose": "gioi-thieu/",
    "guide": "nhan-vien/ma-loi/",
    "not-found": "404.html",
}
WIDTHS = (360, 1280)


@pytest.mark.parametrize("kind", PAGES)
def test_page_is_whole_and_asks_nobody_else(browser: Browser, site: str, kind: str) -> None:
    """No request leaves the site or fails, no script fails, and nothing scrolls sideways on a phone."""
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 800})
        asked: list[tuple[str, int]] = []
        faults: list[str] = []
        page.on("response", lambda response, asked=asked: asked.append((response.url, response.status)))
        page.on("requestfailed", lambda request, faults=faults: faults.append(request.url))
        page.on("pageerror", lambda error, faults=faults: faults.append(str(error)))
        page.goto(site + PAGES[kind])
        page.wait_for_load_state("networkidle")
        own = [url for url, _ in asked if url.startswith(site)]
        assert len(own) > 1
        assert [(url, status) for url, status in asked if (not url.startswith(site) and kind != "not-found") or status >= 400] == []
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)], ids=["light-phone", "dark-desk"])
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, kind: str, scheme: str, width: int) -> None:
    """Zero violations of WCAG 2.2 AA that a program can see."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(site + PAGES[kind])
    page.wait_for_load_state("networkidle")
    result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [(item["id"], item["nodes"][0]["html"][:160]) for item in result.response["violations"]] == []
    page.close()


@pytest.mark.parametrize("kind", ["profile", "product", "post", "directory", "news", "documents", "galleries", "prose"])
def test_page_is_complete_without_javascript(browser: Browser, site: str, kind: str) -> None:
    """Heading, text and every picture are there for browsers that run no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site + PAGES[kind])
    assert page.locator("h1").is_visible()
    assert page.locator("main a").count() > 5
    context.close()


def test_calling_is_one_touch_on_a_phone(browser: Browser, site: str) -> None:
    """The call button of a profile is in the first screen of a phone, large enough for a thumb."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(site + PAGES["profile"])
    call = page.locator('a[href^="tel:"]').first
    box = call.bounding_box()
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 740
    page.close()
