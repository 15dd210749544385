"""A kept index and a few changed records → the index of today: words and codes of their rows replaced, all else as it was.

Only where the order of rows stays; whoever gets None builds anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property

from generator.catalog.model import Catalog
from generator.search.collecting import Collector
from generator.search.columns import CodeColumn, SetColumn, rank_by
from generator.search.decoding import decode_block, inflate
from generator.search.documents import DocumentSource
from generator.search.encoding import Changes
from generator.search.model import COOPERATIVE, PAGE, POST, PRODUCT, Column, Row, SearchIndex, Tier
from generator.search.order import COARSE_RANK, RowKey, list_some_row_keys
from generator.search.parts import MANIFEST_PATH, part_path
from generator.search.patching import list_differences, patch_postings
from generator.search.postings import limit_rows, weigh_word
from generator.search.state import Basis, KeptIndex
from generator.search.words import WordRules
from generator.text import sort_key

MOST_ROWS = 60  # with more a whole build is nearly as quick
LoadPart = Callable[[str], bytes]  # by the output path


class PublishedRows(Sequence[Row]):
    """The rows of an index, read from the blocks of the published site when they are asked for; those that were changed are at hand."""

    def __init__(self, row_count: int, load_part: LoadPart, fresh: Mapping[int, Row]) -> None:
        self.row_count, self.load_part, self.fresh = row_count, load_part, fresh

    @cached_property
    def manifest(self) -> dict:
        return json.loads(self.load_part(MANIFEST_PATH))

    def __len__(self) -> int:
        return self.row_count

    def __getitem__(self, rows: slice) -> list[Row]:
        """The rows of one block."""
        number = rows.start // self.manifest["block"]
        name = self.manifest["display"][number // self.manifest["group"]]
        path = part_path(f"d/{name}", str(number))
        block = decode_block(inflate(self.load_part(path), path), path, min(rows.stop, self.row_count) - rows.start, source_count=0)
        return [self.fresh.get(row, published) for row, published in enumerate(block, rows.start)]


def update_index(
    kept: KeptIndex, basis: Basis, source: DocumentSource, rules: WordRules, load_part: LoadPart
) -> tuple[SearchIndex, Changes] | None:
    """The index of today and what has changed in it; `kept` is used up. None where rows have moved, or too many have changed.

    All records are there that there were, at the addresses and in the order that they had. `load_part` reads what is published of the index;
    raises DamagedPart, ValueError, LookupError and what it raises.
    """
    if kept.basis.rest != basis.rest:
        return None
    known, now = kept.basis.records, basis.records
    keys = find_changed_rows(kept, {key for key in known.keys() | now.keys() if known.get(key) != now.get(key)}, source.catalog)
    if keys is None:
        return None
    before, parts = kept.index, kept.parts
    rows = sorted(keys)
    fresh = Collector(source.catalog, rules)
    fresh.add(0, [(keys[row], source.build(keys[row])) for row in rows])
    columns = patch_columns(kept, fresh, rows, rules)
    if columns["rank"] != before.columns["rank"]:  # it chooses the best rows of all dense keys
        return None
    tiers = {"t": (before.terms, fresh.words.build_terms()), "u": (before.texts, fresh.words.build_texts())}
    differences = {folder: list_differences(tier.postings, own, rows) for folder, (tier, own) in tiers.items()}
    touched: dict[str, Set[str]] = {folder: {one.key for one in found} for folder, found in differences.items()}
    words = [Tier(tier.postings, parts.dense[folder]) for folder, (tier, _) in tiers.items()]
    weights = {key: weigh_word(key, *words) for key in touched["t"] | touched["u"]}
    limit, dense, changed = limit_rows(len(kept.keys)), dict(parts.dense), touched | {"r": touched["t"]}
    for folder, (tier, _) in tiers.items():
        more = patch_postings(tier.postings, differences[folder], parts.edges[folder], columns["rank"].cells)
        counts = {key: dense[folder][key] + count for key, count in more.items()}
        recounted = {key: count for key, count in counts.items() if count > limit}
        dense[folder], changed[folder] = dense[folder] | recounted, touched[folder] - recounted.keys()
    shown = PublishedRows(len(kept.keys), load_part, dict(zip(rows, fresh.rows, strict=True)))
    return replace(before, rows=shown, columns=columns), Changes(replace(parts, dense=dense), frozenset(rows), changed, weights)


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
    for key in changed:
        if key in catalog.cooperatives:
            yield COOPERATIVE, key
            yield from ((PRODUCT, product) for product in catalog.cooperatives[key].product_keys)
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


def patch_columns(kept: KeptIndex, fresh: Collector, rows: Sequence[int], rules: WordRules) -> dict[str, Column]:
    """All columns with what rows have now."""
    before = kept.index.columns
    columns = before if are_same_cells(before, fresh, rows) else renew_columns(kept, fresh, rows, rules)
    names = dict(zip(rows, fresh.own_names, strict=True))
    if any(kept.names[row] != name for row, name in names.items()):
        all_names = [names.get(row, name) for row, name in enumerate(kept.names)]
        name_keys = list_name_keys(all_names, columns["type"].cells, kept.keys, fresh.catalog)
        columns = columns | {"name": Column(rank_by(name_keys))}
    return columns


def are_same_cells(before: Mapping[str, Column], fresh: Collector, rows: Sequence[int]) -> bool:
    """Whether rows have the codes and numbers that they had, as after most edits of words."""
    codes = ((before[name], column.list_codes()) for name, column in (*fresh.codes.items(), *fresh.sets.items()))
    numbers = ((before[name].cells, cells) for name, cells in fresh.numbers.items())
    return all(
        tuple(column.values[column.cells[row]]) == tuple(code) for column, found in codes for row, code in zip(rows, found, strict=True)
    ) and all(cells[row] == number for cells, found in numbers for row, number in zip(rows, found, strict=True))


def renew_columns(kept: KeptIndex, fresh: Collector, rows: Sequence[int], rules: WordRules) -> dict[str, Column]:
    """All columns with the codes and numbers that rows have now."""
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
    return whole.build_columns() | {"name": before["name"]}


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
