"""Rules that need two records, the calendar or the list of files: one rule a file, each yields findings.

A record with mistakes of its own is not given to these rules; how a rule's place is found is `finding`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.attachments import check_attachments
from generator.checks.consent import check_consent
from generator.checks.expiry import check_expiry
from generator.checks.facts import build_fact_book
from generator.checks.files import check_files
from generator.checks.finding import CheckContext, Finding, load_diagnostics
from generator.checks.freshness import check_freshness
from generator.checks.markup import check_markup, check_tangles
from generator.checks.near_names import check_near_duplicate_names
from generator.checks.prose import check_prose
from generator.checks.recognitions import check_recognition_dates, check_recognition_points, check_recognition_power
from generator.checks.references import check_references
from generator.checks.short_tags import check_short_tags
from generator.checks.shown_files import check_shown_files
from generator.checks.tax_codes import check_tax_codes

# Rules that need no more than one record, what lies in its folder, the vocabularies and the day.
RECORD_RULES = (
    check_freshness,
    check_recognition_dates,
    check_recognition_points,
    check_recognition_power,
    check_expiry,
    check_consent,
    check_files,
    check_attachments,
    check_shown_files,
    check_markup,
    check_tangles,
    check_short_tags,
    check_prose,
)  # fmt: skip
# Rules that compare records; they see facts only.
COMPARING_RULES = (check_tax_codes, check_near_duplicate_names, check_references)

__all__ = ["COMPARING_RULES", "CheckContext", "Finding", "check_alone", "check_records", "load_diagnostics"]


def check_alone(context: CheckContext) -> Iterator[Finding]:
    """Run the rules for one record over these."""
    for rule in RECORD_RULES:
        yield from rule(context)


def check_records(context: CheckContext) -> Iterator[Finding]:
    """Run every rule over the sound records."""
    yield from check_alone(context)
    book = build_fact_book(context)
    for rule in COMPARING_RULES:
        yield from rule(book)
