"""The index files of a built site, opened."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from generator.catalog import urls


def read_payloads(site: Path) -> dict[str, bytes]:
    """Every part of a site's index by path, uncompressed; the manifest as it is."""
    folder = site / urls.SEARCH_INDEX
    content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {path: zlib.decompress(data) if path.endswith(".bin") else data for path, data in content.items()}


def read_manifest(site: Path) -> dict:
    return json.loads((site / urls.SEARCH_INDEX / "manifest.json").read_bytes())


def read_header(payload: bytes) -> dict:
    length = int.from_bytes(payload[:4], "little")
    return json.loads(payload[4 : 4 + length])


def read_rows(site: Path) -> list[list]:
    """The display rows of a site, in order."""
    blocks = {int(Path(path).stem): payload for path, payload in read_payloads(site).items() if path.startswith("d/")}
    return [row for number in sorted(blocks) for row in read_header(blocks[number])["rows"]]
