"""The folders of records walked once: which files are records, what lies beside them, and what tells that a file changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.records.sources import NOT_RECORDS, RECORD_ENDINGS, Source, relative_name
from generator.settings import Settings
from generator.text import nfc

Stamp = tuple[int, int, int, int]  # size, time of writing, time of any change, inode
Walked = Mapping[str, Sequence[tuple[str, str, Stamp | None]]]
POST_ENDING = ".md"


class InDoubt(Exception):
    """A file that may be another one than it seems: a link, a folder or device named like a record, two spellings of one name."""


class Place(NamedTuple):
    """A record's file, as the first fields of its facts say it."""

    file: str
    path: str
    kind: str
    province: str
    slug: str
    year: str


def build_source(place: Place) -> Source:
    """The source of a record that a scan has found."""
    return Source(place.file, Path(place.path), *place[2:])


@dataclass(slots=True)
class Scan:
    """What was found. `beside` are the files in the folder of a record, by that folder, each with its stamp.

    `walked` are folders that somebody has looked into just now: name, path and stamp of what lies there, without links.
    """

    places: list[Place] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)  # relative name → path
    stamps: dict[str, Stamp] = field(default_factory=dict)
    beside: dict[str, list[tuple[str, Stamp]]] = field(default_factory=dict)
    walked: Walked = field(default_factory=dict)

    def stamp_of(self, place: Place) -> tuple:
        """All that the findings of one record depend on: its file and those in its folder."""
        beside = self.beside.get(place.file.rpartition(".")[0])
        return self.stamps[place.file], tuple(sorted(beside)) if beside else ()


def load_scan(settings: Settings, walked: Walked) -> Scan:
    """The files of records, in the order of their names, and those beside them. Raises InDoubt and OSError."""
    scan = Scan(walked=walked)
    trees = (
        ("cooperative", settings.data_dir / "cooperatives"),
        ("statistics", settings.data_dir / "statistics"),
        ("post", settings.news_dir),
    )
    for kind, folder in trees:
        if not os.path.lexists(folder):
            continue
        files, folders = load_folder(scan, str(folder), relative_name(folder, settings.project_dir))
        for name, path in files:
            add_place(scan, kind, name, path, "")
        for name, path, relative in folders:
            if kind == "statistics" and is_record(kind, name):
                raise InDoubt
            load_group(scan, kind, nfc(name), path, relative)
    scan.places.sort()
    return scan


def load_group(scan: Scan, kind: str, group: str, path: str, relative: str) -> None:
    """The folder of a province or year: records, and below it the folders of their files."""
    is_read = kind != "statistics" and not group.startswith(".")
    files, folders = load_folder(scan, path, relative)
    for name, file_path in files:
        if is_read:
            add_place(scan, kind, name, file_path, group)
    for name, folder, folder_relative in folders:
        if is_read and is_record(kind, name):
            raise InDoubt
        scan.beside[folder_relative] = list(load_beside(scan, folder, folder_relative))


def load_beside(scan: Scan, path: str, relative: str) -> Iterator[tuple[str, Stamp]]:
    """All files below the folder of one record."""
    files, folders = load_folder(scan, path, relative)
    yield from ((name, scan.stamps[name]) for name, _ in files)
    for _, folder, folder_relative in folders:
        yield from load_beside(scan, folder, folder_relative)


def load_folder(scan: Scan, folder: str, relative: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Note the files directly in a folder; returns their relative names and paths, and the name, path and relative name of each folder."""
    files, folders = [], []
    for own_name, path, stamp in scan.walked.get(folder) or list_entries(folder):
        name = f"{relative}/{nfc(own_name)}"
        if stamp is None:
            folders.append((own_name, path, name))
            continue
        if name in scan.files:
            raise InDoubt
        scan.files[name], scan.stamps[name] = path, stamp
        files.append((name, path))
    return files, folders


def list_entries(folder: str) -> Iterator[tuple[str, str, Stamp | None]]:
    """Name, path and stamp of what lies in a folder; folders have no stamp. Raises InDoubt for what is neither."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield entry.name, entry.path, None
                continue
            if not entry.is_file(follow_symlinks=False):
                raise InDoubt
            status = entry.stat(follow_symlinks=False)
            yield entry.name, entry.path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def add_place(scan: Scan, kind: str, file: str, path: str, group: str) -> None:
    """Note a file that is a record. Beside the folders of provinces one may lie by mistake; there is no such post."""
    name = file.rpartition("/")[2]
    if not is_record(kind, name) or (kind == "post" and not group):
        return
    slug = name.rpartition(".")[0]
    scan.places.append(Place(file, path, kind, group if kind == "cooperative" else "", slug, group if kind == "post" else ""))


def is_record(kind: str, name: str) -> bool:
    """Whether a file of this name is read as a record."""
    stem, dot, ending = name.lower().rpartition(".")
    if not stem or stem[0] == ".":
        return False
    ending = dot + ending
    return ending == POST_ENDING and name not in NOT_RECORDS if kind == "post" else ending in RECORD_ENDINGS
