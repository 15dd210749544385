"""Hand-written pages may link to records too: their `htx:`, `sp:` and `tin:` links must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.checks.finding import CheckContext, Finding
from generator.checks.references import KeyBook, check_body
from generator.diagnostics import Diagnostic, Span
from generator.records import Decoded, Source, decode_page

PAGE_SUFFIXES = (".md", ".markdown")


def load_pages(docs_dir: Path, news_dir: Path, project_dir: Path) -> tuple[Decoded, ...]:
    """The text of every hand-written page; posts are not among them."""
    paths = sorted(path for path in docs_dir.rglob("*") if path.suffix.lower() in PAGE_SUFFIXES and not path.is_relative_to(news_dir))
    return tuple(load_page(path, project_dir) for path in paths if path.is_file())


def load_page(path: Path, project_dir: Path) -> Decoded:
    file = path.relative_to(project_dir).as_posix() if path.is_relative_to(project_dir) else path.as_posix()
    source = Source(file, path, "page")
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Decoded(source, None, (Diagnostic.of(Span(file), "unreadable-file", given=file, reason=reason),))
    return decode_page(content, source)


def check_page_links(context: CheckContext, pages: Iterable[Decoded]) -> Iterator[Finding]:
    """An error for each link to nothing, a warning for one to a record that is not published."""
    book = KeyBook(context)
    for page in pages:
        yield from check_body(page, book)
