"""What a rule yields, and what every rule is given. A finding becomes a diagnostic once its place is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.diagnostics import Diagnostic, Span
from generator.records import Decoded, Records, Source, locate
from generator.records.faults import split_lines

Loc = tuple[str | int, ...]


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


@dataclass(frozen=True, slots=True)
class CheckContext:
    """The sound records with what they are held against: the build date and the files on disk.

    `files` are paths relative to the project; `known_keys` name every record file, sound or not,
    so that one mistake in a record does not make its references mistakes too.
    """

    records: Records
    build_date: date
    files: frozenset[str]
    known_keys: frozenset[str]

    @property
    def cooperatives(self) -> Iterator[Decoded]:
        return (decoded for decoded in self.records.cooperatives if decoded.record is not None)

    @property
    def posts(self) -> Iterator[Decoded]:
        return (decoded for decoded in self.records.posts if decoded.record is not None)

    @property
    def statistics(self) -> Iterator[Decoded]:
        return (decoded for decoded in self.records.statistics if decoded.record is not None)


def load_diagnostics(findings: Iterable[Finding]) -> list[Diagnostic]:
    """Look up the line and column of each finding; every file named is read once more, the others never."""
    ordered = sorted(findings, key=lambda finding: finding.source.file)
    diagnostics: list[Diagnostic] = []
    for _, group in groupby(ordered, key=lambda finding: finding.source.file):
        members = list(group)
        content = members[0].source.path.read_bytes()
        diagnostics.extend(place_finding(content, finding) for finding in members)
    return diagnostics


def place_finding(content: bytes, finding: Finding) -> Diagnostic:
    """The diagnostic of a finding, given the bytes of its file."""
    if finding.place is None:
        span, source_line, field = locate(content, finding.source, finding.loc)
        return Diagnostic(span, finding.code, field, finding.values, finding.fix, source_line)
    line, column, length = finding.place
    lines = split_lines(content.decode("utf-8-sig"))
    source_line = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(Span(finding.source.file, line, column, length), finding.code, "", finding.values, finding.fix, source_line)
