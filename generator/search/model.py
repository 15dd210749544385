"""The index as a value in memory: rows, columns and postings, whether they come from a catalog or from other sites' files.

Big lists are arrays of numbers, not objects: a national index has 25 million postings.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

COOPERATIVE, PRODUCT, POST, PAGE = range(4)
OWN_SITE = -1  # the source of a row that no other site gave

# `where`, one byte a posting: the field in bits 7 and 6; below it what the field says of the word.
NAME, OTHER_NAME, KEY_FIELD, TEXT = 0x00, 0x40, 0x80, 0xC0
# Classes of a key field, its low three bits.
OTHER, PLACE, FORMER_PLACE, MAKER, LABEL, PERSON, PRODUCT_NAME, NUMBER = (KEY_FIELD | number for number in range(8))


class Posting(NamedTuple):
    """The rows that have a word in one spelling, ascending, and where each of them has it."""

    rows: array[int] | memoryview  # typecode "I"
    where: bytearray | memoryview


Postings = dict[str, dict[str, Posting]]  # key (folded) → form (as spelled) → posting


@dataclass(slots=True)
class Tier:
    """One text index. `dense` are keys of which `postings` holds only a part, with the true number of their rows."""

    postings: Postings = field(default_factory=dict)
    dense: dict[str, int] = field(default_factory=dict)


class Row(NamedTuple):
    """What a result shows. `url` is relative to the site's root, or absolute for a row of another site."""

    type: int
    title: str
    url: str
    facts: str = ""
    text: str = ""
    stars: int = 0
    valid: str = ""  # the last day of the stars, YYYY-MM-DD
    day: str = ""
    mark: str = ""
    source: int = OWN_SITE  # a number into `SearchIndex.sources`


class Province(NamedTuple):
    """The rows of a province: they are neighbours."""

    code: str
    label: str
    start: int
    count: int


class Source(NamedTuple):
    """A site whose rows are in the index of a portal."""

    name: str
    url: str


@dataclass(slots=True)
class Column:
    """One number a row. Without `values` it is the number itself; with them it counts into `values`, whose first means «none».

    `values` are codes with their `labels` beside them, or, for a set of codes, lists of codes with the labels by code.
    `within` names what contains each value: the province of a commune.
    """

    cells: array[int]
    values: list[str] | list[list[str]] | None = None
    labels: list[str] | dict[str, str] | None = None
    within: list[str] | None = None


@dataclass(slots=True)
class SearchIndex:
    """Everything a search can find, ready to be encoded. The static rank of a row is the column `rank`."""

    rows: list[Row]
    provinces: list[Province]
    columns: dict[str, Column]
    terms: Tier
    texts: Tier  # long bodies
    sources: Sequence[Source] = ()
