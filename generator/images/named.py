"""Every photo that a sound record names, cleaned; and a finding where one cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks import CheckContext, Finding
from generator.checks.files import file_folder, is_picture, list_cooperative_files, list_post_files
from generator.checks.finding import Loc
from generator.checks.markup import list_body_pictures, list_text_pictures
from generator.images.photos import Photo, PhotoError, load_photo
from generator.records import Decoded

Place = tuple[int, int, int]
NamedPhoto = tuple[str, Loc, Place | None]


def load_named_photos(context: CheckContext, cache_dir: Path) -> tuple[dict[str, Photo], list[Finding]]:
    """The cleaned copies by the path of their source (relative to the project), and what is wrong with the others.

    A photo that is not there is another rule's matter.
    """
    photos: dict[str, Photo] = {}
    findings: list[Finding] = []
    for decoded, named in list_named_photos(context):
        file, loc, place = named
        path = f"{file_folder(decoded.source.file)}/{file}"
        if path in photos or path not in context.files or not is_picture(file):
            continue
        try:
            photos[path] = load_photo(context.files[path], cache_dir)
        except PhotoError as error:
            findings.append(Finding.of(decoded.source, "bad-picture", *loc, place=place, given=file, reason=str(error)))
    return photos, findings


def list_named_photos(context: CheckContext) -> Iterator[tuple[Decoded, NamedPhoto]]:
    """Each record with each picture it names, as a photo, a scan or in a text, and the place where it does."""
    for decoded in context.cooperatives:
        for loc, file in list_cooperative_files(decoded.record):
            yield decoded, (file, loc, None)
        yield from ((decoded, (file, loc, None)) for loc, file in list_text_pictures(decoded.record))
    for decoded in context.posts:
        for loc, file in list_post_files(decoded.record):
            yield decoded, (file, loc, None)
        for mark, file in list_body_pictures(decoded.body):
            yield decoded, (file, (), (decoded.body_line + mark.line - 1, mark.column, len(file)))
