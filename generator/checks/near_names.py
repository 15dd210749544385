"""Names so alike that people take one cooperative for another (NĐ 295/2026, art. 15–17): a warning, since they occur."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import FactBook
from generator.checks.finding import Finding


def check_near_duplicate_names(book: FactBook) -> Iterator[Finding]:
    """A warning at the later of two cooperatives of one province whose names differ by nothing that people hear."""
    first_seen: dict[tuple[str, str], tuple[str, str]] = {}
    for facts in book.cooperatives:
        if not facts.is_sound:
            continue
        file, name = first_seen.setdefault((facts.province, facts.name_key), (facts.file, facts.name))
        if file != facts.file:
            yield Finding.of(facts.source, "near-duplicate-name", "name", given=facts.name, other_name=name, other=file)
