"""What visitors have asked their system for: less motion, their own colours; and what is said to those who do not look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, STATES, settle

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("close_pages")]
LOOKED_AT = ("home", "directory", "profile", "product", "seasons", "post", "statistics", "search-found", "prose", "components")
MOVING = """() => {
  const moving = [];
  const long = (value) => value.split(',').some((part) => parseFloat(part) > 0.01);
  for (const node of document.querySelectorAll('*')) {
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(node, pseudo);
      if ((style.transitionProperty !== 'none' && long(style.transitionDuration)) || (style.animationName !== 'none' && long(style.animationDuration)))
        moving.push(node.outerHTML.slice(0, 100) + (pseudo ?? ''));
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') moving.push('scrolls smoothly');
  return moving.slice(0, 5);
}"""
# In forced colours the system paints the grounds: only edges, underlines and words are left to tell parts apart.
EDGELESS = """() => [...document.querySelectorAll('.htx .htx-button, .htx .htx-badge, .htx .htx-ocop, .htx-pages li > *, .htx-doors a, .htx-ways a, .htx-search button, .htx-search input')]
  .filter((node) => node.checkVisibility() && !node.closest('[hidden]') && !node.matches('[aria-hidden]'))
  .filter((node) => { const style = getComputedStyle(node); return style.borderBottomStyle === 'none' || parseFloat(style.borderBottomWidth) < 1; })
  .map((node) => node.outerHTML.slice(0, 120))"""


def open_kind(browser: Browser, site: str, kind: str, screen: dict[str, int], **options: object) -> Page:
    page = browser.new_context(viewport=screen, **options).new_page()
    page.goto(site + PAGE_KINDS[kind].url)
    settle(page)
    return page


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_nothing_moves_for_those_who_asked_for_less_motion(browser: Browser, site: str, kind: str) -> None:
    """No transition, no animation, no smooth scrolling."""
    page = open_kind(browser, site, kind, PHONE, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_forced_colours_leave_edges(browser: Browser, site: str, kind: str) -> None:
    """Buttons, marks and boxes to type in keep a line around them."""
    page = open_kind(browser, site, kind, DESK, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(EDGELESS) == []


def test_forced_colours_show_what_is_chosen(browser: Browser, site: str) -> None:
    """The current page of a list and the chosen suggestion differ by more than their ground."""
    page = open_kind(browser, site, "directory", DESK, forced_colors="active")
    current, other = (
        page.locator(selector).first.evaluate(
            "node => { const s = getComputedStyle(node); return [s.fontWeight, s.borderBottomWidth, s.outlineStyle]; }"
        )
        for selector in (".htx-pages [aria-current]", ".htx-pages a[aria-label]")
    )
    assert current != other
    page = open_kind(browser, site, "prose", DESK, forced_colors="active")
    STATES["suggestions-open"].open(page)
    page.keyboard.press("ArrowDown")
    chosen = page.locator('#htx-suggest [aria-selected="true"]')
    expect(chosen).not_to_have_css("outline-style", "none")


def test_states_are_said(browser: Browser, site: str) -> None:
    """Results, copied addresses and sizes of letters are told through live regions that are there before they change."""
    page = open_kind(browser, site, "search", DESK)
    expect(page.locator("#htx-count")).to_have_attribute("role", "status")
    page = open_kind(browser, site, "post", DESK)
    expect(page.locator(".htx-share [role=status]")).to_have_count(1)
    page.get_by_role("button", name="Chữ lớn hơn").click()
    expect(page.locator(".htx-size [role=status]")).to_have_text("Cỡ chữ 115%")
    page = open_kind(browser, site, "prose", DESK)
    expect(page.locator(".htx-search__status")).to_have_attribute("role", "status")
    STATES["suggestions-open"].open(page)
    expect(page.locator(".htx-search [role=status]").filter(has_text="gợi ý")).to_have_count(1)


def test_stars_are_read_once(browser: Browser, site: str) -> None:
    """«OCOP 5 sao», without five signs before it."""
    page = open_kind(browser, site, "product", PHONE)
    snapshot = page.locator("main").aria_snapshot()
    assert "OCOP 5 sao" in snapshot
    assert "★" not in snapshot and "☆" not in snapshot
