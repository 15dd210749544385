"""One tax code names one cooperative."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.facts import FactBook
from generator.checks.finding import Finding


def check_tax_codes(book: FactBook) -> Iterator[Finding]:
    """An error at every later record that repeats a tax code; the first file in order is named."""
    first_file: dict[str, str] = {}
    for facts in book.cooperatives:
        if not facts.tax_code:
            continue
        owner = first_file.setdefault(facts.tax_code, facts.file)
        if owner != facts.file:
            yield Finding.of(facts.source, "duplicate-tax-code", "tax_code", given=facts.tax_code, other=owner)
