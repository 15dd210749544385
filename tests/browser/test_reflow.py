"""Large letters, narrow windows, wide spacing: nothing is lost and nothing scrolls sideways but tables in their own frame (WCAG 2.2: 1.4.4, 1.4.10, 1.4.12)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.page_kinds import PAGE_KINDS, settle

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}  # 1280 px at 400 %, or 640 px at 200 %
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
LARGE = "html { font-size: 250% !important }"  # Material's root is 125 %: letters twice as large
# Words that a box cuts off, other than what is meant to be cut after some lines, to scroll, or to be heard only.
CUT_OFF = """() => {
  const cut = [];
  for (const node of document.querySelectorAll('main *, footer *, .htx-search *')) {
    if (!node.checkVisibility({ visibilityProperty: true }) || !node.textContent.trim()) continue;
    const style = getComputedStyle(node);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    if (style.clipPath !== 'none' || style.webkitLineClamp !== 'none' || node.closest('.htx-unseen, .md-sidebar, svg, select')) continue;
    const scrolls = (value) => value === 'auto' || value === 'scroll';
    if (node.scrollWidth > node.clientWidth + 2 && !scrolls(style.overflowX)) cut.push('sideways: ' + node.outerHTML.slice(0, 140));
    if (node.scrollHeight > node.clientHeight + 2 && !scrolls(style.overflowY)) cut.push('below: ' + node.outerHTML.slice(0, 140));
  }
  return cut;
}"""
TOO_WIDE = """() => {
  const wide = [];
  if (document.documentElement.scrollWidth <= innerWidth) return wide;
  for (const node of document.querySelectorAll('body *')) {
    if (node.getBoundingClientRect().right > innerWidth + 1 && !node.closest('.htx-table, .md-typeset__table, .md-sidebar, .htx-unseen')) wide.push(node.outerHTML.slice(0, 120));
  }
  return wide.slice(0, 3);
}"""
# Boxes that scroll sideways can be reached and scrolled by keys: they, or something in them, take the focus.
UNREACHED = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 2 && ['auto', 'scroll'].includes(getComputedStyle(node).overflowX))
  .filter((node) => node.tabIndex < 0 && !node.closest('[tabindex="0"]') && !node.querySelector('a, button, input, summary, [tabindex="0"]'))
  .map((node) => node.outerHTML.slice(0, 140))"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The narrowest window that must hold a page; one for all, since a new one costs as much as a look."""
    context = browser.new_context(viewport=NARROW, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_nothing_is_lost_however_large_it_is_read(page: Page, site: str, kind: str) -> None:
    """At 320 px, with wide spacing, and with letters twice as large."""
    page.goto(site + PAGE_KINDS[kind].url)
    settle(page)
    find_losses(page, "320 px")
    spaced = page.add_style_tag(content=SPACING)
    find_losses(page, "spacing")
    spaced.evaluate("node => node.remove()")
    page.add_style_tag(content=LARGE)
    page.set_viewport_size({"width": 640, "height": 800})
    find_losses(page, "200 %")
    page.set_viewport_size(NARROW)


def find_losses(page: Page, how: str) -> None:
    assert page.evaluate(TOO_WIDE) == [], how
    assert page.evaluate(CUT_OFF) == [], how
    assert page.evaluate(UNREACHED) == [], how
