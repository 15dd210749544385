"""Names made of content, so that a changed file has another address and every file may be kept for ever."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

TARGET = "assets/htx/"
HASH_LENGTH = 8


def name_file(name: str, content: bytes) -> str:
    """`assets/htx/<stem>.<hash>.<ending>`."""
    digest = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii").lower()
    stem, ending = name.rsplit(".", 1)
    return f"{TARGET}{stem}.{digest[:HASH_LENGTH]}.{ending}"


def name_files(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The paths in the site of files by the name of their source, whatever folder that lies in."""
    return {name: name_file(name.rpartition("/")[2], content) for name, content in contents.items()}
