"""What is known of a photo once it was decoded; kept in the cache, so that an unchanged photo is never decoded again."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from generator.images.colours import find_placeholder
from generator.images.decoding import check_file_size, decode_photo
from generator.images.encoding import ENCODERS
from generator.images.faults import PhotoError, PhotoFault
from generator.workers import InlineExecutor, open_executor, submit

PIPELINE_VERSION = "4"  # raise it when photos would come out otherwise; part of the cache's keys and of the copies' addresses
PHOTOS_WORTH_A_POOL = 16
SEAL_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Photo:
    """A sound photo: the hash of its content, the size in pixels and in bytes of its largest JPEG, the number of its placeholder colour."""

    key: str
    width: int
    height: int
    placeholder: int
    byte_count: int = 0  # known once copies are made


def find_cache_folder(cache_dir: Path) -> Path:
    """Where the photos of this pipeline and these encoders are kept."""
    return cache_dir / "photos" / f"{PIPELINE_VERSION}-{ENCODERS}"


def compute_key(content: bytes) -> str:
    """What a photo is known by, whatever its name."""
    digest = hashlib.blake2b(content, digest_size=15, person=PIPELINE_VERSION.encode()).digest()
    return base64.b32encode(digest).decode().lower()  # two thirds of the hexadecimal letters: pages name it a dozen times a photo


def compute_seal(content: bytes, key: str) -> bytes:
    """What an entry of the cache starts with: tells one cut short, changed or put under another photo's name."""
    return hashlib.blake2b(content, digest_size=SEAL_LENGTH // 2, key=key.encode()).hexdigest().encode()


def load_photos(sources: Mapping[str, Path], cache_dir: Path, jobs: int = 1) -> dict[str, Photo | PhotoFault]:
    """The photos, or what is wrong with them, under the names given; those that are new are decoded, in parallel if there are many."""
    folder = find_cache_folder(cache_dir)
    found: dict[str, Photo | PhotoFault] = {}
    new: dict[str, Path] = {}
    for name, source in sources.items():
        known = load_known(source, folder)
        if known is None:
            new[name] = source
        else:
            found[name] = known
    with open_executor(jobs, len(new), PHOTOS_WORTH_A_POOL) as pool:
        executor = pool or InlineExecutor()
        under_way = {name: submit(executor, load_new, source, folder) for name, source in new.items()}
        found.update({name: load_result(future, new[name], folder) for name, future in under_way.items()})
    return found


def load_result(future: Future, source: Path, folder: Path) -> Photo | PhotoFault:
    """What a worker found out. A file that kills a decoder takes all workers along: the others are decoded alone, and it is a broken one."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        try:
            return alone.submit(load_new, source, folder).result()
        except BrokenProcessPool:
            return PhotoFault("bad-picture")


def load_known(source: Path, folder: Path) -> Photo | PhotoFault | None:
    """What the cache holds of a photo; nothing for a new one. A file too heavy is not read at all."""
    try:
        check_file_size(source.stat().st_size)
    except PhotoError as error:
        return error.fault
    key = compute_key(source.read_bytes())
    path = locate_facts(folder, key)
    content = path.read_bytes() if path.is_file() else b""
    facts = content[SEAL_LENGTH:]
    return Photo(key, *json.loads(facts)) if content[:SEAL_LENGTH] == compute_seal(facts, key) else None


def load_new(source: Path, folder: Path) -> Photo | PhotoFault:
    """Decode a photo and keep what is known of it; runs in a worker."""
    content = source.read_bytes()
    try:
        pixels = decode_photo(content)
    except PhotoError as error:
        return error.fault
    photo = Photo(compute_key(content), pixels.width, pixels.height, find_placeholder(pixels))
    facts = json.dumps((photo.width, photo.height, photo.placeholder)).encode()
    write_entry(locate_facts(folder, photo.key), compute_seal(facts, photo.key) + facts)
    return photo


def locate_facts(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.facts"


def write_entry(path: Path, content: bytes) -> None:
    """Put an entry in its place at once, so that neither a killed build nor another one at the same time leaves half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)  # on a full disk every build would leave one more
        error.filename = error.filename or str(path)  # a full disk is not told with the file's name
        raise
