"""What a build remembers of its index, so that the next one need only change it: on disk one file, which fits or is not used."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice, pairwise
from pathlib import Path

from generator.search.encoding import KeptParts
from generator.search.manifest import PartNames
from generator.search.model import Column, Posting, Province, SearchIndex, Tier
from generator.search.numbers import as_bytes, as_numbers
from generator.search.parts import dump_json
from generator.search.shards import KeptShards, ShardRange

FORMAT = b"htx-search-1\n"
BETWEEN = "\0"
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
    """Mark, check sum, and four pieces: a header, texts, numbers of four bytes, bytes."""
    index, parts = kept.index, kept.parts
    names, tiers = parts.names, (index.terms, index.texts)
    texts = [list(kept.basis.records), list(kept.basis.records.values()), kept.keys, kept.names]
    numbers = [column.cells for column in index.columns.values()]
    where: list[bytes | bytearray | memoryview] = []
    for tier in tiers:
        terms = sorted(tier.postings.items())
        postings = [posting for _, forms in terms for posting in forms.values()]
        texts += [[key for key, _ in terms], [form for _, forms in terms for form in forms]]
        numbers += (array("I", [len(forms) for _, forms in terms]), array("I", [len(posting.rows) for posting in postings]))
        numbers += (posting.rows for posting in postings)
        where += (posting.where for posting in postings)
    texts += [list(shards.sizes) for shards in parts.shards.values()]
    numbers += (array("I", chain.from_iterable(shards.sizes.values())) for shards in parts.shards.values())
    header = dump_json({
        "rest": kept.basis.rest,
        "order": kept.order,
        "texts": list(map(len, texts)),
        "former": kept.former_provinces,
        "provinces": index.provinces,
        "columns": {name: [column.values, column.labels, column.within] for name, column in index.columns.items()},
        "parts": [names.display, names.terms, names.texts, names.rest, names.words, names.columns, names.provinces],
        "shards": {folder: [[*key, name] for key, name in shards.names.items()] for folder, shards in parts.shards.items()},
        "dense": parts.dense,
    })  # fmt: skip
    pieces = (
        header.encode("utf-8", "surrogatepass"),
        BETWEEN.join(chain.from_iterable(texts)).encode("utf-8", "surrogatepass"),
        b"".join(map(as_bytes, numbers)),
        b"".join(where),
    )
    body = b"".join(part for piece in pieces for part in (len(piece).to_bytes(LENGTH, "little"), piece))
    return b"".join((FORMAT, zlib.crc32(body).to_bytes(LENGTH, "little"), body))


def decode_state(content: bytes) -> KeptIndex:
    """The other way round. Raises ValueError and its like for what is not whole."""
    header, lists, numbers, where = decode_pieces(content)
    records, digests, keys, names, *tiers = lists
    columns = {name: Column(array("I", numbers.read(len(keys))), *column) for name, column in header["columns"].items()}
    terms, texts = (read_tier(tiers[at], tiers[at + 1], numbers, where) for at in (0, 2))
    shards = {}
    for (folder, ranges), terms_of in zip(header["shards"].items(), tiers[4:], strict=True):
        sizes = numbers.read(2 * len(terms_of))
        known = dict(zip(terms_of, zip(sizes[::2], sizes[1::2], strict=True), strict=True))
        shards[folder] = KeptShards(known, {ShardRange(first, last): name for first, last, name in ranges})
    display, *tiers_parts, words, parts, tables = header["parts"]
    return KeptIndex(
        Basis(dict(zip(records, digests, strict=True)), header["rest"]),
        header["order"],
        keys,
        names,
        SearchIndex([], [Province(*province) for province in header["provinces"]], columns, terms, texts),
        header["former"],
        KeptParts(
            PartNames(display, *([tuple(shard) for shard in part] for part in tiers_parts), words, parts, tables),
            shards,
            header["dense"],
            columns,
        ),
    )


def decode_pieces(content: bytes) -> tuple[dict, list[list[str]], PieceReader, PieceReader]:
    """The header, its lists of texts, and readers of the numbers and the bytes."""
    body = memoryview(content)[len(FORMAT) + LENGTH :]
    if content[: len(FORMAT)] != FORMAT or zlib.crc32(body) != int.from_bytes(content[len(FORMAT) : len(FORMAT) + LENGTH], "little"):
        raise ValueError("not a state of this version")
    pieces = []
    while body:
        end = LENGTH + int.from_bytes(body[:LENGTH], "little")
        pieces.append(body[LENGTH:end])
        body = body[end:]
    header = json.loads(str(pieces[0], "utf-8", "surrogatepass"))
    texts = str(pieces[1], "utf-8", "surrogatepass").split(BETWEEN)
    ends = list(accumulate(header["texts"], initial=0))
    if ends[-1] != len(texts) and ends[-1]:
        raise ValueError("a text with the sign that parts texts")
    lists = [texts[start:end] for start, end in pairwise(ends)]
    return header, lists, PieceReader(memoryview(as_numbers(pieces[2]))), PieceReader(pieces[3])


def read_tier(keys: Sequence[str], forms: Sequence[str], numbers: PieceReader, where: PieceReader) -> Tier:
    """Postings that are views of what was read: few of them are ever looked into."""
    form_counts = numbers.read(len(keys))
    row_counts = numbers.read(len(forms))
    found = iter(zip(forms, (Posting(numbers.read(count), where.read(count)) for count in row_counts), strict=True))
    return Tier({key: dict(islice(found, count)) for key, count in zip(keys, form_counts, strict=True)})


@dataclass(slots=True)
class PieceReader:
    """Reads the items of a piece, some after the other."""

    items: memoryview
    at: int = 0

    def read(self, count: int) -> memoryview:
        """The next items."""
        start, self.at = self.at, self.at + count
        return self.items[start : self.at]
