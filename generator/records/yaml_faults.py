"""Faults of notation that staff make, recognised from where the reader stumbled and from the text of the line.

Each recogniser looks at one kind of fault and gives None when it is another; the first that answers is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from generator.records.faults import CONTROL_CHARACTER, Fault, split_lines
from generator.records.indents import explain_indent, find_block_text
from generator.records.line_parts import find_open_quote, leading_spaces, quote_value, split_line

BLOCK_MARKS = "|>"
SPECIAL_FIRST = "@`%*&![]{},?"
KEY_WITHOUT_SPACE = re.compile(r"(\s*(?:- +)*)([a-z][a-z0-9_]*):(\S.*)")
DASH_WITHOUT_SPACE = re.compile(r"(\s*)-([^\s-].*)")


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where the reader stopped (lines and columns count from 0), what it says and where the part began that it was in."""

    lines: list[str]
    row: int
    column: int
    problem: str
    context: str
    context_row: int
    context_column: int

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line[self.column : self.column + 1]


def recognise_fault(text: str, error: yaml.YAMLError) -> Fault:
    """The fault behind an error of the YAML reader."""
    lines = split_lines(text)
    if not isinstance(error, yaml.MarkedYAMLError):
        return find_control_character(lines)
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    stumble = Stumble(lines, mark.line, mark.column, error.problem or "", error.context or "", start.line, start.column)
    for recognise in RECOGNISERS:
        fault = recognise(stumble)
        if fault is not None:
            return fault
    return Fault.of("unreadable-line", min(stumble.row, len(lines) - 1) + 1, stumble.column + 1)


def find_control_character(lines: list[str]) -> Fault:
    """The first character that no text may hold; the reader itself counts bytes."""
    for number, line in enumerate(lines, start=1):
        found = CONTROL_CHARACTER.search(line)
        if found:
            return Fault.of("control-character", number, found.start() + 1, given=f"U+{ord(found[0]):04X}")
    return Fault.of("unreadable-line", 1, 1)


def find_bad_escape(text: str) -> Fault:
    """The first `\\U…` in a text: the only escape that can name a character beyond the last one."""
    for number, line in enumerate(split_lines(text), start=1):
        column = line.find("\\U")
        if column >= 0:
            return Fault.of("backslash", number, column + 1, 2, given="\\U")
    return Fault.of("unreadable-line", 1, 1)


def recognise_tab(stumble: Stumble) -> Fault | None:
    """A tab where only spaces count."""
    if stumble.character != "\t":
        return None
    return Fault.of("tab", stumble.row + 1, stumble.column + 1)


def recognise_several_documents(stumble: Stumble) -> Fault | None:
    """A line `---` or `...` in the middle of a file."""
    for row in (stumble.row, stumble.row - 1):
        if 0 < row < len(stumble.lines) and re.match(r"(---|\.\.\.)(\s|$)", stumble.lines[row]):
            return Fault.of("several-documents", row + 1, 1, 3, given=stumble.lines[row][:3])
    return None


def recognise_quote(stumble: Stumble) -> Fault | None:
    """A quotation mark that is not closed on its line, or text behind the closing one."""
    found = find_open_quote(stumble.lines, stumble.row)
    if found is None:
        return None
    row, column, is_closed = found
    if not is_closed:
        return quoting_fault("missing-quote", stumble.lines[row], row, column, "close")
    if row != stumble.row:
        return None
    return quoting_fault("text-after-quote", stumble.lines[row], row, column, "quote", keep_quotes=True)


def recognise_escape(stumble: Stumble) -> Fault | None:
    """A backslash in double quotes, as in `"C:\\data"`."""
    if "escape" not in stumble.problem and "hexdecimal" not in stumble.problem:
        return None
    column = stumble.line.rfind("\\", 0, stumble.column + 1)
    return Fault.of("backslash", stumble.row + 1, max(column, 0) + 1, 2, given=stumble.line[max(column, 0) : column + 2])


def recognise_bracket(stumble: Stumble) -> Fault | None:
    """A bracket that opens a list or a group and is never closed."""
    if "flow" not in stumble.context or stumble.context_row >= len(stumble.lines):
        return None
    line = stumble.lines[stumble.context_row]
    opening = line[stumble.context_column : stumble.context_column + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        return None
    suggestion = line.rstrip().rstrip(",") + closing
    return Fault.of(
        "unclosed-bracket",
        stumble.context_row + 1,
        stumble.context_column + 1,
        given=opening,
        closing=closing,
        suggestion=suggestion.strip(),
    )


def recognise_first_sign(stumble: Stumble) -> Fault | None:
    """A value that begins with a sign that means something else there."""
    part = split_line(stumble.line)
    if not part.value or stumble.column < part.value_column:
        return None
    sign = part.value[0]
    if sign in BLOCK_MARKS:
        return quoting_fault("block-text-mark", stumble.line, stumble.row, part.value_column, "quote", given=sign)
    if part.value.startswith("- "):
        return quoting_fault("special-first-character", stumble.line, stumble.row, part.value_column, "dash", given="-")
    if sign in SPECIAL_FIRST or part.value.startswith(": "):
        return quoting_fault("special-first-character", stumble.line, stumble.row, part.value_column, "quote", given=sign)
    return None


def recognise_colon(stumble: Stumble) -> Fault | None:
    """A colon and a space inside a value: `name: HTX: Chè`."""
    part = split_line(stumble.line)
    if stumble.character != ":" or not part.key or stumble.column < part.value_column:
        return None
    return quoting_fault("colon-in-value", stumble.line, stumble.row, stumble.column, "quote")


def recognise_missing_colon(stumble: Stumble) -> Fault | None:
    """A line that names no field, or whose colon or dash touches the value."""
    if "expected ':'" in stumble.problem:
        row = stumble.context_row
    elif "mapping values" in stumble.problem and leading_spaces(stumble.line) == leading_spaces(stumble.lines[max(stumble.row - 1, 0)]):
        row = stumble.row - 1
    else:
        return None
    line = stumble.lines[row] if 0 <= row < len(stumble.lines) else ""
    if not line.strip() or split_line(line).key or line.lstrip().startswith(("#", "- ")):
        return None
    block_key = find_block_text(stumble.lines, row)
    if block_key:
        return Fault.of("block-text-indent", row + 1, 1, len(line), given=block_key)
    return missing_mark(line, row)


def missing_mark(line: str, row: int) -> Fault:
    """Which mark a line lacks: the space behind the colon, the space behind the dash, or the colon."""
    column, length = leading_spaces(line) + 1, len(line.strip())
    joined = KEY_WITHOUT_SPACE.fullmatch(line)
    if joined:
        return Fault.of("missing-space", row + 1, column, length, given=":", suggestion=f"{joined[2]}: {joined[3]}")
    dash = DASH_WITHOUT_SPACE.fullmatch(line)
    if dash:
        return Fault.of("missing-space", row + 1, column, length, given="-", suggestion=f"- {dash[2]}")
    return Fault.of("missing-colon", row + 1, column, length, given=line.strip()[:60])


def recognise_first_sign_of_line(stumble: Stumble) -> Fault | None:
    """A line that begins with a sign no field begins with."""
    sign = stumble.line.lstrip()[:1]
    if sign and sign in SPECIAL_FIRST + ":" + BLOCK_MARKS:
        return Fault.of("special-first-character", stumble.row + 1, leading_spaces(stumble.line) + 1, fix="line", given=sign)
    return None


def quoting_fault(code: str, line: str, row: int, column: int, fix: str, *, keep_quotes: bool = False, **values: object) -> Fault:
    """A fault whose cure is the same line with the value in quotation marks."""
    suggestion = quote_value(line, keep_quotes=keep_quotes)
    values.setdefault("given", split_line(line).value[:60])
    return Fault.of(code, row + 1, column + 1, fix=fix if suggestion else "default", suggestion=suggestion, **values)


RECOGNISERS = (
    recognise_tab,
    recognise_several_documents,
    recognise_escape,
    recognise_quote,
    recognise_bracket,
    recognise_first_sign,
    recognise_colon,
    recognise_missing_colon,
    recognise_first_sign_of_line,
    lambda stumble: explain_indent(stumble.lines, stumble.row),
)
