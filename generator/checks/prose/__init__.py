"""Reminders about spelling and typography, for posts: one rule a file, each yields slips with what belongs in their place.

A post silences them by their codes in `ignore_checks`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from generator.checks.contents import Loc
from generator.checks.finding import CheckContext, Finding
from generator.checks.prose.dates_without_year import find_dates_without_year
from generator.checks.prose.double_spaces import find_double_spaces
from generator.checks.prose.end_marks import find_end_marks
from generator.checks.prose.english_thousands import find_english_thousands
from generator.checks.prose.missing_spaces import find_missing_spaces
from generator.checks.prose.passage import Passage, Slip, TextRule, find_slips
from generator.checks.prose.repetitions import check_repeated_alt, check_repeated_lead
from generator.checks.prose.silenced import check_silenced
from generator.checks.prose.spaces_after_brackets import find_spaces_after_brackets
from generator.checks.prose.spaces_before_signs import find_spaces_before_signs
from generator.checks.prose.typos import find_typos
from generator.checks.prose.wording_book import WordingBook
from generator.records import Decoded, Post

TEXT_RULES: dict[str, TextRule] = {
    "double-space": find_double_spaces,
    "space-before-punctuation": find_spaces_before_signs,
    "space-after-bracket": find_spaces_after_brackets,
    "no-space-after-punctuation": find_missing_spaces,
    "date-without-year": find_dates_without_year,
    "english-thousands": find_english_thousands,
    "end-mark": find_end_marks,
    "frequent-typo": find_typos,
}
POST_RULES = {"lead-repeated": check_repeated_lead, "alt-repeated": check_repeated_alt}
CODES = (*TEXT_RULES, *POST_RULES)
PARTING = "\n\n"  # between the texts of a front matter, which are read as one: nothing is found across it


def check_prose(context: CheckContext) -> Iterator[Finding]:
    """Warnings for the wording of every post, drafts too, but for what the post silences."""
    book = WordingBook(context.records.vocabularies.wording)
    for decoded in context.posts:
        record = decoded.record
        day = record.published_at.date() if record.published_at else context.build_date
        rules = [(code, rule) for code, rule in TEXT_RULES.items() if code not in record.ignore_checks]
        yield from check_fields(decoded, day, book, rules)
        yield from check_body(decoded, day, book, rules)
        for code, check in POST_RULES.items():
            if code not in record.ignore_checks:
                yield from check(decoded)
        if record.ignore_checks:
            yield from check_silenced(decoded, CODES)


def check_body(decoded: Decoded, day: date, book: WordingBook, rules: list[tuple[str, TextRule]]) -> Iterator[Finding]:
    """Slips of the body at their line and column."""
    passage = Passage(decoded.body, day, book)
    for code, rule in rules:
        for slip in find_slips(rule, passage):
            line, column, length = passage.place(slip)
            yield make_finding(decoded, code, passage, slip, place=(decoded.body_line + line - 1, column, length))


def check_fields(decoded: Decoded, day: date, book: WordingBook, rules: list[tuple[str, TextRule]]) -> Iterator[Finding]:
    """Slips of the front matter at their fields."""
    fields = list(list_fields(decoded.record))
    passage = Passage(PARTING.join(text for _, text in fields), day, book)
    starts = list(accumulate((len(text) + len(PARTING) for _, text in fields), initial=0))
    for code, rule in rules:
        for slip in find_slips(rule, passage):
            yield make_finding(decoded, code, passage, slip, loc=fields[bisect_right(starts, slip.start) - 1][0])


def make_finding(
    decoded: Decoded, code: str, passage: Passage, slip: Slip, loc: Loc = (), place: tuple[int, int, int] | None = None
) -> Finding:
    """A slip with the words around it as they stand and as they should."""
    given, better = passage.quote(slip)
    return Finding.of(decoded.source, code, *loc, fix=slip.fix, place=place, given=given, better=better)


def list_fields(record: Post) -> Iterator[tuple[Loc, str]]:
    """The texts of a post that readers see beside its body."""
    yield ("title",), record.title
    yield ("lead",), record.lead
    if record.cover is not None:
        yield from list_picture_fields(("cover",), record.cover)
    for number, picture in enumerate(record.gallery):
        yield from list_picture_fields(("gallery", number), picture)
    for number, attachment in enumerate(record.attachments):
        yield ("attachments", number, "title"), attachment.title


def list_picture_fields(loc: Loc, picture: object) -> Iterator[tuple[Loc, str]]:
    """Description, caption and credit of a picture, as far as they are written."""
    for field in ("alt", "caption", "credit"):
        text = getattr(picture, field)
        if text:
            yield (*loc, field), text
