"""Columns → table parts and rows → display blocks: what filters, counts and sorts, and what a result shows."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.search.model import OWN_SITE, Column, Row
from generator.search.numbers import narrow
from generator.search.order import COARSE_RANK
from generator.search.parts import encode_payload

BLOCK = 32  # rows a display file
GROUP = 16  # display files that share a name
WIDTHS = (("u8", 1, 0xFF), ("u16", 2, 0xFFFF), ("u32", 4, 0xFFFFFFFF))
EMPTY = ("", 0)


def encode_table(columns: Mapping[str, Column], start: int, count: int) -> bytes:
    """The payload of a table: `count` rows of these columns from row `start` on. Only values that occur there are named."""
    heads: dict[str, dict[str, object]] = {}
    body: list[bytes] = []
    at = 0
    for name, column in columns.items():
        part = cut_column(column, start, count)
        width, cells = pack_cells(part.cells)
        heads[name] = {"type": width, "at": at, **describe_values(part)}
        body.append(cells)
        at += len(cells)
    return encode_payload({"rows": count, "start": start, "columns": heads}, b"".join(body))


def cut_column(column: Column, start: int, count: int) -> Column:
    """Some rows of a column, with its values renumbered to those that are left, in their order."""
    cells = column.cells[start : start + count]
    if column.values is None:
        return Column(cells)
    used = [0, *sorted(set(cells) - {0})]
    if len(used) < len(column.values):
        renumbered = {number: place for place, number in enumerate(used)}
        cells = array("I", map(renumbered.__getitem__, cells))
    values = [column.values[number] for number in used]
    labels = column.labels
    if isinstance(labels, dict):
        codes = {code for value in values for code in value}
        labels = {code: label for code, label in labels.items() if code in codes}
    elif labels is not None:
        labels = [labels[number] for number in used]
    within = [column.within[number] for number in used] if column.within is not None else None
    return Column(cells, values, labels, within)


def describe_values(column: Column) -> dict[str, object]:
    """What a table's header says of a column besides its place."""
    named = {"values": column.values, "labels": column.labels, "in": column.within}
    return {name: value for name, value in named.items() if value is not None}


def pack_cells(cells: array[int]) -> tuple[str, bytes]:
    """The narrowest type that holds all cells, and the cells in it, the low byte first."""
    most = max(cells, default=0)
    name, width = next((name, width) for name, width, limit in WIDTHS if most <= limit)
    return name, narrow(cells, width)


def list_marks(types: Sequence[int], rank: Sequence[int]) -> list[int]:
    """What every query reads of a row, its type in the high four bits and its static rank in the low ones, in four steps: mark, rows, mark, rows …

    Rows are ordered by them, so that few runs tell it of all.
    """
    runs = groupby(kind << 4 | number & COARSE_RANK for kind, number in zip(types, rank, strict=True))
    return [number for mark, rows in runs for number in (mark, sum(1 for _ in rows))]


def encode_block(rows: Sequence[Row]) -> bytes:
    """The payload of a display block."""
    return encode_payload({"rows": [trim_row(row) for row in rows]})


def trim_row(row: Row) -> list[str | int]:
    """A row's items without the empty ones at its end."""
    items = list(row)
    if items[-1] == OWN_SITE:
        items.pop()
        while items[-1] in EMPTY:
            items.pop()
    return items
