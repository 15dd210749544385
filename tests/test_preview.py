"""The page that stands in for every page while the data has mistakes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator import preview
from generator.diagnostics import Diagnostic, Report, Span
from generator.preview import MISTAKES_FILE, MOST_SHOWN, MistakesApp, render_failure, render_mistakes, watch_folders, write_mistakes
from tests.small_project import write_text

WAIT_SECONDS = 60


def make_diagnostic(line: int = 1, *, given: str = "x") -> Diagnostic:
    return Diagnostic.of(Span("data/a.yml", line, 3, 1), "bad-setting", reason=given, source_line="a: <script>alert(1)</script>")


@pytest.mark.parametrize(
    ("path", "is_turned"),
    [
        ("/", True), ("/hop-tac-xa/", True), ("/hop-tac-xa/index.html", True), ("/hop-tac-xa", True),
        ("/assets/a.css", False), ("/tep/anh.jpg", False), ("/livereload/12/34", False), ("/tin-tuc/rss.xml", False),
    ],
)  # fmt: skip
def test_pages_are_turned_to_the_mistakes(path: str, is_turned: bool) -> None:
    """Requests for pages get the mistakes; pictures, styles and the reload question go through."""
    asked = []
    app = MistakesApp(lambda environ, start: asked.append(environ["PATH_INFO"]) or [b""], "/htx/", lambda: True)
    app({"PATH_INFO": path}, None)
    assert asked == ["/htx/" + MISTAKES_FILE if is_turned else path]


def test_nothing_is_turned_without_mistakes() -> None:
    """A sound site is served as it is, and the answer is asked for at every request."""
    asked, mistakes = [], [True]
    app = MistakesApp(lambda environ, start: asked.append(environ["PATH_INFO"]) or [b""], "/", lambda: bool(mistakes))
    mistakes.clear()
    app({"PATH_INFO": "/hop-tac-xa/"}, None)
    assert asked == ["/hop-tac-xa/"]


def test_page_shows_every_mistake_escaped() -> None:
    """What staff wrote is shown as text, with file and line."""
    page = render_mistakes(Report([make_diagnostic(7, given="</pre><b>")]))
    assert "data/a.yml:7:3" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "</pre><b>" not in page
    assert '<html lang="vi">' in page


def test_long_list_is_cut_and_says_so() -> None:
    """Thousands of mistakes do not make a page of megabytes."""
    page = render_mistakes(Report([make_diagnostic(line) for line in range(1, MOST_SHOWN + 6)]))
    assert page.count("<pre") == MOST_SHOWN
    assert "Còn 5 chỗ nữa" in page


def test_failure_is_shown_escaped(tmp_path: Path) -> None:
    """A setting that cannot be used has its page too, which lies hidden beside the last good site."""
    write_mistakes(tmp_path / "site", render_failure("<hỏng>"))
    assert "&lt;hỏng&gt;" in (tmp_path / "site" / MISTAKES_FILE).read_text(encoding="utf-8")
    assert MISTAKES_FILE.startswith(".")


class Server:
    """As much of MkDocs's server as watching asks for."""

    def __init__(self, *watched: Path) -> None:
        self.observer = SimpleNamespace(emitters=[SimpleNamespace(watch=SimpleNamespace(path=str(path))) for path in watched])
        self.asked: list[str] = []
        self.told = threading.Event()
        self.on_any_event = lambda event: self.told.set()

    def watch(self, path: str) -> None:
        self.asked.append(path)
        self.observer.schedule(self, path, recursive=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that watches `docs`, `data` and a file, whose folder watchdog names in its place; the watcher has looked once, and is at work."""
    for name in ("docs/a/b.md", "data/c.yml", "mkdocs.yml"):
        write_text(tmp_path / name, "x\n")
    server = Server(tmp_path / "docs", tmp_path)
    watch_folders(server, [tmp_path / "mkdocs.yml", tmp_path / "data"])
    server.observer.start()
    yield server
    server.observer.stop()
    server.observer.join()


CHANGES = {
    "a file": lambda root: write_text(root / "docs/a/b.md", "y\n"),
    "a file alone": lambda root: write_text(root / "mkdocs.yml", "long: er\n"),
    "a new file": lambda root: write_text(root / "data/d/e.yml", "x\n"),
    "a file that goes": lambda root: (root / "data/c.yml").unlink(),
    "a folder that goes": lambda root: (root / "data").rename(root / "elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_told(server: Server, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Of files and folders asked for here and of those that MkDocs had asked for."""
    assert server.asked == [str(tmp_path)]
    change(tmp_path)
    assert server.told.wait(WAIT_SECONDS)


def test_folder_that_was_away_is_watched_again(server: Server, tmp_path: Path) -> None:
    """As `git` and some editors leave it for a moment."""
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    assert server.told.wait(WAIT_SECONDS)
    server.told.clear()
    (tmp_path / "elsewhere").rename(tmp_path / "data")
    assert server.told.wait(WAIT_SECONDS)
    server.told.clear()
    write_text(tmp_path / "data/c.yml", "other\n")
    assert server.told.wait(WAIT_SECONDS)


def test_a_link_that_leads_nowhere_hides_no_file_beside_it(tmp_path: Path) -> None:
    """As some editors lock a file while it is open, wherever it stands in its folder."""
    for number in range(20):
        write_text(tmp_path / f"{number}.yml", "x\n")
        (tmp_path / f".#{number}.yml").symlink_to("nobody@nowhere.1")
    assert len(preview.load_stamps([str(tmp_path)])) == 20


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_folders_that_lead_to_each_other_have_an_end(tmp_path: Path) -> None:
    """What a linked folder holds is watched too, once."""
    write_text(tmp_path / "mot/hai/a.yml", "x\n")
    (tmp_path / "mot/hai/len").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "mot/hai/len-nua").symlink_to(tmp_path / "mot", target_is_directory=True)
    assert str(tmp_path / "mot/hai/a.yml") in preview.load_stamps([str(tmp_path)])


def test_what_is_as_it_was_is_not_told(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look after look; nor is what lies beside what is watched."""
    looked, load_stamps = threading.Semaphore(0), preview.load_stamps
    monkeypatch.setattr(preview, "load_stamps", lambda paths: (load_stamps(paths), looked.release())[0])
    write_text(tmp_path / "site/index.html", "x\n")
    assert all(looked.acquire(timeout=WAIT_SECONDS) for _ in range(3))
    assert not server.told.is_set()
