"""Every kind of page of the sample site in a real browser, on a phone and on a desk: whole, and asking nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_kinds import PAGE_KINDS

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)


def open_watched(browser: Browser, url: str, width: int) -> tuple[Page, list[tuple[str, int]], list[str]]:
    """A page, the answers to its requests and its faults, as they come."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[tuple[str, int]] = []
    faults: list[str] = []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(url)
    return page, asked, faults


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_page_is_whole_and_asks_nobody_else(browser: Browser, site: str, kind: str) -> None:
    """No request leaves the site or fails, no script fails, and nothing scrolls sideways on a phone."""
    visits = [open_watched(browser, site + PAGE_KINDS[kind].url, width) for width in WIDTHS]
    for width, (page, asked, faults) in zip(WIDTHS, visits, strict=True):
        page.wait_for_load_state("networkidle")
        own = [url for url, _ in asked if url.startswith(site)]
        assert len(own) > 1
        assert [(url, status) for url, status in asked if (not url.startswith(site) and kind != "not-found") or status >= 400] == []
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("kind", ["profile", "product", "post", "directory", "news", "documents", "photo-library", "prose"])
def test_page_is_complete_without_javascript(browser: Browser, site: str, kind: str) -> None:
    """Heading, text and every picture are there for browsers that run no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site + PAGE_KINDS[kind].url)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a").count() > 5
    context.close()


def test_calling_is_one_touch_on_a_phone(browser: Browser, site: str) -> None:
    """The call button of a profile is in the first screen of a phone, large enough for a thumb."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(site + PAGE_KINDS["profile"].url)
    call = page.locator('a[href^="tel:"]').first
    box = call.bounding_box()
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 740
    page.close()
