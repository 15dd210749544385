"""A column of several sites as one: their codes united, in the order and with the labels of our own vocabularies."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.records import Vocabularies
from generator.search.model import Column
from generator.text import sort_key

VOCABULARY_BY_COLUMN = {
    "sector": "sectors", "kind": "kinds", "group": "product_groups", "status": "statuses", "category": "post_categories",
    "certificate": "certificates",
}  # fmt: skip
Order = Sequence[tuple[int, int]]  # for each row of the whole: the number of its site, its row there


def merge_column(name: str, columns: Sequence[Column | None], order: Order, vocabularies: Vocabularies) -> Column:
    """The column of all rows, of the first site's kind. A site without it has zeros, which mean «none»; the first label of a code holds."""
    columns = [column if column and describe_kind(column) == describe_kind(columns[0]) else None for column in columns]
    given = [column for column in columns if column is not None]
    if given[0].values is None:
        return Column(pick_cells([column.cells if column else None for column in columns], order))
    codes = CodeTable(name, given, vocabularies)
    values = sorted({freeze(value) for column in given for value in column.values}, key=codes.sort_value)
    place = {value: number for number, value in enumerate(values)}
    cells = pick_cells([renumber(column, place) if column else None for column in columns], order)
    if isinstance(given[0].labels, dict):
        return Column(cells, [list(value) for value in values], codes.order_labels())
    within = [codes.within.get(value, "") for value in values] if given[0].within is not None else None
    return Column(cells, values, [codes.labels[value] for value in values], within)


def describe_kind(column: Column) -> tuple[type, type, bool]:
    """Numbers, codes or sets of codes; codes that something contains."""
    return type(column.values), type(column.labels), column.within is None


def pick_cells(cells: Sequence[Sequence[int] | None], order: Order) -> array[int]:
    """The cells of all rows in their order; a site without any has zeros."""
    return array("I", (0 if cells[site] is None else cells[site][row] for site, row in order))


def freeze(value: str | list[str]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)


def renumber(column: Column, place: Mapping[Any, int]) -> array[int]:
    """The cells of a column as numbers of the united values."""
    numbers = [place[freeze(value)] for value in column.values]
    return array("I", map(numbers.__getitem__, column.cells))


class CodeTable:
    """What the codes of one column are called, and in which order they stand."""

    def __init__(self, name: str, columns: Iterable[Column], vocabularies: Vocabularies) -> None:
        self.name = name
        self.labels: dict[str, str] = {}
        self.within: dict[str, str] = {}
        for column in columns:
            for code, label, container in list_codes(column):
                self.labels.setdefault(code, label)
                self.within.setdefault(code, container)
        known = getattr(vocabularies, VOCABULARY_BY_COLUMN[name]) if name in VOCABULARY_BY_COLUMN else {}
        self.labels |= {code: term.label for code, term in known.items() if code in self.labels}
        self.places = {code: place for place, code in enumerate(vocabularies.provinces if name == "commune" else known)}

    def sort_code(self, code: str) -> tuple:
        """None first; as the vocabulary has them, then the unknown; communes by province and code, years from the last, months as numbers."""
        if self.name == "commune":
            return (code != "", self.find_place(self.within.get(code, "")), code)
        if self.name == "year":
            return (code != "", [-ord(sign) for sign in code])
        if self.name == "season":
            return (len(code), code)
        return (code != "", self.find_place(code), sort_key(self.labels[code]), code)

    def find_place(self, code: str) -> int:
        return self.places.get(code, len(self.places))

    def sort_value(self, value: str | tuple[str, ...]) -> tuple | list[tuple]:
        return self.sort_code(value) if isinstance(value, str) else [self.sort_code(code) for code in value]

    def order_labels(self) -> dict[str, str]:
        return {code: self.labels[code] for code in sorted(self.labels, key=self.sort_code)}


def list_codes(column: Column) -> Iterator[tuple[str, str, str]]:
    """Each code of a column with its label and what contains it."""
    if isinstance(column.labels, dict):
        yield from ((code, label, "") for code, label in column.labels.items())
    else:
        yield from zip(column.values, column.labels, column.within or [""] * len(column.values), strict=True)
