"""The site by keyboard alone: the way past the navigation, every stop seen and in view, menus, filters, pages of lists, the two schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, settle
from tests.browser.searching import FOUND
from tests.browser.waiting import wait_for_frames, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
WALKED = (
    "home",
    "directory",
    "photo-library",
    "profile",
    "product",
    "seasons",
    "news",
    "post",
    "statistics",
    "search-found",
    "prose",
    "guide",
    "components",
)
MOST_STOPS = 120
# What is wrong with where the focus is: no ring, out of sight, or below something else (WCAG 2.2: 2.4.7, 2.4.11).
FAULT = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return 'end';
  const words = node.outerHTML.slice(0, 140);
  const ringed = (pseudo) => {
    const style = getComputedStyle(node, pseudo);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes('inset');
  };
  if (!ringed(null) && !ringed('::after')) return 'no ring: ' + words;
  const boxes = [node, ...node.querySelectorAll('img')].flatMap((part) => [...part.getClientRects()]).filter((box) => box.width && box.height);
  if (!boxes.length) return 'no box: ' + words;
  const seen = boxes.some(({ left, right, top, bottom }) => {
    const points = [[left + 2, top + 2], [right - 2, top + 2], [(left + right) / 2, (top + bottom) / 2], [left + 2, bottom - 2], [right - 2, bottom - 2]];
    return points.some(([x, y]) => {
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
      const top = document.elementFromPoint(x, y);
      return top && (node.contains(top) || top.contains(node));
    });
  });
  return seen ? '' : 'not seen: ' + words;
}"""


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of a kind on a screen."""

    def open_kind(kind: str, screen: dict[str, int] = DESK, **options: object) -> Page:
        page = browser.new_context(viewport=screen, reduced_motion="reduce", **options).new_page()
        page.goto(site + PAGE_KINDS[kind].url)
        settle(page)
        return page

    yield open_kind


def find_fault(page: Page) -> str:
    """What is wrong with where the focus is, once the page has been scrolled there and drawn."""
    for _ in range(20):
        fault = page.evaluate(FAULT)
        if fault in ("", "end"):
            break
        wait_for_frames(page)
    return fault


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["home", "profile", "product", "directory", "post", "search", "not-found", "prose", "guide"])
def test_the_first_stop_leads_past_the_navigation(open_page: Callable[..., Page], kind: str, screen: dict[str, int]) -> None:
    """It is seen once it has the focus; behind it the next stop is in the content itself."""
    page = open_page(kind, screen)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert find_fault(page) == ""
    page.keyboard.press("Enter")
    wait_until(page, "location.hash.length > 1")
    page.keyboard.press("Tab")
    wait_until(page, "document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", WALKED)
def test_every_stop_is_seen(open_page: Callable[..., Page], kind: str, screen: dict[str, int]) -> None:
    """A ring around it, and no bar, header or sheet in front of it."""
    page = open_page(kind, screen)
    stops = 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        fault = find_fault(page)
        if fault == "end":
            break
        assert fault == ""
        stops += 1
    assert stops > 10


def test_the_way_back_is_seen_too(open_page: Callable[..., Page]) -> None:
    """Backwards from the end of a phone's profile, where a bar stands at the thumb."""
    page = open_page("profile", PHONE)
    page.evaluate("document.querySelector('footer a:last-of-type').focus()")
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        assert find_fault(page) == ""


def test_tabs_lead_on(open_page: Callable[..., Page]) -> None:
    """On a desk the site's sections are links in a row."""
    page = open_page("profile")
    link = page.locator(".md-tabs__link", has_text="Tin tức")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tin-tuc/")


def test_the_scheme_is_changed_by_keys(open_page: Callable[..., Page]) -> None:
    """The button tells its state; Space and Enter change it, there and back."""
    page = open_page("profile", color_scheme="light")
    button = page.locator(".htx-scheme")
    button.focus()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    wait_until(page, f"light => {ground} !== light", light)
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    wait_until(page, f"light => {ground} === light", light)


def test_filters_are_ticked_by_keys_and_the_count_is_told(open_page: Callable[..., Page]) -> None:
    """A facet is reached by Tab, ticked by Space, keeps the focus; the number of results is in a live region."""
    page = open_page("search-found")
    expect(page.locator("#htx-side input[type=checkbox]").first).to_be_visible()  # counts come behind the results
    page.locator(".htx-found__skip").focus()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#htx-side input[type=checkbox]')"):
            break
    before = page.locator("#htx-count").inner_text()
    box = page.evaluate("[document.activeElement.name, document.activeElement.value]")
    page.keyboard.press("Space")
    expect(page.locator("#htx-count")).not_to_have_text(before)
    expect(page.locator("#htx-count")).to_have_text(FOUND)
    expect(page.locator("#htx-count")).to_have_attribute("role", "status")
    expect(page.locator(f'#htx-side [name="{box[0]}"][value="{box[1]}"]')).to_be_checked()
    wait_until(page, "([name, value]) => document.activeElement.name === name && document.activeElement.value === value", box)


def test_filters_of_a_phone_open_and_close_by_keys(open_page: Callable[..., Page]) -> None:
    """Enter opens the sheet, the focus stays in it, Escape closes it, and the focus is back."""
    page = open_page("search-found", PHONE)
    page.locator("#htx-open").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#htx-sheet")).to_be_visible()
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.querySelector('#htx-sheet').contains(document.activeElement)"
        )
    page.keyboard.press("Escape")
    expect(page.locator("#htx-sheet")).not_to_be_visible()
    expect(page.locator("#htx-open")).to_be_focused()


def test_folds_open_by_keys(open_page: Callable[..., Page]) -> None:
    """«Xem theo tỉnh, thành phố» above the directory."""
    page = open_page("directory", PHONE)
    fold = page.locator("details.htx-finer").first
    fold.locator("summary").focus()
    was_open = fold.evaluate("node => node.open")
    page.keyboard.press("Enter")
    expect(fold).to_have_js_property("open", not was_open)


def test_pages_of_a_list_are_leafed_by_keys(open_page: Callable[..., Page]) -> None:
    """The next page is a link; the page that is shown is said to be the current one."""
    page = open_page("directory")
    page.locator(".htx-pages a[rel=next]").focus()
    assert find_fault(page) == ""
    page.keyboard.press("Enter")
    page.wait_for_url("**/hop-tac-xa/trang/2/")
    expect(page.locator(".htx-pages [aria-current=page]")).to_have_text("2")


def test_nothing_is_told_by_hovering_only(open_page: Callable[..., Page]) -> None:
    """A `title` that says more than the words it stands on is a sentence that phones and keyboards never get; abbreviations are explained in the text,
    and the file of a sample stands above it."""
    for kind in WALKED:
        page = open_page(kind)
        more = page.evaluate(
            "[...document.querySelectorAll('main [title]')].filter((node) => !node.matches('abbr, code, .headerlink, iframe')"
            " && !node.hasAttribute('aria-label')).map((node) => node.outerHTML.slice(0, 120))"
        )
        assert more == [], kind
        page.context.close()
