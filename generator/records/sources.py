"""Which files hold records, and what their names say: province, slug, year. Reads folders, never a file."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic_core import PydanticCustomError

from generator.diagnostics import Diagnostic, Span
from generator.records.codes import check_slug
from generator.records.faults import make_values
from generator.settings import Settings
from generator.text import nearest, nfc

SourceKind = Literal["cooperative", "post", "statistics", "vocabulary", "page"]
RECORD_ENDINGS = frozenset({".yml", ".yaml"})
POST_ENDINGS = frozenset({".md"})
NOT_RECORDS = frozenset({"README.md"})
YEAR_FOLDER = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: `file` is relative to the project with `/`, as diagnostics name it; `path` opens it."""

    file: str
    path: Path
    kind: SourceKind
    province: str = ""
    slug: str = ""
    year: str = ""


def load_sources(settings: Settings) -> tuple[Source, ...]:
    """Every record file of the project, in the order of their paths."""
    found = [
        *list_cooperatives(settings.data_dir / "cooperatives", settings.project_dir),
        *list_statistics(settings.data_dir / "statistics", settings.project_dir),
        *list_posts(settings.news_dir, settings.project_dir),
    ]
    return tuple(sorted(found, key=lambda source: source.file))


def list_cooperatives(folder: Path, project_dir: Path) -> Iterator[Source]:
    """YAML files directly in a province's folder; folders below it hold photos and attachments."""
    for province in load_folder(folder):
        if province.is_dir():
            name = nfc(province.name)
            for file, path, stem in load_files(province, project_dir, RECORD_ENDINGS):
                yield Source(file, path, "cooperative", name, stem)
        elif province.suffix.lower() in RECORD_ENDINGS:
            yield Source(relative_name(province, project_dir), province, "cooperative", "", nfc(province.stem))


def list_statistics(folder: Path, project_dir: Path) -> Iterator[Source]:
    for file, path, stem in load_files(folder, project_dir, RECORD_ENDINGS):
        yield Source(file, path, "statistics", slug=stem)


def list_posts(folder: Path, project_dir: Path) -> Iterator[Source]:
    """Markdown files directly in a year's folder; a page of `docs/tin-tuc/` itself is not a post."""
    for year in load_folder(folder):
        if year.is_dir():
            name = nfc(year.name)
            for file, path, stem in load_files(year, project_dir, POST_ENDINGS):
                if path.name not in NOT_RECORDS:
                    yield Source(file, path, "post", slug=stem, year=name)


def load_files(folder: Path, project_dir: Path, endings: Collection[str]) -> Iterator[tuple[str, Path, str]]:
    """Name from the project's folder, path and stem of what lies in a folder with one of these endings; the folder's name is made once for all."""
    relative = relative_name(folder, project_dir)
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208  names are enough
        stem, dot, ending = name.rpartition(".")
        if stem and f"{dot}{ending}".lower() in endings and not name.startswith("."):
            yield f"{relative}/{nfc(name)}", folder / name, nfc(stem)


def load_folder(folder: Path) -> list[Path]:
    """What lies in a folder, hidden files left out; nothing when it does not exist."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def relative_name(path: Path, project_dir: Path) -> str:
    """The path as diagnostics print it: from the project's folder where it lies inside, else absolute."""
    try:
        return nfc(path.relative_to(project_dir).as_posix())
    except ValueError:
        return nfc(path.as_posix())


def check_source_name(source: Source, provinces: object) -> Iterator[Diagnostic]:
    """What is wrong with the name of a file or of its folder; shown at the file's first line."""
    span = Span(source.file, 1, 1)
    if source.kind == "cooperative" and source.province not in provinces:
        yield unknown_province(span, source.province, provinces)
    if source.kind == "post" and not YEAR_FOLDER.fullmatch(source.year):
        yield Diagnostic.of(span, "bad-year-folder", given=source.year)
    if source.path.suffix not in (".yml", ".md"):
        yield Diagnostic.of(span, "bad-file-ending", given=source.path.name, suggestion=f"{source.path.stem}.yml")
    if source.kind not in ("cooperative", "post"):
        return
    try:
        check_slug(source.slug)
    except PydanticCustomError as error:
        values = dict(error.context or {})
        fix = str(values.pop("fix", ""))
        yield Diagnostic(span, f"{error.type}", "", make_values({**values, "key": "file"}), fix)


def unknown_province(span: Span, given: str, provinces: object) -> Diagnostic:
    """The province's folder must be a code; a former province is led to the one of today."""
    if not given:
        return Diagnostic.of(span, "file-outside-province")
    code_by_word = {word: code for code, province in provinces.items() for word in (*province.former, province.label, code)}
    near = code_by_word.get(nearest(given, code_by_word), "")
    return Diagnostic.of(span, "unknown-province", fix="nearest" if near else "", given=given, nearest=near)
