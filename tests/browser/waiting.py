"""Waits for what an action brings about: browsers tell events, focus, layout and addresses after the call that caused them has come back."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect

PATIENCE = 30_000  # milliseconds; a busy machine is no mistake


def wait_for_routes(page: Page, held: list[Route], least: int = 1) -> None:
    """Until so many requests are held back."""
    for _ in range(PATIENCE // 20):
        if len(held) >= least:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{len(held)} requests instead of {least}")


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Until an expression of the page is true."""
    page.wait_for_function(expression, arg=arg, timeout=PATIENCE)


def wait_for_frames(page: Page) -> None:
    """Until the page has been drawn anew and those who watch the drawing have been told."""
    page.evaluate("() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell))))")


def click_shown(page: Page, links: Locator) -> None:
    """Click the one that is shown. Which one that is may change just then: one sentence takes the place of another."""
    shown = links.filter(visible=True)
    expect(shown).to_have_count(1)
    wait_for_frames(page)
    shown.evaluate("link => link.click()")


def wait_for_end(page: Page, end: str) -> None:
    """Until the page's address ends so."""
    expect(page).to_have_url(re.compile(re.escape(end) + "$"))
