"""Lines that do not stand where their neighbours say they should."""

from __future__ import annotations

from generator.records.faults import Fault
from generator.records.line_parts import leading_spaces, split_line


def explain_indent(lines: list[str], row: int) -> Fault | None:
    """How far a line is moved in, and how far the lines are with which it could be level."""
    row = min(row, len(lines) - 1)
    while row > 0 and not lines[row].strip():
        row -= 1
    line = lines[row]
    if not line.strip():
        return None
    given, length = leading_spaces(line), len(line.strip())
    block_key = find_block_text(lines, row)
    if block_key:
        return Fault.of("block-text-indent", row + 1, 1, len(line), given=block_key)
    open_rows = list_open_rows(lines, row)
    if not open_rows:
        return None
    if given in open_rows:
        return explain_level(lines, row, open_rows[given])
    expected = min(open_rows, key=lambda indent: (abs(indent - given), -indent))
    previous = split_line(lines[last_text_row(lines, row)])
    deeper = given > max(open_rows) and previous.value
    fix = "deeper" if deeper else "default"
    return Fault.of(
        "wrong-indentation", row + 1, given + 1, length, fix=fix, given=given, expected=expected, other_line=open_rows[expected] + 1
    )


def explain_level(lines: list[str], row: int, peer_row: int) -> Fault:
    """A line that is level with a neighbour of another kind: a list item among fields, or a field among list items."""
    is_item = lines[row].lstrip().startswith("-")
    fix = "item-among-fields" if is_item else "field-among-items"
    given, length = leading_spaces(lines[row]), len(lines[row].strip())
    return Fault.of("mixed-list", row + 1, given + 1, length, fix=fix, other_line=peer_row + 1)


def last_text_row(lines: list[str], row: int) -> int:
    """The row above that holds more than spaces and remarks."""
    for above in range(row - 1, -1, -1):
        if lines[above].strip() and not lines[above].lstrip().startswith("#"):
            return above
    return 0


def find_block_text(lines: list[str], row: int) -> str:
    """The field whose long text (behind `|`) the line above belongs to or should begin; empty outside of one."""
    indent = 10**6
    for above in range(row - 1, -1, -1):
        text = lines[above]
        if not text.strip() or leading_spaces(text) >= indent:
            continue
        part = split_line(text)
        if part.key and part.value[:1] in ("|", ">") and part.value:
            return part.key
        if part.key or indent == 0:
            return ""
        indent = leading_spaces(text)
    return ""


def list_open_rows(lines: list[str], row: int) -> dict[int, int]:
    """Indent → the nearest row above that has it and is not closed by a shallower one; names behind dashes count too."""
    open_rows: dict[int, int] = {}
    lowest = 10**6
    for above in range(row - 1, -1, -1):
        text = lines[above]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        for indent in (len(split_line(text).lead.expandtabs(1)), leading_spaces(text)):
            if indent < lowest:
                open_rows.setdefault(indent, above)
                lowest = indent
        if lowest == 0:
            break
    return open_rows
