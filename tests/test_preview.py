"""The page that stands in for every page while the data has mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Report, Span
from generator.preview import MISTAKES_FILE, MOST_SHOWN, MistakesApp, render_failure, render_mistakes, write_mistakes


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
