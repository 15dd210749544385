"""What the files of the last build held, kept in one file of the cache: a file that is as it was need not be decoded again.

A file is known by its size, times and number on the disk, and where these differ by its content.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, NamedTuple

GENERATOR = Path(__file__).resolve().parent.parent
DECIDING = ("records/*.py", "messages/vi*.yml", "diagnostics.py", "settings.py", "text.py")  # messages tell which mistake is an error
LIBRARIES = ("pydantic", "pydantic_core", "PyYAML", "phonenumbers", "babel", "python-stdnum")
FILE_NAME = "records.bin"
SEAL_LENGTH = 32
TRAILER = struct.Struct("<QQI")  # where the index begins, how long it is, its checksum
RESTED = 2_000_000_000  # nanoseconds; a file changed later may change again without another time: FAT counts two seconds
FORGOTTEN = 3600  # seconds after which no build still writes a file
Signature = tuple[int, int, int, int]


class Entry(NamedTuple):
    """What one file held: `told` are its diagnostics, `packed` its record and body. Without a digest it could not be read.

    Many records lie packed in one piece of memory, so that copies of this process share it whoever looks at them.
    """

    signature: Signature | None
    digest: bytes
    told: bytes
    packed: bytes | memoryview


@dataclass(slots=True)
class RecordCache:
    """The entries of the last build by file, and what they hold good for."""

    path: Path
    seal: bytes
    entries: dict[str, Entry] = field(default_factory=dict)

    def load_same(self, file: str, path: Path) -> Entry | None:
        """The entry of a file that was not touched since; nothing is read of it."""
        entry = self.entries.get(file)
        try:
            return entry if entry is not None and entry.signature == make_signature(path.stat()) else None
        except OSError:
            return None


def make_signature(found: os.stat_result) -> Signature:
    """How a file is known at a glance."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def make_lasting_signature(found: os.stat_result, now: int) -> Signature | None:
    """The same where the file has rested; one so young may change once more and look as before."""
    return make_signature(found) if max(found.st_mtime_ns, found.st_ctime_ns) < now - RESTED else None


def compute_digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def load_seal(vocabularies_dir: Path) -> bytes:
    """What all that decides how a file is decoded amounts to: this program, its libraries, the vocabularies."""
    seal = hashlib.blake2b(repr((sys.version, [version(name) for name in LIBRARIES])).encode(), digest_size=SEAL_LENGTH)
    for folder, patterns in ((GENERATOR, DECIDING), (vocabularies_dir, ("*.yml", "communes/*.yml"))):
        for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
            content = path.read_bytes()
            seal.update(f"{path.relative_to(folder).as_posix()} {len(content)} ".encode())
            seal.update(content)
    return seal.digest()


def load_record_cache(cache_dir: Path, vocabularies_dir: Path) -> RecordCache:
    """The cache as the last build left it; an empty one where it is missing, damaged or another program's."""
    known = RecordCache(cache_dir / FILE_NAME, load_seal(vocabularies_dir))
    try:
        with known.path.open("rb") as file:
            if file.read(SEAL_LENGTH) == known.seal:
                known.entries = dict(load_entries(file, known.path.stat().st_size))
    except OSError:
        pass  # most often there is none yet; what cannot be read is decoded anew
    return known


def load_entries(file: BinaryIO, size: int) -> Iterator[tuple[str, Entry]]:
    """The entries of an open cache, each only where it is whole."""
    if size < SEAL_LENGTH + TRAILER.size:
        return
    file.seek(size - TRAILER.size)
    start, length, checksum = TRAILER.unpack(file.read(TRAILER.size))
    if start + length + TRAILER.size != size:
        return
    file.seek(start)
    index = file.read(length)
    if zlib.crc32(index) != checksum:
        return
    file.seek(SEAL_LENGTH)
    rows = pickle.loads(index)
    pieces = cut(file.read(start - SEAL_LENGTH), [length for *_, length, _ in rows])
    for (name, signature, digest, told, _, checksum), packed in zip(rows, pieces, strict=True):
        if zlib.crc32(packed) == checksum:
            yield name, Entry(signature, digest, told, packed)


def cut(content: bytes, lengths: Iterable[int]) -> Iterator[memoryview]:
    """Pieces of these lengths, one behind the other."""
    view, end = memoryview(content), 0
    for length in lengths:
        start, end = end, end + length
        yield view[start:end]


def load_clock(cache: RecordCache) -> int:
    """The time in nanoseconds as the disk tells it, to be asked before files are read; 0 where nothing can be kept."""
    probe = cache.path.with_name(f"{FILE_NAME}.{os.getpid()}.clock")
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        now = probe.stat().st_mtime_ns
        probe.unlink()
    except OSError:
        return 0
    return now


def write_record_cache(cache: RecordCache, entries: Mapping[str, Entry]) -> None:
    """Put a new file in the place of the old one at once. A disk that is full or closed to us costs time in the next build, and no more."""
    partial = cache.path.with_name(f"{FILE_NAME}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            file.write(cache.seal)
            file.writelines(entry.packed for entry in entries.values())
            start = file.tell()
            index = pickle.dumps([describe_entry(name, entry) for name, entry in entries.items()], pickle.HIGHEST_PROTOCOL)
            file.write(index + TRAILER.pack(start, len(index), zlib.crc32(index)))
        for left in cache.path.parent.glob(f"{FILE_NAME}.*.part"):  # by builds that were killed
            if left.stat().st_mtime < partial.stat().st_mtime - FORGOTTEN:
                left.unlink()
        partial.replace(cache.path)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def describe_entry(name: str, entry: Entry) -> tuple[object, ...]:
    """The line of an entry in the index."""
    return name, entry.signature, entry.digest, entry.told, len(entry.packed), zlib.crc32(entry.packed)
