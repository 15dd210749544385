"""An index in memory → its files: every part with its name, and the manifest that names them. Parts that stay are named, not made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

from generator.search.manifest import PartNames, SiteFacts, build_manifest, format_manifest
from generator.search.model import Column, SearchIndex, Tier
from generator.search.parts import MANIFEST_PATH, compress_payload, encode_payload, name_payloads, part_path
from generator.search.postings import Edge, ThinTier, encode_term, encode_words, weigh_word
from generator.search.shards import RARE_SHARD_ROOTS, SHARD_ROOTS, KeptShards, ShardEncoder, Term
from generator.search.tables import BLOCK, GROUP, describe_values, encode_block, encode_table

ONE_TABLE = 25_000  # rows up to which a browser reads all columns at once
ROWS_A_NAME = BLOCK * GROUP


@dataclass(slots=True)
class KeptParts:
    """What the next build may take over: names of parts, lengths of terms, columns as they were."""

    names: PartNames = field(default_factory=PartNames)
    shards: dict[str, KeptShards] = field(default_factory=dict)  # by folder
    dense: dict[str, dict[str, int]] = field(default_factory=dict)  # by folder
    edges: dict[str, dict[str, Edge]] = field(default_factory=dict)  # by folder, of dense keys
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as `before` knows it: rows that show something else, and keys by folder; and how common these words were."""

    before: KeptParts
    rows: Set[int] = frozenset()
    keys: dict[str, Set[str]] = field(default_factory=dict)
    weights: dict[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EncodedIndex:
    """The files of an index. `payloads` are uncompressed, by output path; a path that holds a hash never means other content.

    `kept` are the parts that an earlier build has named too, each with the function that makes its payload.
    """

    manifest: dict
    payloads: dict[str, bytes]
    kept: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    parts: KeptParts = field(default_factory=KeptParts)

    @property
    def manifest_text(self) -> str:
        """The manifest as it is written, and as a page may carry it."""
        return format_manifest(self.manifest)

    def files(self, is_kept: Callable[[str], bool] = lambda path: False) -> Iterator[tuple[str, bytes]]:
        """(output path, bytes) of every file; parts for which `is_kept` answers yes are neither compressed nor given."""
        for path, payload in self.payloads.items():
            if not is_kept(path):
                yield path, compress_payload(payload)
        for path, build in self.kept.items():
            if not is_kept(path):
                yield path, compress_payload(build())
        yield MANIFEST_PATH, self.manifest_text.encode("utf-8")


class Encoder:
    """Collects the parts of one index under their names."""

    def __init__(self, index: SearchIndex, changes: Changes | None = None) -> None:
        self.index, self.changes = index, changes or Changes(KeptParts())
        self.before = self.changes.before
        self.rows_stay = bool(self.before.names.display)
        self.payloads: dict[str, bytes] = {}
        self.kept: dict[str, Callable[[], bytes]] = {}
        self.parts = KeptParts(columns=index.columns)

    def add(self, folder: str, build: Callable[[], bytes], name: str = "", prefix: str = "") -> str:
        """Take a part in; returns its name. One that has a name already stays, and is not made."""
        if name:
            self.kept[part_path(folder, prefix + name)] = build
            return name
        payload = build()
        name = name_payloads([payload])
        self.payloads[part_path(folder, prefix + name)] = payload
        return name

    def encode(self, site: SiteFacts) -> EncodedIndex:
        index, parts, names = self.index, self.parts, self.parts.names
        rank = bytes(list(index.columns["rank"].cells))  # of the numbers, not of the memory they stand in
        terms = self.thin("t", index.terms, rank)
        texts = self.thin("u", index.texts, rank)
        self.add_blocks()
        names.terms = self.add_shards("t", sorted(index.terms.postings), lambda key: encode_term(key, terms.find(key)))
        names.texts = self.add_shards("u", sorted(index.texts.postings), lambda key: encode_term(key, texts.find(key)), RARE_SHARD_ROOTS)
        names.rest = self.add_shards("r", self.list_rest_keys(terms), lambda key: encode_term(key, terms.find_rest(key)), RARE_SHARD_ROOTS)
        words = (Tier(index.terms.postings, terms.dense), Tier(index.texts.postings, texts.dense))
        is_same = self.rows_stay and all(weigh_word(key, *words) == weight for key, weight in self.changes.weights.items())
        names.words = self.add("w", lambda: encode_payload(*encode_words(*words)), self.before.names.words if is_same else "")
        self.add_tables()
        manifest = build_manifest(index, names, terms.dense, texts.dense, site)
        return EncodedIndex(manifest, self.payloads, self.kept, parts)

    def thin(self, folder: str, tier: Tier, rank: Sequence[int]) -> ThinTier:
        changed = self.changes.keys.get(folder, frozenset())
        dense = {key: count for key, count in self.before.dense.get(folder, {}).items() if key not in changed}
        thin = ThinTier(tier, rank, dense, changed if self.rows_stay else tier.postings)
        self.parts.dense[folder], self.parts.edges[folder] = thin.dense, thin.edges
        return thin

    def list_rest_keys(self, terms: ThinTier) -> list[str]:
        """The dense keys of which something is left out."""
        known, changed = self.before.shards.get("r", KeptShards()).sizes, self.changes.keys.get("r", frozenset())
        if not self.rows_stay:
            return [key for key in terms.dense if terms.find_rest(key)]
        return [key for key in terms.dense if (terms.find_rest(key) if key in changed else key in known)]

    def add_blocks(self) -> None:
        """The display blocks: `d/<name of the group>/<number of the block>.bin`."""
        for start in range(0, len(self.index.rows), ROWS_A_NAME):
            blocks = range(start // BLOCK, -(-min(start + ROWS_A_NAME, len(self.index.rows)) // BLOCK))
            builders = {number: partial(self.build_block, number) for number in blocks}
            if self.rows_stay and self.changes.rows.isdisjoint(range(start, start + ROWS_A_NAME)):
                name = self.before.names.display[start // ROWS_A_NAME]
                self.kept |= {part_path(f"d/{name}", str(number)): build for number, build in builders.items()}
            else:
                payloads = {number: build() for number, build in builders.items()}
                name = name_payloads(payloads.values())
                self.payloads |= {part_path(f"d/{name}", str(number)): payload for number, payload in payloads.items()}
            self.parts.names.display.append(name)

    def build_block(self, number: int) -> bytes:
        return encode_block(self.index.rows[number * BLOCK : (number + 1) * BLOCK])

    def add_shards(
        self, folder: str, keys: Sequence[str], encode: Callable[[str], Term], roots: int = SHARD_ROOTS
    ) -> list[tuple[str, str]]:
        """The first key of each shard with the shard's name."""
        encoder = ShardEncoder(encode, roots)
        names = []
        for shard in encoder.build(keys, self.before.shards.get(folder, KeptShards()), self.changes.keys.get(folder, frozenset())):
            (self.kept if shard.is_kept else self.payloads)[part_path(folder, shard.name)] = shard.build if shard.is_kept else shard.build()
            names.append((shard.key, shard.name))
        self.parts.shards[folder] = encoder.kept
        return names

    def add_tables(self) -> None:
        """All columns in one part while the site is small; a part a column and a table a province once it is not."""
        columns, names, row_count = self.index.columns, self.parts.names, len(self.index.rows)
        if row_count <= ONE_TABLE:
            name = self.add("c", partial(encode_table, columns, 0, row_count))
            names.columns = dict.fromkeys(columns, name)
            return
        before = self.before
        for column, cells in columns.items():
            name = before.names.columns[column] if before.columns.get(column) == cells else ""
            names.columns[column] = self.add("c", partial(encode_table, {column: cells}, 0, row_count), name)
        for code, _, start, count in self.index.provinces:
            name = before.names.provinces.get(code, "") if self.is_same_table(start, start + count) else ""
            names.provinces[code] = self.add("p", partial(encode_table, columns, start, count), name, f"{code}.")

    def is_same_table(self, start: int, end: int) -> bool:
        """Whether these rows have the cells that they had, and these mean the same."""
        return bool(self.before.columns) and all(
            describe_values(column) == describe_values(before) and column.cells[start:end] == before.cells[start:end]
            for column, before in zip(self.index.columns.values(), self.before.columns.values(), strict=True)
        )


def encode_index(index: SearchIndex, site: SiteFacts, changes: Changes | None = None) -> EncodedIndex:
    """The files of an index. The same values give the same bytes, whatever the order in which words were met and what is known of before."""
    return Encoder(index, changes).encode(site)
