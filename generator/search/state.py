"""What a build remembers of its index, so that the next one need only change it: on disk one file, which fits or is not used."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise
from pathlib import Path
from typing import Any, BinaryIO

from generator.search.encoding import KeptParts
from generator.search.kept_postings import KeptPostings, is_long
from generator.search.manifest import PartNames
from generator.search.model import Column, Posting, Province, SearchIndex, Tier
from generator.search.numbers import as_bytes, as_numbers, view_numbers
from generator.search.parts import dump_json
from generator.search.postings import Edge
from generator.search.shards import KeptShards, ShardRange

FORMAT = b"htx-search-2\n"
BETWEEN = "\0"
PARTS_AT_ONCE = 4096
LENGTH = 8  # bytes of a length or a check sum


@dataclass(frozen=True, slots=True)
class Basis:
    """What an index is made from: a digest by key of records, as the caller counts them, and one of everything else that goes in.

    A record without a digest is as it was wherever it has none.
    """

    records: Mapping[str, str]
    rest: str


@dataclass(slots=True)
class KeptIndex:
    """An index as it was built. Its rows are not kept: they are those of the site, or made from the catalog."""

    basis: Basis
    keys: Sequence[str]  # of the rows
    names: Sequence[str]  # the part of each title by which it is sorted
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
    with unfinished.open("wb") as file:
        write_pieces(file, kept)
    unfinished.replace(path)


def write_pieces(file: BinaryIO, kept: KeptIndex) -> None:
    """Mark, check sum, and the pieces with their lengths, some parts after the other: all at once they would be the most that a build holds."""
    file.write(FORMAT + bytes(LENGTH))
    checksum = 0
    for length, parts in encode_pieces(kept):
        waiting = chain([length.to_bytes(LENGTH, "little")], parts)
        while some := list(islice(waiting, PARTS_AT_ONCE)):
            chunk = b"".join(some)
            checksum = zlib.crc32(chunk, checksum)
            file.write(chunk)
    file.seek(len(FORMAT))
    file.write(checksum.to_bytes(LENGTH, "little"))


def encode_pieces(kept: KeptIndex) -> Iterator[tuple[int, Iterable[bytes | bytearray | memoryview]]]:
    """A header, texts of rows, of their names and of the rest, numbers of four bytes, bytes: how long each is, and its parts."""
    index, parts = kept.index, kept.parts
    names, tiers = parts.names, [sorted(tier.postings.items()) for tier in (index.terms, index.texts)]
    texts: list[Iterable[str]] = [kept.basis.records, kept.basis.records.values(), parts.shards["r"].sizes]
    numbers: list[Sequence[int]] = [column.cells for column in index.columns.values()]
    where: list[bytes | bytearray | memoryview] = []
    for terms in tiers:
        postings = [posting for _, forms in terms for posting in forms.values()]
        texts += [[key for key, _ in terms], [form for _, forms in terms for form in forms]]
        numbers += (array("I", [len(forms) for _, forms in terms]), array("I", [len(posting.rows) for posting in postings]))
        for wanted in (False, True):
            chosen = [posting for posting in postings if is_long(len(posting.rows)) == wanted]
            numbers += (posting.rows for posting in chosen)
            where += (posting.where for posting in chosen)
    numbers += (array("I", chain.from_iterable(shards.sizes.values())) for shards in parts.shards.values())
    lists = [list(group) for group in texts]
    header = dump_json({
        "rest": kept.basis.rest,
        "texts": list(map(len, lists)),
        "former": kept.former_provinces,
        "provinces": index.provinces,
        "columns": {name: [column.values, column.labels, column.within] for name, column in index.columns.items()},
        "parts": [names.display, names.terms, names.texts, names.rest, names.words, names.columns, names.provinces],
        "shards": {folder: [[*key, name] for key, name in shards.names.items()] for folder, shards in parts.shards.items()},
        "dense": parts.dense,
        "edges": parts.edges,
    })  # fmt: skip
    for text in (header, *map(BETWEEN.join, (kept.keys, kept.names, chain.from_iterable(lists)))):
        content = text.encode("utf-8", "surrogatepass")
        yield len(content), [content]
    yield 4 * sum(map(len, numbers)), map(as_bytes, numbers)
    yield sum(map(len, where)), where


def decode_state(content: bytes) -> KeptIndex:
    """The other way round. Raises ValueError and its like for what is not whole."""
    packed_header, keys, names, texts, packed_numbers, packed_where = decode_pieces(content)
    header, keys = json.loads(str(packed_header, "utf-8", "surrogatepass")), split_texts(keys)
    records, digests, rest_keys, *tiers = split_lists(texts, header["texts"])
    numbers, where = PieceReader(view_numbers(packed_numbers)), PieceReader(packed_where)
    columns = {name: Column(as_numbers(numbers.read(len(keys)).cast("B")), *column) for name, column in header["columns"].items()}
    terms, texts = (Tier(read_postings(tiers[at], tiers[at + 1], numbers, where)) for at in (0, 2))
    keys_by_folder = {"t": tiers[0], "u": tiers[2], "r": rest_keys}
    shards = {folder: read_shards(keys_by_folder[folder], ranges, numbers) for folder, ranges in header["shards"].items()}
    display, *tiers_parts, words, parts, tables = header["parts"]
    return KeptIndex(
        Basis(dict(zip(records, digests, strict=True)), header["rest"]),
        keys,
        LazyTexts(names),
        SearchIndex([], [Province(*province) for province in header["provinces"]], columns, terms, texts),
        header["former"],
        KeptParts(
            PartNames(display, *([tuple(shard) for shard in part] for part in tiers_parts), words, parts, tables),
            shards,
            header["dense"],
            {folder: {key: Edge(*edge) for key, edge in edges.items()} for folder, edges in header["edges"].items()},
            columns,
        ),
    )


def decode_pieces(content: bytes) -> list[memoryview]:
    """The pieces, if the check sum is theirs."""
    body = memoryview(content)[len(FORMAT) + LENGTH :]
    if content[: len(FORMAT)] != FORMAT or zlib.crc32(body) != int.from_bytes(content[len(FORMAT) : len(FORMAT) + LENGTH], "little"):
        raise ValueError("not a state of this version")
    pieces = []
    while body:
        end = LENGTH + int.from_bytes(body[:LENGTH], "little")
        pieces.append(body[LENGTH:end])
        body = body[end:]
    return pieces


def split_texts(piece: memoryview) -> list[str]:
    return str(piece, "utf-8", "surrogatepass").split(BETWEEN) if piece else []


def split_lists(piece: memoryview, lengths: Sequence[int]) -> list[list[str]]:
    """Lists of texts of these lengths."""
    texts, ends = split_texts(piece), list(accumulate(lengths, initial=0))
    if ends[-1] != len(texts):
        raise ValueError("a text with the sign that parts texts")
    return [texts[start:end] for start, end in pairwise(ends)]


def read_postings(keys: list[str], forms: list[str], numbers: PieceReader, where: PieceReader) -> KeptPostings:
    """Postings that are looked up in what was read: few of them are ever asked for."""
    form_counts, row_counts = numbers.read(len(keys)), numbers.read(len(forms))
    totals = [sum(count for count in row_counts if is_long(count) == wanted) for wanted in (False, True)]
    columns = [Posting(numbers.read(total), where.read(total)) for total in totals]
    return KeptPostings(keys, forms, form_counts, row_counts, *columns)


def read_shards(keys: Sequence[str], ranges: Sequence[Sequence[str]], numbers: PieceReader) -> KeptShards:
    sizes = numbers.read(2 * len(keys))
    known = dict(zip(keys, zip(sizes[::2], sizes[1::2], strict=True), strict=True))
    return KeptShards(known, {ShardRange(first, last): name for first, last, name in ranges})


class LazyTexts(Sequence[str]):
    """Texts that are parted when somebody asks for one."""

    def __init__(self, piece: memoryview) -> None:
        self.piece = piece

    @cached_property
    def texts(self) -> list[str]:
        return split_texts(self.piece)

    def __getitem__(self, place: Any) -> Any:
        return self.texts[place]

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(slots=True)
class PieceReader:
    """Reads the items of a piece, some after the other."""

    items: memoryview
    at: int = 0

    def read(self, count: int) -> memoryview:
        """The next items."""
        start, self.at = self.at, self.at + count
        return self.items[start : self.at]
