"""Photos and attachments that published records name, with the address each one gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.catalog import urls
from generator.catalog.model import CooperativeEntry, PostEntry, PublishedFile
from generator.checks.markdown_text import find_marks


def list_cooperative_files(cooperatives: Mapping[str, CooperativeEntry]) -> Iterator[PublishedFile]:
    """The files of published cooperatives; the consent gate has been passed before."""
    for entry in cooperatives.values():
        record, folder = entry.record, PurePosixPath(entry.file).with_suffix("")
        photos = [photo.file for photo in record.photos]
        if record.representative is not None and record.representative.photo is not None:
            photos.append(record.representative.photo)
        attachments = [item.file for item in (*record.attachments, *record.certificates) if item.file]
        for product in record.products:
            photos += [photo.file for photo in product.photos]
            attachments += [item.file for item in (*product.attachments, *product.certificates) if item.file]
            photos += list_pictures(product.description)
        photos += list_pictures(record.description)
        yield from publish(
            folder, photos, attachments, lambda file, entry=entry: urls.cooperative_file_url(entry.province, entry.slug, file)
        )


def list_post_files(posts: Mapping[str, PostEntry]) -> Iterator[PublishedFile]:
    """The files of published posts, pictures in their bodies included."""
    for entry in posts.values():
        record, folder = entry.record, PurePosixPath(entry.file).with_suffix("")
        photos = [record.cover.file] if record.cover is not None else []
        photos += [photo.file for photo in record.gallery]
        photos += list_pictures(entry.body)
        attachments = [item.file for item in record.attachments]
        yield from publish(folder, photos, attachments, lambda file, entry=entry: urls.post_file_url(entry.year, entry.slug, file))


def publish(folder: PurePosixPath, photos: Iterable[str], attachments: Iterable[str], url_of) -> Iterator[PublishedFile]:
    """Photos become cleaned JPEG copies; attachments are carried byte for byte."""
    for file in dict.fromkeys(photos):
        yield PublishedFile("photo", str(folder / file), urls.photo_url(url_of(file)))
    for file in dict.fromkeys(attachments):
        yield PublishedFile("attachment", str(folder / file), url_of(file))


def list_pictures(text: str | None) -> list[str]:
    """The files that a Markdown text shows as pictures."""
    if not text or "![" not in text:
        return []
    return [mark.text for mark in find_marks(text) if mark.kind == "image"]
