"""An index in memory → its files: every part with its name, and the manifest that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.search.manifest import PartNames, SiteFacts, build_manifest, format_manifest
from generator.search.model import SearchIndex, Tier
from generator.search.parts import MANIFEST_PATH, compress_payload, encode_payload, name_payloads, part_path
from generator.search.postings import RARE_SHARD_ROOTS, SHARD_ROOTS, encode_shards, encode_words, list_rest, thin_tier
from generator.search.tables import encode_blocks, encode_table

ONE_TABLE = 25_000  # rows up to which a browser reads all columns at once


@dataclass(frozen=True, slots=True)
class EncodedIndex:
    """The files of an index. `payloads` are uncompressed, by output path; a path that holds a hash never means other content."""

    manifest: dict
    payloads: dict[str, bytes]

    @property
    def manifest_text(self) -> str:
        """The manifest as it is written, and as a page may carry it."""
        return format_manifest(self.manifest)

    def files(self, is_kept: Callable[[str], bool] = lambda path: False) -> Iterator[tuple[str, bytes]]:
        """(output path, bytes) of every file; parts for which `is_kept` answers yes are neither compressed nor given."""
        for path, payload in self.payloads.items():
            if not is_kept(path):
                yield path, compress_payload(payload)
        yield MANIFEST_PATH, self.manifest_text.encode("utf-8")


@dataclass(slots=True)
class Encoder:
    """Collects the payloads of one index under their names."""

    index: SearchIndex
    payloads: dict[str, bytes] = field(default_factory=dict)
    names: PartNames = field(default_factory=PartNames)

    def add(self, folder: str, payload: bytes, prefix: str = "") -> str:
        """Keep a payload; returns its name."""
        name = name_payloads([payload])
        self.payloads[part_path(folder, prefix + name)] = payload
        return name

    def encode(self, site: SiteFacts) -> EncodedIndex:
        index, names = self.index, self.names
        rank = bytes(list(index.columns["rank"].cells))  # of the numbers, not of the memory they stand in
        terms, texts = (thin_tier(tier, rank, len(index.rows)) for tier in (index.terms, index.texts))
        self.add_blocks()
        names.terms = self.add_shards("t", terms)
        names.texts = self.add_shards("u", texts, RARE_SHARD_ROOTS)
        names.rest = self.add_shards("r", Tier(list_rest(index.terms, terms)), RARE_SHARD_ROOTS)
        names.words = self.add("w", encode_payload(*encode_words(terms, texts)))
        self.add_tables()
        return EncodedIndex(build_manifest(index, names, terms.dense, texts.dense, site), self.payloads)

    def add_blocks(self) -> None:
        """The display blocks: `d/<name of the group>/<number of the block>.bin`."""
        number = 0
        for group in encode_blocks(self.index.rows):
            name = name_payloads(group)
            self.names.display.append(name)
            for payload in group:
                self.payloads[part_path(f"d/{name}", str(number))] = payload
                number += 1

    def add_shards(self, folder: str, tier: Tier, roots: int = SHARD_ROOTS) -> list[tuple[str, str]]:
        """The first key of each shard with the shard's name."""
        return [(shard.key, self.add(folder, shard.payload)) for shard in encode_shards(tier.postings, roots)]

    def add_tables(self) -> None:
        """All columns in one part while the site is small; a part a column and a table a province once it is not."""
        columns, row_count = self.index.columns, len(self.index.rows)
        if row_count <= ONE_TABLE:
            name = self.add("c", encode_table(columns, 0, row_count))
            self.names.columns = dict.fromkeys(columns, name)
            return
        for column, cells in columns.items():
            self.names.columns[column] = self.add("c", encode_table({column: cells}, 0, row_count))
        for code, _, start, count in self.index.provinces:
            self.names.provinces[code] = self.add("p", encode_table(columns, start, count), f"{code}.")


def encode_index(index: SearchIndex, site: SiteFacts) -> EncodedIndex:
    """The files of an index. The same values give the same bytes, whatever the order in which words were met."""
    return Encoder(index).encode(site)
