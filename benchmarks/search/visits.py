"""Visits of a real browser behind the slow line: when results stand on the page, what came down the line, what kept the page busy."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.queries import Query
from benchmarks.slow_server import Exchange, SlowServer
from make import find_chromium

SEARCH_PAGE = "tim-kiem/"
BOX = ".htx-search input"
LISTS = {"results": "#htx-hits h3 a", "options": "#htx-suggest [role=option]"}
FACETS_BUTTON = "#htx-open"
OWN_FILE = re.compile(r"/tim-kiem/chi-muc/|/assets/htx/(tim-kiem|box)\b")
WATCH = Path(__file__).with_name("watch.js")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
ENOUGH = 10  # titles that count as a page of results
QUIET = 0.6  # seconds without a request after which a visit is over
PATIENCE = 90.0
KEY_PAUSE = 120  # milliseconds between two keys of somebody typing
CPU_FACTOR = 4
GO = "(address) => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate', { state: null })) }"
READ = """(wanted) => {
  const { lists = {}, tasks = [], keys = [] } = window.benchmarkWatch ?? {};
  return { origin: performance.timeOrigin, list: lists[wanted] ?? [], tasks, keys };
}"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a visitor did and what came of it; times in seconds from its start, None where nothing came."""

    name: str
    query: str
    first: float | None = None  # the first title, or the first suggestion
    ten: float | None = None  # ten titles, or all where there are fewer; of suggestions the last change
    shown: int = 0
    exchanges: tuple[Exchange, ...] = ()
    started_at: float = 0.0  # on the server's clock
    tasks: tuple[float, ...] = ()  # seconds of each long task

    def count_bytes(self, own: bool = False) -> int:
        """Bytes down the line, in all or of the search alone."""
        return sum(exchange.size for exchange in self.list_exchanges(own))

    def list_exchanges(self, own: bool = False) -> list[Exchange]:
        return [exchange for exchange in self.exchanges if not own or OWN_FILE.search(exchange.path)]


class Visitor:
    """Opens pages of one server in one browser, each with an empty cache."""

    def __init__(self, browser: Browser, server: SlowServer, screen: dict[str, Any]) -> None:
        self.browser = browser
        self.server = server
        self.screen = screen

    @contextmanager
    def open_page(self, cpu_factor: int = 1) -> Iterator[Page]:
        """A page of somebody who has never been here."""
        context = self.browser.new_context(**self.screen, locale="vi-VN")
        context.add_init_script(f"{WATCH.read_text(encoding='utf-8').strip()}({json.dumps(LISTS)})")
        page = context.new_page()
        if cpu_factor > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": cpu_factor})
        yield page
        context.close()

    def visit(self, page: Page, query: Query, name: str = "visit") -> Step:
        """Open the search page at a query's address; times count from the start of the navigation."""
        address = self.server.address + SEARCH_PAGE + query.suffix
        noted = self.watch(page, lambda: page.goto(address, wait_until="commit"), "results", anew=True)
        return build_step(name, query, noted)

    def ask_again(self, page: Page, query: Query) -> Step:
        """A second query on the page that is open: put into its box and sent, or facets by the address."""
        if query.text:
            page.fill(BOX, query.text)
            return build_step("again", query, self.watch(page, lambda: page.press(BOX, "Enter"), "results"))
        return build_step("again", query, self.watch(page, lambda: page.evaluate(GO, query.suffix), "results"))

    def open_record(self, page: Page, url: str) -> Step:
        """An ordinary page of a record, as a visitor finds it through a link."""
        return build_step("record", Query(url), self.watch(page, lambda: page.goto(self.server.address + url), anew=True))

    def type_in_box(self, page: Page, query: Query) -> Step:
        """Touch the header's box and type as people do."""
        noted = self.watch(page, lambda: (page.click(BOX), page.type(BOX, query.text, delay=KEY_PAUSE)), "options")
        step = build_step("suggest", query, noted)
        if not noted.changes:
            return step
        keys = [key for key in noted.keys if key > noted.start]
        last = max(noted.changes[-1]["at"], keys[-1])  # what was right before the last key needs no change after it
        return replace(step, first=step.first - (keys[0] - noted.start) / 1000, ten=(last - keys[-1]) / 1000)

    def send_box(self, page: Page, query: Query) -> Step:
        """Enter in the header's box after typing: the search page at that query."""

        def send() -> None:
            with page.expect_navigation(wait_until="commit"):
                page.press(BOX, "Enter")

        return build_step("sent", query, self.watch(page, send, "results", anew=True))

    def open_facets(self, page: Page) -> Step:
        """Open the facets; nothing happens where the page shows no button for them."""
        button = page.locator(FACETS_BUTTON)
        return build_step("facets", Query(), self.watch(page, lambda: button.click() if button.is_visible() else None))

    def watch(self, page: Page, act: Callable[[], object], wanted: str = "", *, anew: bool = False) -> Noted:
        """Do something, wait until the list that is wanted has changed and the line is quiet, and tell what happened since."""
        start = 0.0 if anew else page.evaluate("performance.now()")
        seen = len(self.server.exchanges)
        act()
        end = time.monotonic() + PATIENCE
        while True:
            page.wait_for_timeout(100)
            noted = Noted(**page.evaluate(READ, wanted), start=start, exchanges=tuple(self.server.exchanges[seen:]))
            last = max((exchange.ended_at or time.monotonic() for exchange in noted.exchanges), default=0.0)
            is_quiet = time.monotonic() - last > QUIET
            if (is_quiet and (noted.changes or not wanted)) or time.monotonic() > end:
                return noted


@dataclass(frozen=True, slots=True)
class Noted:
    """What watch.js noted, times in milliseconds of the page's clock, and what went over the line meanwhile."""

    origin: float  # the zero of the page's clock in milliseconds since 1970
    list: Sequence[Mapping[str, Any]]  # changes of the wanted list: `at`, `count`, `text`
    tasks: Sequence[Mapping[str, float]]
    keys: Sequence[float]
    start: float
    exchanges: tuple[Exchange, ...]

    @property
    def changes(self) -> Sequence[Mapping[str, Any]]:
        """Those of this step."""
        return [change for change in self.list if change["at"] > self.start]


def build_step(name: str, query: Query, noted: Noted) -> Step:
    """The times at which titles stood on the page, from what was noted."""
    changes, start = noted.changes, noted.start
    shown = changes[-1]["count"] if changes else 0
    first = next((change["at"] for change in changes if change["count"]), None)
    ten = next((change["at"] for change in changes if change["count"] >= min(shown, ENOUGH) and shown), None)
    clocks_apart = time.time() - time.monotonic()
    return Step(
        name,
        str(query),
        None if first is None else (first - start) / 1000,
        None if ten is None else (ten - start) / 1000,
        shown,
        noted.exchanges,
        (noted.origin + start) / 1000 - clocks_apart,
        tuple(task["length"] / 1000 for task in noted.tasks if task["at"] + task["length"] > start),
    )


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The Chromium of the browser tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()
