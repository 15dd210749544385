"""What a check leaves for the next one: of each file its stamp, its facts and what is wrong with it, and what all of that depends on."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from generator.checks import Finding
from generator.checks.facts import Facts, Reference
from generator.diagnostics import Diagnostic, Span
from generator.recheck.scan import Place
from generator.records import Source
from generator.settings import Settings

FORMAT = 1
SEAL_SIZE = 32
LIBRARIES = ("pydantic", "pydantic-core", "PyYAML", "phonenumbers", "pillow")
# How coarse a disk's clock may be: a file written this short before a check may be written again without another time.
COARSEST_CLOCK = 2_500_000_000  # nanoseconds
Row = tuple  # a diagnostic or finding as a tuple of texts and numbers, which marshal packs ten times as fast as pickle


@dataclass(slots=True)
class State:
    """The last run. `stamps` and `facts` have one entry a record file, `rows` one for each in which something is wrong.

    `placed` are the diagnostics of comparing rules by their findings, `pages` is what those rules saw of hand-written pages.
    """

    stamps: dict[str, tuple | None] = field(default_factory=dict)
    facts: dict[str, bytes] = field(default_factory=dict)  # packed one by one: few are needed after most edits
    rows: dict[str, list[Row]] = field(default_factory=dict)
    placed: dict[Row, Row] = field(default_factory=dict)
    pages: bytes = b""


def find_state_file(settings: Settings) -> Path:
    return settings.cache_dir / "check" / "state"


def load_key(settings: Settings) -> str:
    """What all findings depend on besides records: the day, the settings, the vocabularies, this program and its libraries."""
    digest = hashlib.blake2b(digest_size=16)
    for part in load_parts(settings):
        digest.update(f"{part}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def load_parts(settings: Settings) -> Iterator[object]:
    yield FORMAT
    yield sys.version
    yield from (version(name) for name in LIBRARIES)
    yield repr(settings.model_copy(update={"jobs": 0, "strict": False, "preview": False}))
    yield settings.data_dir.is_dir()
    for path in sorted(settings.vocabularies_dir.rglob("*")):
        yield path, hashlib.blake2b(path.read_bytes()).hexdigest() if path.is_file() else ""
    program = Path(__file__).parent.parent
    for folder, folders, files in os.walk(program):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
            yield folder, name, status.st_size, status.st_mtime_ns


def load_state(settings: Settings, key: str) -> State:
    """What the last check left; nothing where it is not there, not whole, or of other settings, another day or another program."""
    try:
        content = find_state_file(settings).read_bytes()
    except OSError:
        return State()
    seal, content = content[:SEAL_SIZE], content[SEAL_SIZE:]
    if seal != compute_seal(content, key):
        return State()
    return State(*marshal.loads(content))


def write_state(settings: Settings, key: str, state: State, now: int) -> None:
    """Keep the state for the next check. `now` is the time of the disk when the files were looked at.

    It is put in its place at once, so that neither a killed check nor another one at the same time leaves half of it.
    """
    stamps = {file: stamp and (stamp if newest_time(stamp) < now - COARSEST_CLOCK else None) for file, stamp in state.stamps.items()}
    content = marshal.dumps((stamps, state.facts, state.rows, state.placed, state.pages))
    path = find_state_file(settings)
    partial = path.with_suffix(f".{os.getpid()}.part")
    try:
        partial.write_bytes(compute_seal(content, key) + content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load_disk_time(settings: Settings) -> int:
    """The time by the clock of the disk where the state is kept."""
    path = find_state_file(settings).with_suffix(f".{os.getpid()}.time")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(b"")
        return path.stat().st_mtime_ns
    finally:
        path.unlink(missing_ok=True)


def newest_time(stamp: tuple) -> int:
    """When the newest of the files of a stamp was written."""
    (_, written, _, _), beside = stamp
    return max(written, *(own[1] for _, own in beside)) if beside else written


def compute_seal(content: bytes, key: str) -> bytes:
    """What a state begins with: tells one cut short, changed, or of another key. Only sealed bytes are unpacked."""
    return hashlib.blake2b(content, digest_size=SEAL_SIZE, key=key.encode()).digest()


def pack_facts(facts: Facts) -> bytes:
    """All but what the path says. Equal facts give equal bytes, which later formats of marshal do not promise."""
    rest = facts[len(Place._fields) :]
    return marshal.dumps((*rest[:-1], tuple([tuple(reference) for reference in facts.references])), 2)


def unpack_facts(place: Place, content: bytes) -> Facts:
    rest = marshal.loads(content)
    references = rest[-1]
    return Facts(*place, *rest[:-1], tuple([Reference(*one) for one in references]) if references else ())


def pack_diagnostic(diagnostic: Diagnostic) -> Row:
    span = diagnostic.span
    place = (span.file, span.line, span.column, span.length)
    return place, diagnostic.code, diagnostic.field, diagnostic.values, diagnostic.fix, diagnostic.source_line


def unpack_diagnostic(row: Row) -> Diagnostic:
    return Diagnostic(Span(*row[0]), *row[1:])


def unpack_finding(row: Row, source: Source) -> Finding:
    return Finding(source, *row[1:])


def pack_finding(finding: Finding) -> Row:
    return finding.source.file, finding.code, finding.loc, finding.values, finding.fix, finding.place


def find_changed(places: list[Place], stamps: Mapping[str, tuple], state: State) -> list[Place]:
    """The records that are new, or other than they were, or were written too short before the last check to know."""
    return [place for place in places if state.stamps.get(place.file) != stamps[place.file]]
