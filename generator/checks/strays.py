"""Files that look like records and lie or are named where no record is read, and folders of files without their record.

They are told from the list of files beside records; the disk is not read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, Span
from generator.records import Source
from generator.records.sources import NOT_RECORDS, relative_name
from generator.settings import Settings
from generator.text import nearest, slugify

TEXT_ENDINGS = frozenset({".yml", ".yaml", ".md", ".markdown"})  # never an attachment
DOCUMENT_ENDINGS = frozenset({".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods", ".csv"})
OTHER_ENDINGS = DOCUMENT_ENDINGS | {".txt"}  # which Notepad adds to the name of a record; attachments too, in a record's folder
EXAMPLE_PROVINCE = "thai-nguyen"
PASSED_OVER = (".", "~$")  # hidden files, and those that Office leaves beside an open document


@dataclass(frozen=True, slots=True)
class RecordTree:
    """A folder of records: `depth` folders below it they lie, and where that is not 0 each may have a folder of files beside it."""

    folder: str
    depth: int
    ending: str
    example: str = ""  # a folder as records lie in, for the advice about a file that lies in none


def list_trees(settings: Settings) -> tuple[RecordTree, ...]:
    """Where the records of a project lie."""
    name = partial(relative_name, project_dir=settings.project_dir)
    province = next(iter(settings.provinces), EXAMPLE_PROVINCE)
    return (
        RecordTree(name(settings.data_dir / "cooperatives"), 1, ".yml", province),
        RecordTree(name(settings.news_dir), 1, ".md", str(settings.build_date.year)),
        RecordTree(name(settings.data_dir / "statistics"), 0, ".yml"),
    )


def check_strays(files: Iterable[str], sources: Iterable[Source], settings: Settings) -> Iterator[Diagnostic]:
    """An error for each file that would be passed over, a warning for each folder whose record is not there."""
    trees = list_trees(settings)
    read = frozenset(source.file for source in sources)
    stems = frozenset(file.rpartition(".")[0] for file in read)
    homeless: dict[str, list[str]] = defaultdict(list)
    for file in files:
        tree = next((tree for tree in trees if file.startswith(f"{tree.folder}/")), None)
        if tree is None or file in read or is_passed_over(file, tree):
            continue
        parents = file.removeprefix(f"{tree.folder}/").split("/")[:-1]
        home = "/".join((tree.folder, *parents[: tree.depth + 1]))  # the folder of a record's files, where it is deep enough
        if is_stray(file, len(parents) > tree.depth):
            yield describe_stray(file, parents, tree)
        elif 0 < tree.depth < len(parents) and home not in stems:
            homeless[home].append(file)
    yield from check_homeless(homeless, stems)


def is_passed_over(file: str, tree: RecordTree) -> bool:
    """Hidden files and README files are nobody's record."""
    names = file.removeprefix(f"{tree.folder}/").split("/")
    return names[-1] in NOT_RECORDS or any(name.startswith(PASSED_OVER) for name in names)


def is_stray(file: str, lies_in_folder: bool) -> bool:
    """Whether the ending promises a record: among records any text or document, among a record's files only what is never one of them."""
    ending = PurePosixPath(file).suffix.lower()
    return ending in TEXT_ENDINGS or (not lies_in_folder and ending in OTHER_ENDINGS)


def describe_stray(file: str, parents: list[str], tree: RecordTree) -> Diagnostic:
    """The error, with the path under which the file would be read."""
    path = PurePosixPath(file)
    folder = "/".join(parents[: tree.depth]) if len(parents) >= tree.depth else tree.example
    name = slugify(path.name.partition(".")[0]) or "ten-ho-so"
    suggestion = "/".join(part for part in (tree.folder, folder, f"{name}{tree.ending}") if part)
    fix = "document" if path.suffix.lower() in DOCUMENT_ENDINGS else "default"
    return Diagnostic.of(Span(file), "stray-file", fix=fix, suggestion=suggestion)


def check_homeless(homeless: Mapping[str, list[str]], stems: frozenset[str]) -> Iterator[Diagnostic]:
    """One warning a folder, with the record of the same place whose name is nearest."""
    names_by_parent: dict[str, list[str]] = defaultdict(list)
    if homeless:
        for stem in sorted(stems):
            parent, _, name = stem.rpartition("/")
            names_by_parent[parent].append(name)
    for folder, members in homeless.items():
        parent, _, name = folder.rpartition("/")
        near = nearest(name, names_by_parent[parent])
        first = min(members)
        values = {"folder": folder, "given": first.removeprefix(f"{folder}/"), "record": name, "nearest": near}
        yield Diagnostic.of(Span(first), "folder-without-record", fix="nearest" if near else "default", **values)
