"""All record files of a project, read and decoded one by one."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Span
from generator.records.decoder import Decoded, decode_cooperative, decode_post, decode_statistics
from generator.records.file_text import LARGEST_FILE
from generator.records.sources import Source, load_sources
from generator.records.vocabularies import Vocabularies, load_vocabularies
from generator.settings import Settings

BATCH_SIZE = 250
DECODE_BY_KIND = {"cooperative": decode_cooperative, "post": decode_post, "statistics": decode_statistics}


@dataclass(frozen=True, slots=True)
class Records:
    """Every file of the project as it was decoded, sound or not, in the order of paths."""

    cooperatives: tuple[Decoded, ...]
    posts: tuple[Decoded, ...]
    statistics: tuple[Decoded, ...]
    vocabularies: Vocabularies


def load_records(
    settings: Settings, vocabularies: Vocabularies, sources: Sequence[Source] | None = None, executor: Executor | None = None
) -> Records:
    """Decode every source, or those given; in batches through `executor` where one is given. The order is that of the sources."""
    sources = load_sources(settings) if sources is None else sources
    if executor is None or len(sources) < 2 * BATCH_SIZE:
        decoded = [load_record(source, vocabularies) for source in sources]
    else:
        KNOWN_VOCABULARIES.clear()
        KNOWN_VOCABULARIES[settings.vocabularies_dir, settings.project_dir] = vocabularies  # what a forked worker finds in its copy
        batches = [sources[start : start + BATCH_SIZE] for start in range(0, len(sources), BATCH_SIZE)]
        load = partial(load_batch, settings.vocabularies_dir, settings.project_dir)
        decoded = []
        for batch in executor.map(load, batches):
            records, problems = pickle.loads(batch)
            decoded += records
            vocabularies.communes.diagnostics.extend(problems)  # of lists that only a worker read; a report shows each once
    by_kind = {kind: tuple(one for one in decoded if one.source.kind == kind) for kind in DECODE_BY_KIND}
    return Records(by_kind["cooperative"], by_kind["post"], by_kind["statistics"], vocabularies)


def load_batch(vocabularies_dir: Path, project_dir: Path, sources: Sequence[Source]) -> bytes:
    """What a worker does: decode some files. Pickled once here, so that what passes the pipe between processes is bytes."""
    vocabularies = load_worker_vocabularies(vocabularies_dir, project_dir)
    gc.disable()  # a worker lives for one load, and records hold no cycles
    records = [load_record(source, vocabularies) for source in sources]
    return pickle.dumps((records, vocabularies.communes.diagnostics), pickle.HIGHEST_PROTOCOL)


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
        with open(source.path, "rb", buffering=0) as file:  # noqa: PTH123  a third of the time of `Path.open`, ten thousand times
            size = os.fstat(file.fileno()).st_size
            content = file.read(min(size, LARGEST_FILE) + 1)  # one byte too many is enough to know; a disk image need not be read
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Decoded(source, None, (Diagnostic.of(Span(source.file), "unreadable-file", given=source.file, reason=reason),))
    return DECODE_BY_KIND[source.kind](content, source, vocabularies)
