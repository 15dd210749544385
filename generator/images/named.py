"""Every photo that a sound record names, held against its file; and a finding where one cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.checks import CheckContext, Finding
from generator.checks.contents import Loc, list_cooperative_files, list_post_files
from generator.checks.files import file_folder, is_picture
from generator.checks.markup import list_body_pictures, list_text_pictures
from generator.images.faults import PhotoFault
from generator.images.photos import Photo, load_photos
from generator.records import Cooperative, Decoded

Place = tuple[int, int, int]
NamedPhoto = tuple[str, Loc, Place | None]


def load_named_photos(context: CheckContext, cache_dir: Path, jobs: int = 1) -> tuple[dict[str, Photo], list[Finding]]:
    """The photos by the path of their source (relative to the project), and what is wrong with the others.

    A photo is decoded for this, but no copy is made. One that is not there is another rule's matter.
    """
    named = []
    for decoded, (file, loc, place) in list_named_photos(context):
        path = f"{file_folder(decoded.source.file)}/{file}"
        if path in context.files and is_picture(file):
            named.append((path, decoded, (file, loc, place)))
    photos = load_photos({path: context.files[path] for path, *_ in named}, cache_dir, jobs)
    findings = [
        Finding(decoded.source, fault.code, loc, (("given", file), *fault.values), fault.fix, place)
        for path, decoded, (file, loc, place) in named
        if isinstance(fault := photos[path], PhotoFault)
    ]
    return {path: photo for path, photo in photos.items() if isinstance(photo, Photo)}, findings


def list_named_photos(context: CheckContext) -> Iterator[tuple[Decoded, NamedPhoto]]:
    """Each record with each picture it names."""
    for decoded in (*context.cooperatives, *context.posts):
        yield from ((decoded, named) for named in decoded.note("photos", partial(list_photos_of, decoded)))


def list_photos_of(decoded: Decoded) -> tuple[NamedPhoto, ...]:
    """The pictures that a sound record names, as a photo, a scan or in a text, and the place where it does."""
    record = decoded.record
    if isinstance(record, Cooperative):
        return tuple([(file, loc, None) for loc, file in (*list_cooperative_files(record), *list_text_pictures(record))])
    return (
        *((file, loc, None) for loc, file in list_post_files(record)),
        *((file, (), (decoded.body_line + mark.line - 1, mark.column, len(file))) for mark, file in list_body_pictures(decoded.body)),
    )
