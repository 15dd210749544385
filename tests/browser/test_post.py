"""A post as its reader uses it: size of letters, photos above the page, a film elsewhere, handing on, print; keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_for_end, wait_for_frames, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
POST = "tin-tuc/2026/hoi-nghi-tong-ket/"
OTHER = "tin-tuc/2024/lang-gom-ke-chuyen/"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def demo(demo_folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(demo_folder)


@pytest.fixture
def page(browser: Browser, demo: str) -> Iterator[Page]:
    """A phone; what would leave the site is refused and written down in `page.asked`."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.asked = []

    def refuse(route) -> None:
        page.asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(demo), refuse)
    page.goto(demo + POST)
    return page


SIZE = "parseFloat(getComputedStyle(document.querySelector('.htx-reading .htx-prose > p')).fontSize)"


def read_size(page: Page) -> float:
    return page.evaluate(SIZE)


def wait_for_size(page: Page, least: float, most: float = 1000) -> None:
    wait_until(page, f"([least, most]) => {SIZE} >= least && {SIZE} <= most", [least, most])


def test_letters_grow_and_shrink_and_the_size_is_remembered(page: Page, demo: str) -> None:
    """On this page at once, on the next from its first paint; A takes it back; the ends are said and do nothing."""
    normal = read_size(page)
    smaller, usual, larger = (page.get_by_role("group", name="Cỡ chữ").get_by_role("button").nth(number) for number in range(3))
    larger.click()
    wait_for_size(page, normal * 1.1)
    expect(page.locator(".htx-size [role=status]")).to_have_text("Cỡ chữ 115%")
    page.goto(demo + OTHER)
    wait_for_size(page, normal * 1.1)
    for _ in range(5):
        larger.click(force=True)  # the last ones find it off
    expect(larger).to_have_attribute("aria-disabled", "true")
    wait_for_size(page, normal * 1.1, normal * 1.6)
    usual.click()
    expect(usual).to_have_attribute("aria-disabled", "true")
    wait_for_size(page, normal, normal)
    smaller.click()
    wait_for_size(page, 1, normal - 0.1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_remembered_size_moves_nothing_when_a_page_opens(page: Page, demo: str) -> None:
    """It is set before the page is shown."""
    page.get_by_role("button", name="Chữ lớn hơn").click()
    expect(page.locator(".htx-size [role=status]")).to_have_text("Cỡ chữ 115%")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(demo + POST)
    page.wait_for_load_state("networkidle")
    wait_for_frames(page)
    assert page.evaluate("shift") < 0.02


@pytest.mark.parametrize("kept", ["9", "x", "-1", "toString"])
def test_a_size_that_nobody_offers_is_forgotten(page: Page, demo: str, kept: str) -> None:
    """Whatever else stands in the browser's memory under that name; letters still grow."""
    normal = read_size(page)
    page.evaluate("kept => localStorage.setItem('htx-size', kept)", kept)
    page.goto(demo + POST)
    wait_for_size(page, normal, normal)
    page.get_by_role("group", name="Cỡ chữ").get_by_role("button").nth(2).click()
    wait_for_size(page, normal + 0.1)


def test_photos_open_above_the_page_and_are_leafed_by_keyboard(page: Page) -> None:
    """Enter opens, arrows turn around the end, words and number follow, Escape closes and the focus is back where it was."""
    first = page.locator("[data-gallery] a").first
    first.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 1 trên 2")
    expect(viewer.locator("img")).to_have_attribute("alt", "Tranh vẽ gian hàng mái sọc")
    expect(viewer).to_contain_text("Gian hàng bên lề hội nghị")
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 2 trên 2")
    expect(viewer.locator("img")).to_have_attribute("alt", "Tranh vẽ hộp trà và chiếc cốc")
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 1 trên 2")
    page.keyboard.press("ArrowLeft")
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 2 trên 2")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(page.locator("[data-gallery] a").nth(1)).to_be_focused()


def test_a_click_for_another_window_opens_no_viewer(page: Page) -> None:
    """With Ctrl a photo is what it is on any page: a link."""
    with page.context.expect_page() as opened:
        page.locator("[data-gallery] a").first.click(modifiers=["Control"])
    wait_for_end(opened.value, ".jpg")
    expect(page.locator(".htx-viewer")).to_have_count(0)


def test_photos_are_leafed_by_buttons_and_swipes(page: Page) -> None:
    """All within a thumb's reach, and the viewer fits the phone."""
    page.locator("[data-gallery] a").first.click()
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    for name in ("Ảnh trước", "Ảnh sau", "Đóng"):
        assert viewer.get_by_role("button", name=name).bounding_box()["height"] >= 44
    viewer.get_by_role("button", name="Ảnh sau").click()
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 2 trên 2")
    wait_until(page, "document.querySelector('.htx-viewer img').complete")  # it has its size
    box = viewer.locator("img").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.up()
    expect(viewer.get_by_role("status")).to_have_text("Ảnh 1 trên 2")
    box = viewer.bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, PHONE["width"])
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}).response["violations"] == []
    viewer.get_by_role("button", name="Đóng").click()
    expect(viewer).to_be_hidden()


def test_a_photo_is_a_link_without_a_script(browser: Browser, demo: str) -> None:
    """It leads to the picture; controls that would do nothing are not shown."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(demo + POST)
    expect(page.locator(".htx-size")).to_be_hidden()
    expect(page.get_by_role("button", name="Chép đường dẫn")).to_have_count(0)
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    page.locator("[data-gallery] a").first.click()
    wait_for_end(page, ".jpg")


def test_nothing_is_fetched_from_elsewhere_before_a_film_is_asked_for(page: Page) -> None:
    """The link's first touch puts the player above it; the second leads to the film's own page. Own films wait for their button."""
    page.wait_for_load_state("networkidle")
    assert page.asked == []
    assert page.evaluate("[...document.querySelectorAll('video, audio')].map(media => media.readyState)") == [0, 0]
    film = page.get_by_role("link", name="Phóng sự về hội nghị")
    with page.expect_event("requestfailed", lambda request: "youtube" in request.url):
        film.press("Enter")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Phóng sự về hội nghị")
    assert page.asked == ["https://www.youtube-nocookie.com/embed/htxMINHHOA1?autoplay=1"]
    expect(frame).to_be_focused()
    with page.expect_event("requestfailed", lambda request: "watch" in request.url):
        film.press("Enter")
    assert page.asked[-1].startswith("https://www.youtube.com/watch")


def test_the_address_of_a_post_is_copied(browser: Browser, demo: str) -> None:
    """With the browser's clipboard, and without one as on a site without HTTPS; what happened is said."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = f"https://demo.example.vn/{POST}"
    for forbidden in ("", "Object.defineProperty(navigator, 'clipboard', {value: undefined})"):
        page.goto(demo + POST)
        address = page.locator("[data-copy]").get_attribute("data-copy")
        assert address.startswith("https://") and address.endswith(POST)
        page.evaluate("navigator.clipboard.writeText('')")
        if forbidden:
            page.evaluate(f"window.kept = navigator.clipboard; {forbidden}")
        page.get_by_role("button", name="Chép đường dẫn").click()
        expect(page.get_by_text("Đã chép đường dẫn.")).to_be_visible()
        wait_until(page, "async (address) => (await (window.kept || navigator.clipboard).readText()) === address", address)


def test_print_shows_the_post_and_nothing_else(page: Page) -> None:
    """Title, lead, body, photos, author and the post's address; no menu, search, button, card or footer."""
    page.emulate_media(media="print")
    for name in ("h1", ".htx-lead", ".htx-prose", "[data-gallery] img", ".htx-authors", ".htx-printed", "#tep-dinh-kem"):
        expect(page.locator(name).first).to_be_visible()
    for name in (
        ".md-header",
        ".htx-search",
        ".md-footer",
        ".htx-crumbs",
        ".htx-size",
        ".htx-share",
        ".htx-card",
        ".htx-beside",
        "#tin-lien-quan",
    ):
        expect(page.locator(name).filter(visible=True)).to_have_count(0)
    expect(page.locator(".htx-printed")).to_have_text(re.compile(f"{POST}$"))


def test_the_whole_post_is_reached_by_keyboard(page: Page) -> None:
    """Tab comes by size, photos, film, attachment, sharing and the way to report a mistake, in the order of the page."""
    wanted = ["Chữ lớn hơn", "Phóng sự về hội nghị", "Biểu mẫu báo cáo sáu tháng", "Chép đường dẫn", "Báo thông tin chưa đúng"]
    met = []
    for _ in range(90):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText.trim()")
        if name in wanted and name not in met:
            met.append(name)
    assert met == wanted
