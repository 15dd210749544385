"""What one record tells by itself, read by whichever process has it open; rules that compare and the catalog need no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.catalog.claims import check_own_claims
from generator.catalog.outlines import build_outline
from generator.checks import CheckContext, Finding, check_alone
from generator.checks.facts import build_facts
from generator.checks.files import file_folder
from generator.images import list_photos_of
from generator.recheck.state import pack_facts
from generator.records import Decoded, Records, Vocabularies
from generator.records.loading import Look
from generator.settings import Settings

FilesByFolder = Mapping[str, Mapping[str, Path]]


def plan_look(settings: Settings, files: Mapping[str, Path], *, for_checks: bool, for_catalog: bool) -> Look:
    """What a check reads from each record, what a catalog does, or both. `files` are those beside records."""
    return partial(look_at, settings.build_date, settings.provinces, group_files(files) if for_checks else None, for_catalog)


def group_files(files: Mapping[str, Path]) -> FilesByFolder:
    groups: dict[str, dict[str, Path]] = {}
    for name, path in files.items():
        folder, _, own_name = name.rpartition("/")
        groups.setdefault(folder, {})[own_name] = path
    return groups


def look_at(
    on: date,
    provinces: tuple[str, ...],
    files: FilesByFolder | None,
    for_catalog: bool,
    batch: Sequence[Decoded],
    vocabularies: Vocabularies,
) -> list[dict[str, Any]]:
    """What is to be known of each file, by the name under which others ask for it; without `files` no rules are run."""
    findings = group_findings(batch, vocabularies, on, provinces, files) if files is not None else None
    seen = [read_record(decoded, on, provinces, findings) for decoded in batch]
    if for_catalog:
        for decoded, noted in zip(batch, seen, strict=True):
            if decoded.source.kind == "cooperative":
                noted["outline"] = build_outline(decoded, vocabularies, on)
    return seen


def group_findings(
    batch: Sequence[Decoded], vocabularies: Vocabularies, on: date, provinces: tuple[str, ...], files: FilesByFolder
) -> Mapping[str, Sequence[Finding]]:
    """What rules for one record find in these, by file."""
    beside = {
        f"{folder}/{name}": path
        for decoded in batch
        for folder in (file_folder(decoded.source.file),)
        for name, path in files.get(folder, {}).items()
    }
    context = CheckContext(Records.of(batch, vocabularies), on, beside, provinces)
    groups: dict[str, list[Finding]] = {}
    for finding in check_alone(context):
        groups.setdefault(finding.source.file, []).append(finding)
    return groups


def read_record(decoded: Decoded, on: date, provinces: tuple[str, ...], findings: Mapping[str, Sequence[Finding]] | None) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    if findings is not None:
        facts = build_facts(decoded, on, provinces)
        is_published = decoded.is_sound and facts.kind != "statistics" and not facts.unpublished
        claims = check_own_claims(decoded) if is_published else ()
        seen = {"facts": pack_facts(facts), "findings": (*findings.get(decoded.source.file, ()), *claims)}
    if decoded.source.kind != "statistics" and decoded.is_sound:
        seen["photos"] = list_photos_of(decoded)
    return seen
