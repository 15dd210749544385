"""All record files of a project: what the cache knows of them, and the others read and decoded one by one."""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import chain, starmap
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic, Span
from generator.records.decoder import Decoded, decode_cooperative, decode_post, decode_statistics
from generator.records.file_text import LARGEST_FILE
from generator.records.packing import pack, slim
from generator.records.record_cache import (
    Entry,
    Signature,
    compute_digest,
    cut,
    load_clock,
    load_record_cache,
    make_lasting_signature,
    write_record_cache,
)
from generator.records.sources import Source, load_sources
from generator.records.vocabularies import Vocabularies, load_vocabularies
from generator.settings import Settings
from generator.workers import complete, open_executor, submit

BATCH_SIZE = 250
FILES_WORTH_A_POOL = 2500  # about two seconds of decoding; a pool takes one to start
DECODE_BY_KIND = {"cooperative": decode_cooperative, "post": decode_post, "statistics": decode_statistics}
# What is read from records while they are open: of each, by name, whatever others will ask `Decoded.note` for. It travels to workers.
Look = Callable[[Sequence[Decoded], Vocabularies], Sequence[dict[str, Any]]]


class Task(NamedTuple):
    """A file, and what the cache holds of it; `is_same` where the disk tells that this is still so."""

    source: Source
    known: Entry | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class Records:
    """Every file of the project as it was decoded, sound or not, in the order of paths."""

    cooperatives: tuple[Decoded, ...]
    posts: tuple[Decoded, ...]
    statistics: tuple[Decoded, ...]
    vocabularies: Vocabularies

    @classmethod
    def of(cls, decoded: Collection[Decoded], vocabularies: Vocabularies) -> Records:
        """These files, each among its kind."""
        return cls(*(tuple([one for one in decoded if one.source.kind == kind]) for kind in DECODE_BY_KIND), vocabularies)

    def __iter__(self) -> Iterator[Decoded]:
        return chain(self.cooperatives, self.posts, self.statistics)


def load_records(
    settings: Settings,
    vocabularies: Vocabularies,
    sources: Sequence[Source] | None = None,
    executor: Executor | None = None,
    advance: Callable[[int], None] = lambda count: None,
    look: Look | None = None,
) -> Records:
    """What every source holds, or those given, in their order. What the cache does not know is decoded; where that is much, through `executor`.

    Whoever has a record open applies `look` to it. `advance` is told how many more files are read.
    """
    sources = load_sources(settings) if sources is None else sources
    cache = load_record_cache(settings.cache_dir, settings.vocabularies_dir)
    entries = [cache.load_same(source.file, source.path) for source in sources]
    new = [place for place, entry in enumerate(entries) if entry is None]
    opened = range(len(sources)) if look else new
    decoded: dict[int, Decoded] = {}
    advance(len(sources) - len(opened))
    if opened:
        now = load_clock(cache)
        tasks = [Task(sources[place], cache.entries.get(sources[place].file), entries[place] is not None) for place in opened]
        for place, (entry, one) in zip(opened, load_tasks(tasks, now, settings, vocabularies, executor, look), strict=True):
            entries[place], decoded[place] = entry, one
            advance(1)
    is_changed = bool(new) or len(cache.entries) != len(sources)
    if is_changed and not vocabularies.communes.diagnostics:  # what is wrong with a list of communes only decoding tells
        write_record_cache(cache, {source.file: entry for source, entry in zip(sources, entries, strict=True) if entry.digest})
    found = [decoded.get(place) or make_decoded(source, entries[place]) for place, source in enumerate(sources)]
    return Records.of(found, vocabularies)


def load_shared_records(
    settings: Settings,
    vocabularies: Vocabularies,
    sources: Sequence[Source],
    advance: Callable[[int], None] = lambda count: None,
    look: Look | None = None,
) -> Records:
    """`load_records` by all processors, where there are enough files to pay for the start of more processes."""
    with open_executor(settings.jobs, len(sources), FILES_WORTH_A_POOL) as executor:
        return load_records(settings, vocabularies, sources, executor, advance, look)


def load_tasks(
    tasks: Sequence[Task], now: int, settings: Settings, vocabularies: Vocabularies, executor: Executor | None, look: Look | None
) -> Iterator[tuple[Entry, Decoded]]:
    """The entry of each file for the cache, and what it holds."""
    if executor is None or len(tasks) < 2 * BATCH_SIZE:
        for start in range(0, len(tasks), BATCH_SIZE):
            loaded = [load_task(task, now, vocabularies) for task in tasks[start : start + BATCH_SIZE]]
            seen = look([decoded for _, decoded in loaded], vocabularies) if look else [{}] * len(loaded)
            for (_, decoded), noted in zip(loaded, seen, strict=True):
                decoded.seen.update(noted)
            yield from loaded
        return
    for province in {task.source.province for task in tasks}:
        vocabularies.communes.of_province(province)  # once here instead of once a worker
    KNOWN_VOCABULARIES.clear()
    KNOWN_VOCABULARIES[settings.vocabularies_dir, settings.project_dir] = vocabularies  # what a forked worker finds in its copy
    batches = [tasks[start : start + BATCH_SIZE] for start in range(0, len(tasks), BATCH_SIZE)]
    sent = ([(task.source, task.known and send(task.known), task.is_same) for task in batch] for batch in batches)
    load = partial(load_batch, settings.vocabularies_dir, settings.project_dir, now, look)
    under_way = deque([(batch, tasks_sent, submit(executor, load, tasks_sent)) for batch, tasks_sent in zip(batches, sent, strict=True)])
    while under_way:
        batch, tasks_sent, future = under_way.popleft()
        rows, packed, problems = pickle.loads(complete(executor, future, load, tasks_sent))
        vocabularies.communes.diagnostics.extend(problems)  # of lists that only a worker read; a report shows each once
        pieces = cut(packed, [length for *_, length, _ in rows])
        for task, (signature, digest, told, _, seen), piece in zip(batch, rows, pieces, strict=True):
            entry = Entry(signature, digest, told, piece if piece else task.known.packed)
            yield entry, make_decoded(task.source, entry, seen)


def send(entry: Entry) -> Entry:
    return entry._replace(packed=bytes(entry.packed))


def load_batch(vocabularies_dir: Path, project_dir: Path, now: int, look: Look | None, tasks: Sequence[tuple]) -> bytes:
    """What a worker does: open some files. Pickled once here, so that what passes the pipe between processes is bytes."""
    vocabularies = load_worker_vocabularies(vocabularies_dir, project_dir)
    gc.disable()  # a worker lives for one load, and records hold no cycles
    loaded = [(task, *load_task(task, now, vocabularies)) for task in starmap(Task, tasks)]
    new = [b"" if task.known and entry.digest == task.known.digest else entry.packed for task, entry, _ in loaded]
    seen = look([decoded for *_, decoded in loaded], vocabularies) if look else [None] * len(loaded)
    rows = [(entry.signature, entry.digest, entry.told, *rest) for (_, entry, _), *rest in zip(loaded, map(len, new), seen, strict=True)]
    return pickle.dumps((rows, b"".join(new), vocabularies.communes.diagnostics), pickle.HIGHEST_PROTOCOL)


def load_task(task: Task, now: int, vocabularies: Vocabularies) -> tuple[Entry, Decoded]:
    """The entry of a file for the cache, and what it holds; a file whose content is known is not decoded again."""
    source, known = task.source, task.known
    if task.is_same:
        return known, make_decoded(source, known)
    try:
        content, found = load_content(source)
    except OSError as error:
        return make_entry(None, b"", describe_unreadable(source, error))
    signature, digest = make_lasting_signature(found, now), compute_digest(content)
    if known and known.digest == digest:
        return known._replace(signature=signature), make_decoded(source, known)
    return make_entry(signature, digest, slim_decoded(DECODE_BY_KIND[source.kind](content, source, vocabularies)))


def make_entry(signature: Signature | None, digest: bytes, decoded: Decoded) -> tuple[Entry, Decoded]:
    told = pickle.dumps(decoded.diagnostics, pickle.HIGHEST_PROTOCOL) if decoded.diagnostics else b""
    return Entry(signature, digest, told, pack(decoded.record, decoded.body, decoded.body_line)), decoded


def make_decoded(source: Source, entry: Entry, seen: dict[str, Any] | None = None) -> Decoded:
    """What a file holds according to its entry."""
    return Decoded.of_packed(source, pickle.loads(entry.told) if entry.told else (), entry.packed, seen)


KNOWN_VOCABULARIES: dict[tuple[Path, Path], Vocabularies] = {}


def load_worker_vocabularies(vocabularies_dir: Path, project_dir: Path) -> Vocabularies:
    """The vocabularies, once a worker; what is wrong with them was reported by the process that started it."""
    key = (vocabularies_dir, project_dir)
    if key not in KNOWN_VOCABULARIES:
        KNOWN_VOCABULARIES[key] = load_vocabularies(vocabularies_dir, project_dir)[0]
    return KNOWN_VOCABULARIES[key]


def load_record(source: Source, vocabularies: Vocabularies) -> Decoded:
    """Read and decode one file; one that cannot be opened is a mistake like any other."""
    try:
        content, _ = load_content(source)
    except OSError as error:
        return describe_unreadable(source, error)
    return slim_decoded(DECODE_BY_KIND[source.kind](content, source, vocabularies))


def slim_decoded(decoded: Decoded) -> Decoded:
    """What a file holds, as it comes out of the cache too."""
    if decoded.record is not None:
        slim(decoded.record)
    return decoded


def load_content(source: Source) -> tuple[bytes, os.stat_result]:
    """A file's bytes and what the disk says of it. One byte too many is enough to know; a disk image need not be read."""
    with open(source.path, "rb", buffering=0) as file:  # noqa: PTH123  a third of the time of `Path.open`, ten thousand times
        found = os.fstat(file.fileno())
        return file.read(min(found.st_size, LARGEST_FILE) + 1), found


def describe_unreadable(source: Source, error: OSError) -> Decoded:
    reason = error.strerror or type(error).__name__
    return Decoded(source, None, (Diagnostic.of(Span(source.file), "unreadable-file", given=source.file, reason=reason),))
