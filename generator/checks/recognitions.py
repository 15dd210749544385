"""OCOP decisions held against the rules of their day, which stand in the vocabulary `recognition_rules`, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.checks.finding import CheckContext, Finding
from generator.text import format_date, format_number


def check_recognition_dates(context: CheckContext) -> Iterator[Finding]:
    """An error for a decision dated after the build date."""
    for decoded, loc, recognition in context.recognitions:
        if recognition.decided_on > context.build_date:
            given, today = format_date(recognition.decided_on), format_date(context.build_date)
            yield Finding.of(decoded.source, "decision-in-future", *loc, "decided_on", given=given, today=today)


def check_recognition_points(context: CheckContext) -> Iterator[Finding]:
    """An error for points outside the band that the stars had on the day of the decision."""
    rules = context.records.vocabularies.recognition_rules
    find_band = cache(rules.band)  # thousands of decisions share a few hundred days
    for decoded, loc, recognition in context.recognitions:
        if recognition.points is None:
            continue
        band = find_band(recognition.stars, recognition.decided_on)
        if band is None or band.contains(recognition.points):
            continue
        yield Finding.of(
            decoded.source, "points-outside-band", *loc, "points",
            given=format_number(recognition.points), stars=recognition.stars, band=band.describe(), instrument=rules.instruments[band.instrument].label,
        )  # fmt: skip


def check_recognition_power(context: CheckContext) -> Iterator[Finding]:
    """A warning for a decision by a level that could not give these stars on that day."""
    rules = context.records.vocabularies.recognition_rules
    terms = context.records.vocabularies.lists["ocop_levels"]
    find_levels = cache(rules.levels)
    for decoded, loc, recognition in context.recognitions:
        level = recognition.decided_level
        allowed = find_levels(recognition.stars, recognition.decided_on)
        if not level or not allowed or level in allowed:
            continue
        yield Finding.of(
            decoded.source, "level-without-power", *loc, "issuer" if recognition.level is None else "level",
            given=terms[level].label, stars=recognition.stars, day=format_date(recognition.decided_on),
            allowed=", ".join(terms[code].label for code in allowed), instrument=rules.instrument(recognition.decided_on),
        )  # fmt: skip
