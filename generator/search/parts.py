"""One file of the index: a JSON header with bytes behind it, compressed inside, named by what it holds.

A file whose name is its content's hash keeps for ever in a browser and needs no setting on any server.
"""

from __future__ import annotations

import json
import struct
import zlib
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

from generator.catalog import urls

ENDING = ".bin"
MANIFEST_PATH = urls.SEARCH_INDEX + "manifest.json"
NAME_LENGTH = 8  # 40 bits: among 10,000 files two names meet once in 20,000 sites
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
LEVEL = 6  # 9 takes three times as long for 1 % fewer bytes


def encode_payload(header: object, body: bytes = b"") -> bytes:
    """The uncompressed content of a part: length of the header, header, body."""
    return join_payload(dump_json(header).encode("utf-8"), body)


def join_payload(header: bytes, body: bytes) -> bytes:
    return b"".join((struct.pack("<I", len(header)), header, body))


def dump_json(value: object) -> str:
    """JSON without needless blanks; letters stay as they are, since the file is UTF-8 and compressed."""
    return ENCODER.encode(value)


def compress_payload(payload: bytes) -> bytes:
    """What is written: a zlib stream, which browsers read with `DecompressionStream("deflate")`."""
    return zlib.compress(payload, LEVEL)


def name_payloads(payloads: Iterable[bytes]) -> str:
    """The name of one payload, or of several that change together. It depends on the content alone, not on how zlib packs it."""
    digest = sha256()
    for payload in payloads:
        digest.update(payload)
    return b32encode(digest.digest())[:NAME_LENGTH].decode("ascii").lower()


def part_path(folder: str, name: str) -> str:
    """The output path of a part: `folder` is the letter of its kind."""
    return f"{urls.SEARCH_INDEX}{folder}/{name}{ENDING}"
