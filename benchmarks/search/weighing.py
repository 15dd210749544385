"""What the index weighs on disk: files, bytes as stored and unpacked, the largest part, the manifest."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.catalog import urls

PARTS = {
    "t": "từ trong tên và ô chính",
    "u": "từ trong bài dài",
    "w": "danh sách từ",
    "d": "dòng kết quả",
    "c": "cột của cả trang",
    "p": "cột của từng tỉnh",
}
MANIFEST = "manifest.json"
INLINED = re.compile(rb'(<script type="application/json" id="htx-manifest">).*?(</script>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartsWeight:
    """The parts of one kind; bytes."""

    files: int
    stored: int
    unpacked: int
    largest: int  # as stored


@dataclass(frozen=True, slots=True)
class IndexWeight:
    """The whole index; bytes. The manifest stands in the search page too, so it costs a visit what it weighs in gzip."""

    rows: int
    parts: Mapping[str, PartsWeight]
    manifest: int
    manifest_packed: int
    page_packed: int  # the search page with its manifest, in gzip
    page_packed_without: int

    @property
    def files(self) -> int:
        return sum(part.files for part in self.parts.values()) + 1

    @property
    def stored(self) -> int:
        return sum(part.stored for part in self.parts.values()) + self.manifest

    @property
    def unpacked(self) -> int:
        return sum(part.unpacked for part in self.parts.values()) + self.manifest

    @property
    def inlined(self) -> int:
        """What the manifest adds to the search page on the line."""
        return self.page_packed - self.page_packed_without


def load_weight(site: Path) -> IndexWeight:
    """Weigh the index of a built site."""
    folder = site / urls.SEARCH_INDEX
    manifest = (folder / MANIFEST).read_bytes()
    page = (site / urls.SEARCH / "index.html").read_bytes()
    parts = {kind: load_parts_weight(folder / kind) for kind in PARTS if (folder / kind).is_dir()}
    return IndexWeight(json.loads(manifest)["rows"], parts, len(manifest), pack(manifest), pack(page), pack(INLINED.sub(rb"\1\2", page)))


def load_parts_weight(folder: Path) -> PartsWeight:
    files = [path.read_bytes() for path in folder.rglob("*.bin")]
    return PartsWeight(len(files), sum(map(len, files)), sum(len(zlib.decompress(file)) for file in files), max(map(len, files), default=0))


def pack(content: bytes) -> int:
    return len(gzip.compress(content, 6))
