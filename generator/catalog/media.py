"""Photos and attachments that published records name, with the address each one gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.catalog import urls
from generator.catalog.entries import Owner
from generator.catalog.model import PostEntry, PublishedFile
from generator.checks import contents
from generator.checks.files import file_folder, is_picture
from generator.checks.markup import list_body_pictures


def list_owners_files(owners: Iterable[Owner]) -> Iterator[PublishedFile]:
    """The files of published cooperatives; the consent gate has been passed before."""
    for owner in owners:
        if owner.outline.files:
            url_of = partial(urls.cooperative_file_url, owner.source.province, owner.source.slug)
            yield from publish(file_folder(owner.source.file), owner.outline.files, url_of)


def list_post_files(posts: Mapping[str, PostEntry]) -> Iterator[PublishedFile]:
    """The files of published posts, pictures in their bodies included."""
    for entry in posts.values():
        files = [file for _, file in contents.list_post_files(entry.record)] + [file for _, file in list_body_pictures(entry.body)]
        if files:
            yield from publish(file_folder(entry.file), files, partial(urls.post_file_url, entry.year, entry.slug))


def publish(folder: str, files: Iterable[str], url_of: Callable[[str], str]) -> Iterator[PublishedFile]:
    """Pictures, scans too, become cleaned JPEG copies; other files are carried byte for byte."""
    for file in dict.fromkeys(files):
        yield PublishedFile("photo" if is_picture(file) else "attachment", f"{folder}/{file}", url_of(file))
