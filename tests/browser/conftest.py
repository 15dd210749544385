"""Chromium and a web server for tests that look at a built site as a visitor does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from make import find_chromium
from tests.sample_site import build_sample

# Root needs --no-sandbox; the others keep Chromium from asking its maker's servers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class SilentHandler(SimpleHTTPRequestHandler):
    """Answers like `python3 -m http.server`, without a line a request."""

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is installed; `make test` sees to it."""
    executable = find_chromium()
    assert executable, "Chromium is missing: run `make test`, which installs it or says how"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP while the block runs; yields its address, which ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SilentHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the tests end, and tells its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve(folder))


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample site, for tests that only look at it."""
    return build_sample(tmp_path_factory.mktemp("sample"))


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
