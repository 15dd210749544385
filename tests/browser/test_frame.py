"""The frame around every page, in a real browser: what it asks for, the menu, the palette, the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from generator.plugin import run_build
from tests.small_project import CONFIG, write_project

pytestmark = pytest.mark.browser
PAGES = ("", "hop-tac-xa/thai-nguyen/mau/", "gioi-thieu/")
PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Nền tối"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Nền sáng"}},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory, serve_folder) -> str:
    folder = tmp_path_factory.mktemp("frame")
    config_file = write_project(folder, theme=CONFIG["theme"] | {"palette": PALETTE})
    run_build(config_file, site_dir=None, strict=False, jobs=None)
    return serve_folder(folder / "site")


def open_page(browser: Browser, address: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_only_for_what_is_there(browser: Browser, site: str, path: str) -> None:
    """Every request goes to the site itself and is answered: no third party, no search index, no stray sitemap; no script fails."""
    page = browser.new_page()
    asked, faults = [], []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert faults == []
    assert [(url, status) for url, status in asked if not url.startswith(site) or status >= 400] == []
    assert not [url for url, _ in asked if url.endswith(("sitemap.xml", "search_index.json"))]
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_menu_opens_on_a_small_screen(browser: Browser, site: str, path: str) -> None:
    """At 360 px the navigation is one tap away, on pages of records too, and leads on."""
    page = open_page(browser, site + path, width=360)
    link = page.locator(".md-sidebar--primary .md-nav__link", has_text="Tin tức")
    assert not link.is_visible() or link.bounding_box()["x"] < 0
    page.locator('label.md-header__button[for="__drawer"]').click()
    link.click()
    page.wait_for_url(site + "tin-tuc/")
    page.close()


def test_nothing_is_wider_than_a_small_screen(browser: Browser, site: str) -> None:
    """No page scrolls sideways at 360 px."""
    for path in PAGES:
        page = open_page(browser, site + path, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.close()


def test_palette_is_kept_on_the_next_page(browser: Browser, site: str) -> None:
    """Whoever asks for the dark palette has it on every page, whatever its depth."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site)
    page.locator('label[title="Nền tối"]').click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(site + PAGES[1])
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    context.close()


def test_first_tab_leads_to_the_content(browser: Browser, site: str) -> None:
    """With the keyboard the first stop is the link past the navigation."""
    page = open_page(browser, site + PAGES[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    page.close()
