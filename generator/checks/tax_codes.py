"""One tax code names one cooperative."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import CheckContext, Finding


def check_tax_codes(context: CheckContext) -> Iterator[Finding]:
    """An error at every later record that repeats a tax code; the first file in order is named."""
    first_file: dict[str, str] = {}
    for decoded in context.cooperatives:
        code = decoded.record.tax_code
        if code is None:
            continue
        owner = first_file.setdefault(code, decoded.source.file)
        if owner != decoded.source.file:
            yield Finding.of(decoded.source, "duplicate-tax-code", "tax_code", given=code, other=owner)
