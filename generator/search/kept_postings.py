"""The postings of a kept index: looked up in a few long lists of numbers, of which nothing becomes an object that nobody asks for."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cached_property
from itertools import accumulate, compress
from operator import sub

from generator.search.model import Posting
from generator.search.numbers import WIDTH

SHORT = 256  # rows; a few thousand postings are longer and hold nearly all rows, each found by halves; the others are searched as bytes
Forms = dict[str, Posting]


def is_long(row_count: int) -> bool:
    """Whether a posting of so many rows lies among the long ones."""
    return row_count >= SHORT


class KeptPostings(MutableMapping[str, Forms]):
    """Keys in order, the forms of each, the rows of each form; and what was changed since."""

    def __init__(
        self, keys: list[str], forms: list[str], form_counts: Sequence[int], row_counts: Sequence[int], short: Posting, long: Posting
    ) -> None:
        self.keys_in_order, self.forms, self.row_counts = keys, forms, row_counts
        self.short, self.long = short, long
        self.first_forms = list(accumulate(form_counts, initial=0))
        self.changed: dict[str, Forms] = {}  # without forms: gone

    def __getitem__(self, key: str) -> Forms:
        if key in self.changed:
            found = self.changed[key]
        else:
            at = bisect_left(self.keys_in_order, key)
            found = self.read(at) if at < len(self.keys_in_order) and self.keys_in_order[at] == key else {}
        if not found:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, forms: Forms) -> None:
        self.changed[key] = forms

    def __delitem__(self, key: str) -> None:
        self.changed[key] = {}

    def __iter__(self) -> Iterator[str]:
        gone = {key for key, forms in self.changed.items() if not forms}
        known = set(self.keys_in_order) if self.changed else ()
        yield from (key for key in self.keys_in_order if key not in gone)
        yield from (key for key, forms in self.changed.items() if forms and key not in known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def read(self, at: int) -> Forms:
        return {self.forms[place]: self.read_posting(place) for place in range(self.first_forms[at], self.first_forms[at + 1])}

    def read_posting(self, place: int) -> Posting:
        count = self.row_counts[place]
        column, starts = (self.long, self.long_starts) if is_long(count) else (self.short, self.short_starts)
        start = starts[place]
        return Posting(column.rows[start : start + count], column.where[start : start + count])

    @cached_property
    def short_starts(self) -> list[int]:
        """Where the rows of each form begin among those of the short postings; a long one takes no place there."""
        return list(accumulate((0 if is_long(count) else count for count in self.row_counts), initial=0))

    @cached_property
    def long_starts(self) -> list[int]:
        return list(accumulate((count if is_long(count) else 0 for count in self.row_counts), initial=0))

    @cached_property
    def long_places(self) -> list[int]:
        return list(compress(range(len(self.row_counts)), map(is_long, self.row_counts)))

    @cached_property
    def short_bytes(self) -> bytes:
        return bytes(self.short.rows)

    def find_words(self, row: int) -> Iterator[tuple[str, int]]:
        """The forms that a row had, and where, before anything was changed."""
        rows, where = self.long
        for place in self.long_places:
            start, end = self.long_starts[place], self.long_starts[place + 1]
            at = bisect_left(rows, row, start, end)
            if at < end and rows[at] == row:
                yield self.forms[place], where[at]
        for at in find_number(self.short_bytes, row):
            yield self.forms[bisect_right(self.short_starts, at) - 1], self.short.where[at]

    def count_rows(self) -> Iterator[tuple[str, int]]:
        """Every key, and how many rows its forms have in all."""
        ends = list(accumulate(self.row_counts, initial=0))
        counts = map(sub, map(ends.__getitem__, self.first_forms[1:]), map(ends.__getitem__, self.first_forms))
        yield from ((key, count) for key, count in zip(self.keys_in_order, counts, strict=True) if key not in self.changed)
        yield from ((key, sum(len(posting.rows) for posting in forms.values())) for key, forms in self.changed.items() if forms)


def find_number(packed: bytes, number: int) -> Iterator[int]:
    """The places of a number among numbers of four bytes."""
    wanted = number.to_bytes(WIDTH, sys.byteorder)
    at = packed.find(wanted)
    while at >= 0:
        if at % WIDTH == 0:
            yield at // WIDTH
        at = packed.find(wanted, at + 1)
