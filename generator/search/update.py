"""A kept index and a few changed records → the index of today: words and codes of their rows replaced, all else as it was.

Only where the order of rows stays; whoever gets None builds anew.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from generator.catalog.model import Catalog
from generator.search.collecting import Collector
from generator.search.columns import CodeColumn, SetColumn, rank_by
from generator.search.documents import DocumentSource
from generator.search.encoding import Changes
from generator.search.model import COOPERATIVE, PAGE, POST, PRODUCT, Column, Posting, Postings, Row, Tier
from generator.search.order import COARSE_RANK, RowKey, list_some_row_keys
from generator.search.state import Basis, KeptIndex
from generator.search.words import WordRules, strip_marks
from generator.text import sort_key

NO_ROWS = Posting(array("I"), bytearray())
MOST_ROWS = 60  # finding out what words a row had costs as much as 2,000 new ones


class CatalogRows(Sequence[Row]):
    """The rows of an index, made when they are asked for."""

    def __init__(self, source: DocumentSource, types: Sequence[int], keys: Sequence[str]) -> None:
        self.source, self.types, self.keys = source, types, keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, rows: slice) -> list[Row]:
        return [self.source.build(RowKey(0, kind, 0, "", 0, key)).row for kind, key in zip(self.types[rows], self.keys[rows], strict=True)]


def update_index(kept: KeptIndex, basis: Basis, order: str, source: DocumentSource, rules: WordRules) -> tuple[KeptIndex, Changes] | None:
    """The index of today and what has changed in it; `kept` is used up. None where rows may have come, gone or moved, or too many have changed."""
    if kept.basis.rest != basis.rest or kept.order != order or kept.basis.records.keys() != basis.records.keys():
        return None
    keys = find_changed_rows(kept, {key for key, digest in basis.records.items() if kept.basis.records[key] != digest}, source.catalog)
    if keys is None:
        return None
    before, parts = kept.index, kept.parts
    rows = sorted(keys)
    fresh = Collector(source.catalog, rules)
    fresh.add(0, [(keys[row], source.build(keys[row])) for row in rows])
    touched: dict[str, Set[str]] = {
        "t": patch_postings(before.terms.postings, fresh.words.build_terms(), rows),
        "u": patch_postings(before.texts.postings, fresh.words.build_texts(), rows),
    }
    columns, names = patch_columns(kept, fresh, rows, rules)
    if columns["rank"] != before.columns["rank"]:  # it chooses the best rows of dense keys
        touched = {folder: found | parts.dense[folder].keys() for folder, found in touched.items()}
    index = replace(before, rows=CatalogRows(source, columns["type"].cells, kept.keys), columns=columns)
    former = kept.former_provinces | fresh.former_provinces
    return replace(kept, basis=basis, names=names, index=index, former_provinces=former), Changes(
        parts, frozenset(rows), touched | {"r": touched["t"]}
    )


def find_changed_rows(kept: KeptIndex, changed: Set[str], catalog: Catalog) -> dict[int, RowKey] | None:
    """The rows of changed records and of all that name them. None where one of them would move, or they are too many."""
    wanted = set(list_row_names(changed, catalog)) if changed else set()
    types = kept.index.columns["type"].cells
    row_by_name = {name: row for row, name in enumerate(zip(types, kept.keys, strict=True)) if name in wanted} if wanted else {}
    if len(row_by_name) > MOST_ROWS:
        return None
    keys = {row_by_name[key.type, key.key]: key for key in list_some_row_keys(catalog, row_by_name)}
    return keys if all(is_in_place(kept, row, key, catalog) for row, key in keys.items()) else None


def list_row_names(changed: Set[str], catalog: Catalog) -> Iterator[tuple[int, str]]:
    """Type and key of the rows that show something of changed records."""
    for key, entry in catalog.cooperatives.items():
        if key in changed:
            yield COOPERATIVE, key
            yield from ((PRODUCT, product) for product in entry.product_keys)
    for key, post in catalog.posts.items():
        makers = (*post.cooperative_keys, *(product.rpartition("/")[0] for product in post.product_keys))
        if key in changed or not changed.isdisjoint(makers):
            yield POST, key


def is_in_place(kept: KeptIndex, row: int, key: RowKey, catalog: Catalog) -> bool:
    """Whether a row stands where it stood; its place among its like is the catalog's, whose order is the same."""
    columns = kept.index.columns
    if key.step != COARSE_RANK - (columns["rank"].cells[row] & COARSE_RANK):
        return False
    commune = columns["commune"]
    if key.type <= PRODUCT and commune.values[commune.cells[row]] != key.commune:
        return False
    codes = [*catalog.vocabularies.provinces, ""]
    return codes[key.province] == next((code for code, _, start, count in kept.index.provinces if start <= row < start + count), "")


def patch_postings(postings: Postings, now: Tier, rows: Sequence[int]) -> set[str]:
    """Give rows the words that they have now, by their place among `rows`; returns the keys that are not as they were."""
    after: dict[tuple[str, int], int] = {}
    for forms in now.postings.values():
        for form, posting in forms.items():
            after |= {(form, rows[place]): where for place, where in zip(*posting, strict=True)}
    before = dict(find_words(postings, rows)) if rows else {}
    touched = set()
    for form, row in sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)):
        key = strip_marks(form)
        touched.add(key)
        forms = postings.setdefault(key, {})
        forms[form] = patch_posting(forms.get(form, NO_ROWS), row, after.get((form, row)))
        if not postings[key][form].rows:
            del postings[key][form]
        if not postings[key]:
            del postings[key]
    return touched


def find_words(postings: Postings, rows: Sequence[int]) -> Iterator[tuple[tuple[str, int], int]]:
    """The words that rows have, and where."""
    for forms in postings.values():
        for form, (all_rows, where) in forms.items():
            for row in rows:
                place = bisect_left(all_rows, row)
                if place < len(all_rows) and all_rows[place] == row:
                    yield (form, row), where[place]


def patch_posting(posting: Posting, row: int, where: int | None) -> Posting:
    """A posting in which a row has this place, or none."""
    rows, places = array("I", posting.rows), bytearray(posting.where)
    at = bisect_left(rows, row)
    if at < len(rows) and rows[at] == row:
        del rows[at], places[at]
    if where is not None:
        rows.insert(at, row)
        places.insert(at, where)
    return Posting(rows, places)


def patch_columns(kept: KeptIndex, fresh: Collector, rows: Sequence[int], rules: WordRules) -> tuple[dict[str, Column], list[str]]:
    """All columns with what rows have now, and the names of all rows."""
    before = kept.index.columns
    whole = Collector(fresh.catalog, rules)
    whole.former_provinces = kept.former_provinces | fresh.former_provinces
    for kind, own, given in ((CodeColumn, whole.codes, fresh.codes), (SetColumn, whole.sets, fresh.sets)):
        for name, column in given.items():
            own[name] = kind.of(before[name])
            for row, code in zip(rows, column.list_codes(), strict=True):
                own[name].replace(row, code)
    for name, numbers in fresh.numbers.items():
        whole.numbers[name] = before[name].cells[:]
        for row, number in zip(rows, numbers, strict=True):
            whole.numbers[name][row] = number
    names = list(kept.names)
    for row, name in zip(rows, fresh.own_names, strict=True):
        names[row] = name
    columns = whole.build_columns() | {"name": before["name"]}
    if names != kept.names:
        columns["name"] = Column(rank_by(list_name_keys(names, columns["type"].cells, kept.keys, fresh.catalog)))
    return columns, names


def list_name_keys(names: Sequence[str], types: Sequence[int], keys: Sequence[str], catalog: Catalog) -> list[object]:
    """What rows are sorted by when it is by name, as `Collector.add` has it; hand-written pages come as they are."""
    entries = {
        COOPERATIVE: catalog.cooperatives,
        PRODUCT: catalog.products,
        POST: catalog.posts,
        PAGE: (key for key, kind in zip(keys, types, strict=True) if kind == PAGE),
    }
    places = {kind: {key: place for place, key in enumerate(found)} for kind, found in entries.items()}
    return [(sort_key(name), kind, places[kind][key]) for name, kind, key in zip(names, types, keys, strict=True)]
