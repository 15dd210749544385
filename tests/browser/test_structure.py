"""What screen readers move by on every kind of page: headings, landmarks, tables, names of controls, marks of language; and the size of targets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, settle

pytestmark = pytest.mark.browser
# What is seen or told: `details` that are closed and parts for other cases are neither.
SHOWN = """
const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('[aria-hidden="true"]');
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const words = (node) => node.outerHTML.slice(0, 140);
"""
HEADINGS = "() => {" + SHOWN + "return all('h1,h2,h3,h4,h5,h6').map((node) => [Number(node.tagName[1]), node.textContent.trim()]); }"
LANDMARKS = (
    "() => {"
    + SHOWN
    + """
  const name = (node) => node.getAttribute('aria-label')
    ?? (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  return {
    main: all('main, [role=main]').length,
    banner: all('body header, [role=banner]').filter((node) => !node.parentElement.closest('main, article, section, nav, aside')).length,
    contentinfo: all('footer').filter((node) => !node.closest('main, article, section, nav, aside')).length,
    navs: all('nav, [role=navigation]').map(name),
  };
}"""
)
TABLES = (
    "() => {"
    + SHOWN
    + """
  const bad = [];
  for (const table of all('main table')) {
    const named = table.caption?.textContent.trim() || table.getAttribute('aria-label') || table.closest('[role=table][aria-labelledby], [role=region][aria-label]');
    const ours = table.closest('.htx');
    if (!table.querySelector('th')) bad.push('no header: ' + words(table));
    if (ours && !named) bad.push('no name: ' + words(table));
    for (const cell of table.querySelectorAll('th')) if (ours && !cell.scope) bad.push('no scope: ' + words(cell));
    const room = table.closest('.htx-table, .md-typeset__table');
    if (room && room.scrollWidth > room.clientWidth + 1 && !room.closest('[tabindex="0"]')) bad.push('not scrolled by keys: ' + words(room));
  }
  return bad;
}"""
)
CONTROLS = (
    "() => {"
    + SHOWN
    + """
  return all('input, select, textarea').filter((node) => node.type !== 'hidden' && !node.labels?.length && !node.ariaLabel).map(words);
}"""
)
# WCAG 2.2, 2.5.8: 24 by 24 px, or a circle of 24 px around its middle that meets no other target; links within a sentence are excepted.
TARGETS = (
    "(least) => {"
    + SHOWN
    + """
  const inText = (node) => {
    const block = node.closest('p, li, dd, td, th, figcaption, summary, h1, h2, h3, h4');
    if (!block || getComputedStyle(node).display !== 'inline') return false;
    return block.textContent.replace(/\\s/g, '').length > node.textContent.replace(/\\s/g, '').length;
  };
  const box = (node) => {
    const boxes = [node.getBoundingClientRect()];
    const after = getComputedStyle(node, '::after');
    if (after.position === 'absolute' && after.inset === '0px') boxes.push(node.closest('.htx-card, .htx-hit, .htx-album, li').getBoundingClientRect());
    if (node.labels) boxes.push(...[...node.labels].filter(shown).map((label) => label.getBoundingClientRect()));
    return boxes.reduce((one, other) => (other.width * other.height > one.width * one.height ? other : one));
  };
  const targets = all('a[href], button, input:not([type=hidden]), select, summary, [role=button], label[for]')
    .filter((node) => !node.matches('.md-skip, .md-toggle, .headerlink, .md-overlay') && !node.closest('.md-nav'))
    .map((node) => ({ node, box: box(node) }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const far = ({ left, right, top, bottom }, [x, y]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  const small = ({ box }) => box.width < least - .1 || box.height < least - .1;
  const crowded = (one) => targets.some((other) => other.node !== one.node && !other.node.contains(one.node) && !one.node.contains(other.node)
    && other.node.closest('label')?.control !== one.node && one.node.closest('label')?.control !== other.node
    && (small(other) ? Math.hypot(...middle(one.box).map((value, axis) => value - middle(other.box)[axis])) < least : far(other.box, middle(one.box)) < least / 2));
  return targets.filter((one) => small(one) && !inText(one.node) && crowded(one))
    .map(({ node, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${words(node)}`);
}"""
)
LEAST_TARGET, THUMB = 24, 44


@pytest.fixture(scope="module", params={"phone": PHONE, "desk": DESK}.values(), ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """One screen for all pages, since a new one costs as much as a look."""
    context = browser.new_context(viewport=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_the_page_has_a_frame_that_is_told(page: Page, site: str, kind: str) -> None:
    """One h1, no level leapt over, one main, one header and footer, ways with different names, tables with headers, controls with labels, targets with room."""
    page.goto(site + PAGE_KINDS[kind].url)
    settle(page)
    headings = page.evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert levels.count(1) == 1 and levels[0] == 1, headings
    leaps = [after for before, after in itertools.pairwise(headings) if after[0] - before[0] > 1]
    assert leaps == []
    assert all(text for _, text in headings)
    landmarks = page.evaluate(LANDMARKS)
    assert (landmarks["main"], landmarks["banner"], landmarks["contentinfo"]) == (1, 1, 1)
    assert all(landmarks["navs"]) and len(landmarks["navs"]) == len(set(landmarks["navs"])), landmarks["navs"]
    assert page.evaluate(TABLES) == []
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(TARGETS, LEAST_TARGET) == []
    assert page.title().strip() and page.locator("html").get_attribute("lang") == "vi"
    for button in page.locator('a[href^="tel:"].htx-button, .htx-button--zalo').all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= THUMB


def test_titles_tell_pages_apart(browser: Browser, site: str) -> None:
    """Each kind's title begins with its own words, which is what a tab and a screen reader say first."""
    page = browser.new_page(java_script_enabled=False)
    titles = {}
    for name, kind in PAGE_KINDS.items():
        if "?" not in kind.url:
            page.goto(site + kind.url)
            titles[name] = page.title()
    page.close()
    assert len(set(titles.values())) == len(titles), titles


ENGLISH = {
    "profile-english": ("Ven De Longan Cooperative", "In English"),
    "product": ("Suoi Ngan bud tea", "In English"),
    "post-english": ("Suoi Ngan bud tea earns five stars", "In English"),
}


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_marked(browser: Browser, site: str, kind: str) -> None:
    """Names, titles and summaries in English are read by an English voice; what is Vietnamese is not."""
    page = browser.new_page()
    page.goto(site + PAGE_KINDS[kind].url)
    for words in ENGLISH[kind]:
        found = page.locator("main").get_by_text(words, exact=True)
        assert found.count() >= 1, words
        for node in found.all():
            assert node.evaluate("node => node.closest('[lang]').lang") == "en", words
    assert page.locator("h1").evaluate("node => node.closest('[lang]').lang") == "vi"
    page.close()
