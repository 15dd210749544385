"""Names made of content, so that a changed file has another address and every file may be kept for ever."""

from __future__ import annotations

import base64
import hashlib

TARGET = "assets/htx/"
HASH_LENGTH = 8


def name_file(name: str, content: bytes) -> str:
    """`assets/htx/<stem>.<hash>.<ending>`."""
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii").lower()
    stem, ending = name.rsplit(".", 1)
    return f"{TARGET}{stem}.{digest[:HASH_LENGTH]}.{ending}"
