"""The files of an index: their form, their names, the borders of shards, what becomes of words that nearly every row has."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from base64 import b32encode
from hashlib import sha256

import pytest

from generator.search import encoding, postings
from generator.search import shards as shards_room
from generator.search.encoding import EncodedIndex, encode_index
from generator.search.manifest import format_manifest
from generator.search.model import KEY_FIELD, LABEL, NAME, TEXT, Column, Posting, Province, SearchIndex, Tier
from generator.search.numbers import encode_gaps
from generator.search.parts import MANIFEST_PATH, compress_payload, encode_payload, name_payloads
from generator.search.postings import ThinTier, encode_words
from generator.search.shards import encode_shards
from generator.search.tables import BLOCK, GROUP, encode_table
from tests.search.indexes import SITE, make_index, make_row

FOLDER = "tim-kiem/chi-muc/"


def open_payload(payload: bytes) -> tuple[dict, bytes]:
    (length,) = struct.unpack("<I", payload[:4])
    return json.loads(payload[4 : 4 + length]), payload[4 + length :]


def make_posting(*rows: int, where: int = NAME) -> Posting:
    return Posting(array("I", rows), bytearray([where]) * len(rows))


def test_a_part_is_a_header_and_bytes_in_a_zlib_stream():
    """Four bytes of length, JSON in UTF-8, then the body; browsers read the stream as «deflate»."""
    payload = encode_payload({"từ": ["ấm"]}, b"\x00\xff")
    assert zlib.decompress(compress_payload(payload)) == payload
    assert open_payload(payload) == ({"từ": ["ấm"]}, b"\x00\xff")
    assert "từ".encode() in payload


def test_a_name_is_the_hash_of_the_content():
    """Eight letters of base32 of SHA-256 over the payload: another zlib or another level gives no other name."""
    payload = encode_payload({}, b"abc")
    assert name_payloads([payload]) == b32encode(sha256(payload).digest()).decode().lower()[:8]
    assert name_payloads([b"ab", b"c"]) == name_payloads([b"abc"])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [([], b""), ([0], b"\x00"), ([0, 1, 2], b"\x00\x00\x00"), ([127], b"\x7f"), ([128], b"\x80\x01"), ([5, 20000], b"\x05\x9a\x9c\x01")],
)
def test_gaps_are_leb128(rows, expected):
    """What lies between two rows, seven bits a byte, the lowest first."""
    assert encode_gaps(array("I", rows)) == expected


def test_a_shard_has_gaps_then_where_of_each_form():
    """Forms in order; a form that is its own key is written as nothing."""
    terms = {"che": {"chè": make_posting(0, 3, where=LABEL), "che": make_posting(1, where=TEXT)}}
    (shard,) = encode_shards(terms)
    header, body = open_payload(shard.build())
    assert shard.key == "c"  # all that tells it from what comes before
    assert header == {"terms": [["che", "", 1, 1, "chè", 2, 2]]}
    assert body == bytes([1, TEXT, 0, 2, LABEL, LABEL])


def test_shards_are_bounded_and_sorted():
    """A shard ends before it grows beyond its size; keys follow the code points through all of them; one long term may be more."""
    terms = {f"tu{number}": {f"tu{number}": make_posting(*range(200))} for number in range(1000)}
    terms["tu5"] = {"tu5": make_posting(*range(50_000))}
    shards = list(encode_shards(terms))
    keys = [entry[0] for shard in shards for entry in open_payload(shard.build())[0]["terms"]]
    assert keys == sorted(terms)
    ends = [[terms[0][0], terms[-1][0]] for terms in (open_payload(shard.build())[0]["terms"] for shard in shards)]
    for shard, (first, _), (_, before) in zip(shards, ends, [["", ""], *ends], strict=False):
        assert first.startswith(shard.key) and before < shard.key and not before < shard.key[:-1]
    assert (
        sorted(len(shard.build()) for shard in shards)[-2]
        <= shards_room.choose_shard_size(sum(len(shard.build()) for shard in shards)) + 100
    )
    assert 1 < len(shards) < 800_000 // shards_room.SMALLEST_SHARD


def test_a_word_of_nearly_every_row_keeps_its_best(monkeypatch):
    """By field, then rank, then row; the manifest tells how many there were, the words file too."""
    monkeypatch.setattr(postings, "DENSE_LIMIT", 4)
    names, labels, texts = make_posting(7), make_posting(1, 2, 3, 4, where=LABEL), make_posting(0, 5, 6, where=TEXT)
    tier = Tier({"xa": {"xã": names, "xá": labels, "xa": texts}, "che": {"chè": make_posting(0, 1, 2, 3)}})
    thin = ThinTier(tier, bytes([15, 1, 3, 2, 3, 15, 15, 0, 0, 0]), {}, tier.postings)
    assert thin.dense == {"xa": 8}
    assert {form: list(posting.rows) for form, posting in thin.find("xa").items()} == {"xã": [7], "xá": [2, 3, 4]}
    assert thin.find("che") == tier.postings["che"]
    assert encode_words(Tier(tier.postings, thin.dense)) == ({"words": "che xa"}, bytes([2, 3]))


def test_words_are_the_single_syllables():
    """Neither numbers nor pairs; a byte tells how common each is, by halves."""
    tier = Tier({"an": {"an": make_posting(*range(7))}, "an giang": {"an giang": make_posting(1)}, "123456": {"123456": make_posting(1)}})
    assert encode_words(tier) == ({"words": "an"}, bytes([2]))


def test_a_table_names_only_the_values_that_occur():
    """A province's table is a part of the whole one: its own communes, renumbered in their order, in the narrowest type."""
    codes = Column(array("I", [3, 1, 2, 2, 0]), ["", "a", "b", "c"], ["", "A", "B", "C"], ["", "x", "x", "y"])
    sets = Column(array("I", [0, 2, 1, 1, 0]), [[], ["1"], ["1", "2"]], {"1": "Một", "2": "Hai"})
    header, body = open_payload(encode_table({"commune": codes, "season": sets, "name": Column(array("I", [0, 1, 70_000, 3, 4]))}, 2, 3))
    assert header == {
        "rows": 3, "start": 2,
        "columns": {
            "commune": {"type": "u8", "at": 0, "values": ["", "b"], "labels": ["", "B"], "in": ["", "x"]},
            "season": {"type": "u8", "at": 3, "values": [[], ["1"]], "labels": {"1": "Một"}},
            "name": {"type": "u32", "at": 6},
        },
    }  # fmt: skip
    assert body == bytes([1, 1, 0, 1, 1, 0]) + struct.pack("<3I", 70_000, 3, 4)


def make_wide_index(count: int = BLOCK * GROUP + BLOCK + 1) -> SearchIndex:
    return make_index(
        [make_row(title=f"Xã {number}") for number in range(count)], [Province("a", "A", 0, 30), Province("b", "B", 30, count - 30)]
    )


def encode(index: SearchIndex) -> EncodedIndex:
    return encode_index(index, SITE)


def test_a_small_site_has_one_table():
    """All columns name the same file, and provinces have none of their own."""
    manifest = encode(make_wide_index()).manifest
    assert len(set(manifest["columns"].values())) == 1
    assert manifest["provinces"] == [["a", "A", 0, 30, ""], ["b", "B", 30, manifest["rows"] - 30, ""]]


def test_a_large_site_has_a_table_a_column_and_one_a_province(monkeypatch):
    """Above the limit nobody reads everything at once."""
    monkeypatch.setattr(encoding, "ONE_TABLE", 100)
    encoded = encode(make_wide_index())
    manifest, payloads = encoded.manifest, encoded.payloads
    names = manifest["columns"]
    header, body = open_payload(payloads[f"{FOLDER}c/{names['name']}.bin"])
    assert list(header["columns"]) == ["name"]
    assert len(body) == 2 * manifest["rows"]
    for code, _, start, count, name in manifest["provinces"]:
        header, _ = open_payload(payloads[f"{FOLDER}p/{code}.{name}.bin"])
        assert (header["start"], header["rows"], list(header["columns"])) == (start, count, list(names))


def test_blocks_of_a_group_share_a_name():
    """`d/<name>/<number>.bin`; a row's empty items at the end are cut off, its source too where it is our own."""
    encoded = encode(make_wide_index())
    first, second = encoded.manifest["display"]
    paths = [path for path in encoded.payloads if path.startswith(f"{FOLDER}d/")]
    assert paths == [f"{FOLDER}d/{first if number < GROUP else second}/{number}.bin" for number in range(GROUP + 2)]
    assert open_payload(encoded.payloads[paths[-1]]) == ({"rows": [[0, "Xã 544", "hop-tac-xa/thai-nguyen/mau/"]]}, b"")
    assert name_payloads(encoded.payloads[path] for path in paths[GROUP:]) == second


def test_the_same_words_give_the_same_bytes_whatever_their_order():
    """Words are met in the order of sets; files know nothing of it."""
    index = make_wide_index()
    turned = make_wide_index()
    turned.terms = Tier({key: dict(reversed(forms.items())) for key, forms in reversed(index.terms.postings.items())})
    assert list(encode(turned).files()) == list(encode(index).files())


def test_files_that_are_kept_are_not_packed():
    """What is published under its name needs no bytes; the manifest always comes, and comes last."""
    encoded = encode(make_wide_index())
    assert [path for path, _ in encoded.files(lambda path: "/d/" not in path)][-1] == MANIFEST_PATH
    assert {path.split("/")[2] for path, _ in encoded.files(lambda path: "/d/" not in path)} == {"d", "manifest.json"}


def test_the_manifest_can_stand_in_a_page():
    """No name of a site ends the script that carries it, and it says the same."""
    manifest = {"site": {"name": "</script><b>"}}
    assert "<" not in format_manifest(manifest)
    assert json.loads(format_manifest(manifest)) == manifest


def test_where_has_room_for_all_classes():
    """Fields stand in the two highest bits, in the order of what they say."""
    assert (NAME, KEY_FIELD, LABEL, TEXT) == (0x00, 0x80, 0x84, 0xC0)
