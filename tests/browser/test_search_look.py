"""How the search page looks and behaves for eyes, thumbs, paper and programs: nothing jumps, nothing is too wide, axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.searching import DESK, PHONE, WATCH_SHIFTS, list_violations, open_page, open_search
from tests.browser.waiting import wait_for_frames

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
SHIFT_LIMIT = 0.02
STATES = {
    "results": "?q=che",
    "filtered": "?q=che&loai=san-pham&tinh=thai-nguyen&con-hieu-luc=1",
    "explorer": "?trang=2",
    "corrected": "?q=mat+ogn",
    "nothing": "?q=zzzzqqq&tinh=thai-nguyen",
}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_moves_and_nothing_is_too_wide(browser: Browser, site: str, state: str, viewport: dict[str, int]) -> None:
    """Results and filters come into space that was kept for them; no sideways scrolling; thumbs hit the main controls."""
    page = open_search(browser, site, STATES[state], viewport)
    page.wait_for_load_state("networkidle")
    wait_for_frames(page)
    assert page.evaluate("window.shifts") <= SHIFT_LIMIT
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for name in ("#htx-q", ".htx-search button", "#htx-sort", *(("#htx-open",) if viewport is PHONE else ())):
        assert page.locator(name).bounding_box()["height"] >= 44, name


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_on_a_slow_line(browser: Browser, site: str, viewport: dict[str, int]) -> None:
    """Script, results and filters come one after the other, each into its place."""
    page = browser.new_context(viewport=viewport).new_page()
    page.add_init_script(WATCH_SHIFTS)
    slow = {"offline": False, "latency": 250, "downloadThroughput": 100_000, "uploadThroughput": 100_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.goto(f"{site}tim-kiem/{STATES['filtered']}")
    expect(page.locator("#htx-hits > li").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    wait_for_frames(page)
    assert page.evaluate("window.shifts") <= SHIFT_LIMIT


@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESK)], ids=["light-phone", "dark-desk"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, site: str, state: str, scheme: str, viewport: dict[str, int]) -> None:
    """Zero violations of WCAG 2.2 AA that a program can see, whatever was found, and with the sheet open."""
    page = open_search(browser, site, STATES[state], viewport, color_scheme=scheme, reduced_motion="reduce")
    assert list_violations(page) == []
    if viewport is PHONE:
        page.locator("#htx-open").click()
        expect(page.locator("#htx-sheet .htx-facet").first).to_be_attached()
        assert list_violations(page) == []


def test_filters_follow_the_width(browser: Browser, site: str) -> None:
    """Turning a tablet moves them between column and sheet with all that is ticked."""
    page = open_search(browser, site, "?tinh=thai-nguyen", PHONE)
    page.locator("#htx-open").click()
    expect(page.locator("#htx-sheet")).to_be_visible()
    page.set_viewport_size({"width": 1024, "height": 740})
    expect(page.locator("#htx-sheet")).not_to_be_visible()
    expect(page.locator('#htx-side [name="tinh"][value="thai-nguyen"]')).to_be_checked()
    expect(page.locator("#htx-open")).to_be_hidden()


def test_print_shows_results_only(browser: Browser, site: str) -> None:
    """No box, no filters on paper."""
    page = open_search(browser, site, "?q=che")
    page.emulate_media(media="print")
    expect(page.locator(".htx-search")).to_be_hidden()
    expect(page.locator("#htx-side")).to_be_hidden()
    expect(page.locator("#htx-hits > li").first).to_be_visible()


def test_search_engines_leave_the_page_alone(browser: Browser, site: str) -> None:
    """Not listed, without canonical address, and in no sitemap."""
    page = open_page(browser, f"{site}tim-kiem/")
    expect(page.locator('meta[name="robots"]')).to_have_attribute("content", "noindex")
    expect(page.locator('link[rel="canonical"]')).to_have_count(0)
    assert "tim-kiem" not in page.request.get(f"{site}sitemap-1.xml").text()
