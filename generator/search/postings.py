"""Postings → entries of shards: a list of gaps for each spelling, and beside it where the word stands. Of the commonest words only the best rows."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import eq, le, lt
from typing import NamedTuple

from generator.search.kept_postings import KeptPostings
from generator.search.model import Posting, Postings, Tier
from generator.search.numbers import encode_gaps
from generator.search.parts import dump_json

DENSE_SHARE, DENSE_LIMIT = 0.4, 4000
MOST_RANK, RATES = 15, 64
FIELD_RATES = bytes(where >> 6 << 4 for where in range(256))
RANK_RATES = bytes(max(0, MOST_RANK - rank) for rank in range(256))
MOST_WORD_WEIGHT = 15


class Edge(NamedTuple):
    """The worst posting of a dense key that is kept: what it is worth, and its row. Of those worth the same the first rows are kept."""

    rate: int
    row: int

    def has(self, row: int, where: int | None, rank: Sequence[int]) -> bool:
        """Whether a posting is among the best."""
        return where is not None and (FIELD_RATES[where] + RANK_RATES[rank[row]], row) <= self


class ThinTier:
    """A tier with its dense keys cut down to their best rows: a word of nearly every row tells nothing, and is never required.

    `dense` is what is known of dense keys, `unknown` the keys of which it is not; they are cut down only when they are asked for.
    """

    def __init__(self, tier: Tier, rank: Sequence[int], dense: Mapping[str, int], unknown: Iterable[str]) -> None:
        self.postings, self.given, self.rank = tier.postings, tier.dense, rank
        self.best: dict[str, dict[str, Posting]] = {}
        self.edges: dict[str, Edge] = {}
        limit = limit_rows(len(rank))
        found = dict(dense)
        for key in unknown:
            forms = self.postings.get(key, {})
            if key not in self.given and sum(len(posting.rows) for posting in forms.values()) <= limit:
                continue
            count = max(self.given.get(key, 0), count_rows(forms))
            if key in self.given or count > limit:
                found[key] = count
        self.dense = dict(sorted(found.items()))

    def find(self, key: str) -> dict[str, Posting]:
        """The best postings of a key by form; all of them unless it is dense."""
        if key not in self.dense:
            return self.postings[key]
        if key not in self.best:
            self.best[key], self.edges[key] = choose_best(self.postings[key], self.rank)
        return self.best[key]

    def find_rest(self, key: str) -> dict[str, Posting]:
        """What is left out of a key. No browser reads it; to a portal with many sites such a word may be a rare one."""
        kept = self.find(key)
        forms = {form: leave_out(posting, kept.get(form)) for form, posting in self.postings[key].items()}
        return {form: posting for form, posting in forms.items() if posting.rows}


def limit_rows(row_count: int) -> int:
    """How many rows may have a key that is not dense."""
    return max(DENSE_LIMIT, int(row_count * DENSE_SHARE))


def count_rows(forms: Mapping[str, Posting]) -> int:
    """How many rows have a key in any spelling."""
    lists = [posting.rows for posting in forms.values()]
    return len(lists[0]) if len(lists) == 1 else len(set().union(*lists))


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


def choose_best(forms: dict[str, Posting], rank: Sequence[int]) -> tuple[dict[str, Posting], Edge]:
    """The best postings of a key, and the last of them: by field, then the row's rank, then its number. Counted, not sorted: a key may have every row."""
    worth = {form: rate_posting(posting, rank) for form, posting in forms.items()}
    last, left = find_last_rate(list(worth.values()))
    better, as_good, equal = (bytes(compare(rate, last) for rate in range(256)) for compare in (lt, le, eq))
    on_the_edge = sorted(row for form, rates in worth.items() for row in compress(forms[form].rows, rates.translate(equal)))
    last_row = on_the_edge[left - 1] if left else -1
    best = {}
    for form, rates in worth.items():
        end = bisect_right(forms[form].rows, last_row)
        best[form] = cut_posting(forms[form], rates[:end].translate(as_good) + rates[end:].translate(better))
    return {form: posting for form, posting in best.items() if posting.rows}, Edge(last, last_row)


def rate_posting(posting: Posting, rank: Sequence[int]) -> bytes:
    """A byte a row that tells what its posting is worth; 0 is best. All bytes are added at once, as two long numbers: none overflows."""
    fields = bytes(posting.where).translate(FIELD_RATES)
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
        for key, count in count_words(tier.postings):
            if key.isalpha():
                counts[key] = max(tier.dense.get(key) or count, counts.get(key, 1))
    known = sorted(counts)
    return {"words": " ".join(known)}, bytes(weigh(counts[key]) for key in known)


def count_words(postings: Postings | KeptPostings) -> Iterable[tuple[str, int]]:
    """Every key, and how many rows its forms have in all."""
    if isinstance(postings, KeptPostings):
        return postings.count_rows()
    return ((key, sum(len(posting.rows) for posting in forms.values())) for key, forms in postings.items())


def weigh_word(key: str, *tiers: Tier) -> int | None:
    """How common a syllable is, as `encode_words` has it; nothing for one that stands nowhere, and for what is none."""
    found = [tier.dense.get(key) or sum(len(posting.rows) for posting in tier.postings.get(key, {}).values()) for tier in tiers]
    return weigh(max(found)) if key.isalpha() and any(found) else None


def weigh(count: int) -> int:
    return min(MOST_WORD_WEIGHT, count.bit_length() - 1)
