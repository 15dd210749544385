"""Visits of a browser with a phone's screen and a slow processor, behind the slow line."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.browser.kinds import Kind
from benchmarks.slow_server import Exchange, SlowServer

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True, "locale": "vi-VN"}
CPU_FACTOR = 4
QUIET, PATIENCE = 1.0, 60.0  # seconds without a request after which a visit is over; seconds until one is given up
TASK_FREE = 50  # milliseconds of a task that a visitor does not notice
WATCH = Path(__file__).with_name("watch.js")
FILE_KINDS = {"css": "css", "js": "script", "woff2": "font", "json": "data", "bin": "data"}
PICTURES = {"jpg", "jpeg", "png", "webp", "avif", "svg", "ico"}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one look at a page cost; seconds from the start of the navigation, bytes with their heads."""

    paint: float
    largest: float
    element: str  # the largest that was painted
    shift: float
    moved: tuple[str, ...]
    blocked_ms: float  # of tasks after the first paint, what each takes above 50 ms
    sizes: dict[str, int] = field(default_factory=dict)  # by kind of file
    requests: int = 0

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / 1000


class Visitor:
    """Opens pages of one server in one browser."""

    def __init__(self, browser: Browser, server: SlowServer) -> None:
        self.browser = browser
        self.server = server

    def visit(self, kind: Kind) -> tuple[Visit, Visit]:
        """A first view with an empty cache, and another page of the kind after it."""
        context = self.browser.new_context(**PHONE)
        context.add_init_script(path=WATCH)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_FACTOR})
        visits = self.look(page, kind.first), self.look(page, kind.repeat)
        context.close()
        return visits

    def look(self, page: Page, url: str) -> Visit:
        """Open a page and wait until it asks for nothing more and has been painted, which a busy machine does later."""
        before = len(self.server.exchanges)
        page.goto(self.server.address + url, wait_until="load")
        self.wait_for_quiet(page)
        page.wait_for_function("benchmarkSeen.paint && benchmarkSeen.lcp", polling=100, timeout=PATIENCE * 1000)
        return build_visit(page.evaluate("benchmarkSeen"), self.server.exchanges[before:])

    def wait_for_quiet(self, page: Page) -> None:
        given_up = time.monotonic() + PATIENCE
        while time.monotonic() < given_up:
            page.wait_for_timeout(100)
            last = max((exchange.ended_at or time.monotonic() for exchange in self.server.exchanges), default=0.0)
            if time.monotonic() - last > QUIET:
                return


def build_visit(seen: dict[str, Any], exchanges: Sequence[Exchange]) -> Visit:
    """A visit from what the page saw and what the server sent."""
    sizes: Counter[str] = Counter()
    for exchange in exchanges:
        sizes[name_kind(exchange.path)] += exchange.size
    return Visit(
        paint=seen["paint"] / 1000,
        largest=seen["lcp"] / 1000,
        element=seen["element"],
        shift=seen["shift"],
        moved=tuple(dict.fromkeys(seen["moved"])),
        blocked_ms=sum(max(0.0, length - TASK_FREE) for start, length in seen["tasks"] if start + length > seen["paint"]),
        sizes=dict(sizes),
        requests=len(exchanges),
    )


def name_kind(path: str) -> str:
    """Document, css, script, font, image, data or other, by the address."""
    name = path.partition("?")[0].rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in ("", "html"):
        return "document"
    return "image" if ending in PICTURES else FILE_KINDS.get(ending, "other")
