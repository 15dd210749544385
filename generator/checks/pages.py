"""Hand-written pages as the rules see them: their text, or what keeps it from being read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Span
from generator.records import Decoded, Source, decode_page
from generator.records.sources import relative_name

PAGE_SUFFIXES = (".md", ".markdown")


def load_doc_sources(docs_dir: Path, news_dir: Path, project_dir: Path) -> tuple[Source, ...]:
    """Every file of docs/, pages and others; posts and their files are not among them."""
    paths = []
    for folder, folders, files in os.walk(docs_dir):
        folders[:] = [name for name in folders if Path(folder, name) != news_dir]  # posts by the ten thousand are not walked over
        paths += [Path(folder, name) for name in files]
    return tuple(Source(relative_name(path, project_dir), path, "page") for path in sorted(paths) if path.is_file())


def load_pages(sources: Iterable[Source]) -> tuple[Decoded, ...]:
    """The text of the hand-written pages among these files."""
    return tuple(load_page(source) for source in sources if source.path.suffix.lower() in PAGE_SUFFIXES)


def load_page(source: Source) -> Decoded:
    """One page; what keeps it from being read is a diagnostic like any other."""
    try:
        content = source.path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Decoded(source, None, (Diagnostic.of(Span(source.file), "unreadable-file", given=source.file, reason=reason),))
    return decode_page(content, source)
