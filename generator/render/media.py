"""Photos and attachments as pages show them: address, size, words. The files themselves are made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.catalog.model import Catalog
from generator.records import Attachment, Photo
from generator.render.markdown import Picture
from generator.render.words import format_file_size


@dataclass(frozen=True, slots=True)
class Media:
    """What is known of the files that the site carries, by url: width and height of photos, bytes of attachments."""

    photo_sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    file_sizes: Mapping[str, int] = field(default_factory=dict)


class PhotoView(NamedTuple):
    """A photo with the words around it."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


class AttachmentView(NamedTuple):
    """A file to download, with what a reader wants to know before."""

    url: str
    title: str
    number: str
    issuer: str
    issued_on: date | None
    signed: bool
    type: str
    size: str


def build_photos(photos: Iterable[Photo], url_of: Callable[[str], str], catalog: Catalog, media: Media) -> tuple[PhotoView, ...]:
    """Views of the photos that the site carries; a file it does not carry has no view."""
    views = []
    for photo in photos:
        url = url_of(photo.file)
        if url in catalog.files:
            width, height = media.photo_sizes.get(url, (0, 0))
            views.append(PhotoView(url, width, height, photo.alt, photo.caption or "", photo.credit or ""))
    return tuple(views)


def build_attachments(attachments: Iterable[Attachment], url_of: Callable[[str], str], media: Media) -> tuple[AttachmentView, ...]:
    """Views of attachments, in the order of the record."""
    views = []
    for item in attachments:
        url = url_of(item.file)
        size = media.file_sizes.get(url, 0)
        views.append(
            AttachmentView(
                url=url,
                title=item.title,
                number=item.number or "",
                issuer=getattr(item, "issuer", None) or "",
                issued_on=item.issued_on,
                signed=bool(getattr(item, "signed", False)),
                type=PurePosixPath(item.file).suffix.lstrip(".").upper(),
                size=format_file_size(size) if size else "",
            )
        )
    return tuple(views)


def build_picture_finder(
    url_of: Callable[[str], str], catalog: Catalog, media: Media, link: Callable[[str], str]
) -> Callable[[str], Picture | None]:
    """How a body finds the pictures of its record's folder: by file name, and only those that the site carries."""

    def find(file: str) -> Picture | None:
        url = url_of(file) if file else ""
        if url not in catalog.files:
            return None
        width, height = media.photo_sizes.get(url, (0, 0))
        return Picture(link(url), width, height)

    return find
