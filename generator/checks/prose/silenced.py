"""The list by which a post silences reminders: each of its codes must be one of a reminder."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.finding import Finding
from generator.diagnostics import load_messages
from generator.records import Decoded
from generator.text import nearest


def check_silenced(decoded: Decoded, codes: Collection[str]) -> Iterator[Finding]:
    """A code that silences nothing: misspelt, or of a mistake that cannot be silenced. `codes` are those that can."""
    for number, given in enumerate(decoded.record.ignore_checks):
        if given in codes:
            continue
        near = "" if given in load_messages("vi")["codes"] else nearest(given, codes)
        fix = "nearest" if near else "other" if given in load_messages("vi")["codes"] else "default"
        yield Finding.of(
            decoded.source,
            "unknown-reminder",
            "ignore_checks",
            number,
            fix=fix,
            given=given,
            nearest=near,
            allowed=", ".join(sorted(codes)),
        )
