"""What a rule yields, and what every rule is given. A finding becomes a diagnostic once its place is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path

from generator.checks.contents import Loc, list_cooperative_files, list_post_files, list_texts
from generator.diagnostics import Diagnostic, Span
from generator.records import Decoded, Recognition, Records, Source
from generator.records.faults import split_lines
from generator.records.file_view import FileView, find_place, open_view

CODES_WITHOUT_QUOTE = frozenset({"no-consent"})  # a build log is read by more people than the record


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at `loc` of a record, or at a line and column where the place lies in a post's body."""

    source: Source
    code: str
    loc: Loc = ()
    values: tuple[tuple[str, str], ...] = ()
    fix: str = ""
    place: tuple[int, int, int] | None = None  # line, column, length

    @classmethod
    def of(
        cls, source: Source, code: str, *loc: str | int, fix: str = "", place: tuple[int, int, int] | None = None, **values: object
    ) -> Finding:
        """Make a finding from keyword values, as the sentence of `code` names them."""
        return cls(source, code, loc, tuple((name, str(value)) for name, value in values.items()), fix, place)


@dataclass(frozen=True)
class CheckContext:
    """The sound records with what they are held against: the build date and the files on disk.

    `files` are the files beside records: path relative to the project → path on disk, which may spell accents otherwise;
    `provinces` are those the site carries (empty: all); `pages` are the hand-written ones.
    """

    records: Records
    build_date: date
    files: Mapping[str, Path]
    provinces: tuple[str, ...] = ()
    pages: tuple[Decoded, ...] = ()

    @cached_property
    def cooperatives(self) -> tuple[Decoded, ...]:
        return tuple(decoded for decoded in self.records.cooperatives if decoded.is_sound)

    @cached_property
    def posts(self) -> tuple[Decoded, ...]:
        return tuple(decoded for decoded in self.records.posts if decoded.is_sound)

    @cached_property
    def statistics(self) -> tuple[Decoded, ...]:
        return tuple(decoded for decoded in self.records.statistics if decoded.is_sound)

    @cached_property
    def named_files(self) -> tuple[tuple[Decoded, tuple[tuple[Loc, str], ...]], ...]:
        """The records that name files, with the files and their places; cooperatives, then posts. Walked once for all rules."""
        groups = ((self.cooperatives, list_cooperative_files), (self.posts, list_post_files))
        listed = ((decoded, tuple(list_files(decoded.record))) for group, list_files in groups for decoded in group)
        return tuple((decoded, named) for decoded, named in listed if named)

    @cached_property
    def recognitions(self) -> tuple[tuple[Decoded, Loc, Recognition], ...]:
        """Every OCOP decision of the cooperatives' products with its record and place."""
        return tuple(
            (decoded, ("products", product_number, "ocop", number), recognition)
            for decoded in self.cooperatives
            for product_number, product in enumerate(decoded.record.products)
            for number, recognition in enumerate(product.ocop)
        )

    @cached_property
    def texts(self) -> tuple[tuple[Decoded, Loc, str], ...]:
        """The Markdown texts of the cooperatives and their products with their record and place."""
        return tuple((decoded, loc, text) for decoded in self.cooperatives for loc, text in list_texts(decoded.record))


def load_diagnostics(findings: Iterable[Finding]) -> list[Diagnostic]:
    """Look up the line and column of each finding; every file named is read once more, the others never."""
    ordered = sorted(findings, key=lambda finding: finding.source.file)
    diagnostics: list[Diagnostic] = []
    for _, group in groupby(ordered, key=lambda finding: finding.source.file):
        members = list(group)
        diagnostics.extend(place_findings(members[0].source.path.read_bytes(), members))
    return diagnostics


def place_findings(content: bytes, findings: list[Finding]) -> Iterator[Diagnostic]:
    """The diagnostics of one file's findings, given its bytes; it is opened once, however many they are."""
    has_fields = any(finding.place is None for finding in findings)
    view = open_view(content, findings[0].source) if has_fields else None
    lines = split_lines(content.decode("utf-8-sig", "replace"))
    return (place_finding(finding, view, lines) for finding in findings)


def place_finding(finding: Finding, view: FileView | Diagnostic | None, lines: list[str]) -> Diagnostic:
    """The diagnostic of a finding: at a field of the opened file, or at a line of its text."""
    if finding.place is None:
        span, source_line, field = find_place(view, finding.loc)
        shown = "" if finding.code in CODES_WITHOUT_QUOTE else source_line
        return Diagnostic(span, finding.code, field, finding.values, finding.fix, shown)
    line, column, length = finding.place
    source_line = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(Span(finding.source.file, line, column, length), finding.code, "", finding.values, finding.fix, source_line)
