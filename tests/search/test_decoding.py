"""Index files come back as the index they were made of, and a file that is not what it should be is named, whatever is wrong with it."""

from __future__ import annotations

import copy
import json
import struct
import zlib
from array import array
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.decoding import LARGEST_PAYLOAD, DamagedPart, inflate
from generator.search.encoding import EncodedIndex, encode_index
from generator.search.model import Posting, SearchIndex, Tier
from generator.search.parts import MANIFEST_PATH, compress_payload, encode_payload, join_payload
from generator.search.postings import DENSE_LIMIT, ThinTier
from generator.search.source_manifest import OtherFormat, decode_index, decode_manifest, verify_part
from tests.search.indexes import SITE, make_index, make_row, search_indexes

Payloads = dict[str, bytes]


def decode(manifest: dict, payloads: Payloads) -> SearchIndex:
    checked = decode_manifest(json.dumps(manifest).encode("utf-8"))
    return decode_index(checked, {path: payloads[path] for part in checked.list_parts() for path in part.paths})


def encode(index: SearchIndex) -> tuple[dict, Payloads]:
    encoded: EncodedIndex = encode_index(index, SITE)
    return encoded.manifest, encoded.payloads


@given(search_indexes())
@settings(max_examples=60)
def test_decoding_undoes_encoding(index: SearchIndex) -> None:
    """Every row, column and posting comes back."""
    assert decode(*encode(index)) == index


def make_dense_index() -> SearchIndex:
    count = DENSE_LIMIT + 500
    index = make_index([make_row(title=f"Xã {number}") for number in range(count)])
    every, third = array("I", range(count)), array("I", range(0, count, 3))
    index.terms = Tier({"xa": {"xã": Posting(every, bytearray(b"\x80" * count)), "xa": Posting(third, bytearray(len(third)))}})
    return index


def test_dense_words_come_back_whole() -> None:
    """Browsers get the best rows of a word that nearly all rows have; a portal, to which it may be rare, gets the others beside them."""
    index = make_dense_index()
    manifest, payloads = encode(index)
    assert manifest["dense"] == {"xa": len(index.rows)}
    assert decode(manifest, payloads) == index


def test_a_dense_word_without_its_rest_stays_dense() -> None:
    """A site that gives only the best rows: the word is never required in the portal either."""
    index = make_dense_index()
    manifest, payloads = encode(index)
    del manifest["terms"]["rest"]
    decoded = decode(manifest, payloads)
    assert decoded.terms.dense == {"xa": len(index.rows)}
    thin = ThinTier(index.terms, bytes(len(index.rows)), {}, index.terms.postings)
    assert decoded.terms.postings == {key: thin.find(key) for key in index.terms.postings}


def test_a_bomb_is_not_unfolded() -> None:
    """A gigabyte of zeros in a megabyte: refused before it is in memory."""
    packer = zlib.compressobj()
    bomb = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(LARGEST_PAYLOAD // (1 << 20) + 1)), packer.flush()])
    assert len(bomb) < 100_000
    with pytest.raises(DamagedPart, match=r"t/bom\.bin .*quá lớn"):
        inflate(bomb, "t/bom.bin")


@pytest.mark.parametrize("cut", [0, 1, 3, 10, -1])
def test_a_truncated_file_is_named(cut: int) -> None:
    """A file that ends early, whether in its first byte or its last."""
    content = compress_payload(encode_payload({"terms": []}))
    with pytest.raises(DamagedPart, match=r"t/x\.bin"):
        inflate(content[:cut], "t/x.bin")


@pytest.mark.parametrize(
    "content", [b"<!doctype html><title>404</title>", b"\x1f\x8b\x08\x00", compress_payload(encode_payload({})) + b"x"]
)
def test_another_kind_of_file_is_named(content: bytes) -> None:
    """A page, gzip, or a file with more behind it."""
    with pytest.raises(DamagedPart, match=r"t/x\.bin"):
        inflate(content, "t/x.bin")


def test_a_part_is_what_its_name_stands_for() -> None:
    """A sound file under another file's name is refused."""
    manifest, payloads = encode(make_index([make_row()]))
    part = decode_manifest(json.dumps(manifest).encode("utf-8")).terms.parts[0]
    (path,) = part.paths
    assert verify_part(part, {path: compress_payload(payloads[path])}) == {path: payloads[path]}
    with pytest.raises(DamagedPart, match="không khớp tên"):
        verify_part(part, {path: compress_payload(encode_payload({"terms": []}))})


def change_header(payload: bytes, change: Callable[[Any], object]) -> bytes:
    (length,) = struct.unpack_from("<I", payload)
    header = json.loads(payload[4 : 4 + length])
    change(header)
    return join_payload(json.dumps(header).encode("ascii"), payload[4 + length :])


def set_row(place: int, value: object) -> Callable[[Any], None]:
    return lambda header: header["rows"][0].__setitem__(place, value)


def set_column(**changes: object) -> Callable[[Any], None]:
    return lambda header: header["columns"]["sector"].update(changes)


def set_term(value: list) -> Callable[[Any], None]:
    return lambda header: header["terms"].__setitem__(0, value)


FAULTS = {
    "no rows": ("d", lambda header: header.clear()),
    "a row too few": ("d", lambda header: header["rows"].pop()),
    "a row that is no list": ("d", lambda header: header["rows"].__setitem__(0, {})),
    "a row of too many items": ("d", lambda header: header["rows"][0].extend([0] * 12)),
    "an unknown kind": ("d", set_row(0, 4)),
    "true for a kind": ("d", set_row(0, True)),
    "a title that is no text": ("d", set_row(1, ["x"])),
    "a title with half a letter": ("d", set_row(1, "\ud800")),
    "six stars": ("d", set_row(5, 6)),
    "a day that is none": ("d", set_row(7, "2026-02-30")),
    "a day with markup": ("d", set_row(7, "<b>")),
    "a source that is not there": ("d", lambda header: header["rows"][0].append(0)),
    "a kind that the table does not have": ("d", set_row(0, 2)),
    "no columns": ("c", lambda header: header.clear()),
    "a missing column": ("c", lambda header: header["columns"].pop("rank")),
    "more rows": ("c", lambda header: header.update(rows=99)),
    "a part of the rows": ("c", lambda header: header.update(start=1)),
    "an unknown type": ("c", set_column(type="u64")),
    "a type that is no text": ("c", set_column(type=[])),
    "a place behind the end": ("c", set_column(at=10_000)),
    "a negative place": ("c", set_column(at=-1)),
    "a huge place": ("c", set_column(at=10**30)),
    "too few values": ("c", set_column(values=[""], labels=[""])),
    "a value for none": ("c", set_column(values=["x", "trong-trot"])),
    "too few labels": ("c", set_column(labels=[""])),
    "labels that are no texts": ("c", set_column(labels=["", 1])),
    "sets without words": ("c", set_column(values=[[], ["x"]], labels={})),
    "no terms": ("t", lambda header: header.clear()),
    "an empty shard": ("t", lambda header: header["terms"].clear()),
    "a term without postings": ("t", set_term(["che"])),
    "a key that is no text": ("t", set_term([1, "chè", 1, 1])),
    "a key without end": ("t", set_term(["a" * 1001, "", 1, 1])),
    "keys out of order": ("t", lambda header: header["terms"].reverse()),
    "a form twice": ("t", set_term(["che", "chè", 1, 1, "chè", 1, 1])),
    "more rows than there are": ("t", set_term(["che", "chè", 10**9, 1])),
    "a negative length": ("t", set_term(["che", "chè", -1, 1])),
    "a length that is no number": ("t", set_term(["che", "chè", 1.0, 1])),
    "gaps longer than the file": ("t", set_term(["che", "chè", 1, 10**9])),
    "no gaps": ("t", set_term(["che", "chè", 1, 0])),
    "no rows of a form": ("t", set_term(["che", "chè", 0, 0])),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_damaged_header_is_named(name: str) -> None:
    """What our encoder would not write is refused with the file's name, and never ends in another exception."""
    folder, change = FAULTS[name]
    manifest, payloads = encode(make_index([make_row(title="Chè Một", mark="Ngừng"), make_row(title="Chè Hai")]))
    path = next(path for path in payloads if f"/{folder}/" in path)
    payloads[path] = change_header(payloads[path], change)
    with pytest.raises(DamagedPart, match=r"^tệp tim-kiem/chi-muc/"):
        decode(manifest, payloads)


@pytest.mark.parametrize(
    "body", [b"\x02", b"\xff\xff\xff\xff\xff\x01", b"\x80", b"\xff\xff\xff\xff\x0f"], ids=["last row", "long", "cut", "large"]
)
def test_hostile_row_numbers_are_refused(body: bytes) -> None:
    """A row behind the last, a number without end, half a number, a number of 32 bits."""
    manifest, payloads = encode(make_index([make_row(title="Chè"), make_row(title="Gạo")]))
    path = next(path for path in payloads if "/t/" in path)
    payloads[path] = encode_payload({"terms": [["che", "chè", 1, len(body)]]}, body + b"\x00\x00")
    with pytest.raises(DamagedPart, match="/t/"):
        decode(manifest, payloads)


@pytest.mark.parametrize(
    "payload", [b"", b"\x00\x00", b"\xff\xff\xff\xff{}", struct.pack("<I", 4) + b"null", struct.pack("<I", 90_000) + b"[" * 90_000]
)
def test_a_payload_without_header_is_refused(payload: bytes) -> None:
    """Too short, a length past its end, no object, brackets without end."""
    manifest, payloads = encode(make_index([make_row()]))
    payloads[next(path for path in payloads if "/c/" in path)] = payload
    with pytest.raises(DamagedPart, match="/c/"):
        decode(manifest, payloads)


MANIFEST_FAULTS = {
    "rows": [None, -1, "1", 1.0, True, 10**12],
    "block": [0, None, 10**9],
    "group": [0, "16"],
    "display": [None, [], ["../../../x"], ["aaaaaaaa", "aaaaaaaa"], [1]],
    "terms": [None, {}, {"parts": ["../../x"]}, {"parts": [1]}, {"parts": ["aaaaaaaa"], "rest": "x"}],
    "texts": [[], {"parts": None}],
    "dense": [[], {"a": -1}, {"a": "x"}],
    "columns": [None, {}, {"type": "aaaaaaaa"}, {"type": "../x", "rank": "aaaaaaaa"}],
    "provinces": [None, [["../../x", "X", 0, 1]], [["a-b", "X", 0, 9]], [["a-b", "X", 1, 1], ["c-d", "X", 0, 1]], [["a-b", "X", 0, 0], ["a-b", "Y", 0, 0]]],
    "site": [None, {}, {"name": 1, "url": ""}, {"name": "x", "url": "javascript:alert(1)"}, {"name": "x", "url": "https://a@b.vn/"}],
    "sources": [{}, [["x"]], [["x", "//evil.vn/"]], [["x", "ftp://a.vn/"]], [["x" * 301, "https://a.vn/"]]],
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MANIFEST_FAULTS.items() for value in values])
def test_a_damaged_manifest_is_refused(name: str, value: object) -> None:
    """Wrong kinds, counts that do not fit, names that would be paths or links of their own."""
    manifest, _ = encode(make_index([make_row()]))
    with pytest.raises(DamagedPart, match=MANIFEST_PATH):
        decode_manifest(json.dumps(manifest | {name: value}).encode("utf-8"))


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedPart, match=MANIFEST_PATH):
        decode_manifest(content)


@pytest.mark.parametrize("given", [2, "1", None, []])
def test_another_format_is_named(given: object) -> None:
    """A site of another version of the generator: the sentence says both numbers."""
    manifest, _ = encode(make_index([make_row()]))
    with pytest.raises(OtherFormat, match="chỉ đọc dạng 1"):
        decode_manifest(json.dumps(manifest | {"format": given}).encode("utf-8"))


WHOLE = encode(make_index([make_row(title="Chè Một"), make_row(title="Chè Hai", type=1), make_row(title="Tin", type=2)]))


@given(st.data())
@settings(max_examples=150)
def test_any_byte_may_be_wrong(data: st.DataObject) -> None:
    """Whatever becomes of a payload, it is refused, or it is an index that can be written again."""
    manifest, payloads = copy.deepcopy(WHOLE)
    path = data.draw(st.sampled_from(sorted(path for path in payloads if "/w/" not in path)))
    content = bytearray(payloads[path])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.sampled_from([0, 1, 127, 128, 255]))
    payloads[path] = bytes(content)
    try:
        decoded = decode(manifest, payloads)
    except DamagedPart as fault:
        assert path in str(fault) or MANIFEST_PATH in str(fault)
    else:
        assert decode(*encode(decoded)).rows == decoded.rows
