"""Markdown that will not come out as written: raw HTML, links with a foreign scheme, pictures that are not the record's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.files import file_folder
from generator.checks.finding import CheckContext, Finding, Loc
from generator.checks.markdown_text import ALLOWED_SCHEMES, REFERENCE_SCHEMES, TextMark, find_marks
from generator.records import Cooperative, Decoded

SCHEMES = ALLOWED_SCHEMES | REFERENCE_SCHEMES


def check_markup(context: CheckContext) -> Iterator[Finding]:
    """Warnings for dropped links and raw HTML; an error for a picture that is not in the record's folder."""
    for decoded in context.posts:
        for mark in find_marks(decoded.body):
            code = judge_mark(mark, decoded, context.files)
            if code:
                place = (decoded.body_line + mark.line - 1, mark.column, len(mark.text))
                yield Finding.of(decoded.source, code, place=place, given=mark.text, folder=file_folder(decoded.source.file))
    for decoded in context.cooperatives:
        for loc, text in list_texts(decoded.record):
            for mark in find_marks(text):
                code = judge_mark(mark, decoded, context.files)
                if code:
                    yield Finding.of(decoded.source, code, *loc, given=mark.text, folder=file_folder(decoded.source.file))


def judge_mark(mark: TextMark, decoded: Decoded, files: frozenset[str]) -> str:
    """The code of what is wrong with a mark, or nothing."""
    if mark.kind == "html":
        return "raw-html"
    if mark.kind == "image":
        return "" if f"{file_folder(decoded.source.file)}/{mark.text}" in files else "missing-picture"
    return "" if mark.scheme in SCHEMES else "dropped-link"


def list_texts(record: Cooperative) -> Iterator[tuple[Loc, str]]:
    """The Markdown texts of a cooperative and its products."""
    for field in ("description", "description_en"):
        text = getattr(record, field)
        if text:
            yield (field,), text
    for number, product in enumerate(record.products):
        if product.description:
            yield ("products", number, "description"), product.description
