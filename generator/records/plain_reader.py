"""Text → plain data for files written as nearly all are: one field a line, lists by dashes, long texts behind `|`.

Whatever else YAML allows is left to `yaml_nodes`, mistakes included. What is read here is what the full reader reads, in a fifth of its time:
libyaml makes a node and two places for each value, and nobody asks a sound file where its values stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = r"""(?!null[ ]*\n)[^\s\-?:,\[\]{}#&*!|>'"%@`~][^\n:#]*+(?:(?::(?![ \n])|(?<!\ )\#)[^\n:#]*+)*+"""
QUOTED = r""""[ ]*+[^"\\\s][^"\\\n]*"|'[ ]*+[^'\s][^'\n]*'"""
# Indents and names are bounded so that no file read here is too deep or has a name that libyaml refuses.
LINE = re.compile(
    rf"""
    ^([ ]{{0,24}}+)                                               # indent
    (?: (-[ ])?([a-z][a-z0-9_]{{0,79}}+):                         # dash, key
        (?: [ ]({PLAIN}|{QUOTED})\n                               # value
          | \n
          | [ ]\|-?\n((\1[ ]+)[^ \n][^\n]*\n(?:\6[^\n]*\n|\n)*+)  # block of text, its indent
        )
      | -[ ]({PLAIN}|{QUOTED})\n                                  # item
      | \#[^\n]*\n                                               # a remark
      | (?<![ ])\n                                               # an empty line; one of spaces may belong to a block
    )
    """,
    re.VERBOSE | re.MULTILINE,
)


def read_plain(text: str) -> dict[str, object] | None:
    """The fields of a file, every value as trimmed text; None where only the full reader can tell what it holds."""
    text = text if text.endswith("\n") else f"{text}\n"
    lines = LINE.findall(text)
    block_lines = sum(line[4].count("\n") for line in lines if line[4])
    if len(lines) + block_lines != text.count("\n") or not text.replace("\n", "").isprintable():
        return None
    return build_data(lines)


def build_data(lines: Iterable[tuple[str, ...]]) -> dict[str, object] | None:
    """Groups and lists as the columns of their lines open and close them; None where these do not fit together."""
    outline = Outline()
    opened = ""  # the field whose group or list begins with the next line
    for indent, dash, key, value, block, pad, item in lines:
        column = len(indent)
        if dash or item:
            part = outline.open_list(column, opened) if opened else outline.find_list(column)
            if part is None:
                return None
            opened = ""
            if item:
                part.append(read_scalar(item))
                continue
            group = outline.open_item(column + 2, part)
        elif not key:
            continue
        else:
            group = outline.open_group(column, opened) if opened else outline.find_group(column)
            opened = ""
        if group is None or key in group:
            return None
        if value:
            group[key] = read_scalar(value)
        elif not block:
            opened = key
        elif len(pad) > outline.columns[-1]:
            group[key] = f"\n{block}".replace(f"\n{pad}", "\n").strip()
        else:
            return None
    return outline.root if outline.root and not opened else None


def read_scalar(value: str) -> str:
    return (value[1:-1] if value[0] in "\"'" else value).strip()


class Outline:
    """The groups and lists that are open, each at or behind the column of the one around it. None is said of a line that fits nowhere."""

    def __init__(self) -> None:
        self.root: dict[str, object] = {}
        self.columns: list[int] = [0]
        self.parts: list[dict | list] = [self.root]

    def open_list(self, column: int, field: str) -> list | None:
        if column < self.columns[-1]:
            return None
        part = self.parts[-1][field] = []
        self.columns.append(column)
        self.parts.append(part)
        return part

    def open_group(self, column: int, field: str) -> dict | None:
        if column <= self.columns[-1]:
            return None
        part = self.parts[-1][field] = {}
        self.columns.append(column)
        self.parts.append(part)
        return part

    def open_item(self, column: int, items: list) -> dict:
        part: dict[str, object] = {}
        items.append(part)
        self.columns.append(column)
        self.parts.append(part)
        return part

    def find_list(self, column: int) -> list | None:
        while self.columns[-1] > column:
            del self.columns[-1], self.parts[-1]
        part = self.parts[-1]
        return part if self.columns[-1] == column and type(part) is list else None

    def find_group(self, column: int) -> dict | None:
        while self.columns[-1] > column or type(self.parts[-1]) is list:
            del self.columns[-1], self.parts[-1]
        return self.parts[-1] if self.columns[-1] == column else None
