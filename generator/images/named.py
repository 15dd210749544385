"""Every photo that a sound record names, cleaned; and a finding where one cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks import CheckContext, Finding
from generator.checks.files import file_folder
from generator.checks.finding import Loc
from generator.checks.markdown_text import find_marks
from generator.checks.markup import list_texts
from generator.images.photos import Photo, PhotoError, load_photo
from generator.records import Cooperative, Decoded, Post

Place = tuple[int, int, int]
NamedPhoto = tuple[str, Loc, Place | None]


def load_named_photos(context: CheckContext, project_dir: Path, cache_dir: Path) -> tuple[dict[str, Photo], list[Finding]]:
    """The cleaned copies by the path of their source (relative to the project), and what is wrong with the others.

    A photo that is not there is another rule's matter.
    """
    photos: dict[str, Photo] = {}
    findings: list[Finding] = []
    for decoded, named in list_named_photos(context):
        file, loc, place = named
        path = f"{file_folder(decoded.source.file)}/{file}"
        if path in photos or path not in context.files:
            continue
        try:
            photos[path] = load_photo(project_dir / path, cache_dir)
        except PhotoError as error:
            findings.append(Finding.of(decoded.source, "bad-picture", *loc, place=place, given=file, reason=str(error)))
    return photos, findings


def list_named_photos(context: CheckContext) -> Iterator[tuple[Decoded, NamedPhoto]]:
    """Each record with each photo it names and the place where it does."""
    for decoded in context.cooperatives:
        for named in list_cooperative_photos(decoded.record):
            yield decoded, named
    for decoded in context.posts:
        for named in list_post_photos(decoded.record):
            yield decoded, named
        for mark in find_marks(decoded.body):
            if mark.kind == "image":
                yield decoded, (mark.text, (), (decoded.body_line + mark.line - 1, mark.column, len(mark.text)))


def list_cooperative_photos(record: Cooperative) -> Iterator[NamedPhoto]:
    """The photos of a cooperative, of its products and in their texts."""
    if record.representative is not None and record.representative.photo is not None:
        yield record.representative.photo, ("representative", "photo"), None
    for number, photo in enumerate(record.photos):
        yield photo.file, ("photos", number, "file"), None
    for product_number, product in enumerate(record.products):
        for number, photo in enumerate(product.photos):
            yield photo.file, ("products", product_number, "photos", number, "file"), None
    for loc, text in list_texts(record):
        if "![" in text:
            yield from ((mark.text, loc, None) for mark in find_marks(text) if mark.kind == "image")


def list_post_photos(record: Post) -> Iterator[NamedPhoto]:
    """The cover and the gallery of a post."""
    if record.cover is not None:
        yield record.cover.file, ("cover", "file"), None
    for number, photo in enumerate(record.gallery):
        yield photo.file, ("gallery", number, "file"), None
