"""Lists of numbers taken apart and subtracted as bytes, all at once: number by number it is half of the work of encoding an index."""

from __future__ import annotations

import re
import sys
from array import array
from operator import sub

WIDTH = 4  # bytes a number
ONE = b"\1\0\0\0"
# Where few gaps are long, the list is a text of mostly plain letters, in which only the others are looked up; measured.
SHORTEST_TEXT, WIDEST_GAP = 16, 64
MOST_CHARACTER = sys.maxunicode
WIDE = re.compile("[^\0-\x7f]")


class GapTable(dict[int, bytes]):
    """Step from a row to the next → the gap between them: seven bits a byte, the lowest first, the eighth set on all but the last (LEB128)."""

    def __missing__(self, step: int) -> bytes:
        left, encoded = step - 1, bytearray()
        while left > 127:
            encoded.append(left & 127 | 128)
            left >>= 7
        encoded.append(left)
        found = self[step] = bytes(encoded)
        return found


GAPS = GapTable()


def encode_gaps(rows: array[int]) -> bytes:
    """How many rows lie between each row and the one before it."""
    if not rows:
        return b""
    if len(rows) < SHORTEST_TEXT or rows[-1] > min(len(rows) * WIDEST_GAP, MOST_CHARACTER):
        return GAPS[rows[0] + 1] + b"".join(map(GAPS.__getitem__, map(sub, rows[1:], rows)))
    text = subtract_neighbours(rows).decode("utf-32-le", "surrogatepass")
    if not text.isascii():
        text = WIDE.sub(encode_wide_gap, text)
    return text.encode("latin-1")


def encode_wide_gap(found: re.Match[str]) -> str:
    return GAPS[ord(found[0]) + 1].decode("latin-1")


def subtract_neighbours(rows: array[int]) -> bytes:
    """The gaps of ascending rows, four bytes each. As two long numbers: none of the differences is below 0, so none borrows from the next."""
    packed = as_bytes(rows)
    before = int.from_bytes(packed[:-WIDTH], "little") + int.from_bytes(ONE * (len(rows) - 1), "little")
    return (int.from_bytes(packed, "little") - (before << 8 * WIDTH)).to_bytes(len(packed), "little")


def as_bytes(numbers: array[int] | memoryview) -> bytes:
    """Numbers with their low byte first, on every machine."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def narrow(numbers: array[int], width: int) -> bytes:
    """Numbers of which none needs more bytes than these, their low byte first."""
    packed = as_bytes(numbers)
    if width == WIDTH:
        return packed
    narrowed = bytearray(len(numbers) * width)
    for place in range(width):
        narrowed[place::width] = packed[place::WIDTH]
    return bytes(narrowed)


def as_numbers(packed: bytes | bytearray | memoryview) -> array[int]:
    """The numbers that `as_bytes` has made bytes of."""
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def view_numbers(packed: memoryview) -> memoryview:
    """The same without a copy, where this machine has its low byte first too."""
    return packed.cast("I") if sys.byteorder == "little" else memoryview(as_numbers(packed))


def part_pairs(pairs: array[int]) -> tuple[array[int], bytearray]:
    """Numbers of a row and a byte below it, as rows and bytes."""
    packed = bytearray(as_bytes(pairs))
    low = packed[::WIDTH]
    packed[::WIDTH] = bytes(len(low))
    return as_numbers(packed[1:] + packed[:1]), low
