"""Postings → shards: sorted keys, a list of gaps for each spelling, and beside it where the word stands."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from math import isqrt
from operator import eq, le, lt
from typing import NamedTuple

from generator.search.model import Posting, Postings, Tier
from generator.search.numbers import encode_gaps
from generator.search.parts import dump_json, join_payload

SMALLEST_SHARD, SHARD_ROOTS = 8_000, 3  # bytes before compression; see `choose_shard_size`
RARE_SHARD_ROOTS = 12  # of long texts, which few queries ask: fewer names in the manifest that all of them read
DENSE_SHARE, DENSE_LIMIT = 0.4, 4000
MOST_RANK, RATES = 15, 64
FIELD_RATES = bytes(where >> 6 << 4 for where in range(256))
RANK_RATES = bytes(max(0, MOST_RANK - rank) for rank in range(256))
MOST_WORD_WEIGHT = 15


class Shard(NamedTuple):
    """The terms from `key` up to the next shard's key. `key` is no longer than it takes to tell it from the term before."""

    key: str
    payload: bytes


def thin_tier(tier: Tier, rank: Sequence[int], row_count: int) -> Tier:
    """The tier with its dense keys cut down to their best rows: a word of nearly every row tells nothing, and is never required."""
    limit = max(DENSE_LIMIT, int(row_count * DENSE_SHARE))
    postings, dense = dict(tier.postings), dict(tier.dense)
    for key, forms in tier.postings.items():
        if key not in dense and sum(len(posting.rows) for posting in forms.values()) <= limit:
            continue
        count = max(dense.get(key, 0), count_rows(forms))
        if key in dense or count > limit:
            dense[key] = count
            postings[key] = choose_best(forms, rank)
    return Tier(postings, dict(sorted(dense.items())))


def count_rows(forms: Mapping[str, Posting]) -> int:
    """How many rows have a key in any spelling."""
    lists = [posting.rows for posting in forms.values()]
    return len(lists[0]) if len(lists) == 1 else len(set().union(*lists))


def list_rest(tier: Tier, thin: Tier) -> Postings:
    """What `thin_tier` leaves out. No browser reads it; to a portal with many sites such a word may be a rare one."""
    rest: Postings = {}
    for key in thin.dense:
        forms = {form: leave_out(posting, thin.postings[key].get(form)) for form, posting in tier.postings[key].items()}
        left = {form: posting for form, posting in forms.items() if posting.rows}
        rest |= {key: left} if left else {}
    return rest


def leave_out(posting: Posting, kept: Posting | None) -> Posting:
    """A posting without the rows that are kept of it."""
    if kept is None:
        return posting
    mask = bytearray(b"\1") * len(posting.rows)
    place = 0
    for row in kept.rows:
        place = bisect_left(posting.rows, row, place)
        mask[place] = 0
    return cut_posting(posting, mask)


def choose_best(forms: dict[str, Posting], rank: Sequence[int]) -> dict[str, Posting]:
    """The best postings of a key: by field, then the row's rank, then its number. Counted, not sorted: a key may have every row."""
    worth = {form: rate_posting(posting, rank) for form, posting in forms.items()}
    last, left = find_last_rate(list(worth.values()))
    better, as_good, equal = (bytes(compare(rate, last) for rate in range(256)) for compare in (lt, le, eq))
    on_the_edge = sorted(row for form, rates in worth.items() for row in compress(forms[form].rows, rates.translate(equal)))
    last_row = on_the_edge[left - 1] if left else -1
    best = {}
    for form, rates in worth.items():
        end = bisect_right(forms[form].rows, last_row)
        best[form] = cut_posting(forms[form], rates[:end].translate(as_good) + rates[end:].translate(better))
    return {form: posting for form, posting in best.items() if posting.rows}


def rate_posting(posting: Posting, rank: Sequence[int]) -> bytes:
    """A byte a row that tells what its posting is worth; 0 is best. All bytes are added at once, as two long numbers: none overflows."""
    fields = posting.where.translate(FIELD_RATES)
    ranks = bytes(map(rank.__getitem__, posting.rows)).translate(RANK_RATES)
    return (int.from_bytes(fields, "little") + int.from_bytes(ranks, "little")).to_bytes(len(fields), "little")


def find_last_rate(worth: Sequence[bytes]) -> tuple[int, int]:
    """The worst rate of which some are kept, and how many of it, so that `DENSE_LIMIT` are kept in all."""
    left = DENSE_LIMIT
    for rate in range(RATES):
        count = sum(rates.count(rate) for rates in worth)
        if count >= left:
            return rate, left
        left -= count
    return RATES, 0


def cut_posting(posting: Posting, mask: Sequence[int]) -> Posting:
    return Posting(array("I", compress(posting.rows, mask)), bytearray(compress(posting.where, mask)))


def encode_shards(postings: Postings, roots: int = SHARD_ROOTS) -> Iterator[Shard]:
    """Shards of about the chosen size, in the order of their keys; one long term may be more."""
    terms = {key: encode_term(key, postings[key]) for key in sorted(postings)}
    most = choose_shard_size(sum(len(head) + len(body) for head, body in terms.values()), roots)
    heads: list[str] = []
    bodies: list[bytes] = []
    first, size, before = "", 0, ""
    for key, (head, body) in terms.items():
        grown = len(head.encode("utf-8")) + len(body)
        if heads and size + grown > most:
            yield build_shard(first, heads, bodies)
            heads, bodies, size = [], [], 0
        if not heads:
            first = cut_key(key, before)
        heads.append(head)
        bodies.append(body)
        size += grown
        before = key
    if heads:
        yield build_shard(first, heads, bodies)


def cut_key(key: str, before: str) -> str:
    """The shortest beginning of a key that stands behind the key before it."""
    return next(key[:end] for end in range(1, len(key) + 1) if key[:end] > before)


def choose_shard_size(total: int, roots: int = SHARD_ROOTS) -> int:
    """A query pays for a few shards and for the list of all of them in the manifest: what it reads is least near the root of the whole."""
    return max(SMALLEST_SHARD, roots * isqrt(total))


def build_shard(key: str, heads: Sequence[str], bodies: Sequence[bytes]) -> Shard:
    header = f'{{"terms":[{",".join(heads)}]}}'
    return Shard(key, join_payload(header.encode("utf-8"), b"".join(bodies)))


def encode_term(key: str, forms: dict[str, Posting]) -> tuple[str, bytes]:
    """One entry of a shard's header, and its bytes: for each form gaps and `where`."""
    entry: list[str | int] = [key]
    body: list[bytes] = []
    for form in sorted(forms):
        rows, where = forms[form]
        gaps = encode_gaps(rows)
        entry += ("" if form == key else form, len(rows), len(gaps))
        body += (gaps, bytes(where))
    return dump_json(entry), b"".join(body)


def encode_words(*tiers: Tier) -> tuple[dict[str, str], bytes]:
    """The syllables that stand in the site, for corrections: header and body of their part; a byte says how common each is."""
    counts: dict[str, int] = {}
    for tier in tiers:
        for key, forms in tier.postings.items():
            if key.isalpha():
                count = tier.dense.get(key) or sum(len(posting.rows) for posting in forms.values())
                counts[key] = max(count, counts.get(key, 1))
    known = sorted(counts)
    return {"words": " ".join(known)}, bytes(min(MOST_WORD_WEIGHT, counts[key].bit_length() - 1) for key in known)
