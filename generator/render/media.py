"""Photos and attachments as pages show them: address, size, words. The files themselves are made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import Catalog, PostEntry
from generator.checks.files import is_picture
from generator.checks.shown_files import MEDIA, media_type
from generator.images import Photo
from generator.records import Attachment
from generator.records import Photo as PhotoRecord
from generator.render.markdown import Picture
from generator.render.pictures import PhotoView, PlaceName, build_choice, list_attributes
from generator.render.words import format_file_size, word

BIDI_SIGNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # `d\u202egpj.pdf` reads `dfdp.jpg`
SHOWN_BY_BROWSERS = (".pdf",)
UNKNOWN_TYPE = "application/octet-stream"
# A table of our own: Python's differs from version to version and takes over what the machine says.
MIME_TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    **{suffix: kind for suffix, (kind, _) in MEDIA.items()},
}


@dataclass(frozen=True, slots=True)
class Media:
    """What is known of the files that the site carries, by url: photos with their copies, bytes of every file."""

    photos: Mapping[str, Photo] = field(default_factory=dict)
    file_sizes: Mapping[str, int] = field(default_factory=dict)


class AttachmentView(NamedTuple):
    """A file to download, with what a reader wants to know before."""

    url: str
    title: str
    number: str
    issuer: str
    issued_on: date | None
    signed: bool
    is_shown: bool  # whether browsers open it in place, without a download
    name: str  # what a downloaded copy is called: the name that staff gave the file
    about: str  # `PDF, 1,2 MB`


def post_files(entry: PostEntry) -> partial[str]:
    """The function that spells the address of a file of this post."""
    return partial(urls.post_file_url, entry.year, entry.slug)


def build_photos(photos: Iterable[PhotoRecord], url_of: Callable[[str], str], catalog: Catalog, media: Media) -> tuple[PhotoView, ...]:
    """Views of the photos that the site carries; a file it does not carry has no view."""
    views = []
    for photo in photos:
        url = url_of(photo.file)
        if url in catalog.files:
            views.append(view_photo(url, media, photo.alt, photo.caption or "", photo.credit or ""))
    return tuple(views)


def view_photo(url: str, media: Media, alt: str = "", caption: str = "", credit: str = "") -> PhotoView:
    """A photo that the site carries, with these words around it."""
    known = media.photos.get(url)
    if known is None:
        return PhotoView(url, 0, 0, alt, caption, credit)
    return PhotoView(url, known.width, known.height, alt, caption, credit, known.key, known.placeholder)


def build_attachments(attachments: Iterable[Attachment], url_of: Callable[[str], str], media: Media) -> tuple[AttachmentView, ...]:
    """Views of attachments, in the order of the record."""
    views = []
    for item in attachments:
        url = url_of(item.file)
        views.append(
            AttachmentView(
                url=url,
                title=item.title,
                number=item.number or "",
                issuer=getattr(item, "issuer", None) or "",
                issued_on=item.issued_on,
                signed=bool(getattr(item, "signed", False)),
                is_shown=is_picture(item.file) or PurePosixPath(item.file).suffix.lower() in SHOWN_BY_BROWSERS,
                name=name_download(item.file, url),
                about=describe_file(url, media.file_sizes.get(url, 0)),
            )
        )
    return tuple(views)


def name_download(file: str, url: str) -> str:
    """What a downloaded copy is called: the name that staff gave the file, without signs that would show its ending elsewhere, and the copy's ending."""
    return f"{BIDI_SIGNS.sub('', PurePosixPath(file).stem)}{PurePosixPath(url).suffix}"


def describe_file(file: str, size: int) -> str:
    """`PDF, 1,2 MB`: what a reader wants to know before a download."""
    kind = PurePosixPath(file).suffix.lstrip(".").upper()
    return ", ".join(filter(None, (kind, format_file_size(size) if size else "")))


def find_mime_type(url: str) -> str:
    """The type of a file that the site carries, by the ending of its address."""
    return MIME_TYPES.get(PurePosixPath(url).suffix, UNKNOWN_TYPE)


def build_picture_finder(
    url_of: Callable[[str], str], catalog: Catalog, media: Media, link: Callable[[str], str], place: PlaceName = "full"
) -> Callable[[str], Picture | None]:
    """How a body finds the pictures of its record's folder: by file name, and only those that the site carries."""

    def find(file: str) -> Picture | None:
        url = url_of(file) if file else ""
        if url not in catalog.files:
            return None
        kind = media_type(file)
        if kind:
            return Picture(link(url), media_type=kind, label=word("download", about=describe_file(file, media.file_sizes.get(url, 0))))
        photo = view_photo(url, media)
        choice = build_choice(photo, link, place)
        return Picture(choice.src, tuple(list_attributes(photo, choice)), choice.sources, choice.sizes)

    return find
