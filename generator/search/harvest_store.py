"""Where the last whole harvest of a site is kept: its parts under their own paths, and one file that says which they are and of which day.

That file is written last, so that a harvest replaces the one before whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.search.decoding import DamagedPart
from generator.search.source_manifest import Part, verify_part
from generator.text import slugify

KEPT_FILE = "harvest.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole harvest in the cache: the day it was taken, and the site's manifest byte for byte."""

    day: date
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Store:
    """A site's place in the cache."""

    folder: Path

    def load_kept(self) -> Kept | None:
        """The last whole harvest, if there is one."""
        try:
            found = json.loads((self.folder / KEPT_FILE).read_text(encoding="utf-8"))
            return Kept(date.fromisoformat(found["day"]), found["manifest"].encode("utf-8"))
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def load_part(self, part: Part) -> dict[str, bytes]:
        """The payloads of a part by path; none where they are not what its name stands for."""
        try:
            return verify_part(part, {path: (self.folder / path).read_bytes() for path in part.paths})
        except (FileNotFoundError, DamagedPart):
            return {}

    def write_part(self, contents: Mapping[str, bytes]) -> None:
        for path, content in contents.items():
            write_whole(self.folder / path, content)

    def write_kept(self, kept: Kept, parts: Iterable[Part]) -> None:
        """From here on this is the last harvest; what does not belong to it goes."""
        text = json.dumps({"day": kept.day.isoformat(), "manifest": kept.manifest.decode("utf-8")}, ensure_ascii=False)
        write_whole(self.folder / KEPT_FILE, text.encode("utf-8"))
        named = {self.folder / path for part in parts for path in part.paths} | {self.folder / KEPT_FILE}
        for parent, _, files in os.walk(self.folder, topdown=False):
            for path in (Path(parent, file) for file in files):
                if path not in named:
                    path.unlink()
            if not os.listdir(parent):  # noqa: PTH208  a name is enough
                Path(parent).rmdir()


def name_folder(name: str) -> str:
    """A folder's name for any name of a site; names that differ only by accents are two."""
    return f"{slugify(name)[:40]}-{sha256(name.encode('utf-8')).hexdigest()[:8]}"


def write_whole(path: Path, content: bytes) -> None:
    """Through a neighbour file, so that a killed build leaves no half file under a good name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}.part")
    begun.write_bytes(content)
    begun.replace(path)
