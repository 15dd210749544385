"""Numbers taken apart all at once are the numbers taken apart one by one."""

from __future__ import annotations

from array import array
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from generator.search.numbers import encode_gaps, narrow, part_pairs

ROWS = st.sets(st.integers(0, 300)) | st.sets(st.integers(0, 20_000), min_size=40) | st.sets(st.integers(0, 2**32 - 1), max_size=40)


def encode_one(gap: int) -> bytes:
    return bytes([gap]) if gap < 128 else bytes([gap & 127 | 128]) + encode_one(gap >> 7)


@given(ROWS.map(sorted))
@example([*range(40), 0xD800 + 40, *range(60_000, 62_000)])  # a gap that is no letter
@example([*range(20_000), 0x120000])
def test_gaps_are_seven_bits_a_byte(rows):
    """Whether rows are many or few, near or far."""
    expected = b"".join(encode_one(after - before - 1) for before, after in pairwise((-1, *rows)))
    assert encode_gaps(array("I", rows)) == expected


@given(st.lists(st.tuples(st.integers(0, 2**24 - 1), st.integers(0, 255))))
def test_pairs_come_apart(pairs):
    """Rows and bytes as they were put together."""
    rows, low = part_pairs(array("I", [row << 8 | byte for row, byte in pairs]))
    assert list(zip(rows, low, strict=True)) == pairs


@given(st.lists(st.integers(0, 0xFFFF)))
def test_narrow_numbers_have_their_low_byte_first(numbers):
    """Two bytes a number."""
    assert narrow(array("I", numbers), 2) == b"".join(number.to_bytes(2, "little") for number in numbers)
