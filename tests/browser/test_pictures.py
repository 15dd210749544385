"""Pictures as browsers choose and place them: the format, a copy that fits the box, nothing that jumps, a colour until the photo has come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.waiting import wait_for_frames, wait_until

PAGES = (
    "", "san-pham/", "tin-tuc/", "thu-vien-anh/", "hop-tac-xa/thai-nguyen/che-suoi-ngan/", "hop-tac-xa/phu-tho/det-tho-cam-ban-nhot/",
    "hop-tac-xa/thai-nguyen/che-suoi-ngan/hong-tra-suoi-ngan/", "tin-tuc/2023/nguoi-giu-hoa-van-ban-nhot/",
)  # fmt: skip
SCREENS = ((360, 3), (768, 2), (1280, 1))  # width, dots a pixel
# How wide a photo is shown, uncut, and how wide `sizes` says that it is.
LIST_WIDTHS = """() => [...document.querySelectorAll("main picture > img")].filter((image) => image.sizes).map((image) => {
  const box = image.getBoundingClientRect();
  const shape = image.getAttribute("width") / image.getAttribute("height");
  const shown = getComputedStyle(image).objectFit === "cover" ? Math.max(box.width, box.height * shape) : box.width;
  const told = image.sizes.split(",").map((size) => size.match(/^(\\(.*\\) )?(.*)$/)).find(([, condition]) => !condition || matchMedia(condition).matches)[2];
  return [shown, parseFloat(told) * (told.endsWith("vw") ? innerWidth / 100 : 1), image.alt];
})"""
# Chromium counts a shift only where something was to be seen before.
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; })).observe({ type: "layout-shift", buffered: true });
"""
PHOTOS_CAME = "[...document.querySelectorAll('main img')].every((image) => image.complete && image.naturalWidth)"


def open_page(browser: Browser, url: str, width: int, dots: int = 1, **options: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=dots, **options).new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize(("width", "dots"), SCREENS)
@pytest.mark.usefixtures("close_pages")
def test_the_copy_fetched_fits_the_box(browser: Browser, site: str, width: int, dots: int) -> None:
    """What `sizes` says is near enough to what the style sheet does that no copy is half or twice too wide; and all of them come.

    On the finest screens some are asked for as if the screen had about half its dots.
    """
    least = 0.45 if dots > 2 else 0.55
    for path in PAGES:
        page = open_page(browser, site + path, width, dots)
        told = page.evaluate(LIST_WIDTHS)
        assert told, path
        assert not [(path, one) for one in told if not least <= one[1] / one[0] <= 1.85]
        page.evaluate("document.querySelectorAll('main img').forEach((image) => { image.loading = 'eager'; })")
        wait_until(page, PHOTOS_CAME)
        chosen = page.evaluate("[...document.querySelectorAll('main img')].map((image) => [image.currentSrc, image.naturalWidth])")
        assert not [image for image in chosen if not (image[0].endswith(".avif") and image[1])]
        page.context.close()


@pytest.mark.usefixtures("close_pages")
def test_nothing_jumps_when_photos_come(browser: Browser, site: str) -> None:
    """Each has its place before it is there."""
    for path in ("", "hop-tac-xa/thai-nguyen/che-suoi-ngan/", "tin-tuc/2023/nguoi-giu-hoa-van-ban-nhot/"):
        page = open_page(browser, site + path, 360, 2)
        page.evaluate(WATCH_SHIFTS)
        page.mouse.wheel(0, 3000)
        wait_until(page, "scrollY > 0")
        page.evaluate("document.querySelectorAll('main img').forEach((image) => { image.loading = 'eager'; })")
        wait_until(page, PHOTOS_CAME)
        wait_for_frames(page)
        assert page.evaluate("shifts") <= 0.02, path
        page.context.close()


@pytest.mark.usefixtures("close_pages")
def test_a_colour_stands_in_for_a_photo(browser: Browser, site: str) -> None:
    """Before anything of it has come its place has its colour, muted where the page is dark."""
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme).new_page()
        page.route("**/tep/**", lambda route: route.abort())
        page.goto(site + "tin-tuc/2023/nguoi-giu-hoa-van-ban-nhot/")
        read = (
            "(image) => { const paint = getComputedStyle(image); return [paint.backgroundColor, paint.getPropertyValue('--htx-photo')]; }"
        )
        colour, placeholder = page.locator("main figure img").first.evaluate(read)
        assert placeholder.startswith("#")
        seen[scheme] = [float(part) for part in colour.removeprefix("color(srgb ").rstrip(")").split()]
    assert sum(seen["dark"]) < sum(seen["light"])
    assert max(seen["dark"]) < 0.6
