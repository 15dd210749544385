"""Markdown that will not come out as written: raw HTML, links with a foreign scheme, pictures that are not the record's, tangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.checks.contents import Loc, list_texts
from generator.checks.files import file_folder
from generator.checks.finding import CheckContext, Finding
from generator.checks.markdown_text import ALLOWED_SCHEMES, REFERENCE_SCHEMES, TextMark, find_marks
from generator.checks.tangles import find_tangle
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
    for decoded, loc, text in context.texts:
        for mark in find_marks(text):
            code = judge_mark(mark, decoded, context.files) or judge_picture(mark, decoded.record)
            if code:
                yield Finding.of(decoded.source, code, *loc, given=mark.text, folder=file_folder(decoded.source.file))


def check_tangles(context: CheckContext) -> Iterator[Finding]:
    """An error for a text with more marks than anybody means: it would be printed as it was typed, and slow the build down."""
    for decoded in context.posts:
        line = find_tangle(decoded.body)
        if line:
            yield Finding.of(decoded.source, "tangled-markdown", place=(decoded.body_line + line - 1, 1, 1), line=line)
    for decoded, loc, text in context.texts:
        line = find_tangle(text)
        if line:
            yield Finding.of(decoded.source, "tangled-markdown", *loc, line=line)


def judge_mark(mark: TextMark, decoded: Decoded, files: Mapping[str, Path]) -> str:
    """The code of what is wrong with a mark, or nothing."""
    if mark.kind == "html":
        return "raw-html"
    if mark.kind == "image":
        return "" if f"{file_folder(decoded.source.file)}/{mark.text}" in files else "missing-picture"
    return "" if mark.scheme in SCHEMES else "dropped-link"


def judge_picture(mark: TextMark, record: Cooperative) -> str:
    """A picture that only a text names says nothing of people on it, so it cannot pass the gate of consent."""
    return "unlisted-picture" if mark.kind == "image" and mark.text not in list_photo_files(record) else ""


def list_photo_files(record: Cooperative) -> frozenset[str]:
    """The files of `photos`, of the cooperative and of its products."""
    photos = (*record.photos, *(photo for product in record.products for photo in product.photos))
    return frozenset(photo.file for photo in photos)


def list_text_pictures(record: Cooperative) -> Iterator[tuple[Loc, str]]:
    """The files that the texts of a cooperative show as pictures, with the field of each."""
    return ((loc, mark.text) for loc, text in list_texts(record) for mark in find_pictures(text))


def list_body_pictures(body: str) -> Iterator[tuple[TextMark, str]]:
    """The files that a post's body shows as pictures, with their marks."""
    return ((mark, mark.text) for mark in find_pictures(body))


def find_pictures(text: str) -> list[TextMark]:
    """The pictures of a Markdown text; most have none, which two signs tell."""
    return [mark for mark in find_marks(text) if mark.kind == "image"] if "![" in text else []
