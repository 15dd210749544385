"""Opens the search of a built site as a visitor does, and waits until it has come to an end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.sample_site import BUILD_DATE

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
TODAY = f"{BUILD_DATE}T12:00:00+07:00"
FOUND = re.compile(r"\d kết quả|Không có kết quả")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only colours can differ.
RULES_BY_SCHEME = {"light": RULES, "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Sums up what moved without being asked to; `hadRecentInput` is the browser's own judgement.
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def open_page(
    browser: Browser,
    address: str,
    viewport: dict[str, int] = DESK,
    *,
    routes: Mapping[str, Callable[[Route], None]] | None = None,
    **options: object,
) -> Page:
    """A page in a context of its own, with faults of its scripts noted in `page.faults`; requests that fit one of `routes` are answered by it."""
    page = browser.new_context(viewport=viewport, **options).new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.clock.set_fixed_time(TODAY)  # a recognition ends on its day, not on that of the tests
    page.add_init_script(WATCH_SHIFTS)
    for pattern, answer in (routes or {}).items():
        page.route(pattern, answer)
    page.goto(address)
    return page


def open_search(browser: Browser, site: str, query: str = "", viewport: dict[str, int] = DESK, **options: object) -> Page:
    """The search page with this end of its address, once it has told its result."""
    page = open_page(browser, f"{site}tim-kiem/{query}", viewport, **options)
    wait_for_results(page)
    return page


def wait_for_results(page: Page, words: str | re.Pattern[str] = FOUND) -> None:
    expect(page.locator("#htx-count")).to_have_text(words)


def type_into_box(page: Page, text: str) -> None:
    """Touch the box and type as fast as a quick hand."""
    page.locator("#htx-q").click()
    page.keyboard.type(text, delay=20)


def read_total(page: Page) -> int:
    """The number in «23 kết quả»."""
    found = re.match(r"[\d.]+", page.locator("#htx-count").inner_text())
    return int(found[0].replace(".", "")) if found else 0


def list_titles(page: Page) -> list[str]:
    return page.locator("#htx-hits h3").all_inner_texts()


def list_violations(page: Page, rules: object = RULES) -> list[tuple[str, str]]:
    """What axe finds, with the element."""
    page.wait_for_load_state("networkidle")
    result = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [(item["id"], item["nodes"][0]["html"][:160]) for item in result.response["violations"]]
