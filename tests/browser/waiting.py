"""Waits for what an action brings about: browsers tell events, focus, layout and addresses after the call that caused them has come back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

PATIENCE = 30_000  # milliseconds; a busy machine is no mistake


def wait_until(page: Page, expression: str, arg: object = None) -> None:
    """Until an expression of the page is true."""
    page.wait_for_function(expression, arg=arg, timeout=PATIENCE)


def wait_for_end(page: Page, end: str) -> None:
    """Until the page's address ends so."""
    expect(page).to_have_url(re.compile(re.escape(end) + "$"))
