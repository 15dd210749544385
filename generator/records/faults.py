"""A mistake at a place of one text, before it is known which file and which record it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Span

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\r\n|[\n\r]")


@dataclass(frozen=True, slots=True)
class Fault:
    """Line and column count from 1, in the text that was read; `values` fill the sentence of `code`."""

    code: str
    line: int = 1
    column: int = 1
    length: int = 1
    values: tuple[tuple[str, str], ...] = ()
    fix: str = ""

    @classmethod
    def of(cls, code: str, line: int, column: int, length: int = 1, fix: str = "", **values: object) -> Fault:
        """Make a fault from keyword values, as the sentence of `code` names them."""
        return cls(code, line, column, max(1, length), tuple((name, str(value)) for name, value in values.items()), fix)


class YamlFault(Exception):
    """Carries a fault out of the reading of one file; never leaves this room."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def split_lines(text: str) -> list[str]:
    """Lines as editors count them: `str.splitlines` would also break at form feeds and the like."""
    return LINE_BREAK.split(text)


def describe_fault(fault: Fault, file: str, lines: list[str], field: str = "", *, first_line: int = 1) -> Diagnostic:
    """The diagnostic of a fault; `first_line` is the line of the file on which the text began."""
    source_line = lines[fault.line - 1] if fault.line <= len(lines) else ""
    span = Span(file, fault.line + first_line - 1, fault.column, fault.length)
    return Diagnostic(span, fault.code, field, fault.values, fault.fix, source_line)


def make_values(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in values.items())
