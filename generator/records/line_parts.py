"""One line of a record taken apart as people see it: dashes, field name, value. Knows text only, not the notation's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"(?P<lead>\s*(?:-[ \t]+)*)(?:(?P<key>[^\s:#\"'\[\]{}][^:]*?)[ \t]*:(?:[ \t]+|$))?(?P<value>.*)")
COMMENT = re.compile(r"\s+#\s.*$")
LONGEST_SUGGESTION = 160


@dataclass(frozen=True, slots=True)
class LinePart:
    """`lead` is what stands before the name: spaces and dashes. Columns count from 0."""

    lead: str
    key: str
    value: str
    value_column: int


def split_line(line: str) -> LinePart:
    """`  - name: HTX: Chè` → lead `  - `, key `name`, value `HTX: Chè`."""
    match = LINE.fullmatch(line.rstrip())
    return LinePart(match["lead"], match["key"] or "", match["value"], match.start("value"))


def leading_spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def quote_value(line: str, *, keep_quotes: bool = False, keep_remark: bool = False) -> str:
    """The line with its value in quotation marks, as text to paste; empty when it is too long to show."""
    part = split_line(line)
    value = part.value if keep_remark else COMMENT.sub("", part.value)
    if len(value) > 1 and value[0] in "\"'":
        if value[-1] == value[0]:
            value = value[1:-1]
        elif not keep_quotes:
            value = value[1:]
    key = f"{part.key}: " if part.key else part.lead.strip() and "- "
    quoted = f"'{value}'" if '"' in value and "'" not in value else f'"{escape(value)}"'
    suggestion = f"{key}{quoted}"
    return suggestion if value and len(suggestion) <= LONGEST_SUGGESTION else ""


def escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def find_open_quote(lines: list[str], last_row: int) -> tuple[int, int, bool] | None:
    """The first value up to `last_row` whose quotation marks are wrong: (row, column, whether it is closed on its line)."""
    block_indent = -1
    for row, line in enumerate(lines[: last_row + 1]):
        if not line.strip():
            continue
        if block_indent >= 0 and leading_spaces(line) > block_indent:
            continue  # inside a long text, quotation marks are only text
        part = split_line(line)
        block_indent = leading_spaces(line) if part.value[:1] in ("|", ">") and part.value[:1] else -1
        if part.value[:1] not in ('"', "'") or not part.value:
            continue
        end = find_closing_quote(part.value)
        if end < 0:
            return row, part.value_column, False
        rest = part.value[end + 1 :].strip()
        if rest and not rest.startswith(("#", ":", ",", "]", "}")):
            return row, part.value_column + end + 1, True
    return None


def find_closing_quote(value: str) -> int:
    """The place of the quotation mark that closes the one `value` begins with; -1 without one."""
    mark, place = value[0], 1
    while place < len(value):
        if mark == '"' and value[place] == "\\":
            place += 2
            continue
        if value[place] == mark:
            if mark == "'" and value[place + 1 : place + 2] == "'":
                place += 2
                continue
            return place
        place += 1
    return -1
