"""What a build remembers of its index, so that the next one need only change it: on disk one file, which fits or is not used."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.search.encoding import KeptParts
from generator.search.manifest import PartNames
from generator.search.model import Column, Posting, Postings, Province, SearchIndex, Tier
from generator.search.numbers import WIDTH, as_bytes, as_numbers
from generator.search.shards import KeptShards, ShardRange, Size

FORMAT = b"htx-search-1\n"
LENGTH = 8  # bytes of a length or a check sum


@dataclass(frozen=True, slots=True)
class Basis:
    """What an index is made from: a digest by key of each record, as the caller counts them, and one of everything else that goes in."""

    records: Mapping[str, str]
    rest: str


@dataclass(slots=True)
class KeptIndex:
    """An index as it was built. Its rows are not kept: they are made from the catalog where they are needed."""

    basis: Basis
    order: str  # a digest of all keys and addresses in their order
    keys: list[str]  # of the rows
    names: list[str]  # the part of each title by which it is sorted
    index: SearchIndex
    former_provinces: dict[str, str] = field(default_factory=dict)
    parts: KeptParts = field(default_factory=KeptParts)


def load_state(path: Path) -> KeptIndex | None:
    """What the last build has kept; None where there is nothing, or something that this version did not write to its end."""
    try:
        return decode_state(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def write_state(path: Path, kept: KeptIndex) -> None:
    """Keep it for the next build, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(encode_state(kept))
    unfinished.replace(path)


def encode_state(kept: KeptIndex) -> bytes:
    """Mark, check sum, length of the header, header, numbers."""
    index, parts = kept.index, kept.parts
    names = parts.names
    header = json.dumps({
        "rest": kept.basis.rest,
        "records": dict(kept.basis.records),
        "order": kept.order,
        "keys": kept.keys,
        "names": kept.names,
        "former": kept.former_provinces,
        "provinces": index.provinces,
        "columns": {name: [column.values, column.labels, column.within] for name, column in index.columns.items()},
        "terms": list_forms(index.terms),
        "texts": list_forms(index.texts),
        "parts": [names.display, names.terms, names.texts, names.rest, names.words, names.columns, names.provinces],
        "shards": {
            folder: [list(shards.sizes), list(shards.sizes.values()), [[*key, name] for key, name in shards.names.items()]]
            for folder, shards in parts.shards.items()
        },
        "dense": parts.dense,
    }, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")  # fmt: skip
    numbers = [as_bytes(column.cells) for column in index.columns.values()]
    for tier in (index.terms, index.texts):
        for forms in tier.postings.values():
            numbers += (part for posting in forms.values() for part in (as_bytes(posting.rows), bytes(posting.where)))
    body = b"".join((len(header).to_bytes(LENGTH, "little"), header, *numbers))
    return b"".join((FORMAT, zlib.crc32(body).to_bytes(LENGTH, "little"), body))


def list_forms(tier: Tier) -> list[list]:
    return [[key, *(item for form, posting in forms.items() for item in (form, len(posting.rows)))] for key, forms in tier.postings.items()]


def decode_state(content: bytes) -> KeptIndex:
    """The other way round. Raises ValueError and its like for what is not whole."""
    body = memoryview(content)[len(FORMAT) + LENGTH :]
    if content[: len(FORMAT)] != FORMAT or zlib.crc32(body) != int.from_bytes(content[len(FORMAT) : len(FORMAT) + LENGTH], "little"):
        raise ValueError("not a state of this version")
    length = int.from_bytes(body[:LENGTH], "little")
    header = json.loads(bytes(body[LENGTH : LENGTH + length]).decode("utf-8", "surrogatepass"))
    numbers = NumberReader(body[LENGTH + length :])
    columns = {name: Column(numbers.read(len(header["keys"])), *column) for name, column in header["columns"].items()}
    terms, texts = (Tier(numbers.read_postings(header[name])) for name in ("terms", "texts"))
    provinces = [Province(*province) for province in header["provinces"]]
    display, *shards, words, parts, tables = header["parts"]
    names = PartNames(display, *([tuple(shard) for shard in part] for part in shards), words, parts, tables)
    return KeptIndex(
        Basis(header["records"], header["rest"]),
        header["order"],
        header["keys"],
        header["names"],
        SearchIndex([], provinces, columns, terms, texts),
        header["former"],
        KeptParts(names, dict(decode_shards(header["shards"])), header["dense"], columns),
    )


def decode_shards(folders: Mapping[str, Sequence]) -> Iterator[tuple[str, KeptShards]]:
    for folder, (keys, sizes, names) in folders.items():
        known = dict(zip(keys, (Size(*size) for size in sizes), strict=True))
        yield folder, KeptShards(known, {ShardRange(first, last): name for first, last, name in names})


@dataclass(slots=True)
class NumberReader:
    """Reads numbers one list after the other."""

    body: memoryview
    at: int = 0

    def read(self, count: int) -> array[int]:
        start, self.at = self.at, self.at + count * WIDTH
        if self.at > len(self.body):
            raise ValueError("ends too early")
        return as_numbers(self.body[start : self.at])

    def read_bytes(self, count: int) -> bytearray:
        start, self.at = self.at, self.at + count
        return bytearray(self.body[start : self.at])

    def read_postings(self, terms: Sequence[Sequence]) -> Postings:
        postings: Postings = {}
        for key, *forms in terms:
            postings[key] = {
                form: Posting(self.read(count), self.read_bytes(count)) for form, count in zip(forms[::2], forms[1::2], strict=True)
            }
        return postings
