"""Whoever reads the site talks to the site alone: every page is opened with the network watched, under the strictest policy that a host can set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_kinds import DESK, PAGE_KINDS, PHONE, STATES, settle
from generator.staff.policy import format_policy, load_inline
from tests.crawling import is_redirect, read_pages

pytestmark = pytest.mark.browser
TOUCHED = "hop-tac-xa/thai-nguyen/che-suoi-ngan/"


class Watched:
    """A page, and all that it did beyond its own site or against the policy."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.faults, self.requests = page, site, [], 0
        page.context.on("request", lambda request: self.note(request.url))
        page.context.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )

    def note(self, url: str) -> None:
        self.requests += 1
        if not url.startswith((self.site, "data:")):
            self.faults.append(url)

    def open(self, url: str) -> None:
        self.page.goto(self.site + url)

    def tell(self) -> list[tuple[str, str]]:
        """Where the page stands, and what it did there."""
        faults, self.faults = [(self.page.url, fault) for fault in self.faults], []
        return faults


@pytest.fixture(scope="module")
def strict(sample_folder: Path, serve_folder: Callable[..., str]) -> str:
    """The sample behind a host that sets the policy which `htx csp` prints for it."""
    return serve_folder(sample_folder, Content_Security_Policy=format_policy(load_inline(sample_folder).hashes))


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def watched(request: pytest.FixtureRequest, browser: Browser, strict: str) -> Iterator[Watched]:
    context = browser.new_context(viewport=request.param, reduced_motion="reduce")
    yield Watched(context.new_page(), strict)
    context.close()


def test_sample_needs_no_exception(sample_folder: Path) -> None:
    """No script, no style and no handler stands in any page, so the policy lists no hash."""
    inline = load_inline(sample_folder)
    assert (inline.hashes, inline.refused_pages) == ((), ())


def test_every_page_of_the_demo_keeps_to_its_site(browser: Browser, serve_folder: Callable[..., str], demo_folder: Path) -> None:
    """Hostile records included: not one request leaves, and nothing is refused. Redirects, which a browser leaves at once, hold nothing else."""
    inline = load_inline(demo_folder)
    assert inline.refused_pages == ()
    pages = [page.path for page in read_pages(demo_folder).values() if not is_redirect(page)]
    site = serve_folder(demo_folder, Content_Security_Policy=format_policy(inline.hashes))
    context = browser.new_context(viewport=PHONE)
    watched, found = Watched(context.new_page(), site), []
    for url in pages:
        watched.open(url)
        found += watched.tell()
    context.close()
    assert found == []
    assert watched.requests > len(pages) > 100


def test_every_kind_of_page_keeps_to_its_site(watched: Watched) -> None:
    """Large and small screens load different photos."""
    found = []
    for kind in PAGE_KINDS.values():
        watched.open(kind.url)
        settle(watched.page)
        found += watched.tell()
    assert found == []


def test_whatever_is_touched_keeps_to_its_site(watched: Watched) -> None:
    """Menu, suggestions, filters, photos above the page, colours, size of letters; films of other hosts are not touched."""
    found, page = [], watched.page
    for state in STATES.values():
        if page.viewport_size["width"] in state.widths:
            watched.open(state.url)
            settle(page)
            state.open(page)
            found += watched.tell()
    watched.open(TOUCHED)
    page.get_by_role("button", name="Nền tối").click()
    expect(page.locator("html")).to_have_attribute("data-htx-scheme", "dark")
    page.fill("#htx-q", "chè")
    page.press("#htx-q", "Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    settle(page)
    assert found + watched.tell() == []


def test_page_that_calls_elsewhere_is_seen(browser: Browser, serve_folder: Callable[..., str], tmp_path: Path) -> None:
    """The watch sees a picture, a script and a style from elsewhere, and what stands in the page, with the policy and without."""
    (tmp_path / "a.html").write_text(
        '<!doctype html><img src="http://127.0.0.2:9/a.png"><p style="color: red">x</p><script>1</script>', encoding="utf-8"
    )
    for fields, least in (({}, 1), ({"Content_Security_Policy": format_policy()}, 3)):
        page = browser.new_page()
        watched = Watched(page, serve_folder(tmp_path, **fields))
        watched.open("a.html")
        page.wait_for_load_state("networkidle")
        assert len(watched.tell()) >= least
        page.close()
