"""Terms → shards of about one size, in the order of their keys. A shard of which nothing has changed keeps its name and is not encoded again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from math import isqrt
from typing import NamedTuple

from generator.search.model import Postings
from generator.search.parts import join_payload, name_payloads
from generator.search.postings import encode_term

SMALLEST_SHARD, SHARD_ROOTS = 8_000, 3  # bytes before compression; see `choose_shard_size`
RARE_SHARD_ROOTS = 12  # of long texts, which few queries ask: fewer names in the manifest that all of them read

Term = tuple[str, bytes]  # its entry in the header of a shard, its bytes
Size = tuple[int, int]  # of a term: letters of its entry and its bytes, by which shards are measured; all its bytes, by which they are cut


class ShardRange(NamedTuple):
    """The first and last key of a shard."""

    first: str
    last: str


class Shard(NamedTuple):
    """The terms from `key` up to the next shard's key. `key` is no longer than it takes to tell it from the term before."""

    key: str
    name: str
    build: Callable[[], bytes]
    is_kept: bool  # an earlier build has named it


@dataclass(slots=True)
class KeptShards:
    """What a build remembers of the shards of a tier: how long each term is, the name of each shard."""

    sizes: dict[str, Size] = field(default_factory=dict)
    names: dict[ShardRange, str] = field(default_factory=dict)


class ShardEncoder:
    """The shards of one tier. `encode` gives a term by its key; `changed` are the keys that are not as they were, those that are gone among them."""

    def __init__(self, encode: Callable[[str], Term], roots: int = SHARD_ROOTS) -> None:
        self.encode, self.roots = encode, roots
        self.terms: dict[str, Term] = {}  # encoded now
        self.kept = KeptShards()

    def build(self, keys: Sequence[str], before: KeptShards, changed: Set[str] = frozenset()) -> Iterator[Shard]:
        """All shards, and what the next build may know of them in `kept`."""
        gone = sorted(changed)
        known = {key: size for key, size in before.sizes.items() if key not in changed}
        self.kept.sizes = sizes = {key: known.get(key) or self.measure(key) for key in keys}
        last_key = ""
        for part in cut_shards(sizes, self.roots):
            place = ShardRange(part[0], part[-1])
            at = bisect_left(gone, place.first)
            name = before.names.get(place, "") if at == len(gone) or gone[at] > place.last else ""
            build = partial(self.build_payload, part)
            is_kept = bool(name)
            if not is_kept:
                payload = build()
                name, build = name_payloads([payload]), partial(bytes, payload)
            self.kept.names[place] = name
            yield Shard(cut_key(part[0], last_key), name, build, is_kept)
            last_key = part[-1]

    def measure(self, key: str) -> Size:
        head, body = self.terms[key] = self.encode(key)
        return len(head) + len(body), len(head.encode("utf-8")) + len(body)

    def build_payload(self, keys: Sequence[str]) -> bytes:
        terms = [self.terms.pop(key, None) or self.encode(key) for key in keys]
        header = f'{{"terms":[{",".join(head for head, _ in terms)}]}}'
        return join_payload(header.encode("utf-8"), b"".join(body for _, body in terms))


def encode_shards(postings: Postings, roots: int = SHARD_ROOTS) -> Iterator[Shard]:
    """The shards of postings."""
    encoder = ShardEncoder(lambda key: encode_term(key, postings[key]), roots)
    return encoder.build(sorted(postings), KeptShards())


def cut_shards(sizes: Mapping[str, Size], roots: int) -> Iterator[list[str]]:
    """The keys of each shard; one long term may be more than the chosen size."""
    most = choose_shard_size(sum(letters for letters, _ in sizes.values()), roots)
    keys: list[str] = []
    whole = 0
    for key, (_, size) in sizes.items():
        if keys and whole + size > most:
            yield keys
            keys, whole = [], 0
        keys.append(key)
        whole += size
    if keys:
        yield keys


def cut_key(key: str, before: str) -> str:
    """The shortest beginning of a key that stands behind the key before it."""
    return next(key[:end] for end in range(1, len(key) + 1) if key[:end] > before)


def choose_shard_size(total: int, roots: int = SHARD_ROOTS) -> int:
    """A query pays for a few shards and for the list of all of them in the manifest: what it reads is least near the root of the whole."""
    return max(SMALLEST_SHARD, roots * isqrt(total))
