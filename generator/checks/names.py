"""Names so alike that people take one cooperative for another (NĐ 295/2026, art. 15–17): a warning, since they occur."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.finding import CheckContext, Finding
from generator.text import fold

WORD = re.compile(r"[a-z]+|[&+]")
# Differences that the decree calls confusing: a digit, «&» for «và», «tân» for «mới».
SAME_WORDS = {"&": "va", "+": "va", "tan": "moi"}


def check_near_duplicate_names(context: CheckContext) -> Iterator[Finding]:
    """A warning at the later of two cooperatives of one province whose names differ by nothing that people hear."""
    first_seen: dict[tuple[str, str], tuple[str, str]] = {}
    for decoded in context.cooperatives:
        record, source = decoded.record, decoded.source
        key = (source.province, name_key(record.name))
        file, name = first_seen.setdefault(key, (source.file, record.name))
        if file != source.file:
            yield Finding.of(source, "near-duplicate-name", "name", given=record.name, other_name=name, other=file)


def name_key(name: str) -> str:
    """What is left of a name when accents, digits, signs and exchangeable words are gone."""
    words = WORD.findall(fold(name))
    return " ".join([SAME_WORDS.get(word, word) for word in words])
