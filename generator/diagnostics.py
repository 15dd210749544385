"""A mistake as a value: where it is, which rule it breaks, and its sentence in the reader's language.

Rooms create diagnostics; this module sorts, counts and prints them. It decides no rule.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

Severity = Literal["error", "warning", "info"]
Language = Literal["vi", "en"]
MESSAGES_DIR = Path(__file__).parent / "messages"
SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
ANSI_BY_SEVERITY = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
ANSI_OFF = "\x1b[0m"
SHOWN_LINE_LENGTH = 160


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the project with `/`; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, warning or remark. `values` fill the sentence of its code; `fix` names a variant of its advice."""

    span: Span
    code: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()
    fix: str = ""
    source_line: str = ""

    @classmethod
    def of(cls, span: Span, code: str, *, field: str = "", fix: str = "", source_line: str = "", **values: object) -> Diagnostic:
        """Make a diagnostic from keyword values, as the sentence of `code` names them."""
        pairs = tuple((name, str(value)) for name, value in values.items())
        return cls(span, code, field, pairs, fix, source_line)

    @property
    def severity(self) -> Severity:
        return load_messages("vi")["codes"][self.code]["severity"]

    @property
    def sort_key(self) -> tuple[object, ...]:
        return (self.span, SEVERITY_ORDER[self.severity], self.code, self.field, self.values)


@dataclass(slots=True)
class Report:
    """All diagnostics of one run, in the order they were found until `sorted` is asked."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics.extend(diagnostics)

    def sorted(self) -> list[Diagnostic]:
        """By file, line, column, severity; the same diagnostic found twice stands once."""
        return sorted(set(self.diagnostics), key=lambda diagnostic: diagnostic.sort_key)

    def count(self, severity: Severity) -> int:
        return Counter(diagnostic.severity for diagnostic in set(self.diagnostics))[severity]

    @property
    def error_count(self) -> int:
        return self.count("error")

    @property
    def warning_count(self) -> int:
        return self.count("warning")

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())


# Without libyaml the sentences cost every command a third of a second.
QUICK_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_messages(language: Language) -> Mapping[str, Mapping]:
    """The sentences of one language: `codes` for diagnostics, `terms` for the words around them, `pages`, `words` and `charts` for the site."""
    merged: dict[str, dict] = {"codes": {}, "terms": {}, "pages": {}, "words": {}, "charts": {}}
    for path in sorted(MESSAGES_DIR.glob(f"{language}*.yml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), QUICK_LOADER)
        for section in merged:
            merged[section].update(loaded.get(section, {}))
    return merged


def format_message(diagnostic: Diagnostic, language: Language = "vi") -> str:
    """The sentence that says what is wrong, without place or advice."""
    template = load_messages(language)["codes"][diagnostic.code]["message"]
    return template.format_map(dict(diagnostic.values)).strip()


def format_fix(diagnostic: Diagnostic, language: Language = "vi") -> str:
    """The advice, or an empty string where the sentence says it all."""
    variants = load_messages(language)["codes"][diagnostic.code].get("fix", {})
    template = variants.get(diagnostic.fix or "default", "")
    return template.format_map(dict(diagnostic.values)).strip()


def format_text(report: Report, language: Language = "vi", *, color: bool = False) -> str:
    """For people: a clickable first line, the source line underlined, the advice; a summary line ends it."""
    blocks = [format_block(diagnostic, language, color=color) for diagnostic in report.sorted()]
    return "\n".join([*blocks, format_summary(report, language)])


def format_block(diagnostic: Diagnostic, language: Language, *, color: bool) -> str:
    """One diagnostic as people read it, one to four lines."""
    terms = load_messages(language)["terms"]
    span, severity = diagnostic.span, diagnostic.severity
    word = terms[severity]
    if color:
        word = f"{ANSI_BY_SEVERITY[severity]}{word}{ANSI_OFF}"
    where = f"{diagnostic.field}: " if diagnostic.field else ""
    head = f"{span.file}:{span.line}:{span.column}: {word} [{diagnostic.code}] {where}{format_message(diagnostic, language)}"
    lines = [printable(head), *format_source(diagnostic)]
    fix = format_fix(diagnostic, language)
    if fix:
        lines.extend("  " + printable(line) for line in fix.splitlines())
    return "\n".join(lines)


def format_source(diagnostic: Diagnostic) -> list[str]:
    """The faulty line and its underline; a long line is cut around the fault."""
    if not diagnostic.source_line.strip():
        return []
    column = diagnostic.span.column
    start = max(0, column - 1 - SHOWN_LINE_LENGTH // 2) if len(diagnostic.source_line) > SHOWN_LINE_LENGTH else 0
    shown = diagnostic.source_line[start : start + SHOWN_LINE_LENGTH]
    room = max(1, len(shown) - (column - 1 - start))
    underline = " " * (column - 1 - start) + "^" * max(1, min(diagnostic.span.length, room))
    number = f"{diagnostic.span.line:>6}"
    return [f"{number} | {printable(shown)}", f"{'':>6} | {underline}"]


def printable(text: str) -> str:
    """Control characters replaced one for one: a record must not drive the reader's terminal."""
    return "".join(character if character.isprintable() else ("␉" if character == "\t" else "�") for character in text)


def format_summary(report: Report, language: Language = "vi") -> str:
    """The one line that closes the list."""
    terms = load_messages(language)["terms"]
    info_count = report.count("info")
    if not report.error_count and not report.warning_count and not info_count:
        return terms["sound"]
    summary = terms["summary"].format(errors=report.error_count, warnings=report.warning_count, remarks=info_count)
    return summary


def describe_diagnostic(diagnostic: Diagnostic, language: Language = "vi") -> dict[str, object]:
    """The values machines read, as SPEC's JSON format names them."""
    span = diagnostic.span
    return {
        "file": span.file, "line": span.line, "column": span.column,
        "severity": diagnostic.severity, "code": diagnostic.code, "field": diagnostic.field,
        "message": format_message(diagnostic, language), "suggestion": format_fix(diagnostic, language),
    }  # fmt: skip


def format_json(report: Report, record_count: int, language: Language = "vi") -> str:
    """`{"errors", "warnings", "records", "diagnostics": […]}`; nothing else goes to standard output with it."""
    document = {
        "errors": report.error_count, "warnings": report.warning_count, "records": record_count,
        "diagnostics": [describe_diagnostic(diagnostic, language) for diagnostic in report.sorted()],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=2)


def format_github(report: Report, language: Language = "vi") -> str:
    """Workflow commands that a code host shows beside the line (`::error file=…`)."""
    command_by_severity = {"error": "error", "warning": "warning", "info": "notice"}
    lines = []
    for diagnostic in report.sorted():
        span = diagnostic.span
        place = f"file={escape_property(span.file)},line={span.line},col={span.column},title={escape_property(diagnostic.code)}"
        text = " ".join(part for part in (format_message(diagnostic, language), format_fix(diagnostic, language)) if part)
        lines.append(f"::{command_by_severity[diagnostic.severity]} {place}::{escape_command(text)}")
    return "\n".join(lines)


def escape_command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    return escape_command(text).replace(":", "%3A").replace(",", "%2C")
