"""Cards of what is collected from posts: documents with their files, galleries with their first photos."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from generator.catalog.model import Catalog, DocumentFile
from generator.render.media import Media, PhotoView, build_photos, describe_file, name_download, post_files

POSTS_A_DOCUMENT, FILES_A_DOCUMENT, PHOTOS_A_GALLERY = 3, 6, 6


class FileLink(NamedTuple):
    """A file to download, under the name it was handed in with."""

    url: str
    name: str
    about: str  # `PDF, 1,2 MB`
    signed: bool


class Headline(NamedTuple):
    """A post by its title and day alone."""

    title: str
    url: str
    published_at: datetime
    unpublished: str


class DocumentCard(NamedTuple):
    """A document in a list."""

    number: str
    title: str
    issuer: str
    issued_on: date | None
    year: int
    repealed: bool
    full_text: str
    files: tuple[FileLink, ...]
    more_files: int
    posts: tuple[Headline, ...]
    more: int  # how many posts name it besides


class GalleryCard(NamedTuple):
    """The photos of a post in a list."""

    post: Headline
    photos: tuple[PhotoView, ...]
    count: int


def build_headline(key: str, catalog: Catalog) -> Headline:
    """The post with this key."""
    entry = catalog.posts[key]
    return Headline(entry.record.title, entry.url, entry.record.published_at, entry.unpublished)


def build_document_card(key: str, catalog: Catalog, media: Media) -> DocumentCard:
    """The document with this key."""
    entry = catalog.documents[key]
    return DocumentCard(
        number=entry.number,
        title=entry.title,
        issuer=entry.issuer,
        issued_on=entry.issued_on,
        year=entry.year,
        repealed=entry.repealed,
        full_text=entry.url,
        files=tuple(build_file_link(file, media) for file in entry.files[:FILES_A_DOCUMENT]),
        more_files=max(0, len(entry.files) - FILES_A_DOCUMENT),
        posts=tuple(build_headline(post, catalog) for post in entry.post_keys[:POSTS_A_DOCUMENT]),
        more=max(0, len(entry.post_keys) - POSTS_A_DOCUMENT),
    )


def build_file_link(file: DocumentFile, media: Media) -> FileLink:
    about = describe_file(file.url, media.file_sizes.get(file.url, 0))
    return FileLink(file.url, name_download(file.name, file.url), about, file.signed)


def build_gallery_card(key: str, catalog: Catalog, media: Media) -> GalleryCard:
    """The gallery of the post with this key: its first photos, and how many there are."""
    entry = catalog.posts[key]
    photos = build_photos(entry.record.gallery, post_files(entry), catalog, media)
    return GalleryCard(build_headline(key, catalog), photos[:PHOTOS_A_GALLERY], len(photos))
