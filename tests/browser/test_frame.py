"""The frame around every page, in a real browser: what it asks for, the menu, the palette, the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.plugin import run_build
from tests.browser.waiting import wait_for_end, wait_until
from tests.small_project import write_project

pytestmark = pytest.mark.browser
PAGES = ("", "hop-tac-xa/thai-nguyen/mau/", "gioi-thieu/")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory, serve_folder) -> str:
    folder = tmp_path_factory.mktemp("frame")
    config_file = write_project(folder)
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


def open_menu(page: Page) -> None:
    button = page.get_by_role("button", name="Trình đơn", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")


def wait_for_closed_menu(page: Page) -> None:
    """It is gone, and the event that tells its button so has come."""
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".htx-menu__open")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("path", PAGES)
def test_menu_opens_on_a_small_screen(browser: Browser, site: str, path: str) -> None:
    """At 360 px the navigation is one tap away, on pages of records too, and leads on."""
    page = open_page(browser, site + path, width=360)
    link = page.get_by_role("dialog").get_by_role("link", name="Tin tức")
    expect(link).to_be_hidden()
    open_menu(page)
    link.click()
    page.wait_for_url(site + "tin-tuc/")
    wait_for_closed_menu(page)
    page.close()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_menu_is_worked_by_keys_alone(browser: Browser, site: str, key: str) -> None:
    """Its button tells whether it is open, focus goes in and stays, Escape closes it and gives focus back."""
    page = open_page(browser, site + PAGES[1], width=360)
    button = page.get_by_role("button", name="Trình đơn", exact=True)
    button.focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!document.activeElement || document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".htx-menu__open")).to_be_focused()
    page.close()


def test_menu_closes_by_touch(browser: Browser, site: str) -> None:
    """By its cross, and by a touch beside it."""
    page = open_page(browser, site, width=360)
    open_menu(page)
    page.get_by_role("button", name="Đóng trình đơn").click()
    wait_for_closed_menu(page)
    open_menu(page)
    page.mouse.click(355, 700)
    wait_for_closed_menu(page)
    page.close()


def test_page_that_one_comes_back_to_has_its_menu_closed(browser: Browser, site: str) -> None:
    page = open_page(browser, site, width=360)
    open_menu(page)
    page.get_by_role("dialog").get_by_role("link", name="Giới thiệu").click()
    page.wait_for_url(site + "gioi-thieu/")
    page.go_back()
    page.wait_for_url(site)
    wait_for_closed_menu(page)
    page.close()


def test_menu_marks_where_one_is(browser: Browser, site: str) -> None:
    """The page itself, or the section that a record belongs to."""
    for path, name, value in ((PAGES[2], "Giới thiệu", "page"), (PAGES[1], "Hợp tác xã", "true")):
        page = open_page(browser, site + path, width=360)
        open_menu(page)
        [current] = page.get_by_role("dialog").locator("[aria-current]").all()
        assert (current.inner_text(), current.get_attribute("aria-current")) == (name, value)
        page.close()


@pytest.mark.parametrize("path", PAGES)
def test_menu_needs_no_script(browser: Browser, site: str, path: str) -> None:
    """Without a script its link shows the list, and every page of the site's navigation can be reached."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    page.locator(".htx-menu__open").click()
    links = page.locator("#htx-menu nav a")
    expect(links).to_have_count(4)
    links.filter(has_text="Tin tức").click()
    page.wait_for_url(site + "tin-tuc/")
    context.close()


def test_frame_without_script_offers_nothing_that_needs_one(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.locator(".htx-scheme")).to_be_hidden()
    context.close()


def test_nothing_is_wider_than_a_small_screen(browser: Browser, site: str) -> None:
    """No page scrolls sideways at 360 px."""
    for path in PAGES:
        page = open_page(browser, site + path, width=360)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.close()


def wait_for_scheme(page: Page, scheme: str) -> None:
    """What the browser's own parts and our colours agree on."""
    wait_until(page, "scheme => getComputedStyle(document.body).colorScheme === scheme", scheme)
    wait_until(
        page, "dark => (Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g)) < 64) === dark", scheme == "dark"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_somebody_chooses(browser: Browser, site: str, scheme: str) -> None:
    """From the first paint on, and when the system changes its mind."""
    page = browser.new_page(color_scheme=scheme)
    page.goto(site + PAGES[1])
    wait_for_scheme(page, scheme)
    other = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=other)
    wait_for_scheme(page, other)
    page.close()


def test_scheme_is_set_before_anything_is_shown(browser: Browser, site: str) -> None:
    """The script that decides stands before every style sheet and is not put off, so that nothing is painted before it ran."""
    page = open_page(browser, site)
    assert page.evaluate("document.head.querySelector('script[src], link[rel=stylesheet]').matches('script:not([defer], [async])')")
    page.close()


def test_chosen_scheme_is_kept_on_the_next_page(browser: Browser, site: str) -> None:
    """Whoever asks for the dark has it on every page, of records or written by hand, whatever its depth and the system says."""
    context = browser.new_context(viewport=DESK, color_scheme="light")
    page = context.new_page()
    page.goto(site)
    button = page.get_by_role("button", name="Nền tối")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    for path in PAGES:
        page.goto(site + path)
        wait_for_scheme(page, "dark")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.emulate_media(color_scheme="dark")
    page.reload()
    wait_for_scheme(page, "light")
    context.close()


def test_paper_is_light_whatever_the_screen(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site + PAGES[1])
    page.emulate_media(media="print", color_scheme="dark")
    wait_for_scheme(page, "light")
    page.close()


def test_first_tab_leads_to_the_content(browser: Browser, site: str) -> None:
    """With the keyboard the first stop is the link past the navigation."""
    page = open_page(browser, site + PAGES[1])
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_end(page, "#noi-dung")
    page.close()
