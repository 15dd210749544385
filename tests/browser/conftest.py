"""Chromium and a web server for tests that look at a built site as a visitor does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.serving import serve
from make import find_test_browser
from tests.browser.waiting import PATIENCE

expect.set_options(timeout=PATIENCE)

# Root needs --no-sandbox; the others keep Chromium from asking its maker's servers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # without windows letters would else be as wide as whole pixels
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without windows, or whichever is installed; `make test` sees to it."""
    executable = find_test_browser()
    assert executable, "Chromium is missing: run `make test`, which installs it or says how"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[..., str]]:
    """A function that serves a folder until the tests end, with more fields in its answers if wanted, and tells its address."""
    with ExitStack() as servers:
        yield lambda folder, **fields: servers.enter_context(serve(folder, **fields))


@pytest.fixture(scope="session")
def site(sample_folder: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the sample site."""
    return serve_folder(sample_folder)


@pytest.fixture
def close_pages(browser: Browser) -> Iterator[None]:
    """A test leaves no page behind."""
    yield
    for context in browser.contexts:
        context.close()
