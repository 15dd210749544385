"""The copies of the photos that are published: made once, kept together in one file of the cache a photo, handed out as they are needed.

Nothing is made of a photo that no page shows, nor of one that may not be shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.catalog import urls
from generator.images.decoding import decode_photo
from generator.images.encoding import encode_copies
from generator.images.photos import SEAL_LENGTH, Photo, compute_key, compute_seal, find_cache_folder, write_entry
from generator.workers import InlineExecutor, open_executor, submit

COPIES_WORTH_A_POOL = 4
LARGEST_HEADER = 8192


class Part(NamedTuple):
    """One copy within its photo's entry."""

    width: int
    suffix: str
    size: int
    digest: str


class PublishedPhoto(NamedTuple):
    """A photo with the address of its largest JPEG and the file it is made from."""

    url: str
    photo: Photo
    source: Path


def load_copies(
    photos: Mapping[str, Photo],
    sources: Mapping[str, Path],
    cache_dir: Path,
    jobs: int = 1,
    advance: Callable[[int], None] = lambda count: None,
) -> dict[str, Photo]:
    """The photos once their copies are in the cache, under the names given; copies that are new are made, in parallel if there are some.

    `advance` is told how many more photos have theirs.
    """
    folder = find_cache_folder(cache_dir)
    parts = {photo.key: load_parts(locate_entry(folder, photo.key), photo.key) for photo in photos.values()}
    new = {photo.key: sources[name] for name, photo in photos.items() if not parts[photo.key]}
    advance(len(photos) - len(new))
    with open_executor(jobs, len(new), COPIES_WORTH_A_POOL) as pool:
        executor = pool or InlineExecutor()
        under_way = ((key, submit(executor, write_copies, source, locate_entry(folder, key), key)) for key, source in new.items())
        for key, future in list(under_way) if pool else under_way:
            parts[key] = load_result(future, new[key], locate_entry(folder, key), key)
            advance(1)
    return {name: replace(photo, byte_count=find_largest_jpeg(parts[photo.key]).size) for name, photo in photos.items()}


def load_result(future: Future, source: Path, path: Path, key: str) -> tuple[Part, ...]:
    """What a worker made. One that the system kills, as it does where memory is scarce, takes all along: the rest is made here, one by one."""
    try:
        return future.result()
    except BrokenProcessPool:
        return write_copies(source, path, key)


def load_photo_files(published: Iterable[PublishedPhoto], cache_dir: Path, keep: Callable[[str, str], bool]) -> Iterator[tuple[str, bytes]]:
    """Address and content of every copy that `keep` does not take over, given its address and digest. One photo under two names is written once."""
    folder = find_cache_folder(cache_dir)
    written: set[str] = set()
    for item in published:
        path, key = locate_entry(folder, item.photo.key), item.photo.key
        parts = load_parts(path, key) or write_copies(item.source, path, key)
        wanted = {part: spell_url(item, part) for part in parts}
        wanted = {part: url for part, url in wanted.items() if url not in written and not keep(url, part.digest)}
        written.update(wanted.values())
        if wanted:
            contents = load_contents(item, path)
            yield from ((url, contents[part.width, part.suffix]) for part, url in wanted.items())


def spell_url(item: PublishedPhoto, part: Part) -> str:
    """The largest JPEG has the photo's own address."""
    if part.suffix == "jpg" and part.width == item.photo.width:
        return item.url
    return urls.photo_copy_url(item.photo.key, part.width, part.suffix)


def find_largest_jpeg(parts: Iterable[Part]) -> Part:
    return max(part for part in parts if part.suffix == "jpg")


def locate_entry(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.copies"


def load_parts(path: Path, key: str) -> tuple[Part, ...]:
    """What lies in an entry, by its first line alone; nothing where the entry is missing, damaged, cut short or another photo's."""
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        line = file.readline(LARGEST_HEADER)
    header = line[SEAL_LENGTH:]
    if line[:SEAL_LENGTH] != compute_seal(header, key):
        return ()
    parts = tuple(Part(*part) for part in json.loads(header))
    return parts if path.stat().st_size == len(line) + sum(part.size for part in parts) else ()


def load_contents(item: PublishedPhoto, path: Path) -> dict[tuple[int, str], bytes]:
    """The copies themselves by width and format; those of an entry damaged behind its first line are made again."""
    for _ in range(2):
        parts = load_parts(path, item.photo.key)
        contents = dict(cut_entry(path.read_bytes(), parts))
        if parts and all(compute_digest(contents[part.width, part.suffix]) == part.digest for part in parts):
            break
        write_copies(item.source, path, item.photo.key)
    return contents


def cut_entry(entry: bytes, parts: Iterable[Part]) -> Iterator[tuple[tuple[int, str], bytes]]:
    place = entry.find(b"\n") + 1
    for part in parts:
        yield (part.width, part.suffix), entry[place : place + part.size]
        place += part.size


def write_copies(source: Path, path: Path, key: str) -> tuple[Part, ...]:
    """Make all copies of a photo and keep them; runs in a worker."""
    content = source.read_bytes()
    if compute_key(content) != key:
        raise OSError(f"{source} changed while the site was built")
    copies = list(encode_copies(decode_photo(content)))
    parts = tuple(Part(copy.width, copy.suffix, len(copy.content), compute_digest(copy.content)) for copy in copies)
    header = json.dumps(parts).encode() + b"\n"
    write_entry(path, b"".join((compute_seal(header, key), header, *(copy.content for copy in copies))))
    return parts


def compute_digest(content: bytes) -> str:
    """As the staging folder knows its files."""
    return hashlib.sha256(content).hexdigest()[:32]
