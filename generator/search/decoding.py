"""Index files → the index in memory, the way back of `parts`, `postings` and `tables`: strict, and bounded before it is trusted.

The files come from other sites: whatever they hold ends in a value that can be encoded again, or in one exception that names the file.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable
from datetime import date
from itertools import accumulate, count
from operator import add
from typing import Any

from generator.search.model import OWN_SITE, PAGE, Column, Posting, Postings, Row

LARGEST_PAYLOAD = 16 * 1024 * 1024  # a bomb of a few kilobytes can unfold to gigabytes
LARGEST_HEADER = 2 * 1024 * 1024  # the communes of the whole country take 150 kB
MOST_ROWS = 1_000_000
TYPECODES = {"u8": "B", "u16": "H", "u32": "I"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
MOST_STARS, MOST_RANK = 5, 15
LONGEST_KEY = 1000  # characters; the first of each shard stands in our own manifest
LONGEST_GAP = 5  # bytes of a 32-bit number
EMPTY_ROW = Row(0, "", "")


class DamagedPart(Exception):
    """A file that is not what it should be; the text is a Vietnamese clause that names it, without full stop."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"tệp {file} bị hỏng ({fault})")


def require(condition: object, file: str, fault: str) -> None:
    """Raise DamagedPart unless the condition holds."""
    if not condition:
        raise DamagedPart(file, fault)


def inflate(content: bytes, file: str) -> bytes:
    """The payload of a part; never more than `LARGEST_PAYLOAD` bytes are unfolded. Raises DamagedPart."""
    stream = zlib.decompressobj()
    try:
        payload = stream.decompress(content, LARGEST_PAYLOAD)
    except zlib.error:
        raise DamagedPart(file, "không giải nén được") from None
    require(stream.eof or not stream.unconsumed_tail, file, "quá lớn")
    require(stream.eof and not stream.unused_data, file, "bị cắt cụt hoặc thừa dữ liệu")
    return payload


def split_payload(payload: bytes, file: str) -> tuple[dict[str, Any], memoryview]:
    """Header and body of a part. Raises DamagedPart."""
    require(len(payload) >= 4, file, "quá ngắn")
    (length,) = struct.unpack_from("<I", payload)
    require(length <= min(LARGEST_HEADER, len(payload) - 4), file, "phần đầu dài quá mức")
    header = decode_json(payload[4 : 4 + length], file)
    require(type(header) is dict, file, "phần đầu sai dạng")
    return header, memoryview(payload)[4 + length :]


def decode_json(content: bytes, file: str) -> Any:
    """A JSON text without letters that cannot be written again. Raises DamagedPart."""
    try:
        text = content.decode("utf-8")
        value = json.loads(text)
        lone = "\\u" in text and LONE_SURROGATE.search(json.dumps(value, ensure_ascii=False))
    except (ValueError, RecursionError):
        raise DamagedPart(file, "không phải JSON") from None
    require(not lone, file, "có ký tự không viết ra được")
    return value


def is_number(value: object, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def is_text(value: object) -> bool:
    return type(value) is str


def is_texts(value: object) -> bool:
    return type(value) is list and all(map(is_text, value))


def is_day(text: object) -> bool:
    """An ISO day that the calendar has."""
    if type(text) is not str or not DAY.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def decode_shard(payload: bytes, file: str, row_count: int) -> Postings:
    """The terms of a shard, in the order of their keys. Raises DamagedPart."""
    header, body = split_payload(payload, file)
    require(type(header.get("terms")) is list, file, "thiếu danh sách từ")
    postings: Postings = {}
    at, last = 0, ""
    for entry in header["terms"]:
        require(type(entry) is list and len(entry) > 3 and len(entry) % 3 == 1, file, "mục từ sai dạng")
        require(is_text(entry[0]) and last < entry[0] and len(entry[0]) <= LONGEST_KEY, file, "từ quá dài hoặc không theo thứ tự")
        last = entry[0]
        postings[last], at = decode_forms(entry, body, at, file, row_count)
    require(at == len(body), file, "thừa dữ liệu")
    return postings


def decode_forms(entry: list, body: memoryview, at: int, file: str, row_count: int) -> tuple[dict[str, Posting], int]:
    """The spellings of one key, whose bytes begin at `at`, and where they end."""
    forms: dict[str, Posting] = {}
    for form, length, size in zip(entry[1::3], entry[2::3], entry[3::3], strict=True):
        require(is_text(form) and (form or entry[0]) not in forms, file, "dạng viết sai")
        require(is_number(length, row_count) and is_number(size, len(body)), file, "độ dài sai")
        require(length and at + size + length <= len(body), file, "thiếu dữ liệu")
        rows = decode_gaps(bytes(body[at : at + size]), length, file)
        require(rows[-1] < row_count, file, "số dòng quá lớn")
        at += size
        forms[form or entry[0]] = Posting(rows, bytearray(body[at : at + length]))
        at += length
    return forms, at


def decode_gaps(content: bytes, length: int, file: str) -> array[int]:
    """Row numbers from their gaps. Nearly all gaps of a common word are one byte, and need no loop of ours."""
    gaps = content if content.isascii() else split_gaps(content, file)
    require(len(gaps) == length, file, "số dòng không khớp")
    require(sum(gaps) + length <= MOST_ROWS, file, "số dòng quá lớn")
    return array("I", map(add, accumulate(gaps), count()))


def split_gaps(content: bytes, file: str) -> list[int]:
    """The numbers of a run of LEB128."""
    gaps, gap, shift = [], 0, 0
    for byte in content:
        gap |= (byte & 127) << shift
        if byte < 128:
            gaps.append(gap)
            gap = shift = 0
        else:
            shift += 7
            require(shift < 7 * LONGEST_GAP, file, "số quá dài")
    require(not shift, file, "số bị cắt cụt")
    return gaps


def decode_block(payload: bytes, file: str, row_count: int, source_count: int) -> list[Row]:
    """The rows of a display block. Their addresses are not looked at here. Raises DamagedPart."""
    header, body = split_payload(payload, file)
    rows = header.get("rows")
    require(type(rows) is list and len(rows) == row_count and not body, file, "số dòng không khớp")
    return [decode_row(items, file, source_count) for items in rows]


def decode_row(items: Any, file: str, source_count: int) -> Row:
    require(type(items) is list and 2 <= len(items) <= len(EMPTY_ROW), file, "dòng sai dạng")
    row = Row(*items, *EMPTY_ROW[len(items) :])
    require(is_number(row.type, PAGE) and is_number(row.stars, MOST_STARS), file, "loại hoặc hạng sao sai")
    require(all(map(is_text, (row.title, row.url, row.facts, row.text, row.mark))), file, "dòng sai dạng")
    require(all(day == "" or is_day(day) for day in (row.valid, row.day)), file, "ngày sai dạng")
    require((type(row.source) is int and row.source == OWN_SITE) or is_number(row.source, source_count - 1), file, "nguồn sai")
    return row


def decode_table(payload: bytes, file: str, row_count: int, names: Iterable[str]) -> dict[str, Column]:
    """These columns of a table of the whole site. Raises DamagedPart."""
    header, body = split_payload(payload, file)
    heads = header.get("columns")
    require(type(heads) is dict and header.get("rows") == row_count and header.get("start") == 0, file, "bảng sai dạng")
    return {name: decode_column(heads.get(name), body, file, row_count) for name in names}


def decode_column(head: Any, body: memoryview, file: str, row_count: int) -> Column:
    """One column; what it says of its values fits its cells."""
    require(
        type(head) is dict and is_text(head.get("type")) and head["type"] in TYPECODES and is_number(head.get("at"), len(body)),
        file,
        "cột sai dạng",
    )
    cells = array(TYPECODES[head["type"]])
    end = head["at"] + cells.itemsize * row_count
    require(end <= len(body), file, "thiếu dữ liệu")
    cells.frombytes(body[head["at"] : end])
    if sys.byteorder == "big":
        cells.byteswap()
    values, labels, within = head.get("values"), head.get("labels"), head.get("in")
    require(values is None or (type(values) is list and max(cells, default=0) < len(values)), file, "giá trị sai dạng")
    require(is_described(values, labels, within), file, "nhãn không khớp giá trị")
    return Column(array("I", cells), values, labels, within)


def is_described(values: list | None, labels: Any, within: Any) -> bool:
    """Whether the words for a column's values are there: beside them, or by code where a value is a set of codes."""
    if values is None:
        return labels is None and within is None
    if not values or values[0] not in ("", []):
        return False  # cell 0 means «none»
    if type(labels) is dict:
        known = all(map(is_texts, values)) and all(code in labels for codes in values for code in codes)
        return known and is_texts(list(labels.values())) and within is None
    lists = (values, labels) if within is None else (values, labels, within)
    return all(is_texts(items) and len(items) == len(values) for items in lists)
