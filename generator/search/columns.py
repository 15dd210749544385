"""The columns while rows are met: codes become numbers, and in the end stand in the order of their vocabulary."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.search.model import Column

FIRST_DAY = date(2000, 1, 1)
LAST_NUMBER = 0xFFFF


class CodeColumn:
    """One code a row, or none."""

    def __init__(self) -> None:
        self.cells = array("I")
        self.numbers: dict[str, int] = {"": 0}

    def add(self, code: str) -> None:
        self.cells.append(self.numbers.setdefault(code, len(self.numbers)))

    @classmethod
    def of(cls, column: Column) -> CodeColumn:
        """The column before it was built."""
        codes = cls()
        codes.cells, codes.numbers = column.cells[:], {code: number for number, code in enumerate(column.values)}
        return codes

    def replace(self, row: int, code: str) -> None:
        self.cells[row] = self.numbers.setdefault(code, len(self.numbers))

    def list_codes(self) -> list[str]:
        """The code of each row."""
        codes = list(self.numbers)
        return [codes[cell] for cell in self.cells]

    def build(self, label_by_code: Mapping[str, str], within: Mapping[str, str] | None = None) -> Column:
        """The column with its values in the order of the labels; every code has one."""
        values = ["", *(code for code in label_by_code if code in self.numbers and code)]
        labels = ["", *(label_by_code[code] for code in values[1:])]
        cells = renumber(self.cells, [self.numbers[code] for code in values])
        return Column(cells, values, labels, ["", *(within[code] for code in values[1:])] if within is not None else None)


class SetColumn:
    """Any number of codes a row; equal sets are one value."""

    def __init__(self) -> None:
        self.cells = array("I")
        self.numbers: dict[tuple[str, ...], int] = {(): 0}

    def add(self, codes: Iterable[str]) -> None:
        self.cells.append(self.numbers.setdefault(tuple(codes), len(self.numbers)))

    @classmethod
    def of(cls, column: Column) -> SetColumn:
        """The column before it was built."""
        sets = cls()
        sets.cells, sets.numbers = column.cells[:], {tuple(codes): number for number, codes in enumerate(column.values)}
        return sets

    def replace(self, row: int, codes: tuple[str, ...]) -> None:
        self.cells[row] = self.numbers.setdefault(codes, len(self.numbers))

    def list_codes(self) -> list[tuple[str, ...]]:
        """The codes of each row."""
        sets = list(self.numbers)
        return [sets[cell] for cell in self.cells]

    def build(self, label_by_code: Mapping[str, str]) -> Column:
        """The column with its sets in the order of the labels, and the labels of the codes that occur."""
        place = {code: number for number, code in enumerate(label_by_code)}
        values = sorted(self.numbers, key=lambda codes: [place[code] for code in codes])
        used = {code for codes in values for code in codes}
        labels = {code: label for code, label in label_by_code.items() if code in used}
        return Column(renumber(self.cells, [self.numbers[codes] for codes in values]), [list(codes) for codes in values], labels)


def renumber(cells: Sequence[int], numbers: Sequence[int]) -> array[int]:
    """The cells with each of `numbers` replaced by its place."""
    place = {number: index for index, number in enumerate(numbers)}
    return array("I", map(place.__getitem__, cells))


def rank_by(keys: Sequence[object]) -> array[int]:
    """The place of each row when all are sorted by their keys; equal keys keep the rows' order."""
    ranks = array("I", bytes(4 * len(keys)))
    for rank, row in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        ranks[row] = rank
    return ranks


def count_days(day: date | None) -> int:
    """Days since the start of 2000; none is 0, and what lies before counts as the first day."""
    return min(max((day - FIRST_DAY).days, 1), LAST_NUMBER) if day is not None else 0
