"""What axe finds on every kind of page: nothing, on a phone and on a desk, light and dark, whatever is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, STATES, settle
from tests.browser.searching import RULES_BY_SCHEME

pytestmark = pytest.mark.browser
SCREENS = {"phone": PHONE, "desk": DESK}
CASES = [(screen, scheme) for screen in SCREENS for scheme in RULES_BY_SCHEME]


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A screen in one scheme; one for all pages, since a new one costs as much as a look."""
    screen, scheme = request.param
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.rules = RULES_BY_SCHEME[scheme]
    yield page
    context.close()


def list_violations(page: Page) -> list[tuple[str, str]]:
    """The rule and the first element for each that is broken."""
    result = Axe().run(page, options={"runOnly": page.rules, "resultTypes": ["violations"]})
    return [(item["id"], item["nodes"][0]["html"][:160]) for item in result.response["violations"]]


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_axe_finds_nothing(page: Page, site: str, kind: str) -> None:
    """Zero violations of WCAG 2.2 A and AA and of good practice that a program can see."""
    page.goto(site + PAGE_KINDS[kind].url)
    settle(page)
    assert list_violations(page) == []


def test_axe_finds_nothing_in_what_opens(page: Page, site: str) -> None:
    """Menu, suggestions, filters, photos above the page, where this screen has them."""
    for name, state in STATES.items():
        if page.viewport_size["width"] in state.widths:
            page.goto(site + state.url)
            settle(page)
            state.open(page)
            assert list_violations(page) == [], name


def test_the_dark_is_dark(browser: Browser, site: str) -> None:
    """Whoever asks for the dark gets other colours of paper and ink: what is looked at above are two schemes."""
    colours = set()
    for scheme in RULES_BY_SCHEME:
        page = browser.new_page(color_scheme=scheme)
        page.goto(site)
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.body).color"))
        page.close()
    assert len(colours) == 2
