"""Photos and attachments lie in the folder of their record, under the name the record gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.checks.contents import Loc, list_post_files
from generator.checks.finding import CheckContext, Finding
from generator.records import Cooperative, Decoded, Post, Records
from generator.text import nearest

MOST_COMPARED = 10_000  # pairs of names a record, each a tenth of a millisecond: where hundreds are missing, nearest names are no help
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
# What phones, scanners and drawing programs save, and pages do not show.
FOREIGN_PICTURES = (".avif", ".bmp", ".dng", ".gif", ".heic", ".heif", ".jfif", ".jp2", ".jxl", ".psd", ".svg", ".tif", ".tiff")
PHOTO_FIELDS = frozenset(("photo", "photos", "cover", "gallery"))


def check_files(context: CheckContext) -> Iterator[Finding]:
    """An error for each file that is not there, a warning in a draft; the nearest name in the folder is proposed."""
    names_by_folder = group_by_folder(context.files)
    for decoded, named in context.named_files:
        yield from check_record_files(decoded, named, names_by_folder)


def check_record_files(decoded: Decoded, named: Iterable[tuple[Loc, str]], names_by_folder: dict[str, set[str]]) -> Iterator[Finding]:
    """The findings of one record: files that are missing from its folder."""
    folder = file_folder(decoded.source.file)
    present = names_by_folder.get(folder, set())
    code = "missing-file-in-draft" if is_draft(decoded.record) else "missing-file"
    missing = [(loc, file) for loc, file in named if file not in present]
    for number, (loc, file) in enumerate(missing, start=1):
        near = nearest(file, sorted(present)) if present and number * len(present) <= MOST_COMPARED else ""
        yield Finding.of(decoded.source, code, *loc, fix="nearest" if near else "put", given=file, folder=folder, nearest=near)


def is_draft(record: Cooperative | Post) -> bool:
    """Whether a record is a post that visitors do not see yet."""
    return isinstance(record, Post) and record.draft


def leave_out_missing_files(records: Records, files: Mapping[str, Path]) -> Records:
    """The records as a preview can show them: a draft without the files that are still to come. Other records are as they were."""
    posts = tuple(leave_out_of_draft(decoded, files) if is_draft(decoded.record) else decoded for decoded in records.posts)
    return replace(records, posts=posts)


def leave_out_of_draft(decoded: Decoded, files: Mapping[str, Path]) -> Decoded:
    folder, record = file_folder(decoded.source.file), decoded.record
    if all(f"{folder}/{file}" in files for _, file in list_post_files(record)):
        return decoded
    kept = {
        field: tuple(item for item in getattr(record, field) if f"{folder}/{item.file}" in files) for field in ("gallery", "attachments")
    }
    cover = record.cover if record.cover is not None and f"{folder}/{record.cover.file}" in files else None
    return replace(decoded, record=record.model_copy(update={**kept, "cover": cover}))


def is_picture(file: str) -> bool:
    """Whether a file is published as a cleaned copy, without the metadata that cameras write."""
    return PurePosixPath(file).suffix.lower() in PICTURE_SUFFIXES


def is_photo_place(loc: Loc) -> bool:
    """Whether a record names a photo there, and not a document or scan."""
    return not PHOTO_FIELDS.isdisjoint(loc)


def file_folder(record_file: str) -> str:
    """The folder of a record's files: its path without the ending."""
    return record_file.rpartition(".")[0]


def group_by_folder(files: Iterable[str]) -> dict[str, set[str]]:
    """Folder → the names directly in it."""
    names: dict[str, set[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        names.setdefault(folder, set()).add(name)
    return names
