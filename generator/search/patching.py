"""The words of a few rows as they were and as they are → postings in which these rows have the new ones."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from generator.search.kept_postings import KeptPostings
from generator.search.model import Posting, Tier
from generator.search.postings import Edge
from generator.search.words import strip_marks

NO_ROWS = Posting(array("I"), bytearray())


class Difference(NamedTuple):
    """A form of a word that a row has otherwise than it had: where it had it, and where it has it now."""

    key: str
    form: str
    row: int
    before: int | None
    after: int | None


def list_differences(postings: KeptPostings, now: Tier, rows: Sequence[int]) -> list[Difference]:
    """What is otherwise; `now` counts rows by their place among `rows`."""
    after: dict[tuple[str, int], int] = {}
    for forms in now.postings.values():
        for form, posting in forms.items():
            after |= {(form, rows[place]): where for place, where in zip(*posting, strict=True)}
    before = {(form, row): where for row in rows for form, where in postings.find_words(row)}
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return [Difference(strip_marks(form), form, row, before.get((form, row)), after.get((form, row))) for form, row in names]


def patch_postings(
    postings: KeptPostings, differences: Sequence[Difference], edges: Mapping[str, Edge], ranks: Sequence[int]
) -> dict[str, int]:
    """Give rows the words that they have now. Returns the dense keys whose best rows stay the same, with how many more rows have them."""
    rows = {one.row for one in differences}
    dense = [one for one in differences if one.key in edges]
    near = {one.key for one in dense if any(edges[one.key].has(one.row, where, ranks) for where in (one.before, one.after))}
    far = {one.key for one in dense} - near
    before = {key: count_present(postings, key, rows) for key in far}
    for key, form, row, _, where in differences:
        forms = postings.get(key, {})
        posting = patch_posting(forms.get(form, NO_ROWS), row, where)
        postings[key] = {**forms, form: posting} if posting.rows else {name: other for name, other in forms.items() if name != form}
    return {key: count_present(postings, key, rows) - before[key] for key in far}


def count_present(postings: KeptPostings, key: str, rows: Collection[int]) -> int:
    """How many of some rows have a key in any form."""
    lists = [posting.rows for posting in postings.get(key, {}).values()]
    return sum(any(find_row(found, row) is not None for found in lists) for row in rows)


def find_row(rows: Sequence[int], row: int) -> int | None:
    """The place of a row among the ascending rows of a posting."""
    at = bisect_left(rows, row)
    return at if at < len(rows) and rows[at] == row else None


def patch_posting(posting: Posting, row: int, where: int | None) -> Posting:
    """A posting in which a row has this place, or none."""
    rows, places = array("I", posting.rows.tobytes()), bytearray(posting.where)
    at = bisect_left(rows, row)
    if at < len(rows) and rows[at] == row:
        del rows[at], places[at]
    if where is not None:
        rows.insert(at, row)
        places.insert(at, where)
    return Posting(rows, places)
